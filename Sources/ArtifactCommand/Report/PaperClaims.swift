import Artifact

/// Every claim of the paper, with its value, the rule that decides and what our results say.
///
/// The rules were chosen from the paper alone: its ± is a tolerance, a difference between two of its numbers a size,
/// and where it sees no difference, its own ± is the range that counts as none.
enum PaperClaims {
    static func all(_ results: Results) throws -> [Claim] {
        try table1(results) + people(results) + dataset(results) + lotteryTickets(results)
            + doubleDescent(results) + metalearning(results) + transfer(results) + pooling(results) + clusters(results)
    }

    private static func table1(_ results: Results) throws -> [Claim] {
        func accuracy(_ model: String, _ data: String, _ value: Double, _ tolerance: Double) throws -> Claim {
            try results.claim(
                "\(model)-\(data)", "Table 1", "\(names[model]!), \(data) signals: test accuracy (%)",
                paper: "\(fixed(value, decimals: 0)) ± \(fixed(tolerance, decimals: 0))",
                .value(value - tolerance...value + tolerance)
            ) { try results.accuracy(model, data) }
        }
        func untested(_ data: String, _ value: String, _ range: ClosedRange<Double>) -> Claim {
            Claim(
                "human-\(data.split(separator: " ")[0].lowercased())", "Table 1", "Human, \(data): test accuracy (%)", paper: value, .value(range),
                decimals: 1, finding: .untested("one person's answers, which no program repeats"))
        }
        func loss(_ model: String, _ paper: String, _ criterion: Criterion) throws -> Claim {
            try results.claim(
                "\(model)-shuffling", "Table 1", "\(names[model]!): accuracy lost by shuffling (points)", paper: paper,
                criterion
            ) { try results.lossFromShuffling(model) }
        }
        func lead(_ model: String, _ other: String, _ size: Double) throws -> Claim {
            try results.claim(
                "\(model)-over-\(other)", "Table 1", "\(names[model]!) above \(names[other]!) on MNIST-1D (points)",
                paper: fixed(size, decimals: 0), .effect(size: size)
            ) { try results.lead(of: model, over: other) }
        }
        func bound(_ model: String, _ paper: String, _ range: ClosedRange<Double>) throws -> Claim {
            try results.claim(
                "\(model)-mnist", "Table 1", "\(names[model]!), MNIST: test accuracy (%)", paper: paper, .value(range)
            ) { try results.accuracy(model, "mnist") }
        }
        func separation(_ model: String, _ other: String, _ size: Double) throws -> Claim {
            try results.claim(
                "\(model)-\(other)-separation", "Abstract",
                "\(names[model]!) above \(names[other]!): more so on MNIST-1D than on as much of MNIST (points)",
                paper: fixed(size, decimals: 0), .effect(size: size)
            ) { try results.separation(of: model, from: other) }
        }
        return [
            try bound("logistic", "94 ± 0.5", 93.5...94.5), try bound("mlp", "> 99", 99...100),
            try bound("cnn", "> 99", 99...100), try bound("gru", "> 99", 99...100),
            untested("MNIST", "> 99", 99...100),
            try accuracy("logistic", "original", 32, 1), try accuracy("mlp", "original", 68, 2),
            try accuracy("cnn", "original", 94, 2), try accuracy("gru", "original", 91, 2),
            untested("original signals", "96 ± 1", 95...97),
            try accuracy("logistic", "shuffled", 32, 1), try accuracy("mlp", "shuffled", 68, 2),
            try accuracy("cnn", "shuffled", 56, 2), try accuracy("gru", "shuffled", 57, 2),
            untested("shuffled signals", "≈ 30 ± 10", 20...40),
            try lead("mlp", "logistic", 36), try lead("cnn", "mlp", 26), try lead("cnn", "gru", 3),
            try loss("cnn", "38", .effect(size: 38)), try loss("gru", "34", .effect(size: 34)),
            try loss("mlp", "about the same", .range(-2...2)), try loss("logistic", "about the same", .range(-1...1)),
            try separation("mlp", "logistic", 31), try separation("cnn", "mlp", 26),
        ]
    }

    private static func people(_ results: Results) throws -> [Claim] {
        [
            try results.claim(
                "human-over-cnn", "Figure 8", "The paper's human above our CNN (points)", paper: "2", .effect(size: 2)
            ) { try results.humanLeadOverCNN() },
            try results.claim(
                "cnn-errors-2-7", "Figure 8", "CNN errs more on 2 and 7 than on other digits (points)", paper: "more",
                .effect(size: nil)
            ) { try results.excessError(onDigits: [2, 7]) },
            try results.claim(
                "cnn-errors-4", "Figure 8", "CNN errs more on 4, to a lesser degree (points)", paper: "more",
                .effect(size: nil)
            ) { try results.excessError(onDigits: [4]) },
            try results.claim(
                "cnn-errors-1", "Figure 8", "CNN errs more on 1, unlike the human (points)", paper: "more",
                .effect(size: nil)
            ) { try results.excessError(onDigits: [1]) },
            try results.claim(
                "cnn-errors-3-6", "Figure 8", "CNN's error rate on 3 and 6 (%)", paper: "0", .value(0...0.25), decimals: 2
            ) { try results.error(onDigits: [3, 6]) },
            try results.claim(
                "cnn-more-data", "Appendix A", "CNN with 64000 examples above the paper's human (points)", paper: "above",
                .effect(size: nil)
            ) { try results.cnnLeadOverHuman(examples: 64000) },
        ]
    }

    private static func dataset(_ results: Results) throws -> [Claim] {
        [
            try results.claim(
                "size-ratio", "Abstract", "Numbers in an MNIST example for each of an MNIST-1D example", paper: "20", .value(19...21)
            ) { try results.sizeRatio() },
            try results.claim(
                "parameters", "Table 2", "Default parameters that differ from the printed ones", paper: "0", .value(0...0),
                decimals: 0
            ) { try results.differingParameters() },
        ]
    }

    /// A cluster is well defined where nine of ten points have neighbours of their own class.
    private static func clusters(_ results: Results) throws -> [Claim] {
        [
            try results.claim(
                "clusters-mnist", "Figure 10", "MNIST in the plane: classes that ten neighbours tell right (%)",
                paper: "ten clusters", .range(90...100)
            ) { try results.neighborAgreement("Subset of MNIST") },
            try results.claim(
                "clusters-mnist1d", "Figure 10", "MNIST-1D in the plane: classes that ten neighbours tell right (%)",
                paper: "few clusters", .range(0...90)
            ) { try results.neighborAgreement("MNIST-1D") },
        ]
    }

    private static func lotteryTickets(_ results: Results) throws -> [Claim] {
        func lead(_ id: String, _ statement: String, _ rival: String, _ ablation: String, _ size: Double?) throws -> Claim {
            try results.claim(
                id, "Figure 3", statement, paper: size.map { fixed($0, decimals: 1) } ?? "ahead", .effect(size: size)
            ) { try results.ticketLead(over: rival, ablation) }
        }
        let adjacency = try [2, 3, 4].map { neighbours in
            try results.claim(
                "adjacency-\(neighbours)", "Figure 3",
                "Runs of \(neighbours) unmasked neighbours per input, above a random ticket's", paper: "many more",
                .effect(size: nil), decimals: 3
            ) { try results.excessAdjacency(neighbours) }
        }
        return [
            try lead("ticket-over-dense", "Lottery ticket above the dense network (points)", "dense", "none", 6.5),
            try lead("ticket-over-random", "Lottery ticket above a random one (points)", "random", "none", 12.5),
            try lead(
                "ticket-reversed", "Lottery ticket above dense on reversed signals (points)", "dense", "reversed", nil),
            try lead(
                "ticket-new-weights", "Lottery ticket above dense with new initial weights (points)", "dense", "newWeights", 3),
            try results.claim(
                "ticket-lead-lost", "Figure 3", "Lead over dense that permuting positions takes from the ticket (points)",
                paper: "7.5", .effect(size: 7.5)
            ) { try results.ticketLeadLost(under: "permuted") },
            try results.claim(
                "ticket-permutation-loss", "Figure 3", "Permuting hurts the ticket more than reversing (points)",
                paper: "more", .effect(size: nil)
            ) { try results.ticketLoss(under: "permuted", insteadOf: "reversed") },
        ] + adjacency
    }

    private static func doubleDescent(_ results: Results) throws -> [Claim] {
        func threshold(_ network: String, _ loss: String, _ examples: Int) throws -> Claim {
            let unit = loss == "nll" ? "n" : "n K"
            return try results.claim(
                "peak-\(network)-\(loss)-\(examples)", "Figure 4",
                "\(names[network]!), \(losses[loss]!), n = \(examples): peak in units of \(unit) parameters", paper: "1",
                .range(0.5...2), decimals: 2
            ) { try results.peak(network, loss, examples: examples) }
        }
        func milder(_ loss: String) throws -> Claim {
            try results.claim(
                "peak-cnn-milder-\(loss)", "Figure 4",
                "\(losses[loss]!), n = 400: height of the MLP's peak above the CNN's, each over its widest model's loss",
                paper: "higher", .effect(size: nil), decimals: 2
            ) { try results.excessPeak(loss, examples: 400) }
        }
        return try [200, 400, 800].map { try threshold("mlp", "nll", $0) }
            + [200, 400, 800].map { try threshold("mlp", "mse", $0) }
            + [200, 400].map { try threshold("cnn", "nll", $0) } + [200, 400].map { try threshold("cnn", "mse", $0) }
            + [milder("nll"), milder("mse")]
    }

    private static func metalearning(_ results: Results) throws -> [Claim] {
        let rates = try [1.5, 0.15].map { start in
            try results.claim(
                "learned-rate-\(start)", "Figure 5", "Learned learning rate, starting from \(start)", paper: "0.62",
                .value(0.6...0.64), decimals: 3
            ) { try results.learnedRate(startingFrom: start) }
        }
        let activations = try ["relu", "elu", "swish", "softplus", "tanh", "sigmoid"].map { activation in
            try results.claim(
                "learned-over-\(activation)", "Figure 6", "Learned activation above \(names[activation]!) (points)",
                paper: "above", .effect(size: nil)
            ) { try results.learnedActivationLead(over: activation) }
        }
        return rates + activations
    }

    /// Of five activations the first two count as good, all but the first and the last as the middle of the pack.
    private static func transfer(_ results: Results) throws -> [Claim] {
        let images = try [0.001, 0.003, 0.01].flatMap { rate in
            [
                try results.claim(
                    "transfer-early-\(rate)", "Section 4",
                    "Learned activation on MNIST, rate \(rate): rank of five by early training loss", paper: "especially good",
                    .range(1...2)
                ) { try results.transferRank(by: "early-loss", learningRate: rate) },
                try results.claim(
                    "transfer-end-\(rate)", "Section 4",
                    "Learned activation on MNIST, rate \(rate): rank of five by final test loss", paper: "middle",
                    .range(2...4)
                ) { try results.transferRank(by: "test-loss", learningRate: rate) },
            ]
        }
        return images + [
            try results.claim(
                "transfer-cifar10", "Section 4", "Learned activation on CIFAR-10: rank of five by final test loss",
                paper: "middle", .range(2...4)
            ) { try results.transferRank(by: "test-loss", learningRate: 0.003, table: "transfer-cifar10-ranks") }
        ]
    }

    private static func pooling(_ results: Results) throws -> [Claim] {
        func difference(
            _ id: String, _ statement: String, _ comparison: String, _ examples: Int, _ paper: String,
            _ criterion: Criterion
        ) throws -> Claim {
            try results.claim(id, "Figure 7", "\(statement) (points)", paper: paper, criterion) {
                try results.pooling(comparison, examples: examples)
            }
        }
        return [
            try difference(
                "pooling-1000", "Pooling above none, 1000 examples", "pooling-less-none", 1000, "helps",
                .effect(size: nil)),
            try difference(
                "pooling-2000", "Pooling above none, 2000 examples", "pooling-less-none", 2000, "helps",
                .effect(size: nil)),
            try difference(
                "pooling-50000", "Pooling above none, 50000 examples", "pooling-less-none", 50000, "little difference",
                .range(-2...2)),
            try results.claim(
                "pooling-hinders-50000", "Figure 7", "No pooling above pooling, 50000 examples (points)",
                paper: "hinders", .effect(size: nil)
            ) { try results.pooling("pooling-less-none", examples: 50000).negated },
            try difference(
                "l2-over-max-50000", "L2 pooling above max pooling, 50000 examples", "l2-less-max", 50000,
                "may be better", .effect(size: nil)),
        ]
    }

    private static let losses = ["nll": "NLL", "mse": "MSE"]
    private static let names = [
        "logistic": "Logistic regression", "mlp": "MLP", "cnn": "CNN", "gru": "GRU", "relu": "ReLU", "elu": "ELU",
        "swish": "Swish", "softplus": "softplus", "tanh": "tanh", "sigmoid": "sigmoid",
    ]
}
