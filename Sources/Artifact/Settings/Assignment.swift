/// `path=value` or `path=value,value`: a parameter, and the values that it is given one after the other.
public struct Assignment: Sendable {
    /// What was typed, for errors: `--set seed` or the name of an option.
    let source: String
    let path: String
    let values: [String]

    /// Of an option of the experiment's own: nothing where it is not given.
    ///
    /// - Parameter option: Its name without dashes.
    public static func option<Value: CustomStringConvertible>(_ option: String, _ path: String, _ value: Value?) -> [Assignment] {
        value.map { [Assignment(source: "--\(option)", path: path, values: ["\($0)"])] } ?? []
    }

    private init(source: String, path: String, values: [String]) {
        self.source = source
        self.path = path
        self.values = values
    }

    /// - Parameter text: What stands after `--set`.
    init(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let values = parts.count == 2 ? parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init) : []
        guard parts.count == 2, !parts[0].isEmpty, values.allSatisfy({ !$0.isEmpty }) else {
            throw ValidationError("--set \(text): expected path=value or path=value,value, as in --set learningRate=0.001,0.01")
        }
        self.init(source: "--set \(parts[0])", path: String(parts[0]), values: values)
        if let again = values.indices.first(where: { values[..<$0].contains(values[$0]) }) {
            throw ValidationError("--set \(text): \(values[again]) is given more than once")
        }
    }
}

/// Of some names the one that was probably meant: with this last component, or the fewest letters to change.
func nearest(to name: String, among names: [String]) -> String? {
    let tail = ".\(name.lowercased())"
    if let found = names.first(where: { ".\($0.lowercased())".hasSuffix(tail) }) { return found }
    return names.min { distance(name, $0) < distance(name, $1) }
}

/// The fewest letters to insert, remove or replace between two texts (Levenshtein).
private func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b.lowercased())
    var row = Array(0...b.count)
    for (i, letter) in a.lowercased().enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let replaced = diagonal + (letter == b[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[b.count]
}
