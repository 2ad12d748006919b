import Foundation
import Testing

/// A training that is kept in a file goes on as if it had never stopped, and may validate and stop early.
@Suite struct ResumedTrainingTests {
    let mnist1d = Executable("mnist1d")

    private func train(_ words: String, in folder: String) throws -> Executable.Result {
        try mnist1d(["train"] + words.split(separator: " ").map(String.init), in: folder)
    }

    private func data(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test(arguments: [
        "--model mlp --weight-decay 0.001 --label-noise 0.2", "--model gru --optimizer sgd --momentum 0.9 --batch-size 70",
        "--model logistic --validation-split 0.25 --early-stopping 2 --learning-rate 0.1",
        // Running statistics, masks of dropout, orders of epochs and schedules.
        "--model tcn --channels 4 --shuffle --batch-size 300 --optimizer adamw --warm-up 10 --schedule step --decay-every 15",
        "--model residual-mlp --hidden-size 8 --normalization batch --optimizer rmsprop --clip-norm 1 --initializer orthogonal",
    ])
    func itEndsWithTheSameBits(options: String) throws {
        try withTemporaryFolder { folder in
            let common = "\(options) --evaluation-interval 20"
            let whole = try train("\(common) --steps 90 --losses a.l --history a.h --save a.npz", in: folder)
            #expect(whole.status == 0, "\(whole.error)")
            #expect(try train("\(common) --steps 35 --resume state", in: folder).status == 0)
            #expect(try train("\(common) --steps 60 --resume state", in: folder).status == 0)
            for _ in 0..<2 {
                let resumed = try train("\(common) --steps 90 --resume state --losses b.l --history b.h --save b.npz", in: folder)
                #expect(resumed.output == whole.output, "\(resumed.error)")
                for name in ["l", "h", "npz"] { #expect(try data("\(folder)/a.\(name)") == data("\(folder)/b.\(name)")) }
            }
        }
    }

    @Test func aStateOfAnotherTrainingIsRefused() throws {
        try withTemporaryFolder { folder in
            #expect(try train("--model mlp --steps 20 --resume state", in: folder).status == 0)
            let kept = try data("\(folder)/state")
            for (words, error) in [
                (
                    "--model mlp --learning-rate 0.02",
                    "was made with --learning-rate 0.01, not 0.02; give the same options, or another file"
                ),
                (
                    "--model mlp --label-noise 0.5",
                    "was made with other data (--data, --shuffle-positions, --label-noise or --validation-split); "
                        + "give the same options, or another file"
                ),
                ("--model cnn", "was made with --model mlp, not cnn; give the same options, or another file"),
                (
                    "--model mlp --optimizer sgd --momentum 0.9",
                    "was made with --optimizer adam, not sgd; give the same options, or another file"
                ),
                ("--model mlp --steps 10", "is at step 20, beyond --steps 10"),
                ("--model mlp --shuffle", "was made with --shuffle false, not true; give the same options, or another file"),
                (
                    "--model mlp --schedule cosine",
                    "was made with --schedule constant, not cosine over 6000 steps; give the same options, or another file"
                ),
            ] {
                let result = try train("\(words) --resume state", in: folder)
                #expect(result.status == 1 && result.error == "Error: --resume state: \(error)\n", "\(result.error)")
            }
            try Data(kept.map { $0 == UInt8(ascii: "7") ? UInt8(ascii: "8") : $0 }).write(to: URL(fileURLWithPath: "\(folder)/state"))
            let damaged = try train("--model mlp --steps 30 --resume state", in: folder)
            #expect(damaged.error == "Error: --resume state: is not the state of a training, or is damaged; remove it to begin anew\n")
        }
    }

    @Test func aTrainingThatStopsEarlyTakesItsBestModel() throws {
        try withTemporaryFolder { folder in
            let options = "--model mlp --validation-split 0.2 --evaluation-interval 100 --steps 5000"
            let result = try train("\(options) --early-stopping 2 --history h.csv --save m.npz --json", in: folder)
            #expect(result.status == 0, "\(result.error)")
            let rows = try rows("\(folder)/h.csv")
            let accuracies = rows.map { Double($0["validation_accuracy"]!)! }
            let best = try #require(accuracies.firstIndex(of: accuracies.max()!))
            // Two evaluations after the best, and not the last step.
            #expect(best == rows.count - 3 && Int(rows.last!["step"]!)! < 5000)
            let json = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
            #expect(json["step"] as? Int == Int(rows[best]["step"]!) && json["steps"] as? Int == Int(rows.last!["step"]!))
            #expect((json["validation"] as? [String: Any])?["examples"] as? Int == 800)
            let evaluated = try mnist1d(["evaluate", "--load", "m.npz", "--json"], in: folder)
            let found = try #require(JSONSerialization.jsonObject(with: Data(evaluated.output.utf8)) as? [String: Any])
            #expect(found["accuracy"] as? Double == (json["test"] as? [String: Any])?["accuracy"] as? Double)
        }
    }

    @Test(arguments: [
        ("--label-noise 1.5", "--label-noise 1.5: give a number from 0 to 1"),
        ("--validation-split 1", "--validation-split 1.0: give a number from 0 to below 1"),
        ("--early-stopping 2", "--early-stopping 2: needs --validation-split"),
        ("--early-stopping 2 --validation-split 0.1 --evaluation-interval 0", "--early-stopping 2: needs an --evaluation-interval above 0"),
    ])
    func badOptions(options: String, message: String) throws {
        try withTemporaryFolder { folder in
            let result = try train("--model mlp \(options)", in: folder)
            #expect(result.status == 64 && result.error == "Error: \(message) (mnist1d train --help lists the options)\n")
        }
    }
}
