import Artifact

/// The settings of each program at paper scale, from what stands beside its figures.
struct Hyperparameters {
    let sets: [FigureSet]

    /// The default dataset, which the program that explains it has as its configuration.
    private var dataset: [String: JSONValue] {
        sets.first { $0.source.program == "building-mnist1d" }?.source.configuration ?? [:]
    }

    /// Rows for a table of the paper: program, runs, seeds, settings other than those of the default dataset.
    var latexRows: String {
        sets.map { figures in
            let source = figures.source
            let settings = source.settings(except: source.program == "building-mnist1d" ? [:] : dataset)
            return [figures.folder, "\(source.runs.count)", source.seeds, settings].map(latexEscaped).joined(separator: " & ")
                + " \\\\\n"
        }.joined(separator: "\\addlinespace\n")
    }
}
