import RandomGenerators
import Testing

@Suite struct TorchGeneratorTests {
    /// Fixture: torch_generator.json, made by random_streams.py.
    @Test func callsInOrderGivePyTorchsValues() throws {
        let file = try Fixtures.decode(RecordedSequence.File.self, from: "torch_generator.json")
        #expect(file.sequences.count == 4)
        for sequence in file.sequences {
            var random = TorchGenerator(seed: sequence.seed)
            for call in sequence.calls {
                let note: Comment = "seed \(sequence.seed), \(call.name)(\(call.arguments))"
                let count = Int(call.arguments[0])
                switch call.name {
                case "rand":
                    #expect(random.rand(count) == call.values.map { Float($0) }, note)
                case "uniform":
                    let values = random.uniform(
                        count: count, from: Float(call.arguments[1]), to: Float(call.arguments[2]))
                    #expect(values == call.values.map { Float($0) }, note)
                case "randperm":
                    #expect(random.randperm(count) == call.values.map { Int($0) }, note)
                case "normal":
                    let (mean, deviation) = (Float(call.arguments[1]), Float(call.arguments[2]))
                    let numbers = random.normal(count: count, mean: mean, deviation: deviation)
                    for (number, expected) in zip(numbers, call.values.map({ Float($0) })) {
                        let tolerance = max(deviation, expected.magnitude) * 0x1p-19
                        #expect(abs(number - expected) <= tolerance, "\(note): \(number), not \(expected)")
                    }
                case "bernoulli":
                    let numbers = (0..<count).map { _ in random.bernoulli(call.arguments[1]) }
                    #expect(numbers == call.values.map { $0 == 1 }, note)
                default:
                    Issue.record("unknown call \(call.name)")
                }
            }
        }
    }

    @Test func fillingABufferGivesTheSameNumbers() {
        var one = TorchGenerator(seed: 11)
        var other = one
        var numbers = [Float](repeating: 0, count: 2000)
        numbers.withUnsafeMutableBufferPointer { one.uniform(into: $0, from: -2, to: 3) }
        #expect(numbers == other.uniform(count: 2000, from: -2, to: 3))
        #expect(one.rand() == other.rand())
    }

    @Test func namedStreamsDifferByNameAndBySeed() {
        let streams: [(UInt64, String?)] = [
            (42, nil), (42, ""), (42, "a"), (42, "label-noise"), (42, "label-noisf"),
            (42, "a\0"), (42, "label-noise\0"), (43, "label-noise"), (42 + 1 << 32, "label-noise"),
        ]
        let beginnings = streams.map { seed, name in
            var random = name.map { TorchGenerator(seed: seed, stream: $0) } ?? TorchGenerator(seed: seed)
            return random.rand(8)
        }
        for i in beginnings.indices {
            for j in 0..<i { #expect(beginnings[i] != beginnings[j], "\(streams[i]) \(streams[j])") }
        }
        var again = TorchGenerator(seed: 42, stream: "label-noise")
        #expect(again.rand(8) == beginnings[3])
    }

    /// The key of a named stream, written out as its documentation says.
    @Test func namedStreamsAreKeyedAsDocumented() {
        var named = TorchGenerator(seed: 0x1_0000_0007, stream: "order")
        var words = MersenneTwister19937(key: [7, 1, 5, 0x6564_726F, 0x72])
        for _ in 0..<1000 {
            #expect(named.rand() == Float(words.next() & 0xFF_FFFF) / 16_777_216)
        }
    }

    /// A stream goes on from its state, at its beginning, within a block, and at a block's end.
    @Test(arguments: [0, 1, 100, 623, 624, 625, 1248]) func aStateIsWhereTheStreamIs(drawn: Int) throws {
        var stream = TorchGenerator(seed: 3)
        _ = stream.rand(drawn)
        var other = try #require(TorchGenerator(state: stream.state))
        #expect(other.state == stream.state)
        #expect(other.rand(1300) == stream.rand(1300))
        #expect(TorchGenerator(state: Array(stream.state.dropLast())) == nil)
        #expect(TorchGenerator(state: stream.state.dropLast() + [625]) == nil)
    }
}
