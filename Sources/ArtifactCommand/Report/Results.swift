import Artifact
import Foundation

/// The tables of results, `<folder>/<name>.csv`: all that the report knows.
struct Results {
    let folder: String

    /// A table that an experiment has not written yet.
    struct Missing: Error {
        let reason: String
    }

    /// The rows of a table, or of those of its columns that `Row` has.
    func rows<Row: Decodable>(_ name: String, as type: Row.Type = Row.self) throws -> [Row] {
        let path = "\(folder)/\(name).csv"
        guard FileManager.default.fileExists(atPath: path) else { throw Missing(reason: "there is no \(path) yet") }
        let text = String(decoding: try FileOutput.read(path), as: UTF8.self)
        return try CSV.table(text, source: path).values(as: type, source: path)
    }

    /// A claim and what `measure` finds about it. A missing table leaves the claim untested; a damaged one is an error.
    func claim(
        _ id: String, _ place: String, _ statement: String, paper: String, _ criterion: Criterion, decimals: Int = 1,
        _ measure: () throws -> Estimate
    ) throws -> Claim {
        var finding: Claim.Finding
        do { finding = .measured(try measure()) } catch let missing as Missing { finding = .untested(missing.reason) }
        return Claim(id, place, statement, paper: paper, criterion, decimals: decimals, finding: finding)
    }
}

extension Array {
    /// The values for each key, in the order of the keys' first appearance.
    func grouped<Key: Hashable>(by key: (Element) -> Key) -> [(key: Key, values: [Element])] {
        var places: [Key: Int] = [:]
        var groups: [(key: Key, values: [Element])] = []
        for element in self {
            let key = key(element)
            if let place = places[key] {
                groups[place].values.append(element)
            } else {
                places[key] = groups.count
                groups.append((key, [element]))
            }
        }
        return groups
    }
}
