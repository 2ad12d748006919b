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
        let libraries: String
    }
    private let description: Description

    /// - Parameters:
    ///   - runs: The runs that the figures show.
    ///   - data: SHA-256 of the data by name.
    ///   - sources: What the program was built from; nil where that is not known.
    public init(
        program: String, version: Int, scale: ExperimentScale, runs: [RunIdentity], data: [String: String],
        sources: SourceManifest?
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
            sources: sources?.hash, toolchain: toolchainVersion, libraries: drawingLibraries)
    }

    /// The text of `<name>.provenance.json`: one line a field, keys sorted.
    ///
    /// - Parameter table: SHA-256 of the CSV file that is drawn.
    public func json(table: String) throws -> String {
        let fields = try fields(table: table) + [field("runs", description.runs)]
        return "{\n" + fields.sorted().map { "  " + $0 }.joined(separator: ",\n") + "\n}\n"
    }

    /// For a figure's own metadata, in a sentence: what was run and which table was drawn.
    public func line(table: String) -> String {
        let runs = "\(description.runs.count) runs (SHA-256 of their identities \(runsHash))"
        return
            "\(description.program) version \(description.version), \(description.scale.rawValue) scale, \(runs), table SHA-256 \(table)"
    }

    /// For a figure's own metadata, as JSON on one line: all that ``json(table:)`` says, with one hash for all runs.
    public func keywords(table: String) throws -> String {
        let fields = try fields(table: table) + [field("runs", runsHash)]
        return "{" + fields.sorted().joined(separator: ", ") + "}"
    }

    private var runsHash: String { sha256(description.runs.joined(separator: "\n").utf8) }

    private func fields(table: String) throws -> [String] {
        [
            try field("configuration", description.configuration),
            try field("csv", table),
            try field("data", description.data),
            try field("libraries", description.libraries),
            try field("program", description.program),
            try field("scale", description.scale),
            try field("sources", description.sources),
            try field("toolchain", description.toolchain),
            try field("varied", description.varied),
            try field("version", description.version),
        ]
    }

    private func field<Value: Encodable>(_ name: String, _ value: Value) throws -> String {
        "\"\(name)\": \(try CanonicalJSON.encode(value))"
    }
}
