import Foundation

/// Follows the imports of an experiment's own files through the modules it is linked with.
///
/// Left out is what cannot change a run's outcome: an experiment's folder `Presentation` (rows, figures, captions, claims,
/// help texts), and the modules ``frame``, which run experiments and draw figures but compute nothing that a run keeps.
/// Modules of other packages are not followed; their versions are in `Package.swift`.
public struct SourceClosure {
    /// A module of the package: its name and its folder, absolute.
    public struct Module: Sendable {
        public let name: String
        public let folder: String

        public init(name: String, folder: String) {
            self.name = name
            self.folder = folder
        }
    }

    /// The folder of an experiment's files that only present.
    public static let presentation = "Presentation"
    /// The modules that run, keep and draw. What they read as data is part of an identity by its content.
    public static let frame: Set<String> = ["Artifact", "AtomicFiles", "CProcesses", "Plotting", "Processes"]

    public let manifest: SourceManifest
    /// The type that is marked `@main` and conforms to `Experiment`; nil where there is none.
    public let experiment: String?

    /// - Parameters:
    ///   - program: The experiment's own folder, absolute.
    ///   - modules: The modules it may import.
    ///   - root: The package's folder, which paths in the manifest begin after.
    public init(program: String, modules: [Module], root: String) throws {
        var files: [String: String] = [:]
        var waiting = [program]
        var seen: Set<String> = [program]
        var experiment: String?
        let folders = Dictionary(modules.map { ($0.name, $0.folder) }, uniquingKeysWith: { first, _ in first })
        while let folder = waiting.popLast() {
            for path in Self.sources(in: folder) {
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                let isSwift = path.hasSuffix(".swift")
                let name = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
                files[name] = SHA256Digest.hexadecimal(isSwift ? Normalization.swift(bytes) : Normalization.c(bytes))
                guard isSwift else { continue }
                let text = String(decoding: bytes, as: UTF8.self)
                if folder == program, let match = text.firstMatch(of: /@main\s+(?:public )?struct\s+(\w+)\s*:\s*Experiment\b/) {
                    experiment = String(match.1)
                }
                for imported in Self.imports(of: text) where !Self.frame.contains(imported) {
                    if let next = folders[imported], seen.insert(next).inserted { waiting.append(next) }
                }
            }
        }
        if let flags = try Self.compilerFlags(root: root) { files["Package.swift (flags)"] = flags }
        manifest = SourceManifest(files: files)
        self.experiment = experiment
    }

    /// The paths of a module's sources, sorted.
    static func sources(in folder: String) -> [String] {
        let entries = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return entries.flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard !name.hasPrefix("."), FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
            if isFolder.boolValue { return name == presentation || name.hasSuffix(".docc") ? [] : sources(in: path) }
            return [".swift", ".c", ".h", ".modulemap"].contains { name.hasSuffix($0) } ? [path] : []
        }
    }

    /// The modules that a file imports, `import struct A.B` and attributes included.
    static func imports(of source: String) -> [String] {
        source.matches(
            of:
                /(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
        )
        .map { String($0.1) }
    }

    /// The digest of what stands in `Package.swift` before the package itself: the flags for the compilers.
    private static func compilerFlags(root: String) throws -> String? {
        guard let bytes = FileManager.default.contents(atPath: "\(root)/Package.swift") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let start = text.range(of: "let architecture"), let end = text.range(of: "// MARK: Shapes of targets") else { return nil }
        guard start.lowerBound < end.lowerBound else { return nil }
        return SHA256Digest.hexadecimal(Normalization.swift(Array(text[start.lowerBound..<end.lowerBound].utf8)))
    }
}
