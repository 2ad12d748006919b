/// Which layer normalizes what another layer gives.
public enum NormalizationLayer: String, Codable, CaseIterable, Sendable {
    case none
    /// ``BatchNormalization``.
    case batch
    /// ``LayerNormalization``.
    case layer

    /// What begins the names of such layers.
    var abbreviation: String { self == .batch ? "bn" : "ln" }

    /// The layer for (C, N) or (C, positions…, N); an empty list for none.
    func layers(_ name: String, channels: Int) -> [any Model] {
        switch self {
        case .none: []
        case .batch: [BatchNormalization(name, channels: channels)]
        case .layer: [LayerNormalization(name, size: channels)]
        }
    }
}
