/// How the numbers at an axis are written.
public enum TickFormat: Hashable, Sendable {
    /// Plain up to 9999, thousands as 10k, powers of ten where numbers are very large or small.
    case automatic
    /// 0.05, 1500, 20000.
    case plain
    /// 0.5k, 1k, 10k, 2M from one thousand on.
    case thousands
    /// 10^{3}, 2×10^{−4}.
    case powers

    /// The labels of the ticks of one axis; decimals agree among them, and zero is always 0.
    func labels(for ticks: [DecimalNumber]) -> [String] {
        let largest = ticks.map { $0.value.magnitude }.max() ?? 0
        let smallest = ticks.map { $0.value.magnitude }.filter { $0 > 0 }.min() ?? 0
        switch self {
        case .powers: return ticks.map(\.scientific)
        case .plain: return plain(ticks, suffix: "")
        case .thousands: return shortened(ticks, largest: largest)
        case .automatic:
            if largest >= 1e9 || (largest > 0 && smallest < 9.99e-4) { return ticks.map(\.scientific) }
            return largest >= 9999.5 ? shortened(ticks, largest: largest) : plain(ticks, suffix: "")
        }
    }

    private func plain(_ ticks: [DecimalNumber], suffix: String) -> [String] {
        let decimals = ticks.map(\.decimals).max() ?? 0
        return ticks.map { $0.mantissa == 0 ? "0" : $0.plain(decimals: decimals) + suffix }
    }

    private func shortened(_ ticks: [DecimalNumber], largest: Double) -> [String] {
        if largest >= 999_999.5 { return plain(ticks.map { $0.scaled(byPowerOfTen: -6) }, suffix: "M") }
        if largest >= 999.5 { return plain(ticks.map { $0.scaled(byPowerOfTen: -3) }, suffix: "k") }
        return plain(ticks, suffix: "")
    }

    /// The label of a tick on a logarithmic axis, where each number has its own size.
    func logarithmicLabels(for ticks: [DecimalNumber]) -> [String] {
        let values = ticks.map(\.value)
        let isShort = (values.max() ?? 0) <= 10_000 && (values.min() ?? 1) >= 9.99e-4
        switch self {
        case .powers: return ticks.map(\.scientific)
        case .plain: return ticks.map { $0.plain() }
        case .thousands: return ticks.map { shortened([$0], largest: $0.value)[0] }
        case .automatic:
            if isShort { return ticks.map { $0.plain() } }
            let areDecades = ticks.allSatisfy { $0.mantissa == 1 }
            let isMedium = (values.max() ?? 0) < 1e7 && (values.min() ?? 1) >= 9.99e-4
            return areDecades || !isMedium
                ? ticks.map(\.scientific) : ticks.map { shortened([$0], largest: $0.value)[0] }
        }
    }
}
