/// PyTorch's CPU random stream, draw for draw: `torch.manual_seed(seed)` and what follows.
///
/// Values equal those of PyTorch 2.15 on a CPU with fused multiply-add, bit for bit.
///
/// A value type: a copy continues the stream on its own.
public struct TorchGenerator: Sendable {
    @usableFromInline var words: MersenneTwister19937

    /// `torch.manual_seed(seed)`. PyTorch uses the low 32 bits of the seed.
    public init(seed: UInt64) {
        words = MersenneTwister19937(seed: UInt32(truncatingIfNeeded: seed))
    }

    /// A stream of its own for one purpose: different names, or different seeds, give streams that
    /// have nothing to do with each other, nor with `init(seed:)`.
    ///
    /// Drawing label noise or a batch order from such a stream leaves the stream of the initial
    /// weights as it is, so adding a purpose to an experiment changes none of its other draws. The
    /// twister's key is the seed's two words (low, high), the number of bytes of the name in UTF-8,
    /// and those bytes, four to a word, the first in the lowest bits: no two names share a key.
    ///
    ///     var noise = TorchGenerator(seed: 42, stream: "label-noise")
    public init(seed: UInt64, stream name: String) {
        let bytes = Array(name.utf8)
        var key = [
            UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32),
            UInt32(truncatingIfNeeded: bytes.count),
        ]
        for start in stride(from: 0, to: bytes.count, by: 4) {
            let end = min(start + 4, bytes.count)
            key.append(bytes[start..<end].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
        words = MersenneTwister19937(key: key)
    }

    /// Where the stream is, to be kept.
    public var state: [UInt32] { words.words }

    /// Goes on where a stream was; nil where this is no state that a stream has given.
    public init?(state: [UInt32]) {
        guard let words = MersenneTwister19937(words: state) else { return nil }
        self.words = words
    }

    /// One float of `tensor.uniform_(low, high)`: low + u (high - low), u uniform over the multiples
    /// of 2^-24 in [0, 1). One word.
    ///
    /// The product and the sum are rounded once, together, as PyTorch's AVX2 and AVX-512 code does.
    @inlinable
    public mutating func uniform(from low: Float, to high: Float) -> Float {
        let unit = Float(words.next() & 0xFF_FFFF) * 0x1p-24
        return low.addingProduct(unit, high - low)
    }

    /// `buffer.uniform_(low, high)`, in order of memory, into memory that is there already.
    public mutating func uniform(
        into buffer: UnsafeMutableBufferPointer<Float>, from low: Float, to high: Float
    ) {
        for i in buffer.indices { buffer[i] = uniform(from: low, to: high) }
    }

    /// `torch.empty(count).uniform_(low, high)`.
    public mutating func uniform(count: Int, from low: Float, to high: Float) -> [Float] {
        (0..<count).map { _ in uniform(from: low, to: high) }
    }

    /// One float of `torch.rand`: uniform over the multiples of 2^-24 in [0, 1). One word.
    @inlinable
    public mutating func rand() -> Float {
        Float(words.next() & 0xFF_FFFF) * 0x1p-24
    }

    /// `torch.rand(count)`.
    public mutating func rand(_ count: Int) -> [Float] {
        (0..<count).map { _ in rand() }
    }

    /// `torch.randperm(n)`: the numbers 0..<n in random order. n - 1 words.
    ///
    /// From the first position on, each is exchanged with one that is not before it, drawn as a word
    /// modulo the number of positions left. PyTorch draws in another way from n = 214748364
    /// ((2^32 - 1)/20) on, where the modulo's bias starts to count; such n are not supported.
    public mutating func randperm(_ n: Int) -> [Int] {
        precondition(
            (0..<214_748_364).contains(n), "randperm needs 0 <= n < 214748364, not \(n)")
        var numbers = Array(0..<n)
        for i in 0..<max(n - 1, 0) {
            numbers.swapAt(i, i + Int(words.next() % UInt32(n - i)))
        }
        return numbers
    }
}
