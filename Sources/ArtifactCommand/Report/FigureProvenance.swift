import Artifact
import Foundation

/// What `<name>.provenance.json` beside a figure says about where it comes from.
struct FigureProvenance: Decodable {
    let program: String
    let version: Int
    let runs: [String]
    /// What all runs have in common, by key path.
    let configuration: [String: JSONValue]
    /// What differs between runs, in order of appearance.
    let varied: [String: [JSONValue]]
    let data: [String: String]
    let sources: String?
    let csv: String

    static func read(_ path: String) throws -> FigureProvenance {
        do {
            return try JSONDecoder().decode(FigureProvenance.self, from: Data(try FileOutput.read(path)))
        } catch let error as DecodingError {
            throw ArtifactError("\(path): is not a figure's provenance: \(error)")
        }
    }

    /// All of a folder, by the figures' names.
    static func all(in folder: String) throws -> [(figure: String, provenance: FigureProvenance)] {
        let suffix = ".provenance.json"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }.sorted()
            .map { (String($0.dropLast(suffix.count)), try read("\(folder)/\($0)")) }
    }

    /// The seeds, such as `42–46` or `0, 2, 5`; empty where the program has none.
    var seeds: String {
        if let seed = configuration.first(where: { Self.isSeed($0.key) })?.value { return seed.printed }
        guard let values = varied.first(where: { Self.isSeed($0.key) })?.value else { return "" }
        let numbers = values.compactMap(\.wholeNumber)
        if numbers.count > 2, numbers.count == values.count, numbers == Array(numbers[0]...numbers[0] + numbers.count - 1) {
            return "\(numbers[0])–\(numbers.last!)"
        }
        return values.map(\.printed).joined(separator: ", ")
    }

    /// `batch size 100; steps 6000; model {logistic, mlp}`: everything but the seeds.
    ///
    /// - Parameter defaults: Settings that go without saying, by key path.
    func settings(except defaults: [String: JSONValue] = [:]) -> String {
        let common = configuration.filter { !Self.isSeed($0.key) && defaults[$0.key] != $0.value }
            .sorted { $0.key < $1.key }
            .map { "\(Self.words($0.key)) \($0.value.printed)" }
        let varied = varied.filter { !Self.isSeed($0.key) }.sorted { $0.key < $1.key }.map { key, values in
            let most = 12
            let list = values.count <= most ? values.map(\.printed).joined(separator: ", ") : "\(values.count) values"
            return "\(Self.words(key)) {\(list)}"
        }
        return (common + varied).joined(separator: "; ")
    }

    private static func isSeed(_ path: String) -> Bool { path == "seed" || path.hasSuffix("search.seed") }

    /// `dataset.trainSplit` as `dataset train split`.
    private static func words(_ path: String) -> String {
        path.map { $0 == "." ? " " : $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
    }
}

extension JSONValue {
    var wholeNumber: Int? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// For people.
    var printed: String {
        switch self {
        case .null: "none"
        case .boolean(let value): value ? "yes" : "no"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): value
        case .array(let values): values.map(\.printed).joined(separator: " ")
        case .object: "…"
        }
    }
}
