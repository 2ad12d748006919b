import Artifact

/// The differences that somebody meant: a line each, `SHA-256 of what was found` and the name.
///
/// A change of figures is a line here until the figures are what is expected, so that a reviewer sees it and a check passes.
struct AcceptedChanges {
    private var digests: [String: String] = [:]

    init() {}

    /// Reads a file; none is accepted where there is no file.
    init(contentsOf path: String) throws {
        guard let bytes = try FileOutput.contents(of: path) else { return }
        for (number, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[0].count == 64, parts[0].allSatisfy(\.isHexDigit) else {
                throw ArtifactError("\(path), line \(number + 1): expected 64 hexadecimal digits and a name; --accept writes the file")
            }
            digests[parts[1].drop { $0 == " " }.description] = parts[0]
        }
    }

    func contains(_ comparison: FigureComparison) -> Bool { digests[comparison.name] == comparison.found }

    /// The text of a file that accepts these, and nothing else.
    static func text(_ different: [FigureComparison]) -> String {
        "# What differs and is meant, by the SHA-256 of what was found: written by --accept, read by the check.\n"
            + different.map { "\($0.found)  \($0.name)\n" }.joined()
    }
}
