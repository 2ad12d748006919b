/// The Mersenne Twister MT19937: a stream of 32-bit words with period 2^19937 - 1.
///
/// NumPy's legacy generator and PyTorch's CPU generator both draw from it; what they make of the
/// words is in ``NumPyRandomState`` and ``TorchGenerator``. Words are made 624 at a time, in loops
/// without a branch, and handed out one by one: the blocks never show in the stream.
///
/// A value type: a copy continues the stream on its own.
///
/// Source: Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
/// pseudo-random number generator", ACM TOMACS 8 (1998).
public struct MersenneTwister19937: Sendable {
    /// Words of state, and words made by one step of the recurrence over the whole state.
    @usableFromInline static let size = 624

    /// The recurrence's 624 words.
    private var state: [UInt32]
    /// The current block after tempering: what the stream hands out.
    @usableFromInline var block: [UInt32]
    /// The next word of ``block`` to hand out; 624 when the block is used up.
    @usableFromInline var position = Self.size

    /// Seeds with one word (`init_genrand` of the authors' reference code).
    ///
    /// `numpy.random.seed(int)` and `torch.manual_seed(int)` seed in this way.
    public init(seed: UInt32) {
        state = Self.expand(seed)
        block = [UInt32](repeating: 0, count: Self.size)
    }

    /// Seeds with any number of words (`init_by_array` of the authors' reference code).
    ///
    /// NumPy seeds in this way when it is given a list. The key must not be empty.
    public init(key: [UInt32]) {
        precondition(!key.isEmpty, "a key needs at least one word")
        let size = Self.size
        var state = Self.expand(19_650_218)
        var i = 1
        var j = 0
        for _ in 0..<max(size, key.count) {
            let previous = state[i - 1]
            state[i] = (state[i] ^ ((previous ^ (previous >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
            i += 1
            j = j + 1 == key.count ? 0 : j + 1
            if i == size {
                state[0] = state[size - 1]
                i = 1
            }
        }
        for _ in 0..<(size - 1) {
            let previous = state[i - 1]
            state[i] = (state[i] ^ ((previous ^ (previous >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i == size {
                state[0] = state[size - 1]
                i = 1
            }
        }
        state[0] = 0x8000_0000
        self.state = state
        block = [UInt32](repeating: 0, count: size)
    }

    /// Where the stream is, to be kept: the recurrence's words and the position in the block that was made of them.
    public var words: [UInt32] { state + [UInt32(position)] }

    /// Goes on where a stream was; nil where `words` are none that a stream has given.
    public init?(words: [UInt32]) {
        guard words.count == Self.size + 1, words[Self.size] <= Self.size else { return nil }
        state = Array(words[..<Self.size])
        block = state.map(Self.tempered)
        position = Int(words[Self.size])
    }

    /// The next word of the stream.
    @inlinable
    public mutating func next() -> UInt32 {
        if position == Self.size { makeBlock() }
        let word = block[position]
        position &+= 1
        return word
    }

    /// The next two words as one, the first draw in the high half.
    @inlinable
    public mutating func next64() -> UInt64 {
        let high = next()
        return UInt64(high) << 32 | UInt64(next())
    }

    /// Fills the state from one word by a linear congruential rule.
    private static func expand(_ seed: UInt32) -> [UInt32] {
        var state = [UInt32](repeating: 0, count: size)
        var word = seed
        for i in 0..<size {
            state[i] = word
            word = 1_812_433_253 &* (word ^ (word >> 30)) &+ UInt32(i + 1)
        }
        return state
    }

    /// Advances the whole state by the recurrence and tempers it into ``block``.
    @usableFromInline
    mutating func makeBlock() {
        let (size, shift) = (Self.size, 397)
        state.withUnsafeMutableBufferPointer { state in
            // The recurrence reads one word and 397 words ahead, wrapping around. Three loops
            // instead of an index modulo 624 leave each of them open to vectorization.
            for k in 0..<(size - shift) {
                state[k] = state[k + shift] ^ Self.twist(state[k], state[k + 1])
            }
            for k in (size - shift)..<(size - 1) {
                state[k] = state[k + shift - size] ^ Self.twist(state[k], state[k + 1])
            }
            state[size - 1] = state[shift - 1] ^ Self.twist(state[size - 1], state[0])
            block.withUnsafeMutableBufferPointer { block in
                for k in 0..<size { block[k] = Self.tempered(state[k]) }
            }
        }
        position = 0
    }

    @inline(__always)
    private static func tempered(_ state: UInt32) -> UInt32 {
        var word = state
        word ^= word >> 11
        word ^= (word << 7) & 0x9D2C_5680
        word ^= (word << 15) & 0xEFC6_0000
        return word ^ (word >> 18)
    }

    /// The highest bit of one word and the low bits of the next, times the recurrence's matrix.
    @inline(__always)
    private static func twist(_ high: UInt32, _ low: UInt32) -> UInt32 {
        let word = (high & 0x8000_0000) | (low & 0x7FFF_FFFF)
        return (word >> 1) ^ ((0 &- (word & 1)) & 0x9908_B0DF)
    }
}
