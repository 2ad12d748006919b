import Foundation

extension Provenance {
    /// What differs between two provenance files of one program, a line each, as in `configuration.steps: 6000 → 100`.
    ///
    /// Files of other content are left out, being no cause; changed code is named file by file.
    ///
    /// - Parameter source: The files' name, for errors.
    public static func changes(from old: String, to new: String, source: String) throws -> [String] {
        func members(_ text: String) throws -> [String: JSONValue] {
            guard case .object(let members)? = try? CanonicalJSON.decode(JSONValue.self, from: text) else {
                throw ArtifactError("\(source): is not a JSON object; draw the figures again")
            }
            return members
        }
        var (before, after) = (try members(old), try members(new))
        var lines: [String] = []
        if case .array(let gone)? = before["runs"], case .array(let come)? = after["runs"], gone != come {
            let kept = Set(gone).intersection(come).count
            lines.append("runs: \(gone.count) → \(come.count), \(kept) of them in both")
        }
        lines += sources(after["sources"]).changes(since: sources(before["sources"])).map { "code: \($0)" }
        // Figures that were drawn before packages were recorded.
        if before["packages"] == nil { after["packages"] = nil }
        for name in ["code", "files", "runs", "sources"] {
            before[name] = nil
            after[name] = nil
        }
        return lines + changes(from: .object(before), to: .object(after))
    }

    private static func sources(_ value: JSONValue?) -> SourceManifest {
        guard case .object(let members)? = value else { return SourceManifest(files: [:]) }
        return SourceManifest(
            files: members.compactMapValues { if case .text(let digest) = $0 { digest } else { nil } })
    }

    /// The leaves that differ, by key path: `seed: 1 → 2`.
    static func changes(from old: JSONValue, to new: JSONValue) -> [String] {
        func leaves(_ value: JSONValue) -> [String: JSONValue] {
            Dictionary(value.leaves().map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (leaves(old), leaves(new))
        return Set(before.keys).union(after.keys).sorted().compactMap { path in
            before[path] == after[path] ? nil : "\(path): \(text(before[path])) → \(text(after[path]))"
        }
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "none" }
        let text = (try? CanonicalJSON.encode(value)) ?? "?"
        return text.count > 60 ? text.prefix(59) + "…" : text
    }
}
