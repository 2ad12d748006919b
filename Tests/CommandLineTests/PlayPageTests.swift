import Foundation
import Testing

/// The dataset and the classifier in JavaScript, of `docs/play.html`, against the program.
@Suite(.enabled(if: node != nil, "needs Node.js: apt-get install nodejs"))
struct PlayPageTests {
    private static let parameters: [(option: String, name: String, value: String)] = [
        ("--scale-coefficient", "scaleCoefficient", "0.9"), ("--max-translation", "maximumTranslation", "0"),
        ("--correlated-noise-scale", "correlatedNoiseScale", "1"), ("--iid-noise-scale", "iidNoiseScale", "0.3"),
        ("--shear-scale", "shearScale", "2"), ("--final-length", "finalLength", "100"),
    ]

    /// What a script prints that uses the page's files; none of its own is in the folder.
    private func output(of script: String, _ arguments: [String] = [], in folder: String) throws -> String {
        let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs").path
        let loading = """
            const [{ dataset, defaults, RandomState }, files, classifierOf, weights] =
              ["play", "play-files", "play-classifier", "play-weights"].map((name) => require(`\(docs)/${name}.js`));

            """
        let result = try run(URL(fileURLWithPath: try #require(node)), ["-e", loading + script] + arguments, in: folder)
        #expect(result.error == "")
        return result.output
    }

    /// Examples, labels and their order, bit for bit: the paper's parameters, and others, each for ten seeds.
    @Test(arguments: [false, true])
    func signalsHaveTheBitsOfTheProgram(changed: Bool) throws {
        let others = changed ? Self.parameters : []
        let settings = others.map { "\($0.name): \($0.value), " }.joined()
        // Numbers in shortest form read back as the same bits.
        let script = """
            for (const seed of process.argv.slice(1)) {
              const { x, y, length } = dataset({ ...defaults, \(settings)seed: Number(seed) }, 10);
              y.forEach((label, i) => console.log([...x.subarray(i * length, (i + 1) * length), label].join(",")));
            }
            """
        try withTemporaryFolder { folder in
            let seeds = (["0", "4294967295"] + (41...48).map(String.init))
            let written = try output(of: script, seeds, in: folder).split(separator: "\n")
                .map { $0.split(separator: ",").map { Double($0) } }
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

    /// The file that the page offers is the program's, byte for byte; its CSV has the same numbers.
    @Test func downloadsAreTheProgramsFiles() throws {
        let script = """
            const data = dataset({ ...defaults, seed: 7, maximumPadding: 71, shearScale: 2 }, 50);
            require("fs").writeFileSync("page.npz", files.npz(data));
            require("fs").writeFileSync("page.csv", files.csv(data));
            """
        let options = ["--samples", "50", "--seed", "7", "--padding", "36", "71", "--shear-scale", "2", "--output"]
        try withTemporaryFolder { folder in
            _ = try output(of: script, in: folder)
            for name in ["program.npz", "program.csv"] {
                #expect(try Executable("mnist1d")(["generate"] + options + [name], in: folder).status == 0)
            }
            #expect(FileManager.default.contentsEqual(atPath: "\(folder)/page.npz", andPath: "\(folder)/program.npz"))
            let tables = try ["page.csv", "program.csv"].map { name in
                try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n")
                    .map { $0.split(separator: ",").map { text in Double(text).map { "\($0)" } ?? String(text) } }
            }
            let isSame = tables[0] == tables[1] && tables[0].count == 51
            #expect(isSame)
        }
    }

    /// The page's weights are what the program trains, and its scores are the program's, bit for bit, in order and permuted.
    @Test(arguments: ["original", "permuted"])
    func theClassifierHasTheScoresOfTheProgram(arrangement: String) throws {
        let isPermuted = arrangement == "permuted"
        let script = """
            const data = dataset({ ...defaults, seed: 5 }, 500);
            const order = \(isPermuted) ? new RandomState(weights.permutationSeed).permutation(40) : [...Array(40).keys()];
            const network = classifierOf(weights.\(arrangement));
            const length = data.length;
            const lines = [[...order.keys()].map((point) => `x${point}`).join(",") + ",label"];
            // The program's model knows its permutation.
            const scores = data.y.map((label, i) => {
              lines.push([...data.x.subarray(i * length, (i + 1) * length), label].join(","));
              return [...network.scores(order.map((point) => data.x[i * length + point]))];
            });
            require("fs").writeFileSync("signals.csv", lines.join("\\n") + "\\n");
            require("fs").writeFileSync("scores.f32", new Uint8Array(Float32Array.from(scores.flat()).buffer));
            """
        try withTemporaryFolder { folder in
            _ = try output(of: script, in: folder)
            let shuffled = isPermuted ? ["--shuffle-positions", "42"] : []
            for arguments in [
                ["train", "--model", "cnn", "--seed", "42", "--save", "m.npz"] + shuffled,
                ["predict", "--load", "m.npz", "--data", "signals.csv", "--part", "all", "--output", "scores.npy"],
            ] {
                #expect(try Executable("mnist1d")(arguments, in: folder).status == 0)
            }
            let page = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/scores.f32"))
            let program = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/scores.npy"))
            // A comparison outside of the macro, which would print both.
            let isSame = page.count == 500 * 10 * 4 && program.suffix(page.count) == page
            #expect(isSame)
        }
    }
}

private let node = ["/usr/bin/node", "/usr/local/bin/node"].first(where: FileManager.default.isExecutableFile)
