import Artifact

/// The settings of each program at paper scale, from what stands beside its figures.
struct Hyperparameters {
    let provenances: [(figure: String, provenance: FigureProvenance)]

    /// Rows for a table of the paper: program, runs, seeds, settings.
    var latexRows: String {
        provenances.grouped(by: \.provenance.program).map { program, figures in
            // A program may draw a figure from some of its runs only.
            let all = figures.map(\.provenance).reduce(figures[0].provenance) { $1.runs.count > $0.runs.count ? $1 : $0 }
            return [program, "\(all.runs.count)", all.seeds, all.settings].map(latexEscaped).joined(separator: " & ")
                + " \\\\\n"
        }.joined(separator: "\\addlinespace\n")
    }
}
