import Foundation

/// The SHA-256 of a package's manifest and sources: of each file's path in the package, length and content, in the order of
/// the paths' bytes. Tests, results and the state of version control play no part.
public enum SourceHash {
    /// - Parameter package: The folder of `Package.swift`.
    /// - Returns: nil where there is no package.
    public static func ofPackage(at package: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: "\(package)/Package.swift"),
            FileManager.default.fileExists(atPath: "\(package)/Sources")
        else { return nil }
        var text: [UInt8] = []
        for path in try ["Package.swift"] + files(in: "Sources", of: package) {
            let content = try FileOutput.read("\(package)/\(path)")
            text += Array("\(path)\n\(content.count)\n".utf8) + content
        }
        return sha256(text)
    }

    private static func files(in folder: String, of package: String) throws -> [String] {
        var files: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(package)/\(folder)")
        where !name.hasPrefix(".") && !name.hasSuffix(".tmp") && !name.hasSuffix("~") {
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(package)/\(path)", isDirectory: &isFolder)
            files += isFolder.boolValue ? try self.files(in: path, of: package) : [path]
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
