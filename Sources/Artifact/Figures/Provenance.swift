import Foundation

/// Where a figure comes from: program, configurations, data and code, and nothing of when and where it was made.
public struct Provenance: Sendable {
    private struct Description: Encodable {
        let program: String
        let version: Int
        let scale: ExperimentScale
        /// What all runs have in common, by key path.
        let configuration: [String: JSONValue]
        /// What differs between runs, such as seeds: the values in order of appearance.
        let varied: [String: [JSONValue]]
        /// The runs drawn, by the identities that are in the names of their files.
        let runs: [String]
        let data: [String: String]
        let sources: String?
        let toolchain: String
    }
    private let description: Description

    /// - Parameters:
    ///   - runs: The runs that the figures show.
    ///   - data: SHA-256 of the data by name.
    ///   - package: The package's folder; where it is none, no hash of the sources is recorded.
    public init(
        program: String, version: Int, scale: ExperimentScale, runs: [RunIdentity], data: [String: String],
        package: String
    ) throws {
        var paths: [String] = []
        var values: [String: [JSONValue]] = [:]
        var counts: [String: Int] = [:]
        for run in runs {
            let configuration = try CanonicalJSON.decode(JSONValue.self, from: run.configuration)
            for (path, value) in configuration.leaves() {
                if values[path] == nil { paths.append(path) }
                if values[path]?.contains(value) != true { values[path, default: []].append(value) }
                counts[path, default: 0] += 1
            }
        }
        // Common is what every run has, with one value.
        let common = Set(paths.filter { values[$0]!.count == 1 && counts[$0] == runs.count })
        description = Description(
            program: program, version: version, scale: scale,
            configuration: values.filter { common.contains($0.key) }.mapValues { $0[0] },
            varied: values.filter { !common.contains($0.key) },
            runs: runs.map(\.short), data: data,
            sources: try SourceHash.ofPackage(at: package), toolchain: toolchainVersion)
    }

    /// The text of `<name>.provenance.json`: one line a field, keys sorted.
    ///
    /// - Parameter table: SHA-256 of the CSV file that is drawn.
    public func json(table: String) throws -> String {
        func field<Value: Encodable>(_ name: String, _ value: Value) throws -> String {
            "  \"\(name)\": \(try CanonicalJSON.encode(value))"
        }
        let fields = [
            try field("configuration", description.configuration),
            try field("csv", table),
            try field("data", description.data),
            try field("program", description.program),
            try field("runs", description.runs),
            try field("scale", description.scale),
            try field("sources", description.sources),
            try field("toolchain", description.toolchain),
            try field("varied", description.varied),
            try field("version", description.version),
        ]
        return "{\n" + fields.joined(separator: ",\n") + "\n}\n"
    }

    /// One line for a figure's own metadata: what was run and which table was drawn.
    ///
    /// Leaves out the sources and the compiler, so that a figure's bytes change only when its content does; the
    /// file beside it has them.
    public func line(table: String) -> String {
        let runs = sha256(description.runs.joined(separator: "\n").utf8)
        return
            "\(description.program) version \(description.version), \(description.scale.rawValue) scale, \(description.runs.count) runs (SHA-256 of their identities \(runs)), table SHA-256 \(table)"
    }
}
