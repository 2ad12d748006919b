extension Program {
    /// Inputs of a program and the buffers to read them from, worked out beforehand: for loops that bind the same buffers
    /// again and again.
    public final class Bindings {
        fileprivate let bases: [Int]
        fileprivate let pointers: [UnsafeMutablePointer<Float>]
        private let buffers: [TensorBuffer]

        fileprivate init(_ bound: [(base: Int, buffer: TensorBuffer)]) {
            bases = bound.map(\.base)
            pointers = bound.map(\.buffer.pointer)
            buffers = bound.map(\.buffer)
        }
    }

    /// Pairs of an input and a buffer of its shape; inputs that nothing depends on are left out.
    public func bindings(_ pairs: [(input: Tensor, buffer: TensorBuffer)]) -> Bindings {
        Bindings(
            pairs.compactMap { input, buffer in
                precondition(
                    input.shape == buffer.shape, "an input of shape \(input.shape) bound to a buffer \(buffer.shape)")
                return number(of: input).map { ($0 + 1, buffer) }
            })
    }

    /// Reads and updates all these inputs in their buffers, until they are bound again. The bindings must be of this
    /// program and outlive its runs; `buffer(_:)` does not tell of them.
    public func bind(_ bindings: Bindings) {
        for index in bindings.bases.indices { bases[bindings.bases[index]] = bindings.pointers[index] }
    }
}
