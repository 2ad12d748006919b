import Artifact
import Testing

struct Example: Codable, Equatable {
    var seed = 42
    var rate = 0.1
    var model = "mlp"
}

@Suite struct RunIdentityTests {
    private func identity(_ configuration: Example = Example(), code: String = "abc", label: String = "Some run/1") throws
        -> RunIdentity
    {
        try RunIdentity(experiment: "example", code: code, configuration: configuration, label: label)
    }

    /// `printf '{"code":"abc","configuration":{"model":"mlp","rate":0.1,"seed":42},"experiment":"example"}' | sha256sum`
    @Test func hashIsThatOfTheCanonicalJSON() throws {
        #expect(try identity().hash == "823340c04ee8f931d9cef221e8dc24f0556fe6cec81dd925de83b246b6ec95bb")
    }

    @Test func everyPartButTheLabelCounts() throws {
        let hash = try identity().hash
        #expect(try identity(label: "other").hash == hash)
        #expect(try identity(code: "abd").hash != hash)
        #expect(try identity(Example(seed: 43)).hash != hash)
        #expect(try identity(Example(rate: 0.1.nextUp)).hash != hash)
        let other = try RunIdentity(experiment: "example2", code: "abc", configuration: Example(), label: "")
        #expect(other.hash != hash)
    }

    @Test func labelIsSafeInAFileName() throws {
        #expect(try identity(label: "MLP, 15% noise/../é").label == "mlp--15--noise-..--")
        #expect(try identity(label: "a_b-c.9").label == "a_b-c.9")
        #expect(try identity().description == "823340c04ee8f931 some-run-1")
    }
}
