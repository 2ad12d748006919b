import Digests
import Foundation

/// A source that cannot be read, in one line.
public struct SourceError: Error, CustomStringConvertible {
    public let description: String
}

/// Follows the imports of an experiment's own files through the modules it is linked with.
///
/// Left out is what cannot change a run's outcome: an experiment's folder `Presentation` (rows, figures, captions, claims,
/// help texts), what stands below the line `// MARK: Presentation` of one of its files, and the modules ``frame``, which run experiments and draw figures but compute nothing that a run keeps.
/// An experiment in another package is followed into the packages that it depends on by path, as this one.
public struct SourceClosure {
    /// A module: its name and its folder, absolute.
    public struct Module: Sendable {
        public let name: String
        public let folder: String

        public init(name: String, folder: String) {
            self.name = name
            self.folder = folder
        }
    }

    /// A package: what its files are called by, empty for the experiment's own, and its folder, absolute.
    public struct Package: Sendable {
        public let name: String
        public let folder: String

        public init(name: String, folder: String) {
            self.name = name
            self.folder = folder
        }

        /// A file's name in manifests; nil for one that is elsewhere.
        func name(of path: String) -> String? {
            guard path.hasPrefix(folder + "/") else { return nil }
            return (name.isEmpty ? "" : name + "/") + path.dropFirst(folder.count + 1)
        }
    }

    /// The folder of an experiment's files that only present.
    public static let presentation = "Presentation"
    /// The modules that run, keep and draw. What they read as data is part of an identity by its content.
    public static let frame: Set<String> = ["Artifact", "AtomicFiles", "CProcesses", "Plotting", "Processes"]

    public let manifest: SourceManifest
    /// The type that conforms to `Experiment`; nil where there is none.
    public let experiment: String?
    /// Whether it is marked `@main`: a program by itself, and not the library of one.
    public let isProgram: Bool

    /// - Parameters:
    ///   - program: The experiment's own folder, absolute.
    ///   - modules: The modules it may import.
    ///   - root: The package's folder, which paths in the manifest begin after.
    ///   - dependencies: Other packages of which modules may be; their files are named by package.
    public init(program: String, modules: [Module], root: String, dependencies: [Package] = []) throws {
        let packages = [Package(name: "", folder: root)] + dependencies
        var files: [String: String] = [:]
        var waiting = [program]
        var seen: Set<String> = [program]
        var experiment: String?
        var isProgram = false
        let folders = Dictionary(modules.map { ($0.name, $0.folder) }, uniquingKeysWith: { first, _ in first })
        while let folder = waiting.popLast() {
            for path in try Self.sources(in: folder) {
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                let isSwift = path.hasSuffix(".swift")
                let name = packages.lazy.compactMap { $0.name(of: path) }.first ?? path
                let counted = folder == program ? Self.withoutPresentation(bytes) : bytes
                files[name] = sha256(isSwift ? Normalization.swift(counted) : Normalization.c(counted))
                guard isSwift else { continue }
                let text = String(decoding: bytes, as: UTF8.self)
                if folder == program, let match = text.firstMatch(of: /(?m)^(@main\s+)?(?:public )?struct\s+(\w+)\s*:\s*Experiment\b/) {
                    (experiment, isProgram) = (String(match.2), match.1 != nil)
                }
                for imported in Self.imports(of: text) where !Self.frame.contains(imported) {
                    if let next = folders[imported], seen.insert(next).inserted { waiting.append(next) }
                }
            }
        }
        for package in packages {
            guard let flags = try Self.compilerFlags(root: package.folder), let name = package.name(of: "\(package.folder)/Package.swift")
            else { continue }
            files["\(name) (flags)"] = flags
        }
        manifest = SourceManifest(files: files, packages: try ResolvedPackages.versions(root: root))
        self.experiment = experiment
        self.isProgram = isProgram
    }

    /// A file up to the line `// MARK: Presentation`, below which it only presents: a study in one file has no folder for that.
    static func withoutPresentation(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let mark = text.firstRange(of: /(?m)^\/\/ MARK: Presentation$/) else { return bytes }
        return Array(text[..<mark.lowerBound].utf8)
    }

    /// The paths of a module's sources, sorted.
    ///
    /// - Throws: ``SourceError`` for what cannot be read, and for a source that is no regular file, such as a pipe, which would be waited
    ///   for, or a folder that contains itself by a link.
    static func sources(in folder: String) throws -> [String] { try sources(in: folder, within: []) }

    private static func sources(in folder: String, within parents: [stat]) throws -> [String] {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw SourceError(description: "\(folder): is no folder that can be read")
        }
        let own = try status(folder)
        if parents.contains(where: { $0.st_dev == own.st_dev && $0.st_ino == own.st_ino }) {
            throw SourceError(description: "\(folder): is a link to a folder that it is in")
        }
        return try entries.sorted().flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            let isSource = [".swift", ".c", ".h", ".modulemap"].contains { name.hasSuffix($0) }
            guard !name.hasPrefix("."), name != presentation, !name.hasSuffix(".docc") else { return [] }
            var isFolder: ObjCBool = false
            // What is no source may be anything, such as a link to nothing.
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isSource else { return [] }
            if isFolder.boolValue { return try sources(in: path, within: parents + [own]) }
            guard isSource else { return [] }
            guard try status(path).st_mode & S_IFMT == S_IFREG else {
                throw SourceError(description: "\(path): is not a regular file")
            }
            return [path]
        }
    }

    private static func status(_ path: String) throws -> stat {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw SourceError(description: "\(path): cannot be read: \(String(cString: strerror(errno)))")
        }
        return status
    }

    /// The modules that a file imports, `import struct A.B` and attributes included.
    static func imports(of source: String) -> [String] {
        source.matches(
            of:
                /(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
        )
        .map { String($0.1) }
    }

    /// The digest of what stands in `Package.swift` before the targets or the package: the flags for the compilers. Of a manifest that
    /// writes settings elsewhere, or not between these marks, all counts, so that none is left out. Nil for one without settings.
    private static func compilerFlags(root: String) throws -> String? {
        guard let bytes = FileManager.default.contents(atPath: "\(root)/Package.swift") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let end = text.range(of: "// MARK: Shapes of targets") ?? text.range(of: "let package = Package(")
        let settings = /unsafeFlags|\.define\(|\.headerSearchPath\(|\.interoperabilityMode\(|\.enable\w+Feature\(/
        if let start = text.range(of: "let architecture"), let end, start.lowerBound < end.lowerBound,
            !text[..<start.lowerBound].contains(settings), !text[end.upperBound...].contains(settings)
        {
            return sha256(Normalization.swift(Array(text[start.lowerBound..<end.lowerBound].utf8)))
        }
        let hasSettings = text.contains(settings) || text.contains("swiftSettings") || text.contains("cSettings")
        return hasSettings ? sha256(Normalization.swift(Array(text.utf8))) : nil
    }
}
