/// Powers of ten and their multiples on a logarithmic axis.
struct LogTicks {
    /// Ticks with labels, in increasing order.
    let major: [DecimalNumber]
    /// Ticks without.
    let minor: [DecimalNumber]

    /// All choices of labelled ticks for a domain, from many to few.
    static func choices(_ domain: ClosedRange<Double>) -> [LogTicks] {
        // Within a factor of two a logarithmic axis looks linear, and round multiples are few: 0.9 and 1 of 0.9 to 1.4.
        if domain.upperBound < 2 * domain.lowerBound { return linear(domain) }
        let low = Int(DecimalLogarithm.log10(domain.lowerBound).rounded(.down))
        let high = Int(DecimalLogarithm.log10(domain.upperBound).rounded(.up))
        let decades = Array(low...max(low, high))
        func ticks(_ multiples: [Int], every stride: Int = 1, exponent: Int = 0) -> [DecimalNumber] {
            decades.filter { $0 % stride == 0 }.flatMap { decade in
                multiples.map { DecimalNumber($0, exponent: decade + exponent) }
            }.filter {
                $0.value >= domain.lowerBound * (1 - 1e-12) && $0.value <= domain.upperBound * (1 + 1e-12)
            }
        }
        let all = ticks(Array(1...9))
        var choices: [LogTicks] = []
        // Below two decades the powers alone are too few to read a value off.
        if ticks([1]).count < 3 {
            if ticks([1]).count < 2 {
                // Labels at about equal distances; all nine would crowd towards the power above, and leave a gap behind it.
                for tenths in [[10, 20, 30, 50], [10, 15, 20, 30, 50, 70]] {
                    let major = Array(Set(ticks(tenths, exponent: -1))).sorted { $0.value < $1.value }
                    if major.count >= 3 { choices.append(LogTicks(major: major, minor: all.filter { !major.contains($0) })) }
                }
                choices.append(LogTicks(major: ticks(Array(1...9)), minor: []))
            }
            for multiples in [[1, 2, 5], [1, 3], [1, 5]] {
                let major = ticks(multiples)
                choices.append(LogTicks(major: major, minor: all.filter { !major.contains($0) }))
            }
        }
        for stride in [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 50, 100] {
            let major = ticks([1], every: stride)
            let minor = stride == 1 ? all : ticks([1])
            choices.append(LogTicks(major: major, minor: minor.filter { !major.contains($0) }))
        }
        let labelled = choices.filter { $0.major.count >= 2 }
        if !labelled.isEmpty { return labelled + choices.filter { $0.major.count == 1 } }
        return linear(domain)
    }

    private static func linear(_ domain: ClosedRange<Double>) -> [LogTicks] {
        [6, 5, 4, 3, 2, 1].map { LogTicks(major: LinearTicks(domain, intervals: $0).ticks, minor: []) }
    }
}
