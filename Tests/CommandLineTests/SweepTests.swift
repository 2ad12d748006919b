import Foundation
import Testing

/// The quick pipeline on three machines: its parts, merged, are what one machine makes.
@Suite struct SweepTests {
    /// Two experiments with runs that need others, and one without.
    @Test(arguments: ["building-mnist1d", "lottery-tickets", "metalearn-activation", "pooling"])
    func mergedShardsDrawTheSameFigures(name: String) throws {
        try withTemporaryFolder { folder in
            let program = Executable(name)
            func run(_ options: String...) throws -> Executable.Result {
                let result = try program(["--scale", "quick", "--package", packageFolder.path] + options, in: folder)
                #expect(result.status == 0)
                return result
            }
            let list = try run("--list-runs").output.split(separator: "\n")
            var listed: [Substring] = []
            for part in 1...3 {
                _ = try run("--shard", "\(part)/3", "--results", "m\(part)")
                listed += try run("--shard", "\(part)/3", "--list-runs").output.split(separator: "\n")
            }
            #expect(listed.sorted() == list.sorted())
            let runs = list.map { $0.split(separator: " ").joined(separator: " \(name) ") + "\n" }.joined()
            try runs.write(toFile: "\(folder)/runs.list", atomically: false, encoding: .utf8)
            func merge(_ arguments: [String]) throws -> Executable.Result {
                try Executable("artifact")(["merge"] + arguments, in: folder)
            }

            // One machine's part is not yet all.
            let first = try merge(["m1", "--into", "some", "--runs", "runs.list"])
            let missing = first.output.split(separator: "\n").filter { $0.hasPrefix("missing: ") }
            let done = list.count - missing.count
            #expect(first.output.hasPrefix("some: \(done) \(done == 1 ? "run" : "runs") copied\n"))
            #expect(first.output.hasSuffix("some: \(done) of \(list.count) runs are there\n"))
            #expect(first.status == 0 && (list.count == 1 || !missing.isEmpty))

            let all = try merge(["m1", "m2", "m3", "--into", "all", "--runs", "runs.list"])
            #expect(all.output.hasSuffix("all: \(list.count) of \(list.count) runs are there\n"))
            #expect(all.status == 0 && all.error == "")

            _ = try run("--render-only", "--results", "all", "--figures", "merged")
            _ = try run("--results", "one", "--figures", "figures")
            #expect(try files(in: "\(folder)/merged") == files(in: "\(folder)/figures"))
        }
    }

    @Test func whatCannotBeMergedIsNamed() throws {
        try withTemporaryFolder { folder in
            let result = try Executable("artifact")(["merge", "nowhere"], in: folder)
            #expect(result.error == "Error: nowhere: is not a folder of results\n" && result.status == 1)
            try FileManager.default.createDirectory(atPath: "\(folder)/m", withIntermediateDirectories: true)
            let list = try Executable("artifact")(["merge", "m", "--runs", "runs.list"], in: folder)
            #expect(list.error == "Error: runs.list: cannot be read: No such file or directory\n" && list.status == 1)
        }
    }
}
