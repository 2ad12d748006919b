import Artifact
import Foundation

/// How long each program took at paper scale, from the last `make all TIMES=1`.
struct RunningTimes {
    private struct Row: Decodable {
        let program: String
        let runs: Int
        let seconds: Double
        let coreSeconds: Double
        let cores: Int
    }
    private let rows: [Row]

    /// - Parameter path: A table; where there is none, no times are known.
    init(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            rows = []
            return
        }
        rows = try CSV.table(String(decoding: try FileOutput.read(path), as: UTF8.self), source: path).values(source: path)
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
            "\(name) & \(runs) & \(minutes(seconds)) & \(minutes(coreSeconds)) \\\\\n"
        }
        guard !rows.isEmpty else { return "not measured & & & \\\\\n" }
        return rows.map { line($0.program, $0.runs, $0.seconds, $0.coreSeconds) }.joined() + "\\midrule\n"
            + line(
                "together", rows.reduce(0) { $0 + $1.runs }, rows.reduce(0) { $0 + $1.seconds },
                rows.reduce(0) { $0 + $1.coreSeconds })
    }
}
