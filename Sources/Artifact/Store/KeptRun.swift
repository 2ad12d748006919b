/// A run in a store, whoever computed it, from whatever configuration and code.
struct KeptRun {
    let path: String
    let label: String
    let code: String
    let configuration: JSONValue
    /// The configuration as it stands in the file.
    let text: String

    /// The short identity, from the file's name: `label-identity.json`.
    var short: String { String(path.dropLast(5).suffix(16)) }

    private struct Head: Decodable {
        let code: String
        let configuration: JSONValue
    }

    /// All undamaged runs of an experiment's folder, in the order of their names.
    static func all(in folder: String) throws -> [KeptRun] {
        let names = try FileOutput.names(in: folder)
        return try names.filter { $0.hasSuffix(".json") && $0.utf8.count > 22 }.compactMap { name in
            let path = "\(folder)/\(name)"
            guard let bytes = try FileOutput.contents(of: path), (try? RunRecord.hash(in: bytes)) != nil,
                let head = try? CanonicalJSON.decode(Head.self, from: String(decoding: bytes, as: UTF8.self)),
                let text = try? CanonicalJSON.encode(head.configuration)
            else { return nil }
            // `label-identity.json`
            return KeptRun(
                path: path, label: String(name.dropLast(5 + 17)), code: head.code, configuration: head.configuration,
                text: text)
        }
    }

    /// Why a run has no result: what is different about the nearest run that has one.
    ///
    /// Nearest is one of the same label, and then the one of which least differs.
    ///
    /// - Parameters:
    ///   - kept: by label.
    ///   - codeChanges: What is different about the code of a kept run, a line each.
    static func reason(
        for identity: RunIdentity, among kept: [String: [KeptRun]], codeChanges: (String) throws -> [String]
    ) throws -> [String] {
        let configuration = try CanonicalJSON.decode(JSONValue.self, from: identity.configuration)
        let candidates = (kept[identity.label] ?? kept.values.flatMap { $0 }).map { run in
            let changes = Provenance.changes(from: run.configuration, to: configuration)
            return (run: run, changes: changes, count: changes.count + (run.code == identity.code ? 0 : 1))
        }
        guard let nearest = candidates.min(by: { ($0.count, $0.run.path) < ($1.count, $1.run.path) }) else {
            return ["no result, nor any other run's"]
        }
        var changes = nearest.changes
        if nearest.run.code != identity.code { changes += try codeChanges(nearest.run.code) }
        if changes.isEmpty { changes = ["another experiment's run, which it needs"] }
        return nearest.run.label == identity.label ? changes : ["no result; from \(nearest.run.label): \(changes.joined(separator: ", "))"]
    }
}
