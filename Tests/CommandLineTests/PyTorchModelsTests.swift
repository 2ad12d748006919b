import Datasets
import Foundation
import Testing

/// State dictionaries that PyTorch's users saved, without metadata, say here what they say there. Fixtures: pytorch/saved, made by
/// make_saved.py.
@Suite struct PyTorchModelsTests {
    let mnist1d = Executable("mnist1d")
    let saved = packageFolder.appending(path: "Tests/Fixtures/pytorch/saved").path

    @Test(arguments: [
        ("plain-mlp", "--hidden-size 16 --layers 3 --normalization batch"), ("resnet", "--channels 8 --layers 2"),
        ("transformer", "--channels 8 --heads 2 --hidden-size 16 --layers 1"),
    ])
    func theyAreLoaded(name: String, sizes: String) throws {
        let words = ["--model", name] + sizes.split(separator: " ").map(String.init)
        let expected = try #require(try NPYArray(contentsOf: "\(saved)/\(name)-scores.npy").floats)
        try withTemporaryFolder { folder in
            for ending in ["npz", "safetensors"] {
                let load = ["--load", "\(saved)/\(name).\(ending)"] + words
                let result = try mnist1d(["predict", "--output", "s.npy", "--json"] + load, in: folder)
                #expect(
                    result.output == #"{"classes":10,"examples":1000,"output":"s.npy","part":"test"}"# + "\n", "\(result.error)")
                let scores = try #require(try NPYArray(contentsOf: "\(folder)/s.npy").floats)
                #expect(expected.count == 200)
                for (own, theirs) in zip(scores, expected) { #expect(abs(own - theirs) <= 1e-5 * max(1, abs(theirs))) }
                #expect(try mnist1d(["evaluate"] + load, in: folder).status == 0)
            }
        }
    }

    @Test func whatDoesNotFitIsRefusedInOneLine() throws {
        for (words, error) in [
            (
                ["--load", "\(saved)/resnet.npz", "--model", "resnet"],
                "\(saved)/resnet.npz: has 1114 numbers, too few for a resnet of these sizes"
            ),
            (
                ["--load", "\(saved)/resnet.npz", "--model", "resnet", "--channels", "8"],
                "\(saved)/resnet.npz, block2.conv1.weight: the model has no tensor of this name"
            ),
            (
                ["--load", "\(saved)/plain-mlp.npz", "--model", "plain-mlp", "--hidden-size", "16"],
                "\(saved)/plain-mlp.npz, norm1.weight: the model has no tensor of this name"
            ),
        ] {
            let result = try mnist1d(["evaluate"] + words, in: "/tmp")
            #expect(result.status == 1 && result.error == "Error: \(error)\n", "\(result.error)")
        }
    }
}
