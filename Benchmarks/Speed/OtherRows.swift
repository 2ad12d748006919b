import Datasets
import ManifoldLearning
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
