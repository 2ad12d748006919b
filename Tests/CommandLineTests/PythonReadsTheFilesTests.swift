import Datasets
import Foundation
import Testing

/// The files that `mnist1d generate` writes, read by the programs they are meant for.
///
/// Where Python or one of its packages is missing, a test is skipped and says so.
@Suite struct PythonReadsTheFilesTests {
    static func canImport(_ module: String) -> Bool {
        let arguments = ["python3", "-c", "import \(module)"]
        let result = try? run(URL(fileURLWithPath: "/usr/bin/env"), arguments, in: "/")
        return result?.status == 0
    }

    /// Runs a script with the folder of the files as its working folder; it prints what it finds.
    private func python(_ script: String, in folder: String) throws -> String {
        let result = try run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", script], in: folder)
        #expect(result.status == 0, "\(result.error)")
        return result.output
    }

    private static let options = ["generate", "--samples", "100", "--final-length", "7"]

    private func expected() throws -> MNIST1DDataset {
        var configuration = MNIST1DConfiguration()
        configuration.samples = 100
        configuration.finalLength = 7
        return try MNIST1DDataset(configuration)
    }

    @Test(.enabled(if: canImport("numpy"), "python3 with numpy is not installed"))
    func numpyLoadsTheArrays() throws {
        let script = """
            import numpy as np
            d = np.load("d.npz")
            for name, a in d.items():
                print(name, a.dtype, a.shape, a.flags["C_CONTIGUOUS"])
            for name in ["x", "x_test", "t", "y", "y_test"]:
                print(" ".join(map(repr, d[name].ravel().tolist())))
            """
        let made = try expected()
        try withTemporaryFolder { folder in
            #expect(try Executable("mnist1d")(Self.options, in: folder).status == 0)
            let lines = try python(script, in: folder).split(separator: "\n")
            #expect(
                lines.prefix(5) == [
                    "x float64 (80, 7) True", "y int64 (80,) True", "x_test float64 (20, 7) True",
                    "y_test int64 (20,) True", "t float64 (7,) True",
                ])
            let values = lines.dropFirst(5).map { $0.split(separator: " ").map { Double($0) } }
            #expect(values.prefix(3) == [made.x, made.xTest, made.t])
            #expect(values.suffix(2) == [made.y.map { Double($0) }, made.yTest.map { Double($0) }])
        }
    }

    @Test(.enabled(if: canImport("pandas"), "python3 with pandas is not installed"))
    func pandasReadsTheTable() throws {
        let script = """
            import pandas
            d = pandas.read_csv("d.csv")
            print(" ".join(d.columns))
            print(*d.shape)
            print(" ".join(map(repr, d.iloc[:, :7].to_numpy().ravel().tolist())))
            print(" ".join(map(str, d.label)))
            print(" ".join(d.split))
            """
        let made = try expected()
        try withTemporaryFolder { folder in
            let options = Self.options + ["--output", "d.csv"]
            #expect(try Executable("mnist1d")(options, in: folder).status == 0)
            let lines = try python(script, in: folder).split(separator: "\n")
            #expect(lines.prefix(2) == ["x0 x1 x2 x3 x4 x5 x6 label split", "100 9"])
            // pandas rounds some decimals differently by default.
            for (value, exact) in zip(lines[2].split(separator: " "), made.x + made.xTest) {
                #expect(abs(try #require(Double(value)) - exact) <= 4 * exact.ulp)
            }
            let labels = (made.y + made.yTest).map(\.description).joined(separator: " ")
            #expect(lines[3] == labels)
            let splits = Array(repeating: "train", count: 80) + Array(repeating: "test", count: 20)
            #expect(lines[4] == splits.joined(separator: " "))
        }
    }
}
