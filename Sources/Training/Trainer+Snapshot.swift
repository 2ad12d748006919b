import RandomGenerators

extension Trainer {
    /// Everything needed to resume later: the step count, parameters, optimizer state, running statistics and the random stream.
    public struct Snapshot: Codable, Hashable, Sendable {
        /// The number of steps taken.
        public let stepCount: Int
        /// The bits of all state, parameter by parameter; of a NaN, whose sign depends on the processor, those of `Float.nan`.
        let bits: [UInt32]
        /// The state of the stream of masks and transformations; nil for a training without.
        let stream: [UInt32]?
    }

    /// The state now.
    public var snapshot: Snapshot {
        Snapshot(
            stepCount: stepCount, bits: state.flatMap { $0.values.map { ($0.isNaN ? Float.nan : $0).bitPattern } },
            stream: generator?.state)
    }

    /// Goes on from a snapshot of a trainer with the same arguments, bit for bit; also from one with fewer steps.
    ///
    /// - Returns: false, changing nothing, where the snapshot belongs to another model or optimizer or to no training.
    public func restore(_ snapshot: Snapshot) -> Bool {
        let stream = snapshot.stream.flatMap(TorchGenerator.init(state:))
        guard snapshot.stepCount >= 0, snapshot.bits.count == state.reduce(0, { $0 + $1.shape.count }),
            (snapshot.stream == nil) == (generator == nil), (snapshot.stream == nil) == (stream == nil)
        else { return false }
        var start = 0
        for buffer in state {
            let end = start + buffer.shape.count
            buffer.values = snapshot.bits[start..<end].map(Float.init(bitPattern:))
            start = end
        }
        generator = stream
        stepCount = snapshot.stepCount
        return true
    }
}
