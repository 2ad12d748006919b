import Artifact
import Testing

/// Parameters at their defaults are no part of a configuration's JSON.
@Suite struct ChangesTests {
    struct Network: Parameters {
        struct Kernels: Codable, Hashable, Sendable {
            var first = 5
            var others = [3, 3]
        }

        var channels = 25
        var rate = 1.0
        var kernels = Kernels()
        var file: String?
        var limit: Int? = 9
        var names: [String: Int] = ["a": 1, "b": 2]
    }

    struct Configuration: Codable, Hashable {
        var seed = 1
        @Changes var network = Network()
    }

    enum Alternative: Codable, Hashable {
        case trained(Int, steps: Int, network: Changes<Network>)
    }

    private func check<Value: Codable & Hashable>(_ value: Value, _ json: String) throws {
        #expect(try CanonicalJSON.encode(value) == json)
        #expect(try CanonicalJSON.decode(Value.self, from: json) == value)
    }

    @Test func defaultsAreLeftOut() throws {
        var configuration = Configuration()
        try check(configuration, #"{"seed":1}"#)
        configuration.network.channels = 4
        try check(configuration, #"{"network":{"channels":4},"seed":1}"#)
        configuration.network.kernels.others = [3, 7]
        try check(configuration, #"{"network":{"channels":4,"kernels":{"others":[3,7]}},"seed":1}"#)
        configuration.network = Network()
        configuration.network.file = "a"
        configuration.network.rate = 0.5
        try check(configuration, #"{"network":{"file":"a","rate":0.5},"seed":1}"#)
    }

    /// A default that is taken away is a change like others.
    @Test func whatIsTakenAwayStaysAway() throws {
        var configuration = Configuration()
        configuration.network.limit = nil
        try check(configuration, #"{"network":{"limit":null},"seed":1}"#)
        configuration.network.names["a"] = nil
        try check(configuration, #"{"network":{"limit":null,"names":{"a":null}},"seed":1}"#)
    }

    @Test func payloadsLeaveThemOutToo() throws {
        try check(Alternative.trained(3, steps: 2, network: Changes(wrappedValue: Network())), #"{"trained":{"_0":3,"steps":2}}"#)
        var network = Network()
        network.rate = 2
        try check(
            Alternative.trained(3, steps: 2, network: Changes(wrappedValue: network)),
            #"{"trained":{"_0":3,"network":{"rate":2},"steps":2}}"#)
    }
}
