import Foundation
import Testing

/// Version, manual pages and completions, which all programs have.
@Suite struct ManualTests {
    @Test func allProgramsTellTheVersionOfTheCitation() throws {
        let citation = try String(contentsOf: packageFolder.appending(path: "CITATION.cff"), encoding: .utf8)
        let version = try #require(citation.firstMatch(of: /(?m)^version: (.*)$/)?.1)
        for program in ["mnist1d", "artifact"] + experiments {
            let result = try Executable(program)(["--version"], in: "/")
            #expect(result.status == 0 && result.output == "\(version)\n", "\(program): \(result.error)")
        }
    }

    @Test func pagesAndCompletionsComeFromTheParser() throws {
        try withTemporaryFolder { folder in
            let result = try Executable("artifact")(["manual", "--into", "share"], in: folder)
            #expect(result.status == 0, "\(result.error)")
            let written = Set(try files(in: "\(folder)/share").keys)
            for program in ["mnist1d", "artifact"] + experiments {
                for path in [
                    "man/man1/\(program).1", "bash-completion/completions/\(program)", "zsh/site-functions/_\(program)",
                    "fish/vendor_completions.d/\(program).fish",
                ] { #expect(written.contains(path), "\(path)") }
            }
            let page = try String(contentsOfFile: "\(folder)/share/man/man1/mnist1d-train.1", encoding: .utf8)
            #expect(page.contains(".B \\-\\-learning\\-rate <learning\\-rate>") && page.contains("(default: 0.01)"))
            #expect(!page.contains("\n." + " ") && page.hasPrefix(".TH \"MNIST1D-TRAIN\" 1"))
        }
    }
}
