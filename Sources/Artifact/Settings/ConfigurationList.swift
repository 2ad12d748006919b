/// The answer to `--show-configuration`: all parameters with their types, values and meanings.
struct ConfigurationList {
    let lines: [String]

    init<Study: Experiment>(_ experiment: Study) throws {
        let configurations = try experiment.plannedConfigurations()
        var paths: [String] = []
        var values: [String: [JSONValue]] = [:]
        for configuration in configurations {
            for (path, value) in try PlannedConfigurations<Study>.parameters(configuration) {
                if values[path] == nil { paths.append(path) }
                if values[path]?.contains(value) != true { values[path, default: []].append(value) }
            }
        }
        let described = Study.parameters.map(\.path)
        // In the order of the descriptions, which is that of importance.
        paths.sort { (described.firstIndex(of: $0) ?? .max, $0) < (described.firstIndex(of: $1) ?? .max, $1) }
        let rows = paths.map { path in
            let meaning = Study.parameters.first { $0.path == path }?.meaning ?? ""
            return [path, PlannedConfigurations<Study>.kind(of: path, like: values[path]![0]).name, Self.text(values[path]!), meaning]
        }
        let header = ["parameter", "type", "value", "meaning"]
        let widths = header.indices.map { column in min(44, ([header] + rows).map { $0[column].count }.max()!) }
        lines =
            [
                "\(Study.name), \(experiment.options.scale.rawValue) scale: \(configurations.count) runs. --set path=value[,value] changes them."
            ]
            + ([header] + rows).map { row in
                let cells = zip(row, widths).map { text, width in text + String(repeating: " ", count: max(0, width - text.count)) }
                return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
            }
    }

    /// A value, or those that runs differ in.
    private static func text(_ values: [JSONValue]) -> String {
        let shown = values.prefix(6).map(\.plainText).joined(separator: ", ")
        return values.count > 6 ? "\(shown) … (\(values.count) values)" : shown
    }
}
