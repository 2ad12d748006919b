import Kernels
import Threading

/// Elements without the padding of rows, in whole vectors; zeros after the last.
private final class PackedElements {
    let shape: Shape
    let count: Int
    let pointer: UnsafeMutablePointer<Float>

    init(_ shape: Shape) {
        self.shape = shape
        count = paddedCount(shape.count)
        pointer = allocateFloats(count + laneCount)
    }

    deinit { pointer.deallocate() }

    func pack(_ source: UnsafePointer<Float>) {
        for row in 0..<shape.rows {
            (pointer + row &* shape.columns).update(from: source + row &* shape.rowStride, count: shape.columns)
        }
    }

    func unpack(into destination: UnsafeMutablePointer<Float>) {
        for row in 0..<shape.rows {
            (destination + row &* shape.rowStride).update(
                from: pointer + row &* shape.columns, count: shape.columns)
        }
    }
}

/// Several mixtures or several moments of the same x, weights and biases, which share their values of tanh.
///
/// Threads divide the outputs among them (elements of x for mixtures, units for moments), never a sum.
final class TanhInstruction: Instruction {
    /// One of the nodes: of a mixture `factors` are the amplitudes, of moments the factor of each x.
    struct Term {
        let derivative: Int
        let factors: TensorLocation
        let output: TensorLocation
    }

    override var kind: String { "sums of tanh" }
    private let x: TensorLocation
    private let weights: TensorLocation
    private let biases: TensorLocation
    private let terms: [Term]
    private let isMixture: Bool
    private let packedX: PackedElements
    /// What is there once per x for each term: the output of a mixture, the factors of moments.
    private let packed: [PackedElements]
    private let kernelTerms: UnsafeMutableBufferPointer<TanhTerm>
    private var scratch: [UnsafeMutableBufferPointer<Float>] = []

    init(isMixture: Bool, x: TensorLocation, weights: TensorLocation, biases: TensorLocation, terms: [Term]) {
        self.isMixture = isMixture
        self.x = x
        self.weights = weights
        self.biases = biases
        self.terms = terms
        packedX = PackedElements(x.shape)
        packed = terms.map { _ in PackedElements(x.shape) }
        kernelTerms = .allocate(capacity: terms.count)
    }

    deinit {
        kernelTerms.deallocate()
        for memory in scratch { memory.deallocate() }
    }

    override func run(_ memory: Memory) {
        while scratch.count < memory.threads {
            let count = tanhSumScratch(terms: terms.count)
            scratch.append(UnsafeMutableBufferPointer(start: allocateFloats(count), count: count))
        }
        packedX.pack(memory[x.location])
        for index in terms.indices {
            let (factors, output) = (memory[terms[index].factors.location], memory[terms[index].output.location])
            if !isMixture { packed[index].pack(factors) }
            (kernelTerms.baseAddress! + index).initialize(
                to: TanhTerm(
                    derivative: terms[index].derivative,
                    factors: isMixture ? factors : packed[index].pointer,
                    output: isMixture ? packed[index].pointer : output))
        }
        let shares = memory.threads
        if shares == 1 {
            runShare(0, of: 1, memory)
        } else {
            // Shares write to different outputs and read what nobody writes meanwhile.
            nonisolated(unsafe) let (this, memory) = (self, memory)
            ParallelLoop.run(shares, threads: shares) { this.runShare($0, of: shares, memory) }
        }
        if isMixture {
            for index in terms.indices { packed[index].unpack(into: memory[terms[index].output.location]) }
        }
    }

    private func runShare(_ share: Int, of shares: Int, _ memory: Memory) {
        let (w, b) = (memory[weights.location], memory[biases.location])
        let units = weights.shape.count
        if isMixture {
            let vectors = packedX.count / laneCount
            let start = vectors * share / shares * laneCount
            let end = vectors * (share + 1) / shares * laneCount
            let own = kernelTerms.map { $0.advanced(by: start) }
            own.withUnsafeBufferPointer {
                mixTanh(
                    packedX.pointer + start, count: end - start, weights: w, biases: b, units: units,
                    terms: $0, scratch: scratch[share])
            }
        } else {
            sumTanhMoments(
                packedX.pointer, count: packedX.count, weights: w, biases: b,
                units: units * share / shares..<units * (share + 1) / shares,
                terms: UnsafeBufferPointer(kernelTerms), scratch: scratch[share])
        }
    }
}
