import Foundation
import Processes

/// Where the package's data and sources are.
public enum PackageFolder {
    /// The environment variable that names it. Programs that were installed without sources are started with it.
    static let variable = "ARTIFACT_PACKAGE"
    /// What shows that a folder is it.
    private static let sign = "Data/published"

    /// The folder that is meant where none is named: the current directory, or else the nearest above the program, which was built there.
    public static var usual: String {
        if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty { return named }
        if FileManager.default.fileExists(atPath: sign) { return "." }
        var folder = (Bundle.main.executableURL ?? URL(fileURLWithPath: ProgramArguments.words.first ?? "")).resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent(sign).path) { return folder.path }
        }
        return "."
    }
}
