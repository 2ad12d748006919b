/// Brings the finished runs of several machines together in one folder of results.
///
/// Nothing is written before everything is read: two machines that found different results for the same run are an
/// error, and change nothing.
public struct ResultsMerge {
    private struct Kept {
        let path: String
        let hash: String
    }
    /// By `experiment/identity`.
    private var runs: [String: Kept] = [:]
    private let destination: String
    /// Runs that are in the destination and whole.
    private var present: Set<String> = []
    /// What the user should know, a line each.
    public private(set) var messages: [String] = []
    /// How many runs were copied.
    public private(set) var copied = 0

    /// - Parameters:
    ///   - folders: Folders of results, laid out as `results/<experiment>/<label>-<identity>.json`.
    ///   - destination: The folder of results that gets what it lacks; need not exist.
    public init(from folders: [String], into destination: String) throws {
        self.destination = destination
        for folder in folders {
            guard try FileOutput.isFolder(folder) else {
                throw ArtifactError("\(folder): is not a folder of results")
            }
        }
        try read(destination)
        present = Set(runs.keys)
        for folder in folders { try read(folder) }
        try copy()
    }

    /// - Parameter list: The text of a `runs.list`: identity, experiment and label of each run.
    /// - Returns: The lines whose runs are not there, as they stand.
    public func missing(from list: String, source: String) throws -> (missing: [String], count: Int) {
        var missing: [String] = []
        let lines = list.split(separator: "\n")
        for (index, line) in lines.enumerated() {
            let fields = line.split(separator: " ")
            guard fields.count == 3, fields[0].count == 16 else {
                throw ArtifactError("\(source), line \(index + 1): expected identity, experiment and label")
            }
            if runs["\(fields[1])/\(fields[0])"] == nil { missing.append(String(line)) }
        }
        return (missing, lines.count)
    }

    private static func entries(of folder: String) throws -> [String] {
        try FileOutput.names(in: folder).filter { !$0.hasPrefix(".") }
    }

    private mutating func read(_ folder: String) throws {
        for experiment in try Self.entries(of: folder) where try FileOutput.isFolder("\(folder)/\(experiment)") {
            for name in try Self.entries(of: "\(folder)/\(experiment)") where name.hasSuffix(".json") {
                let path = "\(folder)/\(experiment)/\(name)"
                let bytes = try FileOutput.read(path)
                do {
                    let identity = try RunRecord.hash(in: bytes).prefix(16)
                    guard name.hasSuffix("\(identity).json") else {
                        throw RunRecord.Flaw(description: "holds the run \(identity)")
                    }
                    let key = "\(experiment)/\(identity)"
                    let kept = Kept(path: path, hash: sha256(bytes))
                    if let other = runs[key], other.hash != kept.hash {
                        throw ArtifactError(
                            "\(other.path), \(path): are the same run with different results; nothing was merged. Find out which machine is wrong and remove its file"
                        )
                    }
                    if runs[key] == nil { runs[key] = kept }
                } catch let flaw as RunRecord.Flaw {
                    messages.append("\(path) \(flaw.description); it counts as missing")
                }
            }
        }
    }

    private mutating func copy() throws {
        let new = runs.filter { !present.contains($0.key) }
        let byExperiment = Dictionary(grouping: new.keys) { String($0.prefix { $0 != "/" }) }
        for experiment in byExperiment.keys.sorted() {
            let folder = "\(destination)/\(experiment)"
            try FileOutput.createFolder(folder)
            let told = messages.count
            var waiting: [String] = []
            let lock = try StoreLock(folder: folder, waiting: true, notify: { waiting.append($0) })
            messages.insert(contentsOf: waiting, at: told)
            try withExtendedLifetime(lock) {
                for key in byExperiment[experiment]!.sorted() {
                    let kept = new[key]!
                    let name = kept.path.split(separator: "/").last!
                    let bytes = try FileOutput.read(kept.path)
                    guard sha256(bytes) == kept.hash else {
                        throw ArtifactError("\(kept.path): changed while it was merged; merge again")
                    }
                    try FileOutput.write(bytes, to: "\(folder)/\(name)")
                    copied += 1
                }
            }
        }
    }
}
