import Plotting

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
    return names.min { spellingDistance(name, $0) < spellingDistance(name, $1) }
}
