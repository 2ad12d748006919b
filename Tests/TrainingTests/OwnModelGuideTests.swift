import Autodiff
import Foundation
import NeuralNetworks
import Testing
import Training

@Suite("The guide to models of one's own")
struct OwnModelGuideTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.package.appending(path: path), encoding: .utf8)
    }

    @Test("It shows the file that is compiled here: a loss, a layer, an optimizer and a schedule, without a change elsewhere")
    func shown() throws {
        let page = try text("docs/reuse/own-model.md")
        let code = try text("Tests/TrainingTests/OwnModelGuide.swift")
        let blocks = page.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(blocks.count >= 5)
        for block in blocks { #expect(code.contains(block), "the guide shows what is not in the file:\n\(block)") }
        for name in ["smoothedLoss", "Scale", "SignDescent"] {
            #expect(blocks.contains { $0.contains(name) })
        }
    }

    /// The files of some folders in whose code, comments left out, a word stands.
    private func files(with word: String, in folders: [String]) throws -> [String] {
        let names = try folders.flatMap { folder in
            let files = try #require(
                FileManager.default.enumerator(at: Self.package.appending(path: folder), includingPropertiesForKeys: nil))
            return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        }
        let pattern = try Regex("\\b\(word)\\b")
        return try names.filter { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").contains { line in
                !line.drop { $0 == " " }.hasPrefix("//") && line.contains(pattern)
            }
        }.map(\.lastPathComponent)
    }

    /// Nothing lists them: neither the compiler, nor the trainer, nor a switch over names.
    @Test(
        "A loss, a layer, a schedule and an optimizer are each one file, in the library and outside",
        arguments: [
            ("meanSquaredError", "Losses.swift"), ("Embedding", "Embedding.swift"), ("oneCycle", "Schedule.swift"),
            ("AdamW", "AdamW.swift"), ("smoothedLoss", nil), ("Scale", nil), ("SignDescent", nil), ("ownTrainer", nil),
        ] as [(String, String?)])
    func oneFileEach(name: String, file: String?) throws {
        let libraries = ["Kernels", "Autodiff", "NeuralNetworks", "Datasets", "Training"].map { "Sources/\($0)" }
        if let file { return #expect(try files(with: name, in: libraries) == [file]) }
        #expect(try files(with: name, in: libraries) == [])
        let tests = try files(with: name, in: ["Tests/TrainingTests"])
        #expect(Set(tests).subtracting(["OwnModelGuideTests.swift"]) == ["OwnModelGuide.swift"])
    }

    @Test("Names in the table of PyTorch's are there")
    func table() throws {
        let page = try text("docs/reuse/from-pytorch.md")
        let sources = try ["NeuralNetworks", "Autodiff", "Training"].flatMap { target -> [String] in
            let folder = Self.package.appending(path: "Sources/\(target)")
            let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
            return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
                try String(contentsOf: $0, encoding: .utf8)
            }
        }.joined(separator: "\n")
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("| Here") && !$0.hasPrefix("| :") }
        #expect(rows.count >= 40)
        for row in rows {
            let ours = row.split(separator: "|")[0].split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            #expect(!ours.isEmpty, "\(row)")
            for name in ours {
                // The first word of a call, such as `clipped` of `.clipped(norm: 1)`.
                for word in name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(1) {
                    #expect(sources.contains(word), "\(word), in \(row)")
                }
            }
        }
    }

    @Test("What it trains learns, and is a model whose parts are there")
    func trains() throws {
        let data = try LossTests.data.get()
        let trainer = try ownTrainer(data)
        let before = try trainer.evaluate(data.test)
        for _ in 0..<2000 { try trainer.step() }
        let after = try trainer.evaluate(data.test)
        #expect(after.loss < before.loss && after.accuracy > 30, "\(after)")
        #expect(try trainer.average!.evaluate(data.test).accuracy > 30)
        #expect(trainer.report("penalty")!.count == 1)
        #expect(
            trainer.stateDictionary.tensors.map(\.name) == [
                "linear1.weight", "linear1.bias", "scale.weight", "linear2.weight", "linear2.bias",
            ])
    }
}
