import Artifact

/// Table 1, Figures 2 and 8: the classifiers' test accuracies and mistakes, in percent, seed by seed.
extension Results {
    private struct History: Decodable {
        /// Absent in the tables of MNIST.
        let data: String?
        let model: String
        let seed: Int
        let testAccuracy: Double
    }

    /// The best checkpoint's test accuracy for each seed, chosen as the paper does, on the test examples.
    ///
    /// - Parameter data: `original`, `shuffled`, `mnist` for the full MNIST or `mnist-subset` for as many examples as
    ///   MNIST-1D has.
    func accuracies(_ model: String, _ data: String) throws -> [Double] {
        let tables = ["mnist": "mnist-full-histories", "mnist-subset": "mnist-histories"]
        let runs = try rows(tables[data] ?? "benchmark-histories", as: History.self)
            .filter { $0.model == model && ($0.data ?? data) == data }
            .grouped(by: \.seed)
        guard !runs.isEmpty else { throw Missing(reason: "benchmarks has not been run for \(model) on \(data) data") }
        return runs.map { $0.values.map(\.testAccuracy).max()! }
    }

    func accuracy(_ model: String, _ data: String = "original") throws -> Estimate {
        Estimate(try accuracies(model, data))
    }

    /// What a model loses, seed by seed, when the positions are shuffled.
    func lossFromShuffling(_ model: String) throws -> Estimate {
        Estimate(zip(try accuracies(model, "original"), try accuracies(model, "shuffled")).map { $0 - $1 })
    }

    /// How much more `model` reaches than `other`, seed by seed.
    func lead(of model: String, over other: String, data: String = "original") throws -> Estimate {
        Estimate(zip(try accuracies(model, data), try accuracies(other, data)).map { $0 - $1 })
    }

    /// How much farther `model` and `other` are apart on MNIST-1D than on as many examples of MNIST.
    func separation(of model: String, from other: String) throws -> Estimate {
        func leads(_ data: String) throws -> [Double] {
            zip(try accuracies(model, data), try accuracies(other, data)).map { $0 - $1 }
        }
        return Estimate(zip(try leads("original"), try leads("mnist-subset")).map { $0 - $1 })
    }

    // MARK: Mistakes

    private struct Mistakes: Decodable {
        let subject: String
        let shown: Double
        let wrong: Double
    }

    /// The published human's accuracy: the part of the 500 answers that is right.
    func humanAccuracy() throws -> Double {
        let human = try rows("figure8-mistakes", as: Mistakes.self).filter { $0.subject == "human" }
        let wrong = human.reduce(0) { $0 + $1.wrong }
        let shown = human.reduce(0) { $0 + $1.shown }
        guard shown > 0 else { throw Missing(reason: "figure8-mistakes has no human") }
        return 100 * (1 - wrong / shown)
    }

    func humanLeadOverCNN() throws -> Estimate {
        let human = try humanAccuracy()
        return Estimate(try accuracies("cnn", "original").map { human - $0 })
    }

    private struct SizeRun: Decodable {
        let examples: Int
        let testAccuracy: Double
    }

    /// How much more the CNN reaches with so many training examples than the published human.
    func cnnLeadOverHuman(examples: Int) throws -> Estimate {
        let human = try humanAccuracy()
        let runs = try rows("training-set-size-runs", as: SizeRun.self).filter { $0.examples == examples }
        guard !runs.isEmpty else { throw Missing(reason: "training-set-size has not been run with \(examples) examples") }
        return Estimate(runs.map { $0.testAccuracy - human })
    }

    private struct DigitMistakes: Decodable {
        let seed: Int
        let digit: Int
        let shown: Double
        let wrongAtBest: Double
    }

    /// The CNN's error rate on some digits, for each seed.
    private func errors(on digits: Set<Int>) throws -> [Double] {
        let seeds = try rows("benchmark-mistakes", as: DigitMistakes.self)
            .filter { digits.contains($0.digit) }
            .grouped(by: \.seed)
        return seeds.map { seed in
            let wrong = seed.values.reduce(0) { $0 + $1.wrongAtBest }
            let shown = seed.values.reduce(0) { $0 + $1.shown }
            return 100 * wrong / shown
        }
    }

    func error(onDigits digits: Set<Int>) throws -> Estimate { Estimate(try errors(on: digits)) }

    /// How much higher the CNN's error rate is on some digits than on all others.
    func excessError(onDigits digits: Set<Int>) throws -> Estimate {
        let others = try errors(on: Set(0...9).subtracting(digits))
        return Estimate(zip(try errors(on: digits), others).map { $0 - $1 })
    }
}
