import Foundation
import Testing

/// The readers of files refuse damaged ones; `make fuzz` tries a million for each.
@Suite struct FuzzTests {
    let fuzz = Executable("fuzz")

    @Test(arguments: [
        "npy", "npz", "pickle", "idx", "cifar", "signals", "matrix", "safetensors", "model", "csv", "png", "result", "claims", "provenance",
    ])
    func damagedFilesAreReadOrRefusedInOneLine(reader: String) throws {
        try withTemporaryFolder { folder in
            let result = try fuzz(["--reader", reader, "--inputs", "20000"], in: folder)
            #expect(result.error == "" && result.status == 0)
            let words = result.output.split(separator: " ")
            #expect(result.output.hasPrefix("\(reader): 20000 inputs, ") && result.output.hasSuffix(" refused, none crashed\n"))
            // Damage that is never or always noticed would test little.
            let read = try #require(Int(words[3]))
            #expect(read > 0 && read < 20_000)
        }
    }

    @Test func anInputDependsOnItsNumberAlone() throws {
        try withTemporaryFolder { folder in
            let alone = try fuzz(["--reader", "npz", "--first", "7", "--inputs", "1", "--save", "a"], in: folder)
            let first = try fuzz(["--reader", "npz", "--first", "7", "--inputs", "9", "--save", "b"], in: folder)
            #expect(alone.status == 0 && first.status == 0)
            #expect(FileManager.default.contentsEqual(atPath: "\(folder)/a", andPath: "\(folder)/b"))
        }
    }
}
