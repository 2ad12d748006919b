import RandomGenerators
import Testing

@Suite struct MersenneTwister19937Tests {
    /// The 10000th word of the default seed, which the C++ standard prescribes for `std::mt19937`.
    @Test func tenThousandthWordOfTheDefaultSeed() {
        var words = MersenneTwister19937(seed: 5489)
        for _ in 0..<9999 { _ = words.next() }
        #expect(words.next() == 4_123_659_995)
    }

    /// The first words for the key of the authors' own output file (mt19937ar.out).
    @Test func firstWordsOfTheAuthorsKey() {
        var words = MersenneTwister19937(key: [0x123, 0x234, 0x345, 0x456])
        let expected: [UInt32] = [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476]
        #expect(expected.map { _ in words.next() } == expected)
    }

    @Test func aPairOfWordsHasTheFirstInItsHighHalf() {
        var words = MersenneTwister19937(seed: 1)
        var pairs = words
        for _ in 0..<1000 {
            let (first, second) = (words.next(), words.next())
            #expect(pairs.next64() == UInt64(first) << 32 | UInt64(second))
        }
    }

    /// A key longer than the state wraps around it.
    @Test func everyWordOfALongKeyCounts() {
        let key = [UInt32](repeating: 7, count: 700)
        var reference = MersenneTwister19937(key: key)
        let expected = (0..<4).map { _ in reference.next() }
        for changed in [0, 623, 699] {
            var other = key
            other[changed] = 8
            var words = MersenneTwister19937(key: other)
            #expect((0..<4).map { _ in words.next() } != expected)
        }
    }
}
