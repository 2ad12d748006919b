import CVectorWidth

/// Sampled dense-dense matrix product (SDDMM), some entries of a product with a transposed right operand: `output[e] = Σₙ left[i, n] · right[k, n]` for the
/// entries e = (i, k) of a pattern, shapes (M, N), (K, N) → (E).
///
/// Each sum is one chain of fused multiply-adds with n ascending: the bits of the dense product. Eight entries of a row
/// are computed side by side; their rows of the right operand are transposed in registers, from a copy in which what is
/// needed at a time lies close together.
///
/// - Parameter entries: the pattern, and memory to work in: one caller at a time. Rows of `right` are readable up to whole
///   vectors.
public func multiplySampled(
    _ left: UnsafePointer<Float>, leftRowStride: Int, _ right: UnsafePointer<Float>, rightRowStride: Int,
    depth: Int, _ entries: SampledEntries, into output: UnsafeMutablePointer<Float>
) {
    require(depth > 0, "a sampled product of depth \(depth)")
    require(
        entries.rows < 2 || leftRowStride >= depth, "left rows of depth \(depth), \(leftRowStride) floats apart")
    require(
        entries.columns < 2 || rightRowStride >= paddedCount(depth),
        "right rows of depth \(depth), \(rightRowStride) floats apart")
    let slab = SampledEntries.slab
    let vectors = (depth &+ slab &- 1) / slab
    var vector = 0
    while vector < vectors {
        let count = min(SampledEntries.slabs, vectors &- vector)
        copySlabs(right + slab &* vector, rightRowStride, count, entries)
        for number in 0..<count {
            let start = slab &* (vector &+ number)
            addSlab(
                left + start, leftRowStride, entries.copies + number &* entries.columns &* slab, entries,
                count: min(slab, depth &- start), isFirst: start == 0)
        }
        vector &+= count
    }
    compact(entries, into: output)
}

private func copySlabs(_ right: UnsafePointer<Float>, _ rowStride: Int, _ count: Int, _ entries: SampledEntries) {
    let size = entries.columns &* SampledEntries.slab
    for k in 0..<entries.columns {
        let (source, target) = (right + k &* rowStride, entries.copies + k &* SampledEntries.slab)
        for number in 0..<count { target.store(source.vector(at: number &* SampledEntries.slab), at: number &* size) }
    }
}

/// Stores finished sums, small ones as zero, and leaves out the lanes that fill up rows.
private func compact(_ entries: SampledEntries, into output: UnsafeMutablePointer<Float>) {
    let (starts, lanes) = (entries.entryStarts.pointer, entries.laneStarts.pointer)
    entries.sums.flush(count: entries.offsets.count)
    for row in 0..<entries.rows {
        let start = Int(starts[row])
        let (sums, count) = (entries.sums + Int(lanes[row]), Int(starts[row &+ 1]) &- start)
        if let positions = entries.positions?.pointer {
            for number in 0..<count { output[Int(positions[start &+ number])] = sums[number] }
        } else {
            (output + start).update(from: sums, count: count)
        }
    }
}

/// One slab's part of all sums.
private func addSlab(
    _ left: UnsafePointer<Float>, _ leftRowStride: Int, _ slab: UnsafePointer<Float>, _ entries: SampledEntries,
    count: Int, isFirst: Bool
) {
    let lanes = entries.laneStarts.pointer
    for row in 0..<entries.rows {
        let part = RowPart(
            factors: left + row &* leftRowStride, slab: slab, sums: entries.sums, offsets: entries.offsets.pointer,
            count: count, isFirst: isFirst)
        let end = Int(lanes[row &+ 1])
        let lane = part.add(EntrySums16.self, from: Int(lanes[row]), to: end)
        _ = part.add(EntrySums8.self, from: lane, to: end)
    }
}

/// What a slab adds to the entries of a row.
private struct RowPart {
    let factors: UnsafePointer<Float>
    let slab: UnsafePointer<Float>
    let sums: UnsafeMutablePointer<Float>
    let offsets: UnsafePointer<Int32>
    let count: Int
    let isFirst: Bool

    /// Goes through whole groups of lanes of this size, and gives the first lane that is left.
    @inline(__always)
    func add<Sums: EntrySums>(_ type: Sums.Type, from first: Int, to end: Int) -> Int {
        var lane = first
        while lane &+ Sums.lanes <= end {
            var group = Sums(sums + lane, slab, offsets + lane, isFirst: isFirst)
            if count == SampledEntries.slab {
                group.add(0, factors)
                group.add(4, factors)
                group.add(8, factors)
                group.add(12, factors)
            } else {
                for n in stride(from: 0, to: count, by: 4) { group.add(n, factors, count: count &- n) }
            }
            group.store(to: sums + lane)
            lane &+= Sums.lanes
        }
        return lane
    }
}

/// The sums of some entries of a row. More of them share the loads of what multiplies them.
private protocol EntrySums {
    static var lanes: Int { get }
    init(
        _ sums: UnsafePointer<Float>, _ slab: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>, isFirst: Bool)
    /// Adds the products with n, n + 1, n + 2 and n + 3, or the first `count` of them, one after the other.
    mutating func add(_ n: Int, _ factors: UnsafePointer<Float>, count: Int)
    func store(to sums: UnsafeMutablePointer<Float>)
}

extension EntrySums {
    @inline(__always)
    mutating func add(_ n: Int, _ factors: UnsafePointer<Float>) { add(n, factors, count: 4) }
}

private struct EntrySumsTwice<Half: EntrySums>: EntrySums {
    private var first, second: Half
    @inline(__always) static var lanes: Int { 2 &* Half.lanes }

    @inline(__always)
    init(_ sums: UnsafePointer<Float>, _ slab: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>, isFirst: Bool) {
        first = Half(sums, slab, offsets, isFirst: isFirst)
        second = Half(sums + Half.lanes, slab, offsets + Half.lanes, isFirst: isFirst)
    }

    @inline(__always)
    mutating func add(_ n: Int, _ factors: UnsafePointer<Float>, count: Int) {
        first.add(n, factors, count: count)
        second.add(n, factors, count: count)
    }

    @inline(__always)
    func store(to sums: UnsafeMutablePointer<Float>) {
        first.store(to: sums)
        second.store(to: sums + Half.lanes)
    }
}

private typealias EntrySums16 = EntrySumsTwice<EntrySums8>

private typealias Group = SIMD8<Float>

/// The sums of eight entries of a row, and the rows of the right operand that they multiply.
private struct EntrySums8: EntrySums {
    private var sums: Group
    private let rows: EightRows
    @inline(__always) static var lanes: Int { SampledEntries.group }

    @inline(__always)
    init(_ sums: UnsafePointer<Float>, _ slab: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>, isFirst: Bool) {
        self.sums = isFirst ? Group() : UnsafeRawPointer(sums).loadUnaligned(as: Group.self)
        rows = EightRows(
            slab + Int(offsets[0]), slab + Int(offsets[1]), slab + Int(offsets[2]), slab + Int(offsets[3]),
            slab + Int(offsets[4]), slab + Int(offsets[5]), slab + Int(offsets[6]), slab + Int(offsets[7]))
    }

    @inline(__always)
    func store(to destination: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(destination).storeBytes(of: sums, as: Group.self)
    }

    @inline(__always)
    mutating func add(_ n: Int, _ factors: UnsafePointer<Float>, count: Int) {
        let (t0, t1, t2, t3) = rows.columns(from: n)
        sums = sums.addingProduct(Group(repeating: factors[n]), t0)
        if count > 1 { sums = sums.addingProduct(Group(repeating: factors[n &+ 1]), t1) }
        if count > 2 { sums = sums.addingProduct(Group(repeating: factors[n &+ 2]), t2) }
        if count > 3 { sums = sums.addingProduct(Group(repeating: factors[n &+ 3]), t3) }
    }
}
