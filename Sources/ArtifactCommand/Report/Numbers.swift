import Artifact

/// The numbers and captions that the paper uses, as LaTeX: `\setresult{key}{text}`.
struct Numbers {
    let tables: ClaimTables
    let sets: [FigureSet]

    /// For each claim its estimate, `:interval`, `:runs` and `:verdict`; how many primary claims have each verdict, and how many would
    /// change it with other tolerances; for each figure
    /// and table `caption:FOLDER/NAME`.
    var latex: String {
        var lines: [String] = []
        func set(_ key: String, _ text: String) { lines.append("\\setresult{\(key)}{\(text)}") }
        for claim in tables.claims {
            func number(_ value: Double) -> String { "$\(fixed(value, decimals: claim.decimals))$" }
            set(claim.id, claim.estimate.map(number) ?? "--")
            var interval = ""
            if let lower = claim.lower, let upper = claim.upper { interval = "[\(number(lower)), \(number(upper))]" }
            set("\(claim.id):interval", interval)
            set("\(claim.id):runs", "\(claim.count)")
            set("\(claim.id):verdict", claim.verdict.rawValue)
        }
        set("claims", "\(tables.primary.count)")
        for verdict in Verdict.allCases {
            set("claims:\(verdict.rawValue)", "\(tables.primary.count { $0.verdict == verdict })")
        }
        set("claims:all", "\(tables.claims.count)")
        set("claims:holm", "\(tables.primary.count { tables.holm.fails($0) })")
        // How much hangs on the tolerances: verdicts that change when they are halved or doubled.
        for (name, factor) in [("halved", 0.5), ("doubled", 2)] {
            set("claims:\(name)", "\(tables.primary.count { $0.verdict(toleranceMultipliedBy: factor) != $0.verdict })")
        }
        set("claims:summary", latexEscaped(tables.summary))
        for figures in sets {
            for entry in figures.entries { set("caption:\(figures.folder)/\(entry.name)", latexEscaped(entry.caption)) }
        }
        return "% Written by make paper.\n" + lines.joined(separator: "\n") + "\n"
    }
}
