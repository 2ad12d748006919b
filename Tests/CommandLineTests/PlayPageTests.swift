import Foundation
import Testing

/// The dataset in JavaScript, of `docs/play.html`, against the program.
@Suite struct PlayPageTests {
    private static let node = ["/usr/bin/node", "/usr/local/bin/node"].first(where: FileManager.default.isExecutableFile)

    private static let parameters: [(option: String, name: String, value: String)] = [
        ("--scale-coefficient", "scaleCoefficient", "0.9"), ("--max-translation", "maximumTranslation", "0"),
        ("--correlated-noise-scale", "correlatedNoiseScale", "1"), ("--iid-noise-scale", "iidNoiseScale", "0.3"),
        ("--shear-scale", "shearScale", "2"), ("--final-length", "finalLength", "100"),
    ]

    /// Examples, labels and their order, bit for bit: the paper's parameters, and others, each for ten seeds.
    @Test(.enabled(if: node != nil, "needs Node.js: apt-get install nodejs"), arguments: [false, true])
    func thePageHasTheBitsOfTheProgram(changed: Bool) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/play.js").path
        let others = changed ? Self.parameters : []
        let settings = others.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
        // Numbers in shortest form read back as the same bits.
        let program = """
            const { dataset, defaults } = require("\(script)");
            for (const seed of process.argv.slice(1)) {
              for (const { label, signal } of dataset({ ...defaults, \(settings.isEmpty ? "" : settings + ", ")seed: Number(seed) })) {
                console.log([...signal, label].join(","));
              }
            }
            """
        try withTemporaryFolder { folder in
            let seeds = (["0", "4294967295"] + (41...48).map(String.init))
            let page = try run(URL(fileURLWithPath: try #require(Self.node)), ["-e", program] + seeds, in: folder)
            #expect(page.error == "")
            let written = page.output.split(separator: "\n").map { $0.split(separator: ",").map { Double($0) } }
            var expected: [[Double?]] = []
            for seed in seeds {
                let result = try Executable("mnist1d")(
                    ["generate", "--samples", "10", "--seed", seed, "--output", "d.csv"] + others.flatMap { [$0.option, $0.value] },
                    in: folder)
                #expect(result.status == 0)
                expected += try String(contentsOfFile: "\(folder)/d.csv", encoding: .utf8).split(separator: "\n").dropFirst()
                    .map { $0.split(separator: ",").dropLast().map { Double($0) } }
            }
            #expect(written == expected && expected.count == 100)
        }
    }
}
