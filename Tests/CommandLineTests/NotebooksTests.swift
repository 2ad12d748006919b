import Foundation
import Testing

/// The notebooks in Examples/Notebooks work, each with its figure.
@Suite struct NotebooksTests {
    let notebooks = Executable("notebooks")
    static let names = [
        "8.1-perceptron", "8.3-double-descent", "10.2-convolutions", "11.3-residual-networks", "20.1-random-data", "20.3-lottery-tickets",
        "20.4-adversarial-signals", "12-transformer",
    ]

    @Test(arguments: names) func eachDrawsItsFigure(name: String) throws {
        try withTemporaryFolder { folder in
            let result = try notebooks([name, "--quick", "--output", folder], in: folder)
            #expect(result.status == 0, "\(result.error)")
            let figure = try String(contentsOfFile: "\(folder)/\(name).svg", encoding: .utf8)
            #expect(figure.contains("<svg") && figure.contains("</svg>"))
        }
    }

    @Test func eachIsOneShortFileOfItsOwn() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Examples/Notebooks")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "Notebooks.swift" }
        #expect(files.count == Self.names.count)
        for file in files {
            let lines = try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 65, "\(file) has \(lines.count) lines")
        }
        let unknown = try notebooks(["9.9"], in: folder.path)
        #expect(unknown.status != 0 && unknown.error.contains("9.9: is no notebook; there are 8.1-perceptron"))
    }
}
