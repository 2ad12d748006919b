import Artifact

/// The numbers and captions that the paper uses, as LaTeX: `\setresult{key}{text}`.
struct Numbers {
    let claims: [Claim]

    /// For each claim its mean, `:interval`, `:runs` and `:verdict`; how many claims have each verdict; for each figure
    /// and table `caption:NAME`.
    var latex: String {
        var lines: [String] = []
        func set(_ key: String, _ text: String) { lines.append("\\setresult{\(key)}{\(text)}") }
        for claim in claims {
            let numbers = text(of: claim.finding, decimals: claim.decimals)
            set(claim.id, numbers.mean)
            set("\(claim.id):interval", numbers.interval)
            set("\(claim.id):runs", numbers.runs)
            set("\(claim.id):verdict", claim.verdict.rawValue)
        }
        set("claims", "\(claims.count)")
        for verdict in Verdict.allCases {
            set("claims:\(verdict.rawValue)", "\(claims.count { $0.verdict == verdict })")
        }
        for entry in Gallery.entries { set("caption:\(entry.name)", latexEscaped(entry.caption)) }
        return "% Written by make paper.\n" + lines.joined(separator: "\n") + "\n"
    }

    private func text(of finding: Claim.Finding, decimals: Int) -> (mean: String, interval: String, runs: String) {
        func number(_ value: Double) -> String { "$\(fixed(value, decimals: decimals))$" }
        guard case .measured(let estimate) = finding else { return ("--", "", "0") }
        let interval = estimate.interval.map { "[\(number($0.lowerBound)), \(number($0.upperBound))]" } ?? ""
        return (number(estimate.mean), interval, "\(estimate.count)")
    }
}
