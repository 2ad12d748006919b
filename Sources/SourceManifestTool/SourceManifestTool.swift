import Foundation
import SourceManifest

/// Writes the Swift file by which an experiment's program knows its own code.
///
/// `source-manifest OUTPUT ROOT PROGRAM [MODULE=FOLDER ...] [--packages NAME=FOLDER ...]`, called by the plugin at each build.
/// `source-manifest OUTPUT --list MODULE ...` writes the file by which a program knows experiments.
@main
enum SourceManifestTool {
    static func main() {
        do { try write() } catch { fail("\(error)") }
    }

    private static func write() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.count > 2, arguments[1] == "--list" { return try write(list(arguments[2...]), to: arguments[0]) }
        guard arguments.count >= 3 else { fail("expected OUTPUT ROOT PROGRAM [MODULE=FOLDER ...] [--packages NAME=FOLDER ...]") }
        let lists = arguments.dropFirst(3).split(separator: "--packages", maxSplits: 1, omittingEmptySubsequences: false).map { list in
            list.compactMap { argument -> (name: String, folder: String)? in
                let parts = argument.split(separator: "=", maxSplits: 1)
                return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
            }
        }
        let closure = try SourceClosure(
            program: arguments[2], modules: lists[0].map { .init(name: $0.name, folder: $0.folder) }, root: arguments[1],
            dependencies: lists.dropFirst().joined().map { .init(name: $0.name, folder: $0.folder) })
        guard let experiment = closure.experiment else {
            fail("\(arguments[2]): has no file with: struct NAME: Experiment")
        }
        let text = """
            import Artifact

            extension \(experiment) {
                /// The code of its runs, as it was when this program was built.
                static let sources = SourceManifest(
                    text: \"""
            \(closure.manifest.text.split(separator: "\n").map { "        \($0)" }.joined(separator: "\n"))
                    \""")!
            }

            """ + (closure.isProgram ? "" : "/// For the programs that run it.\npublic var experiment: any Experiment.Type { \(experiment).self }\n")
        try write(text, to: arguments[0])
    }

    /// The experiments of some modules, in their order.
    private static func list(_ modules: ArraySlice<String>) -> String {
        (["Artifact"] + modules.sorted()).map { "import \($0)\n" }.joined()
            + "\n/// In the order in which they run.\npublic var allExperiments: [any Experiment.Type] {\n    [\n"
            + modules.map { "        \($0).experiment,\n" }.joined() + "    ]\n}\n"
    }

    private static func write(_ text: String, to path: String) throws {
        // An equal file is left alone, so that nothing is compiled again.
        if let present = FileManager.default.contents(atPath: path), present == Data(text.utf8) { return }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    private static func fail(_ words: String) -> Never {
        FileHandle.standardError.write(Data("source-manifest: \(words)\n".utf8))
        exit(1)
    }
}
