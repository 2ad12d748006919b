/// What can go wrong while drawing or reading a picture; each description is one line.
public enum PlottingError: Error, CustomStringConvertible, Equatable {
    case fontMissing(file: String, searched: [String])
    case fontUnreadable(path: String)
    case tooSmall(panel: String, missing: String)
    case crowded(label: String)
    case mixedValues(axis: String, name: String)
    case domain(axis: String, ClosedRange<Double>)
    /// A table that cannot be drawn, and why.
    case table(String)
    case library(operation: String, reason: String)
    case unwritable(path: String, reason: String)
    case unreadable(path: String, reason: String)
    case damaged(path: String, offset: Int?, expectation: String)

    public var description: String {
        switch self {
        case .fontMissing(let file, let searched):
            "font \(file) not found in \(searched.joined(separator: ", ")): install the package fonts-dejavu-core "
                + "or set \(Typeface.directoryVariable) to the folder that holds it"
        case .fontUnreadable(let path):
            "\(path) is not a font that FreeType can read: install the package fonts-dejavu-core again"
        case .tooSmall(let panel, let missing):
            "figure too small: \(panel) has no room left for its plot (\(missing)): enlarge the figure or shorten labels"
        case .crowded(let label):
            "no free position for the label \"\(label)\" inside its plot: enlarge the figure or shorten the label"
        case .mixedValues(let axis, let name):
            "\(axis) has the name \"\(name)\" on a numeric scale: use Axis.band for names"
        case .domain(let axis, let domain):
            "\(axis) is to go from \(domain.lowerBound) to \(domain.upperBound): expected numbers of at most \(Value.largest) in magnitude"
        case .table(let reason): reason
        case .library(let operation, let reason): "\(operation) failed: \(reason)"
        case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .damaged(let path, let offset, let expectation):
            "\(path) is not a valid PNG file\(offset.map { " (at byte \($0))" } ?? ""): \(expectation)"
        }
    }
}
