import Datasets
import Foundation
import Testing

/// Models leave by `mnist1d train --save` and come back in `predict` and `evaluate`; `make test-python` compares with PyTorch.
@Suite struct SavedModelTests {
    let mnist1d = Executable("mnist1d")

    private func command(_ words: String, in folder: String) throws -> Executable.Result {
        try mnist1d(words.split(separator: " ").map(String.init), in: folder)
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test(arguments: [
        "logistic", "mlp --hidden-size 7", "cnn --channels 3 --shuffle-positions 5 --kernels 7 3", "gru",
        "plain-mlp --layers 3 --hidden-size 9 --normalization batch", "residual-mlp --hidden-size 9 --normalization layer",
        "resnet --channels 4 --layers 2", "tcn --channels 4 --dilation 1 2", "tcn --channels 4 --dropout 0.5 --normalization none",
        "dilated-cnn --channels 4 --dilation 4 --layers 2", "transformer --channels 8 --hidden-size 8 --heads 2 --layers 1",
        "transformer --channels 4 --hidden-size 4 --heads 1 --no-positions --dropout 0.1",
    ])
    func whatIsSavedIsEvaluatedAsItWasTrained(model: String) throws {
        try withTemporaryFolder { folder in
            #expect(try command("generate --samples 500 --output d.csv", in: folder).status == 0)
            for name in ["m.npz", "m.safetensors"] {
                let trained = try command("train --model \(model) --data d.csv --steps 30 --save \(name)", in: folder)
                #expect(trained.status == 0, "\(trained.error)")
                let evaluated = try command("evaluate --load \(name) --data d.csv", in: folder)
                let line = try #require(trained.output.split(separator: "\n").first { $0.hasPrefix("test:") })
                let numbers = try #require(line.firstMatch(of: /loss .* examples/)?.0)
                #expect(evaluated.output == "test: \(numbers)\n", "\(evaluated.error)")
            }
            // What is read from the two files is the same model.
            for (name, output) in [("m.npz", "a.csv"), ("m.safetensors", "b.csv")] {
                #expect(try command("predict --load \(name) --data d.csv --output \(output)", in: folder).status == 0)
            }
            #expect(try text("\(folder)/a.csv") == text("\(folder)/b.csv"))
        }
    }

    @Test func predictionsAreProbabilitiesAndScores() throws {
        try withTemporaryFolder { folder in
            _ = try command("train --model logistic --steps 20 --save m.npz", in: folder)
            let result = try command("predict --load m.npz --output p.csv", in: folder)
            #expect(result.output == "p.csv: 1000 signals of the part test, 10 classes\n")
            let rows = try rows("\(folder)/p.csv")
            #expect(rows.count == 1000)
            _ = try command("predict --load m.npz --output s.npy", in: folder)
            let scores = try NPYArray(contentsOf: "\(folder)/s.npy")
            #expect(scores.shape == [1000, 10])
            for (example, row) in rows.enumerated() {
                let own = try #require(scores.floats)[example * 10..<(example + 1) * 10]
                let probabilities = (0..<10).map { Double(row["p\($0)"]!)! }
                #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
                #expect(row["prediction"] == "\(own.firstIndex(of: own.max()!)! - own.startIndex)")
                #expect(row["example"] == "\(example)" && row["label"] != nil)
            }
        }
    }

    @Test func signalsWithoutLabelsArePredictedAndNotEvaluated() throws {
        try withTemporaryFolder { folder in
            _ = try command("train --model logistic --steps 5 --save m.npz", in: folder)
            let header = (0..<40).map { "x\($0)" }.joined(separator: ",")
            let row = (0..<40).map { "\($0)" }.joined(separator: ",")
            try Data("\(header)\n\(row)\n\(row)\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/mine.csv"))
            #expect(
                try command("predict --load m.npz --data mine.csv", in: folder).output
                    == "predictions.csv: 2 signals of the part all, 10 classes\n")
            #expect(try text("\(folder)/predictions.csv").hasPrefix("example,prediction,p0,"))
            let refused = try command("evaluate --load m.npz --data mine.csv", in: folder)
            #expect(refused.status == 1 && refused.error == "Error: mine.csv: has no labels; mnist1d predict needs none\n")
        }
    }

    @Test func aConfusionMatrixCountsEverySignal() throws {
        try withTemporaryFolder { folder in
            _ = try command("train --model mlp --steps 100 --save m.npz", in: folder)
            let result = try command("evaluate --load m.npz --confusion c.csv c.md c.pdf c.png c.svg --json", in: folder)
            #expect(result.status == 0, "\(result.error)")
            let cells = try rows("\(folder)/c.csv")
            let counts = cells.map { (label: $0["label"]!, prediction: $0["prediction"]!, count: Int($0["count"]!)!) }
            #expect(cells.count == 100 && counts.reduce(0) { $0 + $1.count } == 1000)
            let right = counts.filter { $0.label == $0.prediction }.reduce(0) { $0 + $1.count }
            let json = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
            #expect(abs((json["accuracy"] as! Double) - Double(right) / 10) < 1e-9 && json["examples"] as? Int == 1000)
            for name in ["c.md", "c.pdf", "c.png", "c.svg"] { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)")) }
        }
    }

    @Test func whatDoesNotFitIsRefusedInOneLine() throws {
        try withTemporaryFolder { folder in
            _ = try command("train --model logistic --steps 5 --save m.npz", in: folder)
            _ = try command("generate --samples 100 --final-length 20 --output short.npz", in: folder)
            try NPZArchive([.init("linear.weight", NPYArray(shape: [2, 2], elements: .float32([1, 2, 3, 4])))]).write(
                to: "\(folder)/foreign.npz")
            for (words, error) in [
                ("predict --load none.npz", "cannot read none.npz: No such file or directory"),
                ("predict --load m.npz --data short.npz", "short.npz: has signals of 20 points, m.npz was trained on 40"),
                (
                    "evaluate --load foreign.npz",
                    "foreign.npz: expected one of logistic, mlp, cnn, gru, plain-mlp, residual-mlp, resnet, tcn, dilated-cnn, transformer as architecture in its metadata, found none; mnist1d train --save writes it, and --model says it of a file without"
                ),
                (
                    "evaluate --load foreign.npz --model logistic",
                    "foreign.npz: has no tensor linear.bias with a number for each class, which --model logistic has"
                ),
                ("predict --load m.npz --model cnn", "--model cnn: m.npz says itself what it is, a logistic; leave out --model"),
                (
                    "predict --load m.npz --channels 8",
                    "the size of a model needs --model beside it (mnist1d predict --help lists the options)"
                ),
                (
                    "predict --load m.npz --output m.npz",
                    "--output m.npz: give a name that ends in .csv or .npy (mnist1d predict --help lists the options)"
                ),
                (
                    "evaluate --load m.npz --confusion c.txt",
                    "--confusion c.txt: give a name that ends in .csv, .md, .pdf, .png or .svg (mnist1d evaluate --help lists the options)"
                ),
                (
                    "train --model mlp --save m.pt",
                    "--save m.pt: give a name that ends in .npz or .safetensors (mnist1d train --help lists the options)"
                ),
            ] {
                let result = try command(words, in: folder)
                #expect(result.status != 0 && result.error == "Error: \(error)\n", "\(result.error)")
            }
        }
    }
}
