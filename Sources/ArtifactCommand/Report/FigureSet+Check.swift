import Artifact
import Plotting

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
            case .figure: try require("svg", SVGCheck.flaw(in:))
            case .table: try require("md", PrintedTable.flaw(inMarkdown:))
            case .data: break
            }
        }
    }
}
