extension TorchGenerator {
    /// `torch.empty(count).normal_(mean, deviation)` for at least 16 numbers: the Box-Muller transform, eight pairs at a time.
    ///
    /// PyTorch draws all uniform numbers first, one word each. In each block of 16 the first eight give the radii √(-2 ln(1 - u)),
    /// the others the angles 2πu; the cosines become the first eight numbers, the sines the others. Of a count that is no
    /// multiple of 16 the last 16 are drawn anew. PyTorch computes in floats, this in doubles: numbers are equal
    /// within 2⁻¹⁹ of the deviation, or of themselves where that is more.
    public mutating func normal(count: Int, mean: Float = 0, deviation: Float = 1) -> [Float] {
        precondition(count >= 16, "PyTorch draws fewer than 16 normal numbers in another way, asked for \(count)")
        var numbers = rand(count)
        func transform(from start: Int) {
            for index in start..<start + 8 {
                let (u, v) = (Double(numbers[index]), Double(numbers[index + 8]))
                let radius = (-2 * naturalLogarithm(1 - u)).squareRoot() * Double(deviation)
                let (cosine, sine) = cosineAndSine(turns: v)
                numbers[index] = Float(radius * cosine + Double(mean))
                numbers[index + 8] = Float(radius * sine + Double(mean))
            }
        }
        for start in stride(from: 0, through: count - 16, by: 16) { transform(from: start) }
        if count % 16 != 0 {
            for index in count - 16..<count { numbers[index] = rand() }
            transform(from: count - 16)
        }
        return numbers
    }

    /// `tensor.bernoulli_(probability)`, one number: whether a uniform multiple of 2^-53 in [0, 1) is below it. Two words.
    ///
    /// This is PyTorch's own code, which it runs on processors of other makers than Intel; on Intel's it draws from a library's
    /// stream of another kind.
    @inlinable
    public mutating func bernoulli(_ probability: Double) -> Bool {
        Double(words.next64() & (1 << 53 - 1)) * 0x1p-53 < probability
    }
}

/// cos 2πt and sin 2πt for t in 0...1, from arithmetic alone; errors below 2⁻⁵⁰.
public func cosineAndSine(turns t: Double) -> (cosine: Double, sine: Double) {
    // The nearest quarter is exact; what is left is at most an eighth of a turn.
    let quarter = (4 * t).rounded()
    let x = (t - quarter / 4) * (2 * Double.pi)
    let z = x * x
    // Taylor's series; the first term left out is below 2⁻⁵³.
    var (cosine, sine) = (1.0, 1.0)
    for k in stride(from: 8, through: 1, by: -1) {
        let (even, odd) = (Double((2 * k - 1) * 2 * k), Double(2 * k * (2 * k + 1)))
        cosine = 1 - z / even * cosine
        sine = 1 - z / odd * sine
    }
    sine *= x
    switch Int(quarter) & 3 {
    case 0: return (cosine, sine)
    case 1: return (-sine, cosine)
    case 2: return (-cosine, -sine)
    default: return (sine, -cosine)
    }
}
