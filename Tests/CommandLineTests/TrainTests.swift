import Datasets
import Foundation
import Testing

@Suite struct TrainTests {
    let mnist1d = Executable("mnist1d")

    private func train(_ options: String, in folder: String, environment: [String: String] = [:]) throws
        -> Executable.Result
    {
        try mnist1d(["train"] + options.split(separator: " ").map(String.init), in: folder, environment: environment)
    }

    private func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test func lossesFollowPyTorchThroughTheTool() throws {
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fixtures/golden/benchmark_losses_adam_seed42.csv")
        let expected = try String(contentsOf: golden, encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst().map { Double($0.split(separator: ",")[6])! }
        try withTemporaryFolder { folder in
            let result = try train(
                "--model cnn --shuffle-positions 42 --steps 100 --losses l.csv", in: folder)
            #expect(result.status == 0)
            let lines = try String(contentsOfFile: "\(folder)/l.csv", encoding: .utf8).split(separator: "\n")
            #expect(lines[0] == "step,train_loss")
            #expect(lines.count == 101)
            for (line, loss) in zip(lines.dropFirst(), expected) {
                let value = Double(line.split(separator: ",")[1])!
                #expect(abs(value - loss) <= 1e-5 * loss)
            }
        }
    }

    @Test(
        "A second run, and one with the C library's fast paths masked, write the same bytes",
        arguments: ["gru", "mlp"])
    func sameBytes(model: String) throws {
        try withTemporaryFolder { folder in
            let masks = "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F,-AVX512VL"
            for (name, environment) in [("a", [:]), ("b", [:]), ("c", ["GLIBC_TUNABLES": masks])] {
                let result = try train(
                    "--model \(model) --steps 60 --evaluation-interval 20 --losses \(name).l.csv --history \(name).h.csv",
                    in: folder, environment: environment)
                #expect(result.status == 0)
            }
            for kind in ["l.csv", "h.csv"] {
                let files = try ["a", "b", "c"].map { try contents("\(folder)/\($0).\(kind)") }
                #expect(files[0].count > 50)
                #expect(files[1] == files[0])
                #expect(files[2] == files[0])
            }
        }
    }

    @Test func aGeneratedFileTrainsAsTheBuiltInDataset() throws {
        try withTemporaryFolder { folder in
            let options = "--model logistic --optimizer sgd --momentum 0.9 --loss mse --weight-decay 0.001 --steps 50"
            let results = [
                try mnist1d(["generate", "--output", "d.npz"], in: folder),
                try train("\(options) --data d.npz --losses a.csv", in: folder),
                try train("\(options) --losses b.csv", in: folder),
            ]
            #expect(results.map(\.status) == [0, 0, 0])
            let losses = try ["a", "b"].map { try contents("\(folder)/\($0).csv") }
            #expect(losses[0] == losses[1])
        }
    }

    @Test(
        "Bad options end in one line that says what to do",
        arguments: [
            (
                "--model cnn --hidden-size 3",
                "Error: --hidden-size 3: is an option of --model mlp, gru, plain-mlp, residual-mlp and transformer"
            ),
            ("--model mlp --channels 3", "Error: --channels 3: is an option of --model cnn, resnet, tcn, dilated-cnn and transformer"),
            ("--model mlp --layers 3", "Error: --layers 3: is an option of --model plain-mlp, residual-mlp, resnet, tcn, dilated-cnn and"),
            ("--model mlp --kernels 3 3", "Error: --kernels 3 3: is an option of --model cnn (mnist1d train --help"),
            ("--model resnet --dilation 2", "Error: --dilation 2: is an option of --model tcn and dilated-cnn (mnist1d train"),
            ("--model gru --no-positions", "Error: --no-positions: is an option of --model transformer (mnist1d"),
            ("--model transformer --normalization batch", "Error: --normalization batch: is an option of --model plain-mlp, resid"),
            ("--model resnet --dropout 0.1", "Error: --dropout 0.1: is an option of --model tcn and transformer"),
            ("--model tcn --dropout 1", "Error: --dropout 1.0: give a number from 0 to below 1"),
            ("--model tcn --layers 3 --dilation 1 2", "Error: --layers 3: --dilation gives 2 layers"),
            ("--model plain-mlp --layers 0", "Error: --layers 0: give a number from 1 to 100"),
            ("--model cnn --kernels 5 0", "Error: --kernels 5 0: give up to 100 numbers from 1 to 1000"),
            ("--model cnn --kernels 50", "Error: --model cnn: convolution 1 has 50 taps for 40 positions and 2 zeros: give "),
            ("--model transformer --heads 3", "Error: --model transformer: 32 channels cannot be divided among 3 heads: give a multiple"),
            (
                "--model plain-mlp --normalization batch --batch-size 7",
                "Error: --batch-size 7: makes a batch of one of the 4000 training examples, which batch normalization cannot train on"
            ),
            (
                "--model cnn --channels 1 --initializer orthogonal",
                "Error: --initializer orthogonal: conv1.weight has 5 numbers, and PyTorch draws at least 16 at once"
            ),
            ("--model mlp --momentum 0.9", "Error: --momentum 0.9: is an option of --optimizer sgd and rmsprop"),
            ("--model mlp --nesterov", "Error: --nesterov: needs --optimizer sgd and a --momentum above 0"),
            ("--model mlp --clip-norm 0", "Error: --clip-norm 0.0: give a number above 0"),
            ("--model mlp --gamma 0.5", "Error: --gamma 0.5: is an option of --schedule step, multi-step and exponential"),
            ("--model mlp --schedule step", "Error: --schedule step: needs --decay-every"),
            ("--model mlp --schedule multi-step", "Error: --schedule multi-step: needs --milestones"),
            ("--model mlp --schedule exponential", "Error: --schedule exponential: needs --gamma"),
            ("--model mlp --schedule cosine --decay-every 5", "Error: --decay-every 5: is an option of --schedule step"),
            ("--model mlp --schedule one-cycle --warm-up 5", "Error: --warm-up 5: --schedule one-cycle has a rise of its own"),
            ("--model mlp --steps 20 --warm-up 20", "Error: --warm-up 20: give a number from 1 to below --steps"),
            ("--model mlp --hidden-size 0", "Error: --hidden-size 0: give a number from 1 to 10000"),
            ("--model mlp --learning-rate 0", "Error: --learning-rate 0.0: give a number above 0"),
            ("--model mlp --learning-rate nan", "Error: --learning-rate nan: give a number above 0"),
            (
                "--model mlp --optimizer sgd --momentum 1",
                "Error: --momentum 1.0: give a number from 0 to below 1"
            ),
            ("--model mlp --weight-decay -1", "Error: --weight-decay -1.0: give a number of at least 0"),
            ("--model mlp --batch-size 0", "Error: --batch-size 0: give a number from 1 to 1000000"),
            ("--model mlp --steps -5", "Error: --steps -5: give a number from 1 to 1000000000"),
            ("--model mlp --seed -1", "Error: --seed -1: give a number of at least 0"),
            ("--model mlp --data none.npz", "Error: cannot read none.npz: No such file or directory"),
            (
                "--model mlp --steps 1 --losses none/l.csv",
                "Error: --losses none/l.csv: cannot be written: No such file or directory"
            ),
            ("--model mlp --steps 1 --losses h.csv", "Error: --history h.csv: cannot be written: --losses names the same file"),
            ("--model mlp --losses l.npz", "Error: --losses l.npz: is a CSV table; give a name that ends in .csv ("),
            ("--model mlp --lr 0.1", "Error: Unknown option '--lr'. Did you mean '--learning-rate'? (mnist1d train --help "),
            ("--model mlp --batch 9", "Error: Unknown option '--batch'. Did you mean '--batch-size'? (mnist1d train --help "),
            ("--model mlp --step 9", "Error: Unknown option '--step'. Did you mean '--steps'? (mnist1d train --help "),
            ("--model tree", "Error: The value 'tree' is invalid for '--model <model>'. Please provide one of "),
            ("", "Error: Missing expected argument '--model <model>' (mnist1d train --help lists the options)"),
        ])
    func badOptions(options: String, message: String) throws {
        try withTemporaryFolder { folder in
            let result = try train("\(options) --history h.csv", in: folder)
            #expect(result.status != 0)
            #expect(result.errorLines.count == 1)
            #expect(result.error.hasPrefix(message), "\(result.error)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty, "\(left)")
        }
    }

    /// At the last step as at any other; what was computed is kept.
    @Test(arguments: [
        ("--learning-rate 1e9", "the loss is nan at step 2: the training diverged; try a smaller --learning-rate than 1000000000.0"),
        (
            "--learning-rate 1e30 --steps 1",
            "the loss of the training examples is nan after 1 steps: the training diverged; try a smaller --learning-rate than 1e+30"
        ),
        (
            "--learning-rate 1e30 --evaluation-interval 1",
            "the loss of the training examples is nan after 1 steps: the training diverged; try a smaller --learning-rate than 1e+30"
        ),
    ])
    func aDivergedTrainingHasAStatusOfItsOwn(options: String, message: String) throws {
        try withTemporaryFolder { folder in
            let result = try train("--model mlp --optimizer sgd \(options) --losses l.csv --history h.csv", in: folder)
            #expect(result.status == 3 && result.output == "")
            #expect(result.error == "Error: \(message)\n")
            #expect(try rows("\(folder)/l.csv").count >= 1)
            #expect(try rows("\(folder)/h.csv").count >= 1)
        }
    }

    /// The fixture that PyTorch's own loop makes: fully connected, He's initial values, momentum.
    @Test func trainingsFollowPyTorchThroughTheTool() throws {
        let golden = packageFolder.appending(path: "Tests/Fixtures/pytorch/models/trainings.csv")
        let lines = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",") }
        let sgd = "--optimizer sgd --momentum 0.9 --learning-rate 0.05 --initializer kaiming-uniform"
        for (column, options) in [
            ("perceptron_he", "--model plain-mlp \(sgd)"),
            ("residual_batch_norm", "--model residual-mlp --layers 5 --normalization batch --batch-size 200 \(sgd)"),
            ("resnet", "--model resnet --learning-rate 0.001"),
            ("dilated_cnn", "--model dilated-cnn --channels 16"),
            ("transformer", "--model transformer --channels 16 --heads 2 --hidden-size 32 --optimizer adamw --learning-rate 0.003"),
        ] {
            let index = try #require(lines[0].firstIndex(of: Substring(column)))
            try withTemporaryFolder { folder in
                let result = try train("\(options) --steps 10 --losses l.csv", in: folder)
                #expect(result.status == 0, "\(result.error)")
                let losses = try rows("\(folder)/l.csv").map { Double($0["train_loss"]!)! }
                #expect(losses.count == 10)
                for (loss, line) in zip(losses, lines.dropFirst()) {
                    let expected = Double(line[index])!
                    #expect(abs(loss - expected) <= 1e-5 * expected, "\(column): \(loss), not \(expected)")
                }
            }
        }
    }

    /// A schedule's rates show in plain gradient descent: with factors of 0 after the first two steps nothing changes any more.
    @Test(arguments: [
        ("--schedule step --decay-every 2 --gamma 1e-30", 2), ("--schedule multi-step --milestones 3 --gamma 1e-30", 3),
        ("--schedule linear --steps 40", 40), ("--schedule cosine --steps 40", 40), ("--schedule exponential --gamma 1e-20", 1),
    ])
    func schedulesEnd(options: String, moving: Int) throws {
        try withTemporaryFolder { folder in
            let steps = options.contains("--steps") ? "" : "--steps 6"
            let common = "--model logistic --optimizer sgd --batch-size 4000"
            let result = try train("\(common) \(options) \(steps) --losses l.csv", in: folder)
            #expect(result.status == 0, "\(result.error)")
            let losses = try rows("\(folder)/l.csv").map { Double($0["train_loss"]!)! }
            // The loss before step n + 1 is the first after all steps that move.
            for index in 1..<losses.count { #expect((losses[index] != losses[index - 1]) == (index <= moving), "\(index): \(losses)") }
        }
    }

    private func dataset(_ name: String, _ x: [Double], tests: Int, in folder: String) throws {
        func entry(_ name: String, _ examples: Int) -> [NPZArchive.Entry] {
            let features = NPYArray(shape: [examples, 4], elements: .float64(Array(x.prefix(4 * examples))))
            let classes = (0..<examples).map { Int64($0 % 2) }
            let labels = NPYArray(shape: [examples], elements: .int64(classes))
            return [.init(name, features), .init(name.replacingOccurrences(of: "x", with: "y"), labels)]
        }
        try NPZArchive(entry("x", x.count / 4) + entry("x_test", tests)).write(to: "\(folder)/\(name)")
    }

    @Test func anInfiniteLossBeforeAnyUpdateIsTheDatas() throws {
        try withTemporaryFolder { folder in
            try dataset("d.npz", (0..<40).map { Double($0 % 30) * 1e37 }, tests: 2, in: folder)
            let result = try train("--model mlp --loss mse --data d.npz --steps 5", in: folder)
            #expect(result.status == 3)
            #expect(
                result.error == "Error: the loss of the training examples is inf before any update: "
                    + "the signals are too large, with values up to 2.9e+38; scale the data\n")
        }
    }

    @Test func withoutTestExamplesThereIsNoAccuracy() throws {
        try withTemporaryFolder { folder in
            try dataset("d.npz", (0..<40).map { Double($0 % 7) }, tests: 0, in: folder)
            let result = try train("--model logistic --data d.npz --steps 5 --history h.csv", in: folder)
            #expect(result.status == 0 && result.output.hasSuffix(" % of 10 examples\ntest:  no examples\n"), "\(result.output)")
            #expect(try rows("\(folder)/h.csv").allSatisfy { $0["test_loss"] == "" && $0["test_accuracy"] == "" })
        }
    }

    /// Signals of a class are constants. Each dataset is one that people try; a batch of more examples than there are holds all of them.
    @Test(
        "Unusual datasets train, and a note says which classes have no examples",
        arguments: [
            // 360 points
            (360, [0, 1, 0, 1], [0, 1], nil as String?),
            // one example of each class
            (4, [0, 1, 2, 3], [0, 1, 2, 3], nil),
            // one class only, which is class 0 of two
            (4, [0, 0, 0], [0, 0], "class 1 of 2 has no examples to train on; class 1 of 2 has no examples to test on"),
            // a class that is not in the test part
            (4, [0, 1, 2, 0], [0, 1], "class 2 of 3 has no examples to test on"),
            // labels with gaps
            (
                4, [1, 50, 90], [1],
                "88 of 91 classes have no examples to train on, the first is 0; 90 of 91 classes have no examples to test on, the first is 0"
            ),
        ])
    func unusualDatasets(length: Int, train: [Int], test: [Int], note: String?) throws {
        try withTemporaryFolder { folder in
            var text = (0..<length).map { "x\($0)" }.joined(separator: ",") + ",label,split\n"
            for (labels, split) in [(train, "train"), (test, "test")] {
                for label in labels {
                    text += (0..<length).map { _ in "\(Double(label) / 10)" }.joined(separator: ",") + ",\(label),\(split)\n"
                }
            }
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/d.csv"))
            let said = note.map { "Note: d.csv: \($0); classes are counted from 0 up to the highest label\n" } ?? ""
            for model in ["logistic", "mlp", "cnn", "gru"] {
                let result = try self.train("--model \(model) --data d.csv --steps 5 --save m.npz", in: folder)
                #expect(result.status == 0 && result.error == said, "\(result.error)")
                #expect(try mnist1d(["evaluate", "--load", "m.npz", "--data", "d.csv"], in: folder).status == 0)
            }
        }
    }

    /// The authors' file is a pickle; so is this one, of protocol 3 as theirs.
    @Test func thePickleOfTheAuthorsIsTrainedOn() throws {
        try withTemporaryFolder { folder in
            let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../Fixtures/brought").path
            for name in ["protocol-3.pkl", "no-test.npz"] {
                let result = try train("--model cnn --data \(fixtures)/\(name) --batch-size 4 --steps 3 --losses \(name).csv", in: folder)
                #expect(result.status == 0, "\(result.error)")
            }
            #expect(FileManager.default.contentsEqual(atPath: "\(folder)/protocol-3.pkl.csv", andPath: "\(folder)/no-test.npz.csv"))
        }
    }
}
