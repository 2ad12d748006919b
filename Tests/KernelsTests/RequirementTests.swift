import Kernels
import Testing

#if compiler(>=6.2)  // Exit tests are as old.
    /// In release builds the kernels are compiled with -Ounchecked; these checks must be there all the same.
    @Suite("Kernels stop where a caller breaks their rules")
    struct RequirementTests {
        private static func stops(
            _ result: ExitTest.Result?, saying message: String, sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
            #expect(text.contains(message), "\(text)", sourceLocation: sourceLocation)
        }

        @Test("Scratch memory for fewer sums of tanh")
        func tanhScratch() async throws {
            let moments = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let floats = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096)
                floats.initialize(repeating: 0)
                let pointer = floats.baseAddress!
                let terms = (0..<17).map { _ in TanhTerm(derivative: 0, factors: pointer, output: pointer) }
                let scratch = UnsafeMutableBufferPointer(start: pointer, count: tanhSumScratch(terms: 16))
                terms.withUnsafeBufferPointer {
                    sumTanhMoments(pointer, count: 16, weights: [1], biases: [0], units: 0..<1, terms: $0, scratch: scratch)
                }
            }
            try Self.stops(moments, saying: "17 sums of tanh in a scratch memory of 1280 floats, not 1296")
            let derivative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 16)
                _ = TanhTerm(derivative: highestTanhDerivative + 1, factors: pointer, output: pointer)
            }
            try Self.stops(derivative, saying: "derivative 4 of tanh")
        }

        @Test("Floats that are no whole vectors")
        func wholeVectors() async throws {
            let function = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 32)
                Elementary.exp(pointer, into: pointer, count: 17)
            }
            try Self.stops(function, saying: "17 floats are no whole vectors")
            let chain = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ElementwiseProgram(
                    accesses: [.contiguous], outputs: 1, temporaries: 0, steps: [.init(.copy, into: 1, 0)], rows: 2, rowStride: 20)
            }
            try Self.stops(chain, saying: "2 rows, 20 floats apart")
        }

        @Test("Elementwise steps and tables")
        func elementwise() async throws {
            let operand = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ElementwiseProgram(
                    accesses: [.contiguous], outputs: 1, temporaries: 0, steps: [.init(.add, into: 1, 0, 2)], rows: 1, rowStride: 16)
            }
            try Self.stops(operand, saying: "add from slots 0, 2, 0 into 1 of 2")
            let destination = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ElementwiseProgram(
                    accesses: [.contiguous], outputs: 1, temporaries: 0, steps: [.init(.copy, into: 0, 0)], rows: 1, rowStride: 16)
            }
            try Self.stops(destination, saying: "copy from slots 0, 0, 0 into 0 of 2")
            let table = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ElementwiseProgram(
                    accesses: [.rows(OffsetTable([0, 16]))], outputs: 1, temporaries: 0, steps: [.init(.copy, into: 1, 0)],
                    rows: 3, rowStride: 16)
            }
            try Self.stops(table, saying: "2 offsets for 3 rows")
        }

        @Test("Offsets beyond 32 bits")
        func offsets() async throws {
            let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = OffsetTable([0, 1 << 31])
            }
            try Self.stops(result, saying: "an offset of 2147483648 floats is beyond 32 bits")
        }

        @Test("Rows that overlap")
        func rows() async throws {
            let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 64)
                _ = ProductOutput(pointer, rowStride: 16, rows: 2, columns: 17)
            }
            try Self.stops(output, saying: "rows of 17 columns, 16 floats apart")
            let transposed = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 64)
                transpose(
                    pointer, rowOffsets: OffsetTable([0, 16]).pointer, rows: 2, columns: 2, into: pointer, outputRowStride: 2)
            }
            try Self.stops(transposed, saying: "rows of 2 columns, 2 floats apart")
            let reduced = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 64)
                reduceRows(
                    .sum, pointer, rowOffsets: OffsetTable([]).pointer, terms: 0, outputRows: 1, columns: 16, into: pointer,
                    outputRowStride: 16)
            }
            try Self.stops(reduced, saying: "1 rows of 16 joined from 0 each")
        }

        @Test("Patterns that do not fit")
        func patterns() async throws {
            let starts = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = SparseBlocks(rowStarts: [0, 1, 3], columnIndices: [0, 1], columns: 5)
            }
            try Self.stops(starts, saying: "2 entries in rows that start at [0, 1, 3]")
            let order = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = SparseBlocks(rowStarts: [0, 2], columnIndices: [100, 1], columns: 101)
            }
            try Self.stops(order, saying: "columns that do not ascend in row 0")
            let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let sparse = SparseBlocks(rowStarts: [0, 1, 1], columnIndices: [0], columns: 1)
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 64)
                multiplySparse(
                    pointer, sparse, pointer, rightRowStride: 16, into: ProductOutput(pointer, rowStride: 16, rows: 1, columns: 16))
            }
            try Self.stops(rows, saying: "1 rows for 2 of the sparse matrix")
            let right = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let sparse = SparseBlocks(rowStarts: [0, 1], columnIndices: [0], columns: 2)
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 64)
                multiplySparse(
                    pointer, sparse, pointer, rightRowStride: 20, into: ProductOutput(pointer, rowStride: 32, rows: 1, columns: 20))
            }
            try Self.stops(right, saying: "right rows of 20 columns, 20 floats apart")
            let columns = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = SparseBlocks(rowStarts: [0, 2], columnIndices: [0, 5], columns: 5)
            }
            try Self.stops(columns, saying: "an entry outside of 5 columns")
            let positions = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = SparseBlocks(rowStarts: [0, 2], columnIndices: [0, 4], columns: 5, positions: [1, 2])
            }
            try Self.stops(positions, saying: "2 positions for 2 entries")
            let depth = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let blocks = SparseBlocks(rowStarts: [0, 2], columnIndices: [0, 4], columns: 5)
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: 512)
                multiplySampled(
                    pointer, leftRowStride: 20, pointer, rightRowStride: 20, SampledEntries(blocks, depth: 20), into: pointer)
            }
            try Self.stops(depth, saying: "right rows of depth 20, 20 floats apart")
        }
    }
#endif
