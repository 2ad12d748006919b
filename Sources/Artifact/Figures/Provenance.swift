import Foundation

/// Where an experiment's figures come from: program, configurations, data and code, and nothing of when and where they were made.
public struct Provenance: Sendable {
    private let program: String
    private let edition: String?
    private let scale: ExperimentScale
    /// What all runs have in common, by key path.
    private let configuration: [String: JSONValue]
    /// What differs between runs, such as seeds: the values in order of appearance.
    private let varied: [String: [JSONValue]]
    /// The runs drawn, by the identities that are in the names of their files.
    private let runs: [String]
    private let data: [String: String]
    private let sources: SourceManifest

    /// The name of its file in the folder of figures.
    public static let fileName = "provenance.json"

    /// - Parameters:
    ///   - runs: The runs that the figures show.
    ///   - data: SHA-256 of the data by name.
    ///   - sources: The code of the runs.
    public init(
        program: String, edition: String? = nil, scale: ExperimentScale, runs: [RunIdentity], data: [String: String],
        sources: SourceManifest
    ) throws {
        var paths: [String] = []
        var values: [String: [JSONValue]] = [:]
        var seen: [String: Set<JSONValue>] = [:]
        var counts: [String: Int] = [:]
        for run in runs {
            let configuration = try CanonicalJSON.decode(JSONValue.self, from: run.configuration)
            for (path, value) in configuration.leaves() {
                if values[path] == nil { paths.append(path) }
                if seen[path, default: []].insert(value).inserted { values[path, default: []].append(value) }
                counts[path, default: 0] += 1
            }
        }
        // Common is what every run has, with one value.
        let common = Set(paths.filter { values[$0]!.count == 1 && counts[$0] == runs.count })
        self.program = program
        self.edition = edition
        self.scale = scale
        configuration = values.filter { common.contains($0.key) }.mapValues { $0[0] }
        varied = values.filter { !common.contains($0.key) }
        self.runs = runs.map(\.short)
        self.data = data
        self.sources = sources
    }

    /// The text of `provenance.json`: one line a field, keys sorted.
    ///
    /// - Parameter files: SHA-256 of the files of the set, by name.
    public func json(files: [String: String]) throws -> String {
        func field<Value: Encodable>(_ name: String, _ value: Value) throws -> String {
            "\"\(name)\": \(try CanonicalJSON.encode(value))"
        }
        func lines(_ name: String, _ values: [String: String]) throws -> String {
            let members = try values.keys.sorted().map { "    " + (try field($0, values[$0]!)) }
            return "\"\(name)\": {\n\(members.joined(separator: ",\n"))\n  }"
        }
        let fields = [
            try field("code", sources.hash), try field("configuration", configuration), try field("data", data),
            try field("edition", edition), try lines("files", files), try field("libraries", drawingLibraries),
            try field("packages", sources.packages), try field("program", program), try field("runs", runs), try field("scale", scale),
            try lines("sources", sources.files), try field("toolchain", toolchainVersion), try field("varied", varied),
        ]
        return "{\n" + fields.map { "  " + $0 }.joined(separator: ",\n") + "\n}\n"
    }
}
