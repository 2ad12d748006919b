import Artifact
import Datasets

/// One line of Table 2: a parameter of the dataset.
struct ParameterRow: Codable {
    var parameter: String
    /// The generator's default.
    var value: String
    /// The paper's Table 2; empty for what it does not list.
    var paper: String?

    static func rows(_ defaults: MNIST1DConfiguration) -> [ParameterRow] {
        let (train, test) = (defaults.trainCount, defaults.count - defaults.trainCount)
        return [
            ParameterRow(parameter: "Training and test examples", value: "\(train)/\(test)", paper: "4000/1000"),
            ParameterRow(parameter: "Template length", value: "\(MNIST1DTemplates.length)", paper: "12"),
            ParameterRow(
                parameter: "Padding points", value: "\(defaults.minimumPadding)–\(defaults.maximumPadding)",
                paper: "36–60"),
            ParameterRow(parameter: "Scale coefficient", value: "\(defaults.scaleCoefficient)"),
            ParameterRow(parameter: "Maximum translation", value: "\(defaults.maximumTranslation)", paper: "48"),
            ParameterRow(
                parameter: "Correlated noise scale", value: "\(defaults.correlatedNoiseScale)", paper: "0.25"),
            ParameterRow(parameter: "IID noise scale", value: "\(defaults.iidNoiseScale)", paper: "0.02"),
            ParameterRow(parameter: "Shear scale", value: "\(defaults.shearScale)", paper: "0.75"),
            ParameterRow(parameter: "Shuffled positions", value: "\(defaults.shuffleSequence)", paper: "false"),
            ParameterRow(parameter: "Final length", value: "\(defaults.finalLength)", paper: "40"),
            ParameterRow(parameter: "Seed", value: "\(defaults.seed)", paper: "42"),
        ]
    }

    static func table(_ rows: [ParameterRow]) -> PrintedTable {
        var table = PrintedTable(header: ["Parameter", "default", "paper"])
        for row in rows { table.append([row.parameter, row.value, row.paper ?? "–"]) }
        return table
    }
}
