/// Chooses ticks for an axis: as many as its length allows without labels coming too close.
struct TickFitter {
    let axis: Axis
    let scale: any Scale
    let side: AxisLayout.Side
    let length: Double
    let style: HouseStyle
    let fonts: Fonts

    func fit() -> [AxisLayout.Tick] {
        let intervals = Self.intervalCounts(length: length, side: side, style: style)
        return switch scale.ticks(for: axis, intervals: intervals) {
        case .numbers(let choices): numbers(choices)
        case .categories(let names): bands(names)
        }
    }

    /// Numbers of intervals worth trying on an axis of a length, most first.
    static func intervalCounts(length: Double, side: AxisLayout.Side, style: HouseStyle) -> [Int] {
        let spacing = side == .bottom ? style.tickSpacing.x : style.tickSpacing.y
        let most = min(max(Int(length / spacing), 1), 10)
        return Array((1...most).reversed())
    }

    /// The first choice whose labels keep apart; where none does, every second, third... label of the last.
    private func numbers(_ choices: [AxisTicks.Choice]) -> [AxisLayout.Tick] {
        for choice in choices {
            let ticks = self.ticks(choice)
            if keepApart(ticks.filter { $0.label != nil }) { return ticks }
        }
        guard let last = choices.last else { return [] }
        return thinned(ticks(last))
    }

    private func ticks(_ choice: AxisTicks.Choice) -> [AxisLayout.Tick] {
        func position(_ number: Double) -> Double? {
            guard let fraction = scale.fraction(of: .number(number)), fraction > -1e-9, fraction < 1 + 1e-9 else {
                return nil
            }
            return length * (axis.isReversed ? 1 - fraction : fraction)
        }
        let major = zip(choice.major, choice.labels).compactMap { number, text in
            position(number).map {
                AxisLayout.Tick(position: $0, label: block(text), isUpward: false, isMajor: true)
            }
        }
        let minor = choice.minor.compactMap(position).map {
            AxisLayout.Tick(position: $0, label: nil, isUpward: false, isMajor: false)
        }
        return (major + minor).sorted { $0.position < $1.position }
    }

    private func block(_ text: String, maximumWidth: Double = .infinity) -> TextBlock {
        TextBlock(text, size: style.tickSize, maximumWidth: maximumWidth, lineSpacing: 1.1, fonts: fonts)
    }

    /// Whether neighbours along the axis leave the least gap between them.
    private func keepApart(_ ticks: [AxisLayout.Tick]) -> Bool {
        let isAlong = side == .bottom
        let gap = isAlong ? style.tickLabelGap : 1.5
        return zip(ticks, ticks.dropFirst()).allSatisfy { a, b in
            guard let first = a.label, let second = b.label else { return true }
            let halves =
                isAlong && !a.isUpward ? (first.width + second.width) / 2 : (first.height + second.height) / 2
            return b.position - a.position >= halves + (a.isUpward ? 1 : gap)
        }
    }

    /// Drops the labels of all but every nth tick, with the least n that keeps the rest apart.
    private func thinned(_ ticks: [AxisLayout.Tick]) -> [AxisLayout.Tick] {
        let labelled = ticks.indices.filter { ticks[$0].label != nil }
        for every in 1...max(labelled.count, 1) {
            let kept = Set(labelled.enumerated().filter { $0.offset % every == 0 }.map(\.element))
            let result = ticks.enumerated().map { index, tick in
                kept.contains(index)
                    ? tick
                    : AxisLayout.Tick(
                        position: tick.position, label: nil, isUpward: tick.isUpward, isMajor: tick.isMajor)
            }
            if keepApart(result.filter { $0.label != nil }) { return result }
        }
        return ticks
    }

    /// Names of categories: on one line, wrapped, upward, or every nth upward.
    private func bands(_ names: [String]) -> [AxisLayout.Tick] {
        let step = length / Double(max(names.count, 1))
        func ticks(maximumWidth: Double, isUpward: Bool) -> [AxisLayout.Tick] {
            let ticks = names.map { name in
                let fraction = scale.fraction(of: .name(name)) ?? 0
                // An upward name stays on one line: its spaces become ones that do not break.
                let name = isUpward ? String(name.map { $0 == " " ? "\u{A0}" : $0 }) : name
                return AxisLayout.Tick(
                    position: length * (axis.isReversed ? 1 - fraction : fraction),
                    label: block(name, maximumWidth: maximumWidth), isUpward: isUpward, isMajor: true)
            }
            return ticks.sorted { $0.position < $1.position }
        }
        let single = ticks(maximumWidth: .infinity, isUpward: false)
        if keepApart(single) { return single }
        guard side == .bottom else { return thinned(single) }
        if names.contains(where: { $0.contains(" ") }) {
            let width = step - style.tickLabelGap
            let wrapped = ticks(maximumWidth: width, isUpward: false)
            let isWhole = wrapped.allSatisfy { tick in
                tick.label?.lines.allSatisfy { !$0.string.hasSuffix("…") } ?? true
            }
            if isWhole && keepApart(wrapped) { return wrapped }
        }
        // Numbers are better left out than turned.
        if names.allSatisfy({ Double($0) != nil }) { return thinned(single) }
        return thinned(ticks(maximumWidth: 80, isUpward: true))
    }
}
