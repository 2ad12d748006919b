/// NumPy's legacy random stream: `numpy.random.RandomState(seed)`, and `numpy.random.seed(seed)`
/// with the functions of `numpy.random`, draw for draw.
///
/// Each method draws exactly as many words of the Mersenne Twister as NumPy's namesake, so calls in
/// NumPy's order give NumPy's values: the order of the draws is part of each method's contract.
/// Integers and uniform numbers are equal to NumPy's. Normal numbers need a logarithm, which NumPy
/// takes from the C library: they are equal but for about one number in 3000, which differs by at most
/// 2 ULP (349 of the first million for seed 11, beside NumPy 2.4.6 with glibc 2.36).
///
/// A value type: a copy continues the stream on its own.
public struct NumPyRandomState: Sendable {
    @usableFromInline var words: MersenneTwister19937
    /// The second number of the last pair of normal numbers, until it is asked for.
    private var waitingNormal: Double?

    /// `numpy.random.RandomState(seed)`; NumPy takes the same range of seeds.
    public init(seed: UInt32) {
        words = MersenneTwister19937(seed: seed)
    }

    // MARK: Floating-point numbers

    /// `rand()`: uniform over the multiples of 2^-53 in [0, 1). Two words.
    @inlinable
    public mutating func rand() -> Double {
        let high = words.next() >> 5  // 27 bits
        let low = words.next() >> 6  // 26 bits
        return (Double(high) * 0x1p26 + Double(low)) * 0x1p-53
    }

    /// `rand(count)`.
    public mutating func rand(_ count: Int) -> [Double] {
        (0..<count).map { _ in rand() }
    }

    /// `randn()`: standard normal, by Marsaglia's polar method.
    ///
    /// Numbers come in pairs. The first call takes two uniform numbers, again as long as their
    /// point is outside the unit circle, and returns the second coordinate's number; the next call
    /// returns the first coordinate's and draws nothing.
    public mutating func randn() -> Double {
        if let number = waitingNormal {
            waitingNormal = nil
            return number
        }
        let (first, second) = normalPair()
        waitingNormal = first
        return second
    }

    /// `randn(count)`.
    public mutating func randn(_ count: Int) -> [Double] {
        var numbers = [Double](repeating: 0, count: count)
        numbers.withUnsafeMutableBufferPointer { fillNormal($0) }
        return numbers
    }

    /// `randn(buffer.count)` into memory that is there already.
    public mutating func fillNormal(_ buffer: UnsafeMutableBufferPointer<Double>) {
        for i in buffer.indices { buffer[i] = randn() }
    }

    private mutating func normalPair() -> (Double, Double) {
        while true {
            let x = 2 * rand() - 1
            let y = 2 * rand() - 1
            let square = x * x + y * y
            if square < 1 && square != 0 {
                let factor = (-2 * naturalLogarithm(square) / square).squareRoot()
                return (factor * x, factor * y)
            }
        }
    }

    // MARK: Integers

    /// `randint(low, high)`: uniform over low..<high. `low` must be below `high`.
    ///
    /// Words are cut to as many bits as the widest offset has, and drawn again while they are
    /// above it. A range of one number draws nothing; a range wider than 2^32 takes two words a draw.
    public mutating func randint(_ low: Int, _ high: Int) -> Int {
        precondition(low < high, "randint needs low < high, not \(low) and \(high)")
        let widest = UInt64(bitPattern: Int64(high &- 1 &- low))
        return low &+ Int(truncatingIfNeeded: offset(upTo: widest))
    }

    /// `choice(n)`: uniform over 0..<n, drawn as `randint(0, n)`. `n` must be positive.
    public mutating func choice(_ n: Int) -> Int {
        precondition(n > 0, "choice needs at least one number to choose from")
        return randint(0, n)
    }

    /// `permutation(n)`: the numbers 0..<n, shuffled.
    public mutating func permutation(_ n: Int) -> [Int] {
        var numbers = Array(0..<n)
        shuffle(&numbers)
        return numbers
    }

    /// `shuffle(array)`: from the last position to the second, each exchanged with a uniformly drawn
    /// position that is not after it.
    public mutating func shuffle<Element>(_ array: inout [Element]) {
        guard array.count > 1 else { return }
        for last in stride(from: array.count - 1, through: 1, by: -1) {
            array.swapAt(last, Int(offset(upTo: UInt64(last))))
        }
    }

    /// Uniform over 0...widest, by rejection.
    private mutating func offset(upTo widest: UInt64) -> UInt64 {
        if widest == 0 { return 0 }
        let mask = UInt64.max >> UInt64(widest.leadingZeroBitCount)
        if widest <= UInt64(UInt32.max) {
            while true {
                let value = UInt64(words.next()) & mask
                if value <= widest { return value }
            }
        }
        while true {
            let value = words.next64() & mask
            if value <= widest { return value }
        }
    }
}
