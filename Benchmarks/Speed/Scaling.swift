import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

extension Speed {
    /// Three sizes of everything that should cost in proportion to its size.
    func scalingTable() throws -> String {
        var table = PrintedTable(header: ["", "size", "time", "per unit of size, smallest = 1"])
        func add(_ title: String, _ sizes: [Int], _ prepare: (Int) throws -> Work) throws {
            var stopwatches = try sizes.map { try Stopwatch(blockSeconds: 0, prepare($0)) }
            for _ in 0..<blocks {
                for index in stopwatches.indices { try stopwatches[index].block() }
            }
            for (size, stopwatch) in zip(sizes, stopwatches) {
                let unit = stopwatch.typical / Double(size)
                let first = stopwatches[0].typical / Double(sizes[0])
                table.append([title, "\(size)", readable(stopwatch.typical), fixed(unit / first, decimals: 2)])
            }
        }
        try add("examples generated", [5000, 10_000, 20_000]) { size in
            var configuration = MNIST1DConfiguration()
            configuration.samples = size
            return { times in for _ in 0..<times { _ = try MNIST1DDataset(configuration) } }
        }
        let data = try MNIST1DDataset(
            { () -> MNIST1DConfiguration in
                var configuration = MNIST1DConfiguration()
                configuration.samples = 20_000
                configuration.trainSplit = 1
                return configuration
            }()
        ).dataset.train
        let perceptron = ModelCase.all.first { $0.name == "mlp-100" }!
        try add("examples evaluated by the MLP", [5000, 10_000, 20_000]) { size in
            let part = data.subset(0..<size)
            let trainer = try perceptron.trainer(part)
            return { times in for _ in 0..<times { _ = try trainer.evaluate(part) } }
        }
        try add("training steps of the MLP", [500, 1000, 2000]) { size in
            let trainer = try perceptron.trainer(data.subset(0..<4000))
            return { times in for _ in 0..<(times * size) { try trainer.step() } }
        }
        return "Cost and size:\n\n\(table.markdown)"
    }
}
