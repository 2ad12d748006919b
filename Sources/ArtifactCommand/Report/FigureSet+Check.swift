import Artifact

/// What pages take over as it stands is what the programs write; anything else is an error that names file and line.
extension FigureSet {
    /// Reads the pictures and tables that pages show.
    ///
    /// - Parameter figures: The folder of all figures.
    func check(in figures: String) throws {
        for entry in entries where entry.kind != .data {
            let path = "\(figures)/\(folder)/\(entry.name)"
            func require(_ suffix: String, _ flaw: (String) -> String?) throws {
                guard let bytes = try FileOutput.contents(of: "\(path).\(suffix)") else {
                    throw ArtifactError("\(path).\(suffix): expected, as contents.json lists it; draw the figures again")
                }
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw ArtifactError("\(path).\(suffix): expected text in UTF-8; draw the figures again")
                }
                if let flaw = flaw(text) { throw ArtifactError("\(path).\(suffix), \(flaw); draw the figures again") }
            }
            switch entry.kind {
            case .figure: try require("svg", PictureCheck.flaw)
            case .table: try require("md", Self.tableFlaw)
            case .data: break
            }
        }
    }

    /// What keeps a text from being a table as ``PrintedTable/markdown`` writes it; nil if nothing does.
    static func tableFlaw(_ text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 2, lines.last == "" else { return "line 1: expected a table with a header" }
        var columns: Int?
        for (index, line) in lines.dropLast().enumerated() {
            let place = "line \(index + 1)"
            guard line.hasPrefix("| "), line.hasSuffix(" |"), line.count > 3 else { return "\(place): expected cells between bars" }
            if line.replacing("\\<", with: "").contains(/<[A-Za-z\/!?]/) { return "\(place): expected no HTML" }
            let count = line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false).count
            if let columns, columns != count { return "\(place): expected \(columns) cells, found \(count)" }
            columns = count
            if index == 1, !line.allSatisfy({ "|-: ".contains($0) }) { return "\(place): expected the rule below the header" }
        }
        return nil
    }
}
