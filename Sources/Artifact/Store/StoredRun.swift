import Foundation

/// A finished run as anyone finds it in a folder of results: what it was, and the numbers it found.
public struct StoredRun: Sendable {
    public let experiment: String
    public let label: String
    public let path: String
    /// The leaves of the configuration by dotted path: texts as they are, all else as JSON.
    public let configuration: [(path: String, value: String)]
    /// The numbers of the result by dotted path: of a list of objects, as a history is, those of the last under `last`; lists of
    /// numbers are left out.
    public let numbers: [(path: String, value: Double)]

    private struct Content: Decodable {
        let result: JSONValue
    }

    /// All undamaged runs in a folder of results, or in the folder of one experiment there. Where one configuration was run by several
    /// states of the code, it is the file that was written last.
    public static func all(in folder: String) throws -> [StoredRun] {
        let names = try FileOutput.names(in: folder).filter { !$0.hasPrefix(".") }
        let own = try runs(in: folder, experiment: folder.split(separator: "/").last.map(String.init) ?? folder)
        return try own
            + names.filter { try FileOutput.isFolder("\(folder)/\($0)") }.flatMap { try runs(in: "\(folder)/\($0)", experiment: $0) }
    }

    /// The files of runs there that are damaged.
    public static func damaged(in folder: String) throws -> [String] {
        let folders = try [folder] + FileOutput.names(in: folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
        return try folders.filter { try FileOutput.isFolder($0) }.flatMap { folder in
            let undamaged = Set(try KeptRun.all(in: folder).map(\.path))
            let names = try FileOutput.names(in: folder).filter { $0.wholeMatch(of: /.+-[0-9a-f]{16}\.json/) != nil }
            return names.map { "\(folder)/\($0)" }.filter { !undamaged.contains($0) }
        }
    }

    private static func runs(in folder: String, experiment: String) throws -> [StoredRun] {
        var latest: [String: (date: Date, run: StoredRun)] = [:]
        for kept in try KeptRun.all(in: folder) {
            let text = String(decoding: try FileOutput.read(kept.path), as: UTF8.self)
            guard let content = try? CanonicalJSON.decode(Content.self, from: text) else { continue }
            let date = (try? FileManager.default.attributesOfItem(atPath: kept.path)[.modificationDate] as? Date) ?? .distantPast
            if let known = latest[kept.text], known.date > date { continue }
            let run = StoredRun(
                experiment: experiment, label: kept.label, path: kept.path,
                configuration: try kept.configuration.leaves().map { path, value in
                    if case .text(let text) = value { return (plain(path), text) }
                    return (plain(path), try CanonicalJSON.encode(value))
                },
                numbers: numbers(in: content.result, "").map { (plain($0.path), $0.value) })
            latest[kept.text] = (date, run)
        }
        return latest.sorted { $0.key < $1.key }.map(\.value.run)
    }

    /// A path as people write it, without the `_0` of what an enumeration's case holds.
    private static func plain(_ path: String) -> String { path.split(separator: ".").filter { $0 != "_0" }.joined(separator: ".") }

    private static func numbers(in value: JSONValue, _ path: String) -> [(path: String, value: Double)] {
        func joined(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        switch value {
        case .integer(let number): return [(path.isEmpty ? "outcome" : path, Double(number))]
        case .number(let number): return [(path.isEmpty ? "outcome" : path, number)]
        // A diverged run's numbers are texts.
        case .text("nan"): return [(path.isEmpty ? "outcome" : path, .nan)]
        case .text("inf"): return [(path.isEmpty ? "outcome" : path, .infinity)]
        case .text("-inf"): return [(path.isEmpty ? "outcome" : path, -.infinity)]
        case .object(let members): return members.sorted { $0.key < $1.key }.flatMap { numbers(in: $0.value, joined($0.key)) }
        case .array(let elements):
            guard case .object? = elements.last else { return [] }
            return numbers(in: elements.last!, joined("last"))
        case .null, .boolean, .text: return []
        }
    }
}
