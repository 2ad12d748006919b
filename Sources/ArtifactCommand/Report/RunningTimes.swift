import Artifact

/// How long each program takes at paper scale, by `artifact scaling`.
struct RunningTimes {
    struct Row: Decodable {
        let program: String
        let runs: Int
        let seconds: Double
        let coreSeconds: Double
        let cores: Int
    }
    private var rows: [Row]

    /// - Parameter path: A table; where there is none, no times are known.
    init(_ path: String) throws {
        rows = try CSV.table(at: path)?.values(source: path) ?? []
        for (index, row) in rows.enumerated() {
            guard [Double(row.runs), Double(row.cores), row.seconds, row.coreSeconds].allSatisfy((0...1e9).contains) else {
                throw ArtifactError("\(path), row \(index + 2): expected numbers from 0 to a billion")
            }
        }
    }

    /// With other rows in the places of those of the same programs, or after all.
    func replaced(by others: [Row]) -> RunningTimes {
        var copy = self
        for row in others {
            if let index = copy.rows.firstIndex(where: { $0.program == row.program }) {
                copy.rows[index] = row
            } else {
                copy.rows.append(row)
            }
        }
        return copy
    }

    func write(to path: String) throws {
        guard !rows.isEmpty else { return }
        let lines = rows.map { row in
            "\(row.program),\(row.runs),\(fixed(row.seconds, decimals: 0)),\(fixed(row.coreSeconds, decimals: 0)),\(row.cores)\n"
        }
        try FileOutput.writeIfChanged(Array(("program,runs,seconds,coreSeconds,cores\n" + lines.joined()).utf8), to: path)
    }

    /// `6 min`, `10 s`; nil where it was not measured.
    func text(of program: String) -> String? {
        rows.first { $0.program == program }.map { row in
            row.seconds < 90 ? "\(fixed(max(row.seconds, 1), decimals: 0)) s" : "\(fixed(row.seconds / 60, decimals: 0)) min"
        }
    }

    /// Rows for a table of the paper: program, runs, minutes on so many cores, minutes of one core.
    var latexRows: String {
        func minutes(_ seconds: Double) -> String { fixed(seconds / 60, decimals: 1) }
        func line(_ name: String, _ runs: Int, _ seconds: Double, _ coreSeconds: Double) -> String {
            "\(latexEscaped(name)) & \(runs) & \(minutes(seconds)) & \(minutes(coreSeconds)) \\\\\n"
        }
        guard !rows.isEmpty else { return "not measured & & & \\\\\n" }
        return rows.map { line($0.program, $0.runs, $0.seconds, $0.coreSeconds) }.joined() + "\\midrule\n"
            + line(
                "together", rows.reduce(0) { $0 + $1.runs }, rows.reduce(0) { $0 + $1.seconds },
                rows.reduce(0) { $0 + $1.coreSeconds })
    }
}
