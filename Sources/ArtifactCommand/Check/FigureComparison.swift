import Artifact
import Plotting

/// What is compared of a figure or table, in the order in which it is looked at.
enum Stage: String, CaseIterable {
    case data, drawing, pixels

    /// nil for a file that is not compared.
    init?(of file: String) {
        switch file.split(separator: ".", maxSplits: 1).last {
        case "csv", "npz", "npy": self = .data
        case "svg", "md", "tex": self = .drawing
        case "png": self = .pixels
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

/// All files of one base name in two folders.
struct FigureComparison {
    let name: String
    private(set) var differences: [Difference] = []
    /// The pictures, where there are any: PNG bytes.
    private(set) var expectedPicture: [UInt8]?
    private(set) var actualPicture: [UInt8]?
    private(set) var differencePicture: [UInt8]?
    /// What is not the same about the two makings: each the end of `made by other ...`.
    private(set) var provenance: [String] = []

    var isEqual: Bool { differences.isEmpty }

    /// - Parameter all: The files of both folders.
    init(_ name: String, expected: String, actual: String, all: [[String]]) throws {
        self.name = name
        let files = all.map { folder in
            Set(folder.filter { Self.name(of: $0) == name })
        }
        for stage in Stage.allCases {
            for file in files[0].union(files[1]).sorted() where Stage(of: file) == stage {
                guard files[1].contains(file) else {
                    differences.append(Difference(stage: stage, summary: "\(stage) missing: there is no \(file)"))
                    continue
                }
                guard files[0].contains(file) else {
                    differences.append(Difference(stage: stage, summary: "\(stage) new: \(file) is not expected"))
                    continue
                }
                try compare(
                    file, stage, FileOutput.read("\(expected)/\(file)"), FileOutput.read("\(actual)/\(file)"))
            }
        }
        let record = name.split(separator: "/").dropLast().joined(separator: "/") + "/" + Provenance.fileName
        let records = try [expected, actual].compactMap { try FileOutput.contents(of: "\($0)/\(record)") }
        if records.count == 2 {
            provenance = try Provenance.changes(
                from: String(decoding: records[0], as: UTF8.self), to: String(decoding: records[1], as: UTF8.self),
                source: record)
        }
    }

    /// A path without its suffixes.
    static func name(of path: String) -> String {
        let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        return String(path[..<start]) + path[start...].prefix { $0 != "." }
    }

    private mutating func compare(_ file: String, _ stage: Stage, _ expected: [UInt8], _ actual: [UInt8]) throws {
        if stage == .pixels {
            expectedPicture = expected
            if expected != actual { actualPicture = actual }
        }
        guard expected != actual else { return }
        let (words, lines): (String, [String])
        switch stage {
        case .data where file.hasSuffix(".csv"):
            (words, lines) = (try TableDifference.words(expected: expected, actual: actual, file: file), [])
        case .data: (words, lines) = ("\(actual.count) bytes, expected \(expected.count) other ones", [])
        case .drawing: (words, lines) = LineDifference.words(expected: expected, actual: actual)
        case .pixels:
            let difference = try PixelDifference(expected: expected, actual: actual, file: file)
            differencePicture = difference.picture
            (words, lines) = (difference.words, [])
            if difference.count == 0 { return }
        }
        differences.append(
            Difference(stage: stage, summary: "\(stage) differ\(stage == .drawing ? "s" : "") in \(file): \(words)", lines: lines))
    }
}
