/// What makes a run this run and no other: the experiment, the complete configuration and the
/// version of the code that defines it.
public struct RunIdentity: Hashable, Sendable, CustomStringConvertible {
    /// SHA-256 of the canonical JSON of experiment, version and configuration, in hexadecimal digits.
    public let hash: String
    public let experiment: String
    public let version: Int
    /// The configuration as canonical JSON.
    public let configuration: String
    /// What people see in lists and file names; no part of the identity.
    public let label: String

    /// - Parameter configuration: Everything the result depends on.
    /// - Throws: ``ArtifactError`` when the configuration has no canonical JSON.
    public init<Configuration: Encodable>(
        experiment: String, version: Int, configuration: Configuration, label: String
    ) throws {
        self.experiment = experiment
        self.version = version
        self.configuration = try CanonicalJSON.encode(configuration)
        let name = try CanonicalJSON.encode(experiment)
        hash = sha256(
            "{\"configuration\":\(self.configuration),\"experiment\":\(name),\"version\":\(version)}".utf8)
        // What is safe in any file name and needs no quoting in a shell.
        self.label = String(
            label.lowercased().unicodeScalars.prefix(80).map { scalar -> Character in
                let plain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                return plain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
            })
    }

    /// The first 64 bits of the hash, as they stand in file names and lists.
    public var short: String { String(hash.prefix(16)) }

    public var description: String { "\(short) \(label)" }
}
