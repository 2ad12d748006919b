import Artifact
import Plotting

/// What is compared of a figure or table, in the order in which it is looked at.
enum Stage: String, CaseIterable {
    /// What the data were made from.
    case source
    case data, caption, drawing, pixels

    /// nil for a file that is not compared.
    init?(of file: String) {
        switch FigureComparison.ending(of: file) {
        case "csv", "npz", "npy": self = .data
        case "svg", "md", "tex": self = .drawing
        case "png", "pdf": self = .pixels
        default: return nil
        }
    }
}

/// One file that is not as expected.
struct Difference {
    let stage: Stage
    /// A sentence without a full stop: `data differ in pooling.csv: ...`.
    let summary: String
    /// Lines as in a patch: `- ` is expected, `+ ` was found.
    var lines: [String] = []
}

/// A picture that a page shows.
struct Picture {
    let caption: String
    let bytes: [UInt8]
    var type = "image/png"
}

/// All files of one base name in two folders.
struct FigureComparison {
    let name: String
    private(set) var differences: [Difference] = []
    /// Of what differs, the pictures.
    private(set) var pictures: [Picture] = []
    /// What is not the same about the two makings: each the end of `made by other ...`.
    private(set) var provenance: [String] = []
    /// SHA-256 of what was found, which says whether a difference is one that was accepted: of the files without pixels where there are
    /// such, because pixels depend on the machine's libraries.
    private(set) var found = ""
    /// What was not compared, and why.
    private(set) var leftOut: [String] = []

    var isEqual: Bool { differences.isEmpty }

    /// - Parameters:
    ///   - all: The files of both folders.
    ///   - records: What both folders of the figure say about themselves.
    ///   - tolerance: The root mean square of pixels' differences, of 255, up to which pictures are equal.
    init(
        _ name: String, expected: String, actual: String, all: [[String]], records: (FolderRecord, FolderRecord), tolerance: Double = 0
    ) throws {
        self.name = name
        let files = all.map { folder in Set(folder.filter { Stage(of: $0) != nil && Self.name(of: $0) == name }) }
        var digests: [(file: String, digest: String)] = []
        for file in files[1].sorted() { digests.append((file, sha256(try FileOutput.read("\(actual)/\(file)")))) }
        for stage in Stage.allCases {
            if stage == .caption { compareCaptions(records) }
            for file in files[0].union(files[1]).sorted() where Stage(of: file) == stage {
                if Self.ending(of: file) == "pdf", !isShownByPDFAlone(files) { continue }
                guard files[1].contains(file) else {
                    differences.append(Difference(stage: stage, summary: "\(stage) missing: there is no \(file)"))
                    show(file, "expected, and not there", try FileOutput.read("\(expected)/\(file)"))
                    continue
                }
                guard files[0].contains(file) else {
                    differences.append(Difference(stage: stage, summary: "\(stage) new: \(file) is not expected"))
                    show(file, "found, and not expected", try FileOutput.read("\(actual)/\(file)"))
                    continue
                }
                try compare(
                    file, stage, FileOutput.read("\(expected)/\(file)"), FileOutput.read("\(actual)/\(file)"), tolerance)
            }
        }
        let lasting = digests.filter { Stage(of: $0.file) != .pixels }
        let caption = records.1.captions?[Self.base(of: name)] ?? ""
        found = sha256((lasting.isEmpty ? digests : lasting).flatMap { Array("\($0.file) \($0.digest)\n".utf8) } + Array(caption.utf8))
        if !isEqual, let old = records.0.provenance, let new = records.1.provenance {
            provenance = try Provenance.changes(from: old, to: new, source: "\(Self.folder(of: name))\(Provenance.fileName)")
        }
    }

    /// What a folder says of all its figures together, where it says something else.
    init?(folder: String, _ expected: FolderRecord, _ actual: FolderRecord) {
        differences = FolderRecord.differences(expected: expected, actual: actual)
        guard !differences.isEmpty else { return nil }
        name = "\(folder)contents"
        let data = (actual.data ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
        found = sha256((data + actual.order).flatMap { Array($0.utf8) })
    }

    // MARK: Names

    /// A path without its ending.
    static func name(of path: String) -> String {
        let ending = ending(of: path)
        return ending.isEmpty ? path : String(path.dropLast(ending.count + 1))
    }

    static func ending(of path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return file.contains(".") ? String(file.split(separator: ".", omittingEmptySubsequences: false).last!) : ""
    }

    /// "" or a path that ends in a slash.
    static func folder(of name: String) -> String {
        String(name[..<(name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex)])
    }

    private static func base(of name: String) -> String { String(name.dropFirst(folder(of: name).count)) }

    // MARK: Comparing

    /// A PDF file shows what PNG and SVG files beside it show.
    private func isShownByPDFAlone(_ files: [Set<String>]) -> Bool {
        !files.joined().contains { ["png", "svg"].contains(Self.ending(of: $0)) }
    }

    private mutating func compareCaptions(_ records: (FolderRecord, FolderRecord)) {
        guard let old = records.0.captions, let new = records.1.captions else { return }
        let (before, after) = (old[Self.base(of: name)], new[Self.base(of: name)])
        guard before != after else { return }
        let words =
            switch (before, after) {
            case (let before?, let after?): LineDifference.words(expected: before, found: after)
            case (nil, let after?): "found \"\(after)\", expected none"
            default: "found none, expected \"\(before ?? "")\""
            }
        differences.append(
            Difference(
                stage: .caption, summary: "caption differs: \(words)",
                lines: [before.map { "- \($0)" }, after.map { "+ \($0)" }].compactMap(\.self)))
    }

    private mutating func compare(
        _ file: String, _ stage: Stage, _ expected: [UInt8], _ actual: [UInt8], _ tolerance: Double
    ) throws {
        guard expected != actual else { return }
        let (words, lines): (String, [String])
        switch stage {
        case .data where file.hasSuffix(".csv"):
            (words, lines) = (try TableDifference.words(expected: expected, actual: actual, file: file), [])
        case .data: (words, lines) = ("\(actual.count) bytes, expected \(expected.count) other ones", [])
        case .pixels:
            (words, lines) = (try pixels(file, expected, actual, tolerance), [])
            if words.isEmpty { return }
        case .drawing, .caption, .source:
            (words, lines) = LineDifference.words(expected: expected, actual: actual)
            show(file, "expected", expected)
            show(file, "found", actual)
        }
        differences.append(
            Difference(stage: stage, summary: "\(stage) differ\(stage == .drawing ? "s" : "") in \(file): \(words)", lines: lines))
    }

    /// How pictures differ; "" where they do not, within the tolerance.
    private mutating func pixels(_ file: String, _ expected: [UInt8], _ actual: [UInt8], _ tolerance: Double) throws -> String {
        var pages = [(expected, actual)]
        if Self.ending(of: file) == "pdf" {
            guard let old = try PDFPictures.pages(of: expected, name: file), let new = try PDFPictures.pages(of: actual, name: file) else {
                leftOut.append("\(file): PDF files are compared by their pictures, which pdftoppm of poppler makes, and it is not here")
                return ""
            }
            if old.count != new.count { return "\(new.count) pages, expected \(old.count)" }
            pages = Array(zip(old, new))
        }
        var all: [String] = []
        for (number, (old, new)) in pages.enumerated() {
            let difference = try PixelDifference(expected: old, actual: new, file: file)
            guard difference.count > 0, difference.rootMeanSquare > tolerance else { continue }
            all.append((pages.count > 1 ? "page \(number + 1): " : "") + difference.words)
            pictures.removeAll { $0.type != "image/png" }
            pictures.append(Picture(caption: "expected", bytes: old))
            pictures.append(Picture(caption: "found", bytes: new))
            if let marked = difference.picture { pictures.append(Picture(caption: "difference", bytes: marked)) }
        }
        return all.joined(separator: "; ")
    }

    /// Puts a picture on the page, a PNG file rather than an SVG file of the same.
    private mutating func show(_ file: String, _ caption: String, _ bytes: [UInt8]) {
        switch Self.ending(of: file) {
        case "png":
            pictures.removeAll { $0.caption == caption && $0.type != "image/png" }
            pictures.append(Picture(caption: caption, bytes: bytes))
        case "svg": pictures.append(Picture(caption: caption, bytes: bytes, type: "image/svg+xml"))
        default: break
        }
    }
}
