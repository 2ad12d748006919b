/// The order in which a classifier sees a signal's 40 positions.
enum Arrangement: Codable, Hashable, Sendable {
    case original
    /// All signals in one order, drawn at random: `numpy.random.seed(seed); permutation(40)`.
    case shuffled(seed: UInt32)
    /// The order that the dataset's generator draws with `shuffle_sequence`, after all else.
    case shuffledByDataset

    /// What the shuffled arrangements have in common.
    enum Kind: String, Codable, Sendable, CaseIterable { case original, shuffled }

    var kind: Kind { self == .original ? .original : .shuffled }

    /// Of the order; nil for original signals.
    var seed: UInt32? { if case .shuffled(let seed) = self { seed } else { nil } }
}
