import Foundation
import Testing

/// What the Makefile hands to a shell: a text that somebody chose is one word there, whatever is in it.
@Suite struct MakefileTests {
    /// The recipe that would run, with a variable in the environment.
    private func recipe(_ target: String, _ variable: String, _ value: String) throws -> String {
        let arguments = ["make", "--no-print-directory", "-n", target]
        let result = try run(
            URL(filePath: "/usr/bin/env"), arguments, in: packageFolder.path,
            environment: [variable: value, "MAKEFLAGS": "", "MAKELEVEL": ""])
        #expect(result.status == 0, "\(result.error)")
        return result.output
    }

    @Test func itInstallsWhereItIsTold() throws {
        for (prefix, word) in [("/x/in st", "'/x/in st"), ("/x/it's", "'/x/it'\\''s"), ("/x/$(id)`id`", "'/x/$(id)`id`")] {
            let lines = try recipe("install", "PREFIX", prefix).split(separator: "\n")
            #expect(lines.contains { $0 == "install -d \(word)/bin' \(word)/share'" }, "\(prefix)")
            #expect(lines.contains { $0 == "cp -R build/share/. \(word)/share'" }, "\(prefix)")
        }
    }

    @Test(arguments: [("check", "FIGURE"), ("check", "BASE"), ("sweep", "SHARD"), ("sweep", "RESULTS"), ("check", "SCALE")])
    func whatIsGivenIsNoCommand(target: String, variable: String) throws {
        let text = variable == "RESULTS" ? "a; touch it `id`" : "a; touch it $(id) `id` \"b"
        var environment = [variable: text]
        if target == "sweep", variable != "SHARD" { environment["SHARD"] = "1/2" }
        let arguments = ["make", "--no-print-directory", "-n", target]
        let result = try run(
            URL(filePath: "/usr/bin/env"), arguments, in: packageFolder.path,
            environment: environment.merging(["MAKEFLAGS": "", "MAKELEVEL": ""]) { $1 })
        #expect(result.status == 0 && result.output.contains("'\(text)'"), "\(result.output)\(result.error)")
    }
}
