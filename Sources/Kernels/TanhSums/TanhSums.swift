/// The highest derivative of tanh that ``mixTanh(_:count:weights:biases:units:terms:scratch:)`` and
/// ``sumTanhMoments(_:count:weights:biases:units:terms:scratch:)`` know.
public let highestTanhDerivative = 3

/// The floats in a block: tanh of one block and the sums it goes into stay in the L1 cache.
private let blockSize = 1024

/// The floats of scratch memory that a call with this many terms needs.
public func tanhSumScratch(terms: Int) -> Int { blockSize + laneCount * terms }

private func check(_ count: Int, _ terms: Int, _ scratch: UnsafeMutableBufferPointer<Float>) {
    requireWholeVectors(count)
    let needed = tanhSumScratch(terms: terms)
    require(scratch.count >= needed, "\(terms) sums of tanh in a scratch memory of \(scratch.count) floats, not \(needed)")
}

/// One of the sums that share their values of tanh.
public struct TanhTerm {
    let derivative: Int
    let factors: UnsafePointer<Float>
    let output: UnsafeMutablePointer<Float>

    /// - Parameters:
    ///   - derivative: d, from 0 to ``highestTanhDerivative``.
    ///   - factors: of a mixture the J amplitudes, of moments one factor per x.
    ///   - output: of a mixture one float per x, of moments J floats.
    public init(
        derivative: Int, factors: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
    ) {
        require((0...highestTanhDerivative).contains(derivative), "derivative \(derivative) of tanh")
        self.derivative = derivative
        self.factors = factors
        self.output = output
    }

    /// The same mixture of the elements from `offset` on.
    public func advanced(by offset: Int) -> TanhTerm {
        TanhTerm(derivative: derivative, factors: factors, output: output + offset)
    }
}

/// Mixtures: `output[i] = Σⱼ factors[j] · tanh⁽ᵈ⁾(weights[j] · x[i] + biases[j])`, j in order, for each term.
///
/// `count` is a multiple of 16; outputs are written whole. `scratch` holds ``tanhSumScratch(terms:)`` floats.
public func mixTanh(
    _ x: UnsafePointer<Float>, count: Int, weights: UnsafePointer<Float>, biases: UnsafePointer<Float>,
    units: Int, terms: UnsafeBufferPointer<TanhTerm>, scratch: UnsafeMutableBufferPointer<Float>
) {
    check(count, terms.count, scratch)
    require(units >= 0, "a mixture of \(units) units")
    let scratch = scratch.baseAddress!
    var start = 0
    while start < count {
        let length = min(blockSize, count &- start)
        for term in terms {
            forEachVector(length) { i in
                term.output.store(Vector(), at: start &+ i)
            }
        }
        for j in 0..<units {
            fillTanh(scratch, x + start, count: length, weights[j], biases[j])
            for term in terms {
                mix(term, factor: term.factors[j], scratch, into: term.output + start, count: length)
            }
        }
        for term in terms { (term.output + start).flush(count: length) }
        start &+= length
    }
}

/// Moments: `output[j] = Σᵢ factors[i] · tanh⁽ᵈ⁾(weights[j] · x[i] + biases[j])`, for each term.
///
/// In a block of 1024 floats lane l adds up i = l, l + 16, …; the lanes of the blocks are added in order, then lanes
/// 8 apart, 4, 2 and 1 apart. `count` is a multiple of 16; factors beyond the logical end must be 0, x finite.
/// `scratch` holds ``tanhSumScratch(terms:)`` floats.
public func sumTanhMoments(
    _ x: UnsafePointer<Float>, count: Int, weights: UnsafePointer<Float>, biases: UnsafePointer<Float>,
    units: Range<Int>, terms: UnsafeBufferPointer<TanhTerm>, scratch: UnsafeMutableBufferPointer<Float>
) {
    check(count, terms.count, scratch)
    let scratch = scratch.baseAddress!
    let totals = scratch + blockSize
    for j in units {
        for index in 0..<terms.count { totals.store(Vector(), at: index &* laneCount) }
        var start = 0
        while start < count {
            let length = min(blockSize, count &- start)
            fillTanh(scratch, x + start, count: length, weights[j], biases[j])
            for index in 0..<terms.count {
                let sum = moment(terms[index].derivative, terms[index].factors + start, scratch, count: length)
                totals.store(totals.vector(at: index &* laneCount) + sum, at: index &* laneCount)
            }
            start &+= length
        }
        for index in 0..<terms.count {
            reduceColumns(
                .sum, totals + index &* laneCount, rowStride: laneCount, rows: 1, columns: laneCount,
                into: terms[index].output + j)
            (terms[index].output + j).flush(count: 1)
        }
    }
}

@inline(never)
private func fillTanh(
    _ t: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, count: Int, _ weight: Float, _ bias: Float
) {
    let (w, b) = (Vector(repeating: weight), Vector(repeating: bias))
    forEachVector(count) { i in
        t.store(Elementary.tanh(b.addingProduct(w, x.vector(at: i))), at: i)
    }
}

/// The d-th derivative of tanh as a polynomial of t = tanh.
@inline(__always)
private func first(_ t: Vector) -> Vector { Vector(repeating: 1).addingProduct(-t, t) }
@inline(__always)
private func second(_ t: Vector) -> Vector { first(t) * t * -2 }
@inline(__always)
private func third(_ t: Vector) -> Vector {
    first(t) * Vector(repeating: -2).addingProduct(t * 6, t)
}

private func mix(
    _ term: TanhTerm, factor: Float, _ t: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    count: Int
) {
    let a = Vector(repeating: factor)
    @inline(__always)
    func add(_ derivative: (Vector) -> Vector) {
        forEachVector(count) { i in
            output.store(output.vector(at: i).addingProduct(a, derivative(t.vector(at: i))), at: i)
        }
    }
    switch term.derivative {
    case 0: add { $0 }
    case 1: add(first)
    case 2: add(second)
    default: add(third)
    }
}

private func moment(
    _ derivative: Int, _ factors: UnsafePointer<Float>, _ t: UnsafePointer<Float>, count: Int
) -> Vector {
    @inline(__always)
    func sum(_ derivative: (Vector) -> Vector) -> Vector {
        var sum = Vector()
        forEachVector(count) { i in
            sum.addProduct(factors.vector(at: i), derivative(t.vector(at: i)))
        }
        return sum
    }
    return switch derivative {
    case 0: sum { $0 }
    case 1: sum(first)
    case 2: sum(second)
    default: sum(third)
    }
}
