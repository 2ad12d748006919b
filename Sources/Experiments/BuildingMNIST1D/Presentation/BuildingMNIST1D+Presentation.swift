import Artifact
import Datasets

extension BuildingMNIST1D {
    static let place = "Figure 1 and Table 2: how an example is made"
    static let summary = "Draw the templates of MNIST-1D and what becomes of them; list the dataset's parameters."
    static let details = """
        CLAIM (paper, Figure 1 and Table 2): a classifier of MNIST-1D is to find which of ten digit templates of 12 \
        points is in a signal of 40 points. Each template is padded, stretched, scaled, translated, covered with \
        correlated and independent noise, sheared, and sampled at 40 points.

        METHOD: the examples drawn are the first that the generator makes of each digit, so they are part of the \
        dataset. They are shown as they are before all signals together get mean 0 and standard deviation 1. \
        The images of MNIST above them are from Data/mnist-subset. A seed is that of the dataset; further seeds add rows \
        of examples to Figure 1. What an example has of its template is where the translated signal is not zero. Table 2 comes from the generator's own defaults.

        EXAMPLES:
          building-mnist1d
          building-mnist1d --seeds 42 43 44
        """

    func report() throws -> Report<Self> {
        let location = try isPapers() ? " (paper, Figure 1)" : ""
        let package = options.package
        return Report {
            Part.figure(
                "figure1", caption: "MNIST-1D: the ten templates, and examples made from them\(location). Time runs downwards. Orange: what became of the template; the rest is padding and noise.",
                rows: { runs in
                    try SignalRow.rows(
                        MNISTImages.subset(package: package), runs.map { (seed: $0.configuration.dataset.seed, stages: $0.outcome.stages) })
                }, figure: SignalRow.figure)
            Part.figure(
                "steps", caption: "From template to example, step by step, for three digits.",
                rows: { StageRow.rows($0[0].outcome.stages) }, figure: StageRow.figure)
            Part.table(
                "table2",
                caption:
                    "Parameters of the default dataset, ours and those that the paper prints (paper, Table 2). The scale coefficient is from the authors' code.",
                rows: { _ in ParameterRow.rows(MNIST1DConfiguration()) }, table: ParameterRow.table)
        }
    }

    static let parameters = RunParameter.dataset()

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        outcome.stages.enumerated().flatMap { digit, stages in
            stages.last!.enumerated().map { Measurement("Example of digit \(digit)", $1, x: Double($0), along: "Position") }
        }
    }
}
