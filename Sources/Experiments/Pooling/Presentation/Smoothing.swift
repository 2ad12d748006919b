/// A Gaussian of standard deviation 1 over evaluations, cut off at 4, the ends reflected (SciPy's
/// `gaussian_filter(x, 1)`).
func smoothed(_ values: [Double]) -> [Double] {
    // exp(-d²/2) for d = 0 to 4, written out so that no exponential function is needed.
    let kernel = [1, 0.6065306597126334, 0.1353352832366127, 0.011108996538242306, 0.00033546262790251185]
    let total = kernel[0] + 2 * kernel[1...].reduce(0, +)
    let count = values.count
    func reflected(_ index: Int) -> Double {
        let turn = ((index % (2 * count)) + 2 * count) % (2 * count)
        return values[turn < count ? turn : 2 * count - 1 - turn]
    }
    return values.indices.map { index in
        (-4...4).reduce(0) { $0 + kernel[abs($1)] / total * reflected(index + $1) }
    }
}
