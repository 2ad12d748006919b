import Foundation

/// The answer to `--why`: which runs are to be computed, which figures are out of date, and what changed.
struct Explanation {
    /// For the reader, a line each.
    private(set) var lines: [String] = []

    init<Study: Experiment>(_ experiment: Study, runs: [RunIdentity]) throws {
        let options = experiment.options
        let flaws = Guarded<[String]>([])
        let store = try RunStore(
            directory: options.resultsFolder, experiment: Study.name, access: .read,
            notify: { flaw in flaws.withLock { $0.append(flaw) } })
        var reasons: [(reason: String, labels: [String])] = []
        func add(_ reason: String, _ label: String) {
            if let place = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[place].labels.append(label)
            } else {
                reasons.append((reason, [label]))
            }
        }
        let kept = KeptRun.all(in: store.folder)
        for run in runs where store.outcome(Study.Outcome.self, of: run) == nil {
            let flaw = flaws.withLock { $0.popLast() }
            add(try flaw ?? KeptRun.reason(for: run, among: kept), run.label)
        }
        let missing = reasons.reduce(0) { $0 + $1.labels.count }
        lines.append(
            "\(store.folder): \(runs.count - missing) of \(runs.count) runs are finished, \(missing) are to be computed")
        for (reason, labels) in reasons {
            let others = labels.count > 1 ? " and \(labels.count - 1) more" : ""
            lines.append("  \(labels[0])\(others): \(reason)")
        }
        let sources = try SourceManifest(package: options.package, program: Study.name)
        let provenance = try Provenance(
            program: Study.name, version: Study.version, scale: options.scale, runs: runs,
            data: experiment.dataHashes(), sources: sources)
        lines += try Self.figures(in: options.figuresFolder, program: Study.name, provenance, sources)
    }

    /// What would change about the figures that are there, the same for many said once.
    private static func figures(
        in folder: String, program: String, _ provenance: Provenance, _ sources: SourceManifest?
    ) throws -> [String] {
        var names: [[String]: [String]] = [:]
        var edited: [String] = []
        let ending = ".provenance.json"
        for file in try FileManager.default.fileExists(atPath: folder)
            ? FileManager.default.contentsOfDirectory(atPath: folder).sorted() : [] where file.hasSuffix(ending)
        {
            let name = String(file.dropLast(ending.count))
            let text = String(decoding: try FileOutput.read("\(folder)/\(file)"), as: UTF8.self)
            guard case .object(let members)? = try? CanonicalJSON.decode(JSONValue.self, from: text),
                members["program"] == .text(program)
            else { continue }
            names[try Provenance.changes(from: text, to: provenance.json(table: ""), source: file), default: []].append(name)
            if let table = try? FileOutput.read("\(folder)/\(name).csv"), members["csv"] != .text(sha256(table)) {
                edited.append("\(folder)/\(name).csv: is not the table that was written, by its SHA-256")
            }
        }
        guard !names.isEmpty else { return ["\(folder): holds no table or figure of \(program)"] }
        var lines: [String] = []
        for (changes, names) in names.sorted(by: { $0.value[0] < $1.value[0] }) {
            let count = "\(names.count) \(names.count == 1 ? "table or figure" : "tables and figures")"
            let which = "\(folder): \(count) (\(names.joined(separator: ", ")))"
            lines.append(changes.isEmpty ? "\(which): up to date" : "\(which): made from something else")
            for change in changes {
                let files = change == "sources" ? try changedFiles(in: folder, program: program, now: sources) : []
                lines.append("  \(change)\(files.isEmpty ? "" : ":")")
                lines += files.map { "    \($0)" }
            }
        }
        return lines + edited
    }

    /// `changed Sources/A.swift` for each file that is not what it was when the figures were made.
    private static func changedFiles(in folder: String, program: String, now: SourceManifest?) throws -> [String] {
        let path = "\(folder)/\(program)\(SourceManifest.suffix)"
        guard let now, let bytes = try? FileOutput.read(path) else { return [] }
        let before = try SourceManifest(text: String(decoding: bytes, as: UTF8.self), source: path).files
        return Set(before.keys).union(now.files.keys).sorted().compactMap { file in
            switch (before[file], now.files[file]) {
            case (nil, _): "new \(file)"
            case (_, nil): "removed \(file)"
            case (let old, let new): old == new ? nil : "changed \(file)"
            }
        }
    }
}
