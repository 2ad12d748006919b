import Artifact
import Foundation

/// All that `paper.pdf` is made of, as one hash that the file itself carries: it tells a stale one without typesetting.
struct PaperInputs {
    let hash: String

    /// - Parameter generated: What the report writes for the paper, by name.
    init(paper: String, figures: String, generated: [(name: String, text: String)]) throws {
        let source = try FileOutput.read("\(paper)/paper.tex")
        var text = source
        for (name, content) in generated where name.hasSuffix(".tex") { text += Array("\(name)\n\(content)".utf8) }
        for name in Self.namesOfResults(in: String(decoding: source, as: UTF8.self)) {
            for suffix in ["pdf", "tex"] {
                let path = "\(figures)/\(name).\(suffix)"
                guard let bytes = try FileOutput.contents(of: path) else { continue }
                text += Array("\(name).\(suffix)\n".utf8) + bytes
            }
        }
        hash = sha256(text)
    }

    /// What `paper.tex` reads: the hash for the file's metadata.
    ///
    /// As an entry of its own, because TeX packages encode the usual ones.
    var latex: String { "\\pdfinfo{\(entry)}\n" }

    /// Whether these inputs made the PDF file with these bytes.
    func made(_ pdf: [UInt8]) -> Bool { Data(pdf).range(of: Data(entry.utf8)) != nil }

    private var entry: String { "/Inputs (SHA-256 \(hash))" }

    /// The arguments of \plot{}, \further{} and \resulttable{}.
    private static func namesOfResults(in source: String) -> [String] {
        source.matches(of: /\\(?:plot|further|resulttable){([a-z0-9\/-]+)}/).map { String($0.1) }
    }
}
