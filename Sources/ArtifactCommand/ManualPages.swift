import ArgumentParser
import Artifact

/// Manual pages and completions of all programs, from what their parsers know.
struct ManualPages: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Write manual pages and shell completions of all programs.",
        discussion: """
            The folder gets man/man1/<program>.1, and a page for each subcommand, such as mnist1d-train.1; and completions for bash, zsh and fish \
            where these shells look for them below share/.
            """)

    @Option(help: "The folder to write.")
    var into = "build/share"

    func validate() throws { try Checks.path("into", into) }

    func run() throws {
        let programs = try ["mnist1d", "artifact"] + Programs().names
        var files: [(path: String, bytes: [UInt8])] = []
        for program in programs {
            let dump = try SiblingProgram.output(of: program, ["--experimental-dump-help"])
            let command = try CanonicalJSON.decode(DumpedHelp.self, from: dump).command
            files += command.pages().map { ("man/man1/\($0.name).1", Array($0.text.utf8)) }
            for (shell, path) in [
                ("bash", "bash-completion/completions/\(program)"), ("zsh", "zsh/site-functions/_\(program)"),
                ("fish", "fish/vendor_completions.d/\(program).fish"),
            ] {
                let script = try SiblingProgram.output(of: program, ["--generate-completion-script", shell])
                files.append((path, Array(script.utf8)))
            }
        }
        for folder in Set(files.map { FileOutput.folder(of: $0.path) }) { try FileOutput.createFolder("\(into)/\(folder)") }
        try FileOutput.write(files.map { ("\(into)/\($0.path)", $0.bytes) })
        print(
            "\(into): \(files.count { $0.path.hasPrefix("man/") }) manual pages, and completions of \(programs.count) programs for bash, zsh and fish"
        )
    }
}

/// What `--experimental-dump-help` prints, as far as a page shows it.
struct DumpedHelp: Decodable {
    struct Command: Decodable {
        var superCommands: [String]?
        var commandName: String
        var abstract: String?
        var discussion: String?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String

            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        var kind: String
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var allValues: [String]?
        var abstract: String?
    }

    var command: Command
}

extension DumpedHelp.Command {
    private var path: [String] { (superCommands ?? []) + [commandName] }

    /// The page of this command and those of its subcommands, in the macros of man(7).
    func pages() -> [(name: String, text: String)] {
        let own = (subcommands ?? []).filter { $0.commandName != "help" }
        return [(path.joined(separator: "-"), page(own))] + own.flatMap { $0.pages() }
    }

    private func page(_ subcommands: [DumpedHelp.Command]) -> String {
        let name = path.joined(separator: "-")
        let shown = (arguments ?? []).filter(\.shouldDisplay)
        var lines = [
            ".TH \"\(name.uppercased())\" 1 \"\" \"mnist1d-artifact \(packageVersion)\" \"\"", ".SH NAME",
            roff("\(name) - \(abstract ?? "")"), ".SH SYNOPSIS", ".B \(roff(path.joined(separator: " ")))",
        ]
        if !subcommands.isEmpty { lines.append("<subcommand>") }
        lines += shown.map { roff($0.synopsis) }
        if let discussion {
            lines.append(".SH DESCRIPTION")
            for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
                // Indented lines are examples, which keep their ends.
                lines += line.isEmpty ? [".PP"] : line.hasPrefix(" ") ? [".br", roff(String(line))] : [roff(String(line))]
            }
        }
        if !shown.isEmpty { lines += [".SH OPTIONS"] + shown.flatMap(\.entry) }
        if !subcommands.isEmpty {
            lines.append(".SH SUBCOMMANDS")
            for subcommand in subcommands {
                lines += [".TP", ".BR \(roff("\(name)-\(subcommand.commandName)")) (1)", roff(subcommand.abstract ?? "")]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension DumpedHelp.Argument {
    private var spelt: String { (names ?? []).map(\.text).joined(separator: ", ") }
    private var value: String { kind == "flag" ? "" : "<\(valueName ?? "value")>\(isRepeating ? " ..." : "")" }
    private var words: String { [spelt, value].filter { !$0.isEmpty }.joined(separator: " ") }

    var synopsis: String { isOptional ? "[\(words)]" : words }

    /// The option as a paragraph with a hanging tag.
    var entry: [String] {
        var text = abstract ?? ""
        if let allValues, !allValues.isEmpty { text += " (values: \(allValues.joined(separator: ", ")))" }
        if let defaultValue { text += " (default: \(defaultValue))" }
        return [".TP", ".B \(roff(words))", roff(text.split(whereSeparator: \.isNewline).joined(separator: " "))]
    }
}

/// A line of text that no macro can be mistaken in.
private func roff(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
}
