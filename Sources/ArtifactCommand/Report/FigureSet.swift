import Artifact
import Foundation

/// The committed figures, tables and claims of one experiment: all that a report knows of it.
struct FigureSet {
    /// A figure or table as `contents.json` lists it.
    struct Entry: Decodable {
        enum Kind: String, Decodable { case figure, table, data }
        let name: String
        let kind: Kind
        let caption: String
    }

    /// What `provenance.json` says about where the set comes from.
    struct Source: Decodable {
        let program: String
        let edition: String?
        let code: String
        let runs: [String]
        /// What all runs have in common, by key path.
        let configuration: [String: JSONValue]
        /// What differs between runs, in order of appearance.
        let varied: [String: [JSONValue]]
        let data: [String: String]
        let files: [String: String]
    }

    /// Its folder within the folder of figures, such as `pooling`, or `tsne/full-mnist`.
    let folder: String
    let entries: [Entry]
    let source: Source
    let claims: [ClaimRow]

    private init(folder: String, in figures: String) throws {
        let path = "\(figures)/\(folder)"
        func decoded<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
            let file = "\(path)/\(name)"
            do { return try JSONDecoder().decode(type, from: Data(try FileOutput.read(file))) } catch let error as DecodingError {
                throw ArtifactError("\(file): is not what its program writes: \(error.expectation); draw the figures again")
            }
        }
        guard folder.split(separator: "/").allSatisfy(Self.isName) else {
            throw ArtifactError("\(path): expected a folder named in lower case letters, digits and hyphens")
        }
        self.folder = folder
        entries = try decoded([Entry].self, "contents.json")
        for (index, entry) in entries.enumerated() {
            let flaw =
                Self.isName(entry.name)
                ? entries[..<index].contains { $0.name == entry.name } ? "a name of its own" : nil
                : "a name in lower case letters, digits and hyphens"
            if let flaw {
                throw ArtifactError(
                    "\(path)/contents.json, line \(index + 2): name \(entry.name.debugDescription): expected \(flaw); draw the figures again"
                )
            }
        }
        source = try decoded(Source.self, "provenance.json")
        let claims = "\(path)/claims.csv"
        self.claims =
            try FileOutput.contents(of: claims)
            .map { try ClaimRow.rows(String(decoding: $0, as: UTF8.self), source: claims) } ?? []
        for entry in entries { try Self.check(entry, at: "\(path)/\(entry.name)") }
    }

    /// Pages take over pictures and tables as they stand: they must be there, and whole.
    private static func check(_ entry: Entry, at path: String) throws {
        let (name, start, end): (String, String, String)
        switch entry.kind {
        case .figure: (name, start, end) = ("\(path).svg", "<svg ", "</svg>\n")
        case .table: (name, start, end) = ("\(path).md", "| ", " |\n")
        case .data: return
        }
        guard let bytes = try FileOutput.contents(of: name) else {
            throw ArtifactError("\(name): expected, as contents.json lists it; draw the figures again")
        }
        guard let text = String(validating: bytes, as: UTF8.self), text.hasPrefix(start), text.hasSuffix(end) else {
            throw ArtifactError("\(name): is not a whole \(entry.kind) as its program writes it; draw the figures again")
        }
    }

    /// What files of figures are called: it needs no escaping anywhere.
    private static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// All sets in a folder of figures: in the order of the experiments, an experiment's editions after its usual set.
    static func all(in figures: String, order: [String]) throws -> [FigureSet] {
        func folders(_ name: String) throws -> [String] {
            let path = "\(figures)/\(name)"
            return try FileOutput.names(in: path).filter { !$0.hasPrefix(".") }
                .filter { try FileOutput.isFolder("\(path)/\($0)") }.map { "\(name)/\($0)" }
        }
        let sets = try order.flatMap { name in
            try ([name] + folders(name)).filter { try FileOutput.exists("\(figures)/\($0)/\(Provenance.fileName)") }
                .map { try FigureSet(folder: $0, in: figures) }
        }
        var homes: [String: String] = [:]
        for set in sets {
            for claim in set.claims {
                guard let home = homes.updateValue(set.folder, forKey: claim.id) else { continue }
                throw ArtifactError("\(figures)/\(set.folder)/claims.csv: claim \(claim.id): is in \(figures)/\(home)/claims.csv already")
            }
        }
        return sets
    }
}

extension FigureSet.Source {
    /// The seeds, such as `42–46` or `0, 2, 5`; empty where the program has none.
    var seeds: String {
        if let seed = configuration.first(where: { Self.isSeed($0.key) })?.value { return seed.printed }
        guard let values = varied.sorted(by: { $0.key < $1.key }).first(where: { Self.isSeed($0.key) })?.value else { return "" }
        let numbers = values.compactMap(\.wholeNumber)
        if numbers.count > 2, numbers.count == values.count, numbers.enumerated().allSatisfy({ $1 == numbers[0] &+ $0 }) {
            return "\(numbers[0])–\(numbers.last!)"
        }
        return values.map(\.printed).joined(separator: ", ")
    }

    /// `batch size 100; steps 6000; model {logistic, mlp}`: everything but the seeds.
    func settings() -> String {
        let common = configuration.filter { !Self.isSeed($0.key) }
            .sorted { $0.key < $1.key }
            .map { "\(Self.words($0.key)) \($0.value.printed)" }
        let varied = varied.filter { !Self.isSeed($0.key) }.sorted { $0.key < $1.key }.map { key, values in
            let most = 12
            let list = values.count <= most ? values.map(\.printed).joined(separator: ", ") : "\(values.count) values"
            return "\(Self.words(key)) {\(list)}"
        }
        return (common + varied).joined(separator: "; ")
    }

    private static func isSeed(_ path: String) -> Bool { path == "seed" || path.hasSuffix(".seed") && !path.contains("dataset") }

    /// `dataset.trainSplit` as `dataset train split`; the names of alternatives (`_0`) are left out.
    private static func words(_ path: String) -> String {
        path.split(separator: ".").filter { $0 != "_0" }.joined(separator: " ")
            .map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
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
