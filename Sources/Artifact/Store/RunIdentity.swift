/// What makes a run this run and no other: the experiment, the complete configuration, and the code that can influence it.
public struct RunIdentity: Hashable, Sendable, CustomStringConvertible {
    /// SHA-256 of the canonical JSON of code, configuration, experiment and needed runs, in hexadecimal digits.
    public let hash: String
    public let experiment: String
    /// ``SourceManifest/hash`` of the code.
    public let code: String
    /// The configuration as canonical JSON.
    public let configuration: String
    /// The short identities of other experiments' runs whose outcomes it uses.
    public let needs: [String]
    /// What people see in lists and file names; no part of the identity.
    public let label: String

    /// - Parameter configuration: Everything the result depends on besides the code.
    /// - Throws: ``ArtifactError`` when the configuration has no canonical JSON.
    public init<Configuration: Encodable>(
        experiment: String, code: String, configuration: Configuration, needs: [String] = [], label: String
    ) throws {
        try self.init(
            experiment: experiment, code: code, json: CanonicalJSON.encode(configuration), needs: needs, label: label)
    }

    private init(experiment: String, code: String, json: String, needs: [String], label: String) throws {
        self.experiment = experiment
        self.code = code
        self.configuration = json
        self.needs = needs
        let name = try CanonicalJSON.encode(experiment)
        let needed = needs.isEmpty ? "" : ",\"needs\":\(try CanonicalJSON.encode(needs))"
        hash = sha256("{\"code\":\"\(code)\",\"configuration\":\(json),\"experiment\":\(name)\(needed)}".utf8)
        // What is safe in any file name and needs no quoting in a shell.
        self.label = String(
            label.lowercased().unicodeScalars.prefix(160).map { scalar -> Character in
                let plain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                return plain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
            })
    }

    /// The same run of other code.
    func of(code: String) throws -> RunIdentity {
        try RunIdentity(experiment: experiment, code: code, json: configuration, needs: needs, label: label)
    }

    /// The first 64 bits of the hash, as they stand in file names and lists.
    public var short: String { String(hash.prefix(16)) }

    public var description: String { "\(short) \(label)" }
}
