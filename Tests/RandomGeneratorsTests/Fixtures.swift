import Foundation

/// Reading of the values in Tests/Fixtures, whatever folder the tests are started from.
enum Fixtures {
    static func data(_ name: String) throws -> Data {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures")
        return try Data(contentsOf: folder.appendingPathComponent(name))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
        try JSONDecoder().decode(type, from: data(name))
    }
}

/// Calls on one generator, in order, with what they returned.
struct RecordedSequence: Decodable {
    struct Call: Decodable {
        let name: String
        let arguments: [Double]
        let values: [Double]
    }

    struct File: Decodable {
        let sequences: [RecordedSequence]
    }

    let seed: UInt64
    let calls: [Call]
}
