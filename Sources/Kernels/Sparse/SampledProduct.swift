import CVectorWidth

/// The entries of a pattern as `multiplySampled` goes through them, and room for its sums.
public final class SampledEntries {
    let pattern: SparseBlocks
    let depth: Int
    /// One sum that is zero, and room for sixteen that are joined.
    let zero: UnsafeMutablePointer<Float>
    /// Sums whose lanes are not joined yet: those of some rows, or of a whole block between two panels.
    let sums: UnsafeMutablePointer<Float>
    /// The number of sums joined at a time, while they are in the L1 cache.
    static let group = 128

    /// - Parameters:
    ///   - pattern: the entries.
    ///   - depth: N, the number of terms of each sum.
    public init(_ pattern: SparseBlocks, depth: Int) {
        require(depth > 0, "a sampled product of depth \(depth)")
        self.pattern = pattern
        self.depth = depth
        let isOnePanel = depth <= laneCount * SparseBlocks.mostVectors
        let kept = isOnePanel ? min(pattern.largestBlock, Self.group + SparseBlocks.mostColumns) : pattern.largestBlock
        // Lanes are joined sixteen sums at a time.
        zero = SparseBlocks.allocate(vectors: 2 + kept + laneCount)
        sums = zero + 2 * laneCount
    }

    deinit { zero.deallocate() }
}

/// Sampled dense-dense matrix product (SDDMM), some entries of a product with a transposed right operand:
/// `output[e] = Σₙ left[i, n] · right[k, n]` for the entries e = (i, k) of a pattern, shapes (M, N), (K, N) → (E).
///
/// Each sum has 16 lanes: lane l is one chain of fused multiply-adds over n = l, l + 16, l + 32, … in this order. Then lanes
/// 8 apart are added, those 4, 2 and 1 apart. The order depends on N alone. It is not that of the dense product.
///
/// - Parameter entries: the pattern, and memory to work in: one caller at a time. Rows of both operands are readable up to whole
///   vectors.
public func multiplySampled(
    _ left: UnsafePointer<Float>, leftRowStride: Int, _ right: UnsafePointer<Float>, rightRowStride: Int,
    _ entries: SampledEntries, into output: UnsafeMutablePointer<Float>
) {
    let (pattern, depth) = (entries.pattern, entries.depth)
    require(
        pattern.rows < 2 || leftRowStride >= paddedCount(depth), "left rows of depth \(depth), \(leftRowStride) floats apart")
    require(
        pattern.columns < 2 || rightRowStride >= paddedCount(depth),
        "right rows of depth \(depth), \(rightRowStride) floats apart")
    let vectors = paddedCount(depth) / laneCount
    for block in 0..<pattern.blocks {
        forEachPanel(vectors: vectors, most: SparseBlocks.mostVectors) { vector, count in
            let first = laneCount &* vector
            let part = SampledPart(
                entries: entries, block: block, left: left + first, leftRowStride: leftRowStride,
                width: min(laneCount &* count, depth &- first), isFirst: vector == 0, isLast: vector &+ count == vectors,
                output: output)
            pattern.copyRows(of: block, right + first, rowStride: rightRowStride, vectors: count, width: part.width)
            switch count {
            case 1: part.add(Columns1.self)
            case 2: part.add(Columns2.self)
            case 3: part.add(Columns3.self)
            case 4: part.add(Columns4.self)
            case 5: part.add(Columns5.self)
            case 6: part.add(Columns6.self)
            case 7: part.add(Columns7.self)
            default: part.add(Columns8.self)
            }
        }
    }
}

/// What a panel of n adds to the sums of a block.
private struct SampledPart {
    let entries: SampledEntries
    let block: Int
    let left: UnsafePointer<Float>
    let leftRowStride: Int
    /// The number of n, up to whole vectors.
    let width: Int
    let isFirst: Bool
    let isLast: Bool
    let output: UnsafeMutablePointer<Float>

    /// A row of the left operand stays in registers while its entries pass by.
    @inline(__always)
    func add<Columns: TileColumns>(_ type: Columns.Type) {
        let pattern = entries.pattern
        let (starts, offsets) = (pattern.starts.pointer + block &* pattern.rows, pattern.offsets.pointer)
        let copy = UnsafePointer(pattern.copy)
        let isThere = SIMDMask<SIMD16<Int32>>.first(width &- laneCount &* (Columns.vectors &- 1))
        var entry = Int(starts[0])
        var (unfinished, place) = (entry, entries.sums)
        // The sums of the panel before are where the new ones go; before the first panel one zero is there for all.
        var (before, step) = isFirst ? (entries.zero, 0) : (entries.sums, laneCount)
        for row in 0..<pattern.rows {
            let end = Int(starts[row &+ 1])
            let factors = Columns(loading: left + row &* leftRowStride).keepingInLast(isThere)
            while entry < end {
                place.store(factors.addingProducts(to: before.vector(), copy + Int(offsets[entry])))
                place += laneCount
                before += step
                entry &+= 1
            }
            if isLast && (entry &- unfinished >= SampledEntries.group || row == pattern.rows &- 1) {
                let count = entry &- unfinished
                entries.finish(place - laneCount &* count, from: unfinished, count: count, into: output)
                unfinished = entry
                if isFirst { place = entries.sums }
            }
        }
    }
}

extension SampledEntries {
    /// Joins the lanes of sums and puts each where its entry belongs, small ones as zero.
    @inline(never)
    fileprivate func finish(_ sums: UnsafePointer<Float>, from first: Int, count: Int, into output: UnsafeMutablePointer<Float>) {
        let positions = pattern.positions.pointer + first
        var number = 0
        while number < count {
            let joined = zero + laneCount
            joined.store(joinedLanes(sums + laneCount &* number).flushed)
            for lane in 0..<min(laneCount, count &- number) { output[Int(positions[number &+ lane])] = joined[lane] }
            number &+= laneCount
        }
    }
}

/// The sum of each of sixteen vectors' lanes: those 8 apart, then 4, 2 and 1 apart. Two vectors become one in each step.
@inline(__always)
private func joinedLanes(_ vectors: UnsafePointer<Float>) -> Vector {
    @inline(__always) func eight(_ n: Int) -> Vector {
        fold_eight(vectors.vector(at: laneCount &* n), vectors.vector(at: laneCount &* (n &+ 8)))
    }
    @inline(__always) func four(_ n: Int) -> Vector { fold_four(eight(n), eight(n &+ 4)) }
    @inline(__always) func two(_ n: Int) -> Vector { fold_two(four(n), four(n &+ 2)) }
    return fold_one(two(0), two(1))
}
