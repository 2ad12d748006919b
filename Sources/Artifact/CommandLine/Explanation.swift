/// The answer to `--why`: which runs are to be computed, which figures are out of date, and what changed.
struct Explanation {
    /// For the reader, a line each.
    private(set) var lines: [String] = []

    init<Study: Experiment>(
        _ experiment: Study, runs: [RunIdentity], folder: String, provenance: Provenance
    ) throws {
        let options = experiment.options
        let flaws = Guarded<[String]>([])
        let store = try RunStore(
            directory: options.resultsFolder, experiment: Study.name, access: .read,
            notify: { flaw in flaws.withLock { $0.append(flaw) } })
        var reasons: [(reason: [String], labels: [String])] = []
        let kept = try KeptRun.all(in: store.folder)
        let keptByLabel = Dictionary(grouping: kept, by: \.label)
        // Thousands of runs may be of a few states of the code.
        var codeChanges: [String: [String]] = [:]
        for run in runs
        where try store.outcome(Study.Outcome.self, of: run) == nil {
            let flaw = flaws.withLock { $0.popLast() }
            let reason =
                try flaw.map { [$0] }
                ?? KeptRun.reason(for: run, among: keptByLabel) { code in
                    if let known = codeChanges[code] { return known }
                    let changes = try store.sources(code).map { Study.sources.changes(since: $0) } ?? []
                    let lines =
                        changes.isEmpty ? ["code: of another version, whose files are not known"] : changes.map { "code: \($0)" }
                    codeChanges[code] = lines
                    return lines
                }
            if let index = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[index].labels.append(run.label)
            } else {
                reasons.append((reason, [run.label]))
            }
        }
        let missing = reasons.reduce(0) { $0 + $1.labels.count }
        lines.append(
            "\(store.folder): \(runs.count - missing) of \(runs.count) runs are finished, \(missing) are to be computed")
        for (reason, labels) in reasons {
            let listed = labels.prefix(8).joined(separator: ", ") + (labels.count > 8 ? " and \(labels.count - 8) more" : "")
            lines.append("  \(listed): \(reason.joined(separator: ", "))")
        }
        if missing > 0, kept.contains(where: { $0.code != Study.sources.hash }) {
            lines.append("  if no bit has changed: \(Study.name) --adopt takes over what older code computed")
        }
        lines += try Self.figures(in: folder, provenance)
    }

    /// What would change about the figures that are there.
    private static func figures(in folder: String, _ provenance: Provenance) throws -> [String] {
        let path = "\(folder)/\(Provenance.fileName)"
        guard let bytes = try FileOutput.contents(of: path) else { return ["\(folder): holds no figures yet"] }
        let text = String(decoding: bytes, as: UTF8.self)
        let changes = try Provenance.changes(from: text, to: provenance.json(files: [:]), source: path)
        let head = "\(folder): \(changes.isEmpty ? "made by these runs" : "made from something else")"
        return [head] + changes.map { "  \($0)" } + (try edited(in: folder, text))
    }

    /// The files of a set that are not what the program wrote.
    private static func edited(in folder: String, _ provenance: String) throws -> [String] {
        guard case .object(let members)? = try? CanonicalJSON.decode(JSONValue.self, from: provenance),
            case .object(let files)? = members["files"]
        else { return [] }
        return try files.sorted { $0.key < $1.key }.compactMap { name, digest in
            guard let bytes = try FileOutput.contents(of: "\(folder)/\(name)") else { return "\(folder)/\(name): is missing" }
            return .text(sha256(bytes)) == digest ? nil : "\(folder)/\(name): is not the file that was written, by its SHA-256"
        }
    }
}
