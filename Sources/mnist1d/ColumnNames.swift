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
        return names.filter { plain($0).hasSuffix(plain(name)) }
    }
}
