import Foundation

/// The SHA-256 of the manifest and of each source file that a program can be built from.
///
/// Of `Sources/Experiments` only the program's own folder counts, since no experiment imports another; a program
/// without a folder there counts all. Tests, documentation (`.docc`), results and the state of version control play no part.
public struct SourceManifest: Equatable, Sendable {
    /// SHA-256 by path in the package.
    public let files: [String: String]

    /// - Parameters:
    ///   - package: The folder of `Package.swift`.
    ///   - program: The experiment's name; `double-descent` has the folder `DoubleDescent`.
    /// - Returns: nil where there is no package.
    public init?(package: String, program: String) throws {
        guard FileManager.default.fileExists(atPath: "\(package)/Package.swift"),
            FileManager.default.fileExists(atPath: "\(package)/Sources")
        else { return nil }
        let experiments = "Sources/Experiments"
        let folder = try Self.entries(experiments, in: package).first {
            $0.lowercased() == program.lowercased().filter { $0 != "-" }
        }
        var files: [String: String] = [:]
        for path in try ["Package.swift"] + Self.paths(in: "Sources", of: package) {
            let isOther = path.hasPrefix(experiments + "/") && !path.hasPrefix("\(experiments)/\(folder ?? "")/")
            if folder == nil || !isOther { files[path] = sha256(try FileOutput.read("\(package)/\(path)")) }
        }
        self.files = files
    }

    /// Reads what ``text`` wrote.
    public init(text: String, source: String) throws {
        var files: [String: String] = [:]
        for (index, line) in text.split(separator: "\n").enumerated() {
            let hash = line.prefix(64)
            guard hash.utf8.count == 64, hash.allSatisfy(\.isHexDigit), line.dropFirst(64).hasPrefix("  ") else {
                throw ArtifactError("\(source), line \(index + 1): expected a SHA-256, two spaces and a path")
            }
            files[String(line.dropFirst(66))] = String(hash)
        }
        self.files = files
    }

    /// One line a file, in the order of the paths' bytes, as `sha256sum` prints it and `sha256sum --check` reads it.
    public var text: String {
        files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "\(files[$0]!)  \($0)\n" }.joined()
    }

    /// The SHA-256 of ``text``: what stands for all sources.
    public var hash: String { sha256(text.utf8) }

    /// What the name of the file beside a program's figures ends in.
    static let suffix = ".sources.sha256"

    private static func entries(_ folder: String, in package: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: "\(package)/\(folder)") else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: "\(package)/\(folder)").filter {
            !$0.hasPrefix(".") && !$0.hasSuffix(".tmp") && !$0.hasSuffix("~") && !$0.hasSuffix(".docc")
        }
    }

    private static func paths(in folder: String, of package: String) throws -> [String] {
        try entries(folder, in: package).flatMap { name in
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(package)/\(path)", isDirectory: &isFolder)
            return isFolder.boolValue ? try paths(in: path, of: package) : [path]
        }
    }
}
