import Artifact

/// The settings of each program at paper scale, from what stands beside its figures.
struct Hyperparameters {
    let provenances: [(figure: String, provenance: FigureProvenance)]

    /// The default dataset, which the program that explains it has as its configuration.
    private var dataset: [String: JSONValue] {
        provenances.first { $0.provenance.program == "building-mnist1d" }?.provenance.configuration ?? [:]
    }

    /// Rows for a table of the paper: program, runs, seeds, settings other than those of the default dataset.
    var latexRows: String {
        provenances.grouped(by: \.provenance.program).map { program, figures in
            // A program may draw a figure from some of its runs only.
            let all = figures.map(\.provenance).reduce(figures[0].provenance) { $1.runs.count > $0.runs.count ? $1 : $0 }
            let settings = all.settings(except: program == "building-mnist1d" ? [:] : dataset)
            return [program, "\(all.runs.count)", all.seeds, settings].map(latexEscaped).joined(separator: " & ")
                + " \\\\\n"
        }.joined(separator: "\\addlinespace\n")
    }
}
