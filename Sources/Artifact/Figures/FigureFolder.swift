import AtomicFiles
import Foundation
import Processes

/// Where an experiment's tables, figures and claims go: `<figures>/<experiment>`.
///
/// Everything is collected first and written at the end (``finish()``): a set of figures is replaced when all of it could be
/// drawn, or not at all. Files that would not change are left untouched.
public final class FigureFolder {
    /// What a reader finds in the folder, in the order in which it was made.
    struct Entry: Codable, Equatable {
        enum Kind: String, Codable { case figure, table, data }
        let name: String
        let kind: Kind
        let caption: String
    }

    /// The folder of this experiment's figures.
    public let path: String
    /// Where rows come from: the tables that are in the folder, or the runs.
    private let redraws: Bool
    /// A style other than the figures' own, and the folder that gets what is drawn in it.
    private let style: (name: String, folder: String)?
    private let subject: String
    private var files: [(name: String, bytes: [UInt8])] = []
    private var entries: [Entry] = []
    private let judges: Bool
    private var claims: [Claim] = []
    private var notes: [String] = []
    /// One line for each figure or table written.
    private(set) var report: [String] = []
    /// Where to look first, and what the runs say on the first statement of the paper, a line each.
    private(set) var finding: [String] = []

    /// - Parameters:
    ///   - path: The experiment's own folder.
    ///   - subject: What makes the figures, for their metadata.
    ///   - judges: Whether claims apply: they are about the paper's settings.
    ///   - redraws: Whether rows are read from the tables in the folder instead of being made from runs.
    ///   - style: Where figures are drawn again: a style, and the folder for them; the folder of the tables stays as it is then.
    public init(
        _ path: String, subject: String = "", redraws: Bool = false, judges: Bool = true, style: (name: String, folder: String)? = nil
    ) throws {
        self.path = path
        self.judges = judges
        self.subject = subject
        self.redraws = redraws
        self.style = style
        if let style {
            try FileOutput.createFolder(style.folder)
            return
        }
        try FileOutput.createFolder(path)
        AtomicFile.removeAbandoned(in: path)
    }

    /// Writes `<name>.csv` and draws from it, and from nothing else, `<name>.pdf`, `<name>.png` and `<name>.svg`.
    ///
    /// Numbers that are not finite, which a diverged run leaves, cannot be drawn: the figure says how many
    /// rows have them, and so does the report.
    ///
    /// - Parameters:
    ///   - name: The files' base name: lower case, words joined by hyphens.
    ///   - caption: What paper and report say below it.
    ///   - rows: What the figure shows, tidy: one observation each.
    ///   - figure: Makes the figure from the rows as the file holds them.
    public func draw<Row: Codable, Drawing: Drawable>(
        _ name: String, caption: String, rows: @autoclosure () throws -> [Row], figure: ([Row]) throws -> Drawing
    ) throws {
        try draw(name, caption: caption, table: Table(rows())) { try figure($0.values(as: Row.self, source: "\(name).csv")) }
    }

    /// The same of a table that is no list of values of one type.
    public func draw<Drawing: Drawable>(
        _ name: String, caption: String, table made: @autoclosure () throws -> Table, figure: (Table) throws -> Drawing
    ) throws {
        let (csv, table) = try table(name, made)
        var drawing = try figure(table)
        let diverged = table.rows.count { $0.contains { ["nan", "inf", "-inf"].contains($0) } }
        let words = "Diverged, and not drawn: \(diverged) of \(table.rows.count) rows are not finite."
        if diverged > 0 { drawing = drawing.noting(words) }
        if let style { drawing = drawing.styled(style.name) }
        // The metadata change with what is drawn, and with nothing else.
        let drawn = try drawing.files(
            name: name, title: caption.firstSentence, subject: "\(subject), table SHA-256 \(sha256(csv))")
        for (suffix, bytes) in drawn { add("\(name).\(suffix)", bytes) }
        entries.append(Entry(name: name, kind: .figure, caption: caption))
        notes.append("\(name): \((["csv"] + drawn.map(\.suffix)).joined(separator: " "))")
        if diverged > 0 { notes.append("\(name): \(words.prefix(1).lowercased() + words.dropFirst().dropLast())") }
    }

    /// Writes `<name>.csv` alone.
    public func write<Row: Codable>(_ name: String, caption: String = "", rows: @autoclosure () throws -> [Row]) throws {
        try write(name, caption: caption, table: Table(rows()))
    }

    /// The same of a table that is no list of values of one type.
    ///
    /// - Returns: The table as the file holds it.
    @discardableResult
    public func write(_ name: String, caption: String = "", table made: @autoclosure () throws -> Table) throws -> Table {
        let written = try table(name, made).table
        entries.append(Entry(name: name, kind: .data, caption: caption))
        notes.append("\(name): csv")
        return written
    }

    /// Writes a table for people as `<name>.md` and `<name>.tex`, and its data as `<name>.csv`.
    ///
    /// - Parameter table: Makes the printed table from the rows as the file holds them.
    public func tabulate<Row: Codable>(
        _ name: String, caption: String, rows: @autoclosure () throws -> [Row], table make: ([Row]) throws -> PrintedTable
    ) throws {
        try tabulate(name, caption: caption, table: Table(rows())) { try make($0.values(as: Row.self, source: "\(name).csv")) }
    }

    /// The same of a table that is no list of values of one type.
    public func tabulate(
        _ name: String, caption: String, table made: @autoclosure () throws -> Table, printed: (Table) throws -> PrintedTable
    ) throws {
        let printed = try printed(table(name, made).table)
        add("\(name).md", Array(printed.markdown.utf8))
        add("\(name).tex", Array(printed.latex.utf8))
        entries.append(Entry(name: name, kind: .table, caption: caption))
        notes.append("\(name): csv md tex")
    }

    /// Writes a file of another kind, such as an archive of arrays. Nothing happens where figures are drawn again.
    public func attach(_ name: String, _ bytes: @autoclosure () throws -> [UInt8]) throws {
        if redraws { return }
        add(name, try bytes())
        notes.append(name)
    }

    /// Adds to `claims.csv` what the results say about statements of the paper. Nothing happens where figures are drawn again, and
    /// where runs have other settings.
    public func judge(_ claims: @autoclosure () throws -> [Claim]) throws {
        if redraws || !judges { return }
        self.claims += try claims()
    }

    /// Writes everything, and removes what an earlier set had and this one lacks.
    ///
    /// - Parameter provenance: Where the set comes from; nil leaves the present one, as when figures are drawn again.
    public func finish(_ provenance: Provenance? = nil) throws {
        if let style { return try finishStyled(style.folder) }
        if !claims.isEmpty { add("claims.csv", Array(CSV.text(try Table(claims.map(ClaimRow.init))).utf8)) }
        let list = "[\n" + (try entries.map { "  \(try CanonicalJSON.encode($0))" }).joined(separator: ",\n") + "\n]\n"
        add(Self.contentsName, Array(list.utf8))
        let names = Set(files.map(\.name))
        let former = redraws ? [] : try Self.files(in: path).filter { !names.contains($0) }
        if let provenance {
            let digests = Dictionary(uniqueKeysWithValues: files.map { ($0.name, sha256($0.bytes)) })
            add(Provenance.fileName, Array(try provenance.json(files: digests).utf8))
        }
        let new = try files.filter { name, bytes in try FileOutput.contents(of: "\(path)/\(name)") != bytes }
        try Termination.deferred {
            try FileOutput.write(new.map { (path: "\(path)/\($0.name)", bytes: $0.bytes) })
            for name in former { unlink("\(path)/\(name)") }
        }
        let changed = Set(new.map(\.name))
        report = notes.map { note in
            let stem = note.prefix { $0 != ":" }
            let isNew = changed.contains { $0 == stem || $0.hasPrefix(stem + ".") }
            return "\(path)/\(note)\(isNew || note.contains("diverged") ? "" : ", unchanged")"
        }
        let first = entries.first { $0.kind == .figure }.map { "open \(path)/\($0.name).png" }
        let judged = claims.map(ClaimRow.init).filter { $0.estimate != nil }
        let claim = judged.first { $0.tier == .primary } ?? judged.first
        finding = [first, claim?.finding].compactMap(\.self)
    }

    /// Figures alone: what they are drawn from stays where it is.
    private func finishStyled(_ folder: String) throws {
        let drawn = files.filter { name, _ in ["pdf", "png", "svg"].contains(name.split(separator: ".").last) }
        try FileOutput.write(drawn.map { (path: "\(folder)/\($0.name)", bytes: $0.bytes) })
        report = drawn.map { "\(folder)/\($0.name)" }
    }

    /// The list of figures and tables with their captions.
    static let contentsName = "contents.json"

    /// The files of the set that is in a folder, as its provenance lists them.
    private static func files(in folder: String) throws -> [String] {
        try digests(in: folder).keys.filter { !$0.contains("/") && !$0.hasPrefix(".") }.sorted()
    }

    /// Their SHA-256, by name; none where the provenance does not say.
    private static func digests(in folder: String) throws -> [String: JSONValue] {
        guard let bytes = try FileOutput.contents(of: "\(folder)/\(Provenance.fileName)"),
            case .object(let members)? = try? CanonicalJSON.decode(JSONValue.self, from: String(decoding: bytes, as: UTF8.self)),
            case .object(let files)? = members["files"]
        else { return [:] }
        return files
    }

    private func add(_ name: String, _ bytes: [UInt8]) {
        precondition(!files.contains { $0.name == name }, "\(name) is written twice")
        files.append((name, bytes))
    }

    private func table(_ name: String, _ made: () throws -> Table) throws -> (csv: [UInt8], table: Table) {
        let path = "\(path)/\(name).csv"
        let csv = redraws ? try written(name) : Array(CSV.text(try made()).utf8)
        if !redraws { add("\(name).csv", csv) }
        return (csv, try CSV.table(String(decoding: csv, as: UTF8.self), source: redraws ? path : "\(name).csv"))
    }

    /// A table of the folder as its program wrote it: what is drawn relies on what a program computes.
    private func written(_ name: String) throws -> [UInt8] {
        let bytes = try FileOutput.read("\(path)/\(name).csv")
        if let digest = try Self.digests(in: path)["\(name).csv"], digest != .text(sha256(bytes)) {
            throw ArtifactError(
                "\(path)/\(name).csv: is not the table that was written, by its SHA-256 in \(Provenance.fileName); run the experiment to write it again"
            )
        }
        return bytes
    }
}
