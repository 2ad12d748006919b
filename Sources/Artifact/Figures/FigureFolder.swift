import AtomicFiles
import Foundation

/// Where an experiment's tables and figures go. Files that would not change are left untouched.
public final class FigureFolder {
    /// The folder, `figures` by custom.
    public let path: String
    private let svg: Bool
    var provenance: Provenance?
    /// One line for each figure or table written so far.
    private(set) var report: [String] = []

    /// - Parameter svg: Whether figures are also written as SVG.
    public init(_ path: String, svg: Bool = false) throws {
        self.path = path
        self.svg = svg
        try FileOutput.createFolder(path)
        AtomicFile.removeAbandoned(in: path)
    }

    /// Writes `<name>.csv` and draws from it, and from nothing else, `<name>.pdf`, `<name>.png` and the list of what
    /// was drawn, `<name>.drawing`.
    ///
    /// Numbers that are not finite, which a diverged run leaves, cannot be drawn: the figure says how many
    /// rows have them, and so does the report.
    ///
    /// - Parameters:
    ///   - name: The files' base name: lower case, words joined by hyphens.
    ///   - rows: What the figure shows, tidy: one observation each.
    ///   - figure: Makes the figure from the rows as the file holds them.
    public func draw<Row: Codable, Drawing: Drawable>(
        _ name: String, rows: [Row], figure: ([Row]) throws -> Drawing
    ) throws {
        let csv = try write(table: Table(rows), name: name)
        let table = try CSV.table(String(decoding: csv, as: UTF8.self), source: "\(name).csv")
        var drawing = try figure(table.values(as: Row.self, source: "\(name).csv"))
        let diverged = table.rows.count { $0.contains { ["nan", "inf", "-inf"].contains($0) } }
        let words = "Diverged, and not drawn: \(diverged) of \(table.rows.count) rows are not finite."
        if diverged > 0 { drawing = drawing.noting(words) }
        let hash = sha256(csv)
        let files = try drawing.files(
            title: name, subject: provenance?.line(table: hash) ?? "",
            keywords: provenance?.keywords(table: hash) ?? "", svg: svg)
        var changed = false
        for (suffix, bytes) in files {
            changed = try FileOutput.writeIfChanged(bytes, to: "\(path)/\(name).\(suffix)") || changed
        }
        let suffixes = (["csv"] + files.map(\.suffix)).joined(separator: " ")
        report.append("\(path)/\(name): \(suffixes)\(changed ? "" : ", unchanged")")
        if diverged > 0 { report.append("\(path)/\(name): \(words.prefix(1).lowercased() + words.dropFirst().dropLast())") }
    }

    /// Writes `<name>.csv` alone.
    public func write<Row: Encodable>(_ name: String, rows: [Row]) throws {
        try write(table: Table(rows), name: name)
        report.append("\(path)/\(name): csv")
    }

    /// Writes a table for people as `<name>.md` and `<name>.tex`, and its data as `<name>.csv`.
    ///
    /// - Parameter table: Makes the printed table from the rows as the file holds them.
    public func tabulate<Row: Codable>(
        _ name: String, rows: [Row], table: ([Row]) throws -> PrintedTable
    ) throws {
        let csv = try write(table: Table(rows), name: name)
        let data = try CSV.table(String(decoding: csv, as: UTF8.self), source: "\(name).csv")
        let printed = try table(data.values(as: Row.self, source: "\(name).csv"))
        try FileOutput.writeIfChanged(Array(printed.markdown.utf8), to: "\(path)/\(name).md")
        try FileOutput.writeIfChanged(Array(printed.latex.utf8), to: "\(path)/\(name).tex")
        report.append("\(path)/\(name): csv md tex")
    }

    /// Writes `<program>.sources.sha256`, the sources that the figures' provenance names by one hash.
    func write(_ sources: SourceManifest, program: String) throws {
        let bytes = Array(sources.text.utf8)
        try FileOutput.writeIfChanged(bytes, to: "\(path)/\(program)\(SourceManifest.suffix)")
    }

    @discardableResult
    private func write(table: Table, name: String) throws -> [UInt8] {
        let csv = Array(CSV.text(table).utf8)
        try FileOutput.writeIfChanged(csv, to: "\(path)/\(name).csv")
        if let provenance {
            try FileOutput.writeIfChanged(
                Array(provenance.json(table: sha256(csv)).utf8), to: "\(path)/\(name).provenance.json")
        }
        return csv
    }
}
