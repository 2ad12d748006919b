import Digests

/// The code that can influence the runs of an experiment: a digest for each file, comments and white space left out.
public struct SourceManifest: Codable, Equatable, Sendable {
    /// SHA-256 of the normalized text, by path in the package.
    public let files: [String: String]
    /// The versions of other packages that the program was built with, by name. They run and draw, and are no part of ``hash``.
    public let packages: [String: String]

    /// - Parameters:
    ///   - files: SHA-256 of the normalized text, as 64 hexadecimal digits, by path in the package.
    ///   - packages: Versions or commits of other packages, by name.
    public init(files: [String: String], packages: [String: String] = [:]) {
        self.files = files
        self.packages = packages
    }

    /// What stands for all of the code. A file that is moved or renamed is the same code.
    public var hash: String {
        sha256(files.values.sorted().joined(separator: "\n").utf8)
    }

    /// `changed Sources/A.swift` for each file that differs between two manifests, sorted by path.
    public func changes(since old: SourceManifest) -> [String] {
        Set(files.keys).union(old.files.keys).sorted().compactMap { path in
            switch (old.files[path], files[path]) {
            case (nil, _): "new \(path)"
            case (_, nil): "removed \(path)"
            case (let before, let now): before == now ? nil : "changed \(path)"
            }
        }
    }

    /// Reads what ``text`` wrote; nil where it is not that.
    public init?(text: String) {
        var files: [String: String] = [:]
        var packages: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 3, words[0] == "package" {
                packages[String(words[1])] = String(words[2])
                continue
            }
            let digest = line.prefix(64)
            guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit), line.dropFirst(64).hasPrefix("  ") else {
                return nil
            }
            files[String(line.dropFirst(66))] = String(digest)
        }
        self.init(files: files, packages: packages)
    }

    /// One line per file, sorted by path: digest, two blanks, path. Then one per package: `package`, name and version.
    public var text: String {
        files.keys.sorted().map { "\(files[$0]!)  \($0)\n" }.joined()
            + packages.keys.sorted().map { "package \($0) \(packages[$0]!)\n" }.joined()
    }
}
