import Foundation
import Testing

/// Tests/Fixtures/statistical_tests.json, made by statistical_tests.py.
enum KnownAnswers {
    private static func topics() throws -> [String: Any] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/statistical_tests.json")
        return try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    /// A topic's cases: at least `least` of them, so that no test passes for want of any.
    static func cases<Case: Decodable>(_ topic: String, as type: Case.Type, atLeast least: Int) throws -> [Case] {
        let data = try JSONSerialization.data(withJSONObject: try #require(topics()[topic]))
        let cases = try JSONDecoder().decode([Case].self, from: data)
        try #require(cases.count >= least)
        return cases
    }
}

/// Near in relative terms, or where the expected value is below 1, in absolute ones.
func isNear(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-10) -> Bool {
    (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
}

/// Near in relative terms, also where the expected value is tiny; what is below 1e-300 is zero.
func isRelativelyNear(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    (value - expected).magnitude <= tolerance * expected.magnitude + 1e-300
}
