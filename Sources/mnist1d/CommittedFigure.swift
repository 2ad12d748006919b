import Artifact
import AtomicFiles
import Foundation

/// A figure in the folder of figures, which its experiment can draw again from its tables.
struct CommittedFigure {
    private let experiment: String
    private let name: String
    private let folder: String

    /// - Parameters:
    ///   - given: As in `pooling/figure7`, with or without the folder of figures and an ending, or `figure7` alone where there is one.
    init(_ given: String, in folder: String) throws {
        let known = try FileOutput.names(in: folder).flatMap { experiment in
            try FileOutput.isFolder("\(folder)/\(experiment)")
                ? FileOutput.names(in: "\(folder)/\(experiment)").filter { $0.hasSuffix(".svg") }.map { "\(experiment)/\($0.dropLast(4))" }
                : []
        }
        var wanted = given.hasPrefix(folder + "/") ? String(given.dropFirst(folder.count + 1)) : given
        for ending in [".csv"] + FigureBytes.endings where wanted.hasSuffix(ending) { wanted = String(wanted.dropLast(ending.count)) }
        let found = known.filter { $0 == wanted || $0.split(separator: "/").last.map(String.init) == wanted }
        guard found.count == 1 else {
            let choice = found.isEmpty ? known : found
            throw ArtifactError(
                choice.isEmpty
                    ? "\(given): \(folder) has no figures; give --figures, or --x and --y for a table"
                    : "\(given): expected one of \(choice.joined(separator: ", ")); a table needs --x and --y")
        }
        let parts = found[0].split(separator: "/").map(String.init)
        (experiment, name, self.folder) = (parts[0], parts[1], folder)
    }

    /// The bytes of the figure in another style, as its experiment draws it from the tables.
    ///
    /// - Parameter ending: A path with the ending of the kind of file.
    func redrawn(style: String, ending: String) throws -> [UInt8] {
        let temporary = FileManager.default.temporaryDirectory.appendingPathComponent("mnist1d-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        // Published numbers are in the package, whose folder of figures this usually is.
        let package = "\(folder)/.."
        let isCommitted = try FileOutput.exists("\(package)/Data/published")
        _ = try SiblingProgram.output(
            of: "artifact",
            ["run", experiment, "--redraw", "--figures", folder, "--style", style, "--styled", temporary]
                + (isCommitted ? ["--package", package] : []),
            purpose: "it draws \(experiment)/\(name)")
        let suffix = ending.lowercased().split(separator: ".").last ?? "pdf"
        return try FileOutput.read("\(temporary)/\(experiment)/\(name).\(suffix)")
    }
}
