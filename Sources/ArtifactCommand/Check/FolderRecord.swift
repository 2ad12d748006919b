import Artifact

/// What a folder of figures says about itself: `contents.json` and `provenance.json`. Folders of others have neither.
struct FolderRecord {
    /// The captions by names of figures and tables; nil without `contents.json`.
    let captions: [String: String]?
    /// The names in their order.
    let order: [String]
    /// SHA-256 of the data used, by name; nil without `provenance.json`.
    let data: [String: String]?
    /// The whole of `provenance.json`.
    let provenance: String?

    /// - Parameter folder: "" or a path that ends in a slash.
    init(_ folder: String) throws {
        func read(_ name: String) throws -> (text: String, value: JSONValue)? {
            guard let bytes = try FileOutput.contents(of: folder + name) else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let value = try? CanonicalJSON.decode(JSONValue.self, from: text) else {
                throw ArtifactError("\(folder)\(name): expected JSON; draw the figures again")
            }
            return (text, value)
        }
        var (captions, order): ([String: String]?, [String]) = (nil, [])
        if case .array(let entries)? = try read("contents.json")?.value {
            captions = [:]
            for case .object(let entry) in entries {
                guard case .text(let name)? = entry["name"], case .text(let caption)? = entry["caption"] else { continue }
                captions![name] = caption
                order.append(name)
            }
        }
        (self.captions, self.order) = (captions, order)
        let record = try read(Provenance.fileName)
        provenance = record?.text
        if case .object(let members)? = record?.value, case .object(let hashes)? = members["data"] {
            data = hashes.compactMapValues { if case .text(let hash) = $0 { hash } else { nil } }
        } else {
            data = nil
        }
    }

    /// What differs of the data that figures were made from, and of the order of contents, in two folders that both say it.
    static func differences(expected: FolderRecord, actual: FolderRecord) -> [Difference] {
        var found: [Difference] = []
        if let old = expected.data, let new = actual.data {
            for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] {
                let words = "\(name): found \(new[name] ?? "none"), expected \(old[name] ?? "none")"
                found.append(Difference(stage: .source, summary: "source differs: SHA-256 of \(words)"))
            }
        }
        if expected.captions != nil, actual.captions != nil, expected.order != actual.order {
            let (old, new) = (expected.order.joined(separator: ", "), actual.order.joined(separator: ", "))
            found.append(Difference(stage: .caption, summary: "caption order differs: found \(new), expected \(old)"))
        }
        return found
    }
}
