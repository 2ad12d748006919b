import Foundation

/// Where the package's data and sources are.
public enum PackageFolder {
    /// The environment variable that names it. Programs that were installed without sources are started with it.
    static let variable = "ARTIFACT_PACKAGE"

    /// The folder that is meant where none is named.
    public static var usual: String {
        ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? "."
    }
}
