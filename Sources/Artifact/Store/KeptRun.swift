import Foundation

/// A run in a store, whoever computed it and from whatever configuration.
struct KeptRun: Decodable {
    let version: Int
    let configuration: JSONValue
    private(set) var label = ""

    private enum CodingKeys: CodingKey { case version, configuration }

    /// All undamaged runs of an experiment's folder, in the order of their names.
    static func all(in folder: String) -> [KeptRun] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let bytes = try? FileOutput.read("\(folder)/\(name)"), (try? RunRecord.hash(in: bytes)) != nil,
                var run = try? CanonicalJSON.decode(KeptRun.self, from: String(decoding: bytes, as: UTF8.self))
            else { return nil }
            // `label-identity.json`
            run.label = String(name.dropLast(5 + 17))
            return run
        }
    }

    /// Why a run has no result: what is different about the nearest run that has one.
    ///
    /// Nearest is one of the same label, and then the one of which least differs.
    static func reason(for identity: RunIdentity, among kept: [KeptRun]) throws -> String {
        let configuration = try CanonicalJSON.decode(JSONValue.self, from: identity.configuration)
        let candidates = kept.map { run in
            let version = run.version == identity.version ? [] : ["version: \(run.version) → \(identity.version)"]
            let changes = version + Provenance.changes(from: run.configuration, to: configuration)
            return (run: run, changes: changes, rank: (run.label == identity.label ? 0 : 1, changes.count))
        }
        guard let nearest = candidates.min(by: { $0.rank < $1.rank }) else { return "no result, nor any other run's" }
        let changes = nearest.changes.joined(separator: ", ")
        return nearest.rank.0 == 0 ? changes : "no result; from \(nearest.run.label): \(changes)"
    }
}
