import RandomGenerators

/// In which order a training loop visits the examples.
public enum BatchOrder: Sendable {
    /// In order, over and over: batch t begins at t · size mod count, as in the authors' loop. The last batch
    /// of a round is smaller where the size does not divide the count.
    case inOrder
    /// In an order drawn anew for each epoch from this stream, one `randperm` per epoch.
    case shuffledEachEpoch(TorchGenerator)
}
