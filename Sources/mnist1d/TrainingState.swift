import Artifact
import Training

/// A training as it stands, for a file from which it goes on.
struct TrainingState: Codable {
    /// A model, and when it was that.
    struct Best: Codable {
        var step: Int
        var accuracy: Double
        var snapshot: Trainer.Snapshot
    }

    /// What decides the bits of the training, by option.
    var options: [String: String]
    var snapshot: Trainer.Snapshot
    /// The loss of each step's batch; nil where they are not kept.
    var losses: [Float]?
    var history: [HistoryRow]
    /// The highest validation accuracy at a regular evaluation.
    var best: Best?

    /// The SHA-256 of what follows, and that as JSON.
    func bytes() throws -> [UInt8] {
        let body = try CanonicalJSON.encode(self)
        return Array("\(sha256(body.utf8))\n\(body)\n".utf8)
    }

    /// - Parameters:
    ///   - expected: The options that the state must have been made with.
    ///   - source: The file, for errors.
    init(_ bytes: [UInt8], options expected: [String: String], source: String) throws {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 3, sha256(lines[1].utf8) == lines[0],
            let state = try? CanonicalJSON.decode(TrainingState.self, from: String(lines[1]))
        else {
            throw ArtifactError("\(source): is not the state of a training, or is damaged; remove it to begin anew")
        }
        // What decides about other options comes first: another model has other sizes.
        let others = expected.keys.filter { !["--model", "--optimizer", "--data"].contains($0) }.sorted()
        for option in ["--model", "--optimizer"] + others + ["--data"] where state.options[option] != expected[option] {
            let made = state.options[option] ?? "another"
            let difference =
                option == "--data"
                ? "other data (--data, --shuffle-positions, --label-noise or --validation-split)"
                : "\(option) \(made), not \(expected[option]!)"
            throw ArtifactError("\(source): was made with \(difference); give the same options, or another file")
        }
        self = state
    }

    init(options: [String: String], snapshot: Trainer.Snapshot, losses: [Float]?, history: [HistoryRow], best: Best?) {
        (self.options, self.snapshot, self.losses) = (options, snapshot, losses)
        (self.history, self.best) = (history, best)
    }
}

extension Train {
    /// What decides the bits of the training, but for the number of steps.
    func decisive(_ examples: TrainingExamples) -> [String: String] {
        var options = optimizer.decisive(steps: steps)
        if let sizes = try? sizes.sizes(of: model) {
            for field in SizeField.all { options[field.option] = field.text(sizes) ?? "none" }
        }
        let others = [
            "--model": model.rawValue, "--data": examples.digest, "--loss": loss.rawValue, "--batch-size": "\(batchSize)",
            "--seed": "\(seed)", "--evaluation-interval": "\(evaluationInterval)", "--early-stopping": "\(earlyStopping ?? 0)",
            "--shuffle": "\(shuffle)", "--initializer": initializer.rawValue,
        ]
        return options.merging(others) { $1 }
    }
}
