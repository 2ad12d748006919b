import CVectorWidth

/// The most floating-point operations a second that one core does: fused multiply-adds on registers alone, in
/// enough independent chains to fill every unit.
///
/// Other programs only ever make it slower, so it is the best of many short blocks.
func measuredPeak(blocks: Int = 40) -> Double {
    var best = Double.infinity
    for _ in 0..<blocks { best = min(best, secondsOf(fillMultiplyAdders)) }
    return Double(rounds * chains * 16 * 2) / best
}

/// Keeps one core's multiply-adders busy for some tens of microseconds.
func fillMultiplyAdders() { keep(multiplyAdds(rounds: rounds)) }

private let rounds = 50_000

private typealias Register = SIMD16<Float>

/// 12 registers: 12 vectors of 16, or 6 where a vector takes two.
private let chains = vector_width_is_512() == 1 ? 12 : 6

@inline(never)
private func multiplyAdds(rounds: Int) -> Register {
    let factor = Register(repeating: 0.999)
    let term = Register(repeating: 0.001)
    var (a, b, c, d, e, f) = (term, term, term, term, term, term)
    guard chains == 12 else {
        for _ in 0..<rounds {
            a = term.addingProduct(a, factor)
            b = term.addingProduct(b, factor)
            c = term.addingProduct(c, factor)
            d = term.addingProduct(d, factor)
            e = term.addingProduct(e, factor)
            f = term.addingProduct(f, factor)
        }
        return a + b + c + d + e + f
    }
    var (g, h, i, j, k, l) = (term, term, term, term, term, term)
    for _ in 0..<rounds {
        a = term.addingProduct(a, factor)
        b = term.addingProduct(b, factor)
        c = term.addingProduct(c, factor)
        d = term.addingProduct(d, factor)
        e = term.addingProduct(e, factor)
        f = term.addingProduct(f, factor)
        g = term.addingProduct(g, factor)
        h = term.addingProduct(h, factor)
        i = term.addingProduct(i, factor)
        j = term.addingProduct(j, factor)
        k = term.addingProduct(k, factor)
        l = term.addingProduct(l, factor)
    }
    return a + b + c + d + e + f + g + h + i + j + k + l
}

/// Makes the compiler believe that a value is used.
@inline(never)
private func keep(_ value: Register) { sink = value[0] }
nonisolated(unsafe) private var sink: Float = 0
