import Foundation
import SourceManifest

/// Writes the Swift file by which an experiment's program knows its own code.
///
/// `source-manifest OUTPUT ROOT PROGRAM [MODULE=FOLDER ...]`, called by the plugin at each build.
@main
enum SourceManifestTool {
    static func main() {
        do { try write() } catch { fail("\(error)") }
    }

    private static func write() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 3 else { fail("expected OUTPUT ROOT PROGRAM [MODULE=FOLDER ...]") }
        let modules = arguments.dropFirst(3).compactMap { argument -> SourceClosure.Module? in
            let parts = argument.split(separator: "=", maxSplits: 1)
            return parts.count == 2 ? SourceClosure.Module(name: String(parts[0]), folder: String(parts[1])) : nil
        }
        let closure = try SourceClosure(program: arguments[2], modules: modules, root: arguments[1])
        guard let experiment = closure.experiment else {
            fail("\(arguments[2]): has no file with: @main struct NAME: Experiment")
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

            """
        // An equal file is left alone, so that nothing is compiled again.
        if let present = FileManager.default.contents(atPath: arguments[0]), present == Data(text.utf8) { return }
        try Data(text.utf8).write(to: URL(fileURLWithPath: arguments[0]), options: .atomic)
    }

    private static func fail(_ words: String) -> Never {
        FileHandle.standardError.write(Data("source-manifest: \(words)\n".utf8))
        exit(1)
    }
}
