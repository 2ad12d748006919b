/// The text of an SVG path (SVG 2, section 9): relative steps in hundredths of a point.
///
/// The first `m` is absolute by the standard, and pairs that follow it are relative lines all the same (those after an `M`
/// would be absolute). Steps lead from one rounded position to the next, so rounding errors do not add up.
///
/// What there is much of is rounded to tenths, a thirtieth of a millimetre: dots, and shapes of many points. A page that
/// holds all figures loses a tenth of its size by it.
struct SVGPath {
    /// Shapes of more elements have their points in tenths.
    static let mostFineElements = 24

    private(set) var text = ""
    /// The current point and where its subpath began, in hundredths.
    private var x = 0, y = 0
    private var startX = 0, startY = 0
    /// The command that a further pair of numbers would continue.
    private var command: Character?
    /// Whether the last number has a decimal point: another point then begins the next number without a space.
    private var endsInFraction = false
    /// What positions are rounded to, in hundredths.
    private var grain = 1

    var isEmpty: Bool { text.isEmpty }

    init(_ path: Path = Path()) { append(path) }

    mutating func append(_ path: Path) {
        append(path, grain: path.elements.count > Self.mostFineElements ? 10 : 1)
    }

    private mutating func append(_ path: Path, grain: Int) {
        self.grain = grain
        for element in path.elements {
            switch element {
            case .move(let p):
                write("m", [p])
                (startX, startY) = (x, y)
                // Further pairs after a move are lines.
                command = "l"
            case .line(let p): line(to: p)
            case .curve(let a, let b, let c): write("c", [a, b, c])
            case .close:
                text += "z"
                (x, y) = (startX, startY)
                command = nil
            }
        }
    }

    /// A line of no length: a dot, where lines have round ends.
    mutating func append(dotAt point: Point) {
        append(Path([.move(point)]), grain: 10)
        text += "h0"
        command = nil
    }

    private mutating func line(to point: Point) {
        let (newX, newY) = (hundredths(point.x), hundredths(point.y))
        switch (newX == x, newY == y) {
        case (true, true): return
        case (false, true): single("h", newX - x)
        case (true, false): single("v", newY - y)
        case (false, false): write("l", [point])
        }
        (x, y) = (newX, newY)
    }

    private mutating func single(_ letter: Character, _ step: Int) {
        text.append(letter)
        text += Self.number(step)
        command = nil
    }

    private mutating func write(_ letter: Character, _ points: [Point]) {
        var needsSpace = command == letter
        if !needsSpace {
            text.append(letter)
            endsInFraction = false
        }
        var (newX, newY) = (x, y)
        for point in points {
            (newX, newY) = (hundredths(point.x), hundredths(point.y))
            for step in [newX - x, newY - y] {
                let number = Self.number(step)
                if needsSpace && !number.hasPrefix("-") && !(endsInFraction && number.hasPrefix(".")) { text += " " }
                text += number
                needsSpace = true
                endsInFraction = number.contains(".")
            }
        }
        (x, y) = (newX, newY)
        command = letter
    }

    private func hundredths(_ value: Double) -> Int {
        value.isNaN ? 0 : Int((min(max(value, -1e9), 1e9) * 100 / Double(grain)).rounded()) * grain
    }

    /// Hundredths as a decimal without needless zeros: 1.5, -.25, 3.
    static func number(_ hundredths: Int) -> String {
        let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        guard part > 0 else { return sign + String(whole) }
        let digits = part % 10 == 0 ? String(part / 10) : (part < 10 ? "0" : "") + String(part)
        return sign + (whole == 0 ? "" : String(whole)) + "." + digits
    }
}
