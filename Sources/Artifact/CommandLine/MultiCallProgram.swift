import Foundation
import Processes

/// Several programs in one file, as BusyBox is: it does what the name says under which it was started, or else its first argument.
public enum MultiCallProgram {
    /// What the file is called when no link gives it the name of one of its programs.
    static let name = "mnist1d-artifact"

    /// Runs the program that was named. Ends the process.
    ///
    /// - Parameters:
    ///   - tools: Those that are no experiment, by name.
    ///   - experiments: Each is a program of its own, and all can be run by the tools.
    public static func main(_ tools: [String: () -> Void], experiments: [any Experiment.Type]) {
        let names = tools.keys.sorted() + experiments.map { $0.name }
        if !names.contains(calledName) { ProgramArguments.dropProgramName() }
        let called = calledName
        if let tool = tools[called] { return tool() }
        if let experiment = experiments.first(where: { $0.name == called }) { return experiment.main(with: experiments) }
        Console.writeToStandardError("Error: \(name): expected one of its programs first: \(names.joined(separator: ", "))\n")
        exit(64)
    }

    private static var calledName: String {
        ProgramArguments.words.first.map { URL(fileURLWithPath: $0).lastPathComponent } ?? ""
    }

    /// What starts another program of this package: the file beside `own` of that name, or `own` itself where it is all of them.
    static func command(for program: String, own: URL) -> (path: String, firstArguments: [String]) {
        let beside = own.deletingLastPathComponent().appendingPathComponent(program).path
        guard own.lastPathComponent == name, access(beside, X_OK) != 0 else { return (beside, []) }
        return (own.path, [program])
    }
}
