import Foundation
import PackagePlugin

/// Gives each experiment the list of the code that can influence its runs, made anew whenever that code changes, and a program that depends
/// on experiments their list.
@main
struct SourceManifestPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        guard let program = target as? SwiftSourceModuleTarget else { return [] }
        let modules = target.recursiveTargetDependencies.compactMap { $0 as? SourceModuleTarget }
        let package = context.package.directoryURL
        // Where the modules of a study in a package of its own are.
        let others = context.package.dependencies.map(\.package).filter { other in
            modules.contains { path($0.directoryURL).hasPrefix(path(other.directoryURL) + "/") && $0.moduleName == "SourceManifest" }
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "Sources.swift")
        let experiments = target.dependencies.compactMap { dependency in
            if case .target(let target) = dependency, target.name.hasSuffix("Experiment") { target.name } else { nil }
        }
        guard experiments.isEmpty else {
            return [
                .buildCommand(
                    displayName: "Listing the experiments", executable: try context.tool(named: "source-manifest").url,
                    arguments: [output.path(percentEncoded: false), "--list"] + experiments, outputFiles: [output])
            ]
        }
        let files = ([program] + modules).flatMap { module in
            module.sourceFiles.filter { $0.type == .source || $0.type == .header }.map(\.url)
        }
        let resolved = [package.appending(path: "Package.resolved")].filter {
            FileManager.default.fileExists(atPath: $0.path(percentEncoded: false))
        }
        return [
            .buildCommand(
                displayName: "Listing the code of \(target.name)",
                executable: try context.tool(named: "source-manifest").url,
                arguments: [output.path(percentEncoded: false), path(package), path(program.directoryURL)]
                    + modules.map { "\($0.moduleName)=\(path($0.directoryURL))" } + ["--packages"]
                    + others.map { "\($0.displayName)=\(path($0.directoryURL))" },
                inputFiles: files + ([package] + others.map(\.directoryURL)).map { $0.appending(path: "Package.swift") } + resolved,
                outputFiles: [output])
        ]
    }

    /// Without a slash at the end.
    private func path(_ folder: URL) -> String {
        let path = folder.path(percentEncoded: false)
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

extension SourceModuleTarget {
    /// Where its files are.
    fileprivate var directoryURL: URL {
        (self as any Target as? SwiftSourceModuleTarget)?.directoryURL ?? (self as! ClangSourceModuleTarget).directoryURL
    }
}
