/// Names of columns and of numbers, compared as people write them: `test-accuracy`, `test_accuracy` and `testAccuracy` are one.
enum ColumnNames {
    static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "." } }

    /// The name of those there are that is meant; nil where none is, or several are.
    static func find(_ name: String, among names: [String]) -> String? {
        if names.contains(name) { return name }
        let found = names.filter { plain($0) == plain(name) }
        return found.count == 1 ? found[0] : nil
    }

    /// Those of some names that end with one that is given, as `accuracy` is the end of `last.testAccuracy`.
    static func matching(_ name: String, among names: [String]) -> [String] {
        if let exact = find(name, among: names) { return [exact] }
        // Signs alone are the end of any name.
        return plain(name).isEmpty ? [] : names.filter { plain($0).hasSuffix(plain(name)) }
    }

    /// The settings that are meant by a dotted path or the end of one: `file.sha256` is `search.trial.file.sha256` and all others like it.
    static func settings(_ name: String, among names: [String]) -> [String] {
        if names.contains(name) { return [name] }
        return plain(name).isEmpty ? [] : names.filter { plain($0) == plain(name) || plain($0).hasSuffix("." + plain(name)) }
    }

    /// The shortest ends that mean some settings and no other.
    static func ends(of chosen: [String], among names: [String]) -> [String] {
        unique(
            chosen.map { name in
                let parts = name.split(separator: ".")
                // A name of full stops has no parts.
                return parts.indices.lazy.map { parts.suffix($0 + 1).joined(separator: ".") }.first { end in
                    let meant = settings(end, among: names)
                    return meant.contains(name) && meant.allSatisfy(chosen.contains)
                } ?? name
            })
    }

    /// Names as words of a command line.
    static func words(_ names: [String]) -> String {
        names.map { name in
            name.allSatisfy { $0.isLetter || $0.isNumber || "._-/%+:@".contains($0) } && !name.isEmpty ? name : "\"\(name)\""
        }.joined(separator: " ")
    }

    /// A few of some names, for an error.
    static func list(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}
