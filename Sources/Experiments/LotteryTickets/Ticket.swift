import Training

/// Which network is trained.
enum Ticket: String, Codable, CaseIterable {
    case dense, lottery, random

    /// The search whose masks it has.
    var pruning: Pruning { self == .random ? .random : .magnitude }
}

/// What is changed before a network is trained again.
enum Ablation: String, Codable, CaseIterable {
    case none, reversed, permuted, chunks, newWeights
}
