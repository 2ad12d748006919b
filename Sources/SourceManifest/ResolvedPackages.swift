import Foundation

/// What SwiftPM has resolved a package's dependencies to: `Package.resolved`.
enum ResolvedPackages {
    static let fileName = "Package.resolved"

    private struct File: Decodable {
        struct Pin: Decodable {
            struct State: Decodable {
                let version: String?
                let revision: String?
            }
            let identity: String
            let state: State
        }
        let pins: [Pin]
    }

    /// Versions by the packages' names, or commits where there is no version; none without the file, as in a package whose dependencies are folders.
    static func versions(root: String) throws -> [String: String] {
        let path = "\(root)/\(fileName)"
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        guard let file = try? JSONDecoder().decode(File.self, from: data) else {
            throw SourceError(description: "\(path): is not what the Swift package manager writes; remove it, and build again")
        }
        return Dictionary(
            file.pins.compactMap { pin in (pin.state.version ?? pin.state.revision).map { (pin.identity, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}
