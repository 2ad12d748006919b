import RandomGenerators

/// What a pruning round ranks the weights and biases of a layer by.
public enum Pruning: String, Codable, CaseIterable, Sendable {
    /// The absolute value after training; masked ones count as zero, so that they stay masked.
    case magnitude
    /// A number drawn anew each round: a random ticket.
    case random

    /// For each layer the score of each weight, then bias.
    ///
    /// - Parameters:
    ///   - trained: the values after training, zero where masked.
    ///   - generator: the stream that random scores are drawn from, one `rand` each, layer by layer.
    public func scores(_ trained: [[Float]], generator: inout TorchGenerator) -> [[Float]] {
        switch self {
        case .magnitude: trained.map { $0.map(\.magnitude) }
        case .random: trained.map { generator.rand($0.count) }
        }
    }
}

/// Which numbers of a layer stay when the `Int(sparsity · count)` with the lowest scores are dropped.
///
/// Among equal scores those that come first are dropped. NaN, of a training that diverged, counts as lowest.
///
/// - Parameter sparsity: 0...1.
public func pruningMask(scores: [Float], sparsity: Double) -> [Bool] {
    precondition((0...1).contains(sparsity), "sparsity must be in 0...1, not \(sparsity)")
    func key(_ index: Int) -> Float { scores[index].isNaN ? -.infinity : scores[index] }
    let order = scores.indices.sorted { (key($0), $0) < (key($1), $1) }
    var mask = [Bool](repeating: true, count: scores.count)
    for index in order.prefix(Int(sparsity * Double(scores.count))) { mask[index] = false }
    return mask
}
