import Foundation
import Testing

/// All programs in one file, as `make dist` packs them.
@Suite struct MultiCallTests {
    let all = Executable("mnist1d-artifact")

    @Test func theFirstArgumentNamesTheProgram() throws {
        try withTemporaryFolder { folder in
            let generate = ["generate", "--samples", "100", "--output"]
            #expect(try all(["mnist1d"] + generate + ["one.csv"], in: folder).status == 0)
            #expect(try Executable("mnist1d")(generate + ["other.csv"], in: folder).status == 0)
            #expect(try Data(contentsOf: file("one.csv", folder)) == Data(contentsOf: file("other.csv", folder)))
            // An error names the program that was meant.
            let wrong = try all(["mnist1d", "generate", "--samples", "x"], in: folder)
            #expect(wrong.status == 64 && wrong.error.contains("(mnist1d generate --help lists the options)"))
        }
    }

    @Test func soDoesALinksName() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/pooling", withDestinationPath: all.url.path)
            let help = try run(file("pooling", folder), ["--help"], in: folder)
            #expect(try help.status == 0 && help.output == Executable("pooling")(["--help"], in: folder).output)
        }
    }

    @Test func aProgramStartsAnotherOfTheSameFile() throws {
        try withTemporaryFolder { folder in
            // Alone in a folder, so that no other program stands beside it.
            let alone = file("mnist1d-artifact", folder)
            try FileManager.default.copyItem(at: all.url.resolvingSymlinksInPath(), to: alone)
            let package = ["ARTIFACT_PACKAGE": packageFolder.path]
            let quick = ["--scale", "quick", "--results", "r", "--figures", "figures"]
            let experiment = try run(alone, ["building-mnist1d"] + quick, in: folder, environment: package)
            #expect(experiment.status == 0, "\(experiment.error)")
            let plot = ["mnist1d", "plot", "building-mnist1d/figure1", "--figures", "figures", "--output", "f.svg"]
            let drawn = try run(alone, plot, in: folder, environment: package)
            #expect(drawn.status == 0, "\(drawn.error)")
            #expect(FileManager.default.fileExists(atPath: "\(folder)/f.svg"))
        }
    }

    @Test(arguments: [[], ["unknown"], ["--help"]]) func anythingElseIsAnErrorThatListsThem(arguments: [String]) throws {
        try withTemporaryFolder { folder in
            let result = try all(arguments, in: folder)
            #expect(result.status == 64 && result.output.isEmpty && result.errorLines.count == 1)
            #expect(result.error.hasPrefix("Error: mnist1d-artifact: expected one of its programs first: artifact, mnist1d, building-mnist1d, "))
        }
    }

    private func file(_ name: String, _ folder: String) -> URL { URL(fileURLWithPath: "\(folder)/\(name)") }
}
