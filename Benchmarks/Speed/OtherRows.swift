import Datasets
import ManifoldLearning
import NeuralNetworks
import RandomGenerators
import Training

/// The default dataset, from its seed.
func datasetRow() -> Row {
    Row("dataset", "5000 examples generated") {
        { times in for _ in 0..<times { _ = try MNIST1DDataset(MNIST1DConfiguration()) } }
    }
}

/// The whole default dataset in the plane, with the defaults of both sides: 250 iterations with early exaggeration and 500 without.
func embeddingRow() -> Row {
    Row("t-sne", "t-SNE of 5000 x 40, 750 iterations", cores: 2, isLong: true) {
        let data = try MNIST1DDataset(MNIST1DConfiguration())
        let points = try Points(data.x + data.xTest, dimensions: 40)
        return { times in for _ in 0..<times { _ = try TSNE().embed(points, threads: 2) } }
    }
}

/// A step of contrastive learning: two views of 100 examples, drawn and compared.
func contrastiveRow(_ examples: Examples) -> Row {
    Row("contrastive", "contrastive learning, CNN and projector") {
        var (generator, shifts) = (TorchGenerator(seed: 42), NumPyRandomState(seed: 42))
        let trainer = try ContrastiveTrainer(
            ContrastiveNetwork(.standard, generator: &generator), optimizer: Adam(learningRate: 0.01), temperature: 0.5,
            length: examples.length, batchSize: 100)
        let views = SignalViews(examples, SignalViews.Configuration())
        return { times in
            for _ in 0..<times {
                let start = trainer.stepCount * 100 % examples.count
                let first = views(of: start..<start + 100, shifts: &shifts, &generator)
                try trainer.step(first, views(of: start..<start + 100, shifts: &shifts, &generator))
            }
        }
    }
}

/// The two metalearning studies, which differentiate through whole training runs.
func metalearningRows(_ examples: Examples) -> [Row] {
    [
        Row("metalearned-rate", "metalearned rate, 50 outer steps", isLong: true) {
            { times in
                for _ in 0..<times {
                    let study = try LearningRateMetalearning(startingFrom: 0.15, examples: examples)
                    for _ in 0..<50 { _ = study.step() }
                }
            }
        },
        Row("metalearned-activation", "metalearned activation, one outer step", cores: 2, isLong: true) {
            var configuration = MNIST1DConfiguration()
            configuration.samples = 10_000
            let data = try MNIST1DDataset(configuration).dataset
            let test = data.test.subset(0..<500)
            let study = try ActivationMetalearning(examples: data.train, test: test)
            study.threads = 2
            return { times in for _ in 0..<times { _ = try study.step() } }
        },
    ]
}
