import RandomGenerators

/// In which order a training loop visits the examples.
public enum BatchOrder: Sendable {
    /// In order, over and over: batch t begins at t · size mod count, as in the authors' loop. The last batch
    /// of a round is smaller where the size does not divide the count.
    case inOrder
    /// In an order drawn anew for each epoch from this stream, one `randperm` per epoch.
    case shuffledEachEpoch(TorchGenerator)

    /// Whether some batch has one example alone, which batch normalization of (C, N) cannot train on.
    public func hasBatchOfOne(count: Int, batchSize: Int) -> Bool {
        if batchSize == 1 || count == 1 { return true }
        if case .inOrder = self { return greatestCommonDivisor(count, batchSize) == 1 }
        return count % batchSize == 1
    }
}

/// In order, batches begin at each multiple of that of their size and the number of examples.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
