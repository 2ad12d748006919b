/// What the parser means where it took a negative number for an option: `--seeds -1` lacks a value, and `-1` is unknown.
func refusedNegative(_ arguments: [String], said: String) -> String? {
    var option = ""
    for argument in arguments {
        if argument.hasPrefix("--") {
            option = argument
        } else if argument.hasPrefix("-"), Double(argument) != nil,
            said == "Unknown option '\(argument)'" || said.hasPrefix("Missing value for '\(option) ")
        {
            return "\(option) \(argument): expected no negative number"
        }
    }
    return nil
}

/// An error about an unknown option together with the one that it abbreviates, `--lr` for `--learning-rate` and `--batch`
/// for `--batch-size`; the parser itself only looks for misspellings. Nil where the option abbreviates none.
///
/// - Parameter help: The help of the command, which lists its options.
func abbreviatedOption(_ said: String, help: String) -> String? {
    let start = "Unknown option '--"
    guard said.hasPrefix(start) else { return nil }
    let given = said.dropFirst(start.count).prefix { $0 != "'" }
    guard given.count > 1 else { return nil }
    let options = help.split(separator: "\n").compactMap { line -> Substring? in
        let line = line.drop { $0 == " " }
        return line.hasPrefix("--") ? line.dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "-" } : nil
    }
    func initials(_ option: Substring) -> String { String(option.split(separator: "-").compactMap(\.first)) }
    let found = options.first { initials($0) == given } ?? options.first { $0.hasPrefix(given) }
    return found.map { "\(start)\(given)'. Did you mean '--\($0)'?" }
}
