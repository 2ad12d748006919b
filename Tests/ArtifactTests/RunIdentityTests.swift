import Artifact
import Testing

struct Example: Codable, Equatable {
    var seed = 42
    var rate = 0.1
    var model = "mlp"
}

@Suite struct RunIdentityTests {
    private func identity(_ configuration: Example = Example(), version: Int = 3, label: String = "Some run/1") throws
        -> RunIdentity
    {
        try RunIdentity(experiment: "example", version: version, configuration: configuration, label: label)
    }

    /// `printf '{"configuration":{"model":"mlp","rate":0.1,"seed":42},"experiment":"example","version":3}' | sha256sum`
    @Test func hashIsThatOfTheCanonicalJSON() throws {
        #expect(try identity().hash == "95402872d9cb28f56f47d6ff734751c847f3f9cee34d9ea33dca11e9214df030")
    }

    @Test func everyPartButTheLabelCounts() throws {
        let hash = try identity().hash
        #expect(try identity(label: "other").hash == hash)
        #expect(try identity(version: 4).hash != hash)
        #expect(try identity(Example(seed: 43)).hash != hash)
        #expect(try identity(Example(rate: 0.1.nextUp)).hash != hash)
        let other = try RunIdentity(experiment: "example2", version: 3, configuration: Example(), label: "")
        #expect(other.hash != hash)
    }

    @Test func labelIsSafeInAFileName() throws {
        #expect(try identity(label: "MLP, 15% noise/../é").label == "mlp--15--noise-..--")
        #expect(try identity(label: "a_b-c.9").label == "a_b-c.9")
        #expect(try identity().description == "95402872d9cb28f5 some-run-1")
    }
}
