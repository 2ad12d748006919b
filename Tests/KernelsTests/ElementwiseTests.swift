import Kernels
import Testing

@Suite("Elementwise programs")
struct ElementwiseTests {
    @Test("Every operation gives the bits of its plain form", arguments: ElementwiseOperation.allCases)
    func matchesReference(operation: ElementwiseOperation) {
        // More than two blocks, so that block borders are crossed.
        let rowStride = 16 * 150
        var edges: [Float] = [0, -0.0, 1, -1, .infinity, -.infinity, .nan, 1e-40, 3e38, -3e38]
        edges += scrambled(rowStride - edges.count).map { $0 * 8 }
        let operands = [edges, Array(edges.reversed()), scrambled(rowStride, seed: 9)]
        var buffers = operands.map { values in
            let pointer = UnsafeMutablePointer<Float>.allocate(capacity: rowStride)
            pointer.initialize(from: values, count: rowStride)
            return pointer
        }
        var output = [UnsafeMutablePointer<Float>.allocate(capacity: rowStride)]
        defer { (buffers + output).forEach { $0.deallocate() } }
        let program = ElementwiseProgram(
            accesses: [.contiguous, .contiguous, .contiguous], outputs: 1, temporaries: 0,
            steps: [.init(operation, into: 3, 0, 1, 2)], rows: 1, rowStride: rowStride)
        program.run(operands: &buffers, outputs: &output)
        for i in 0..<rowStride {
            let expected = referenceElementwise(
                operation, operands[0][i], operands[1][i], operands[2][i])
            let same = output[0][i].bitPattern == expected.bitPattern || (output[0][i].isNaN && expected.isNaN)
            #expect(same, "\(operation)(\(operands[0][i]), \(operands[1][i])) = \(output[0][i]), not \(expected)")
        }
    }

    /// How the operand that is not contiguous covers the rows.
    enum Table: CaseIterable { case rows, rowScalars }

    /// Rows that are read where they are, and those that are gathered first: as the first operand of an operation that does not
    /// commute, and where another step reads them otherwise.
    @Test(
        "Operands by row give the bits of their plain form",
        arguments: ElementwiseOperation.allCases.filter { $0.operandCount == 2 }, Table.allCases)
    func operandsByRow(operation: ElementwiseOperation, table: Table) {
        // Several blocks of whole rows, and rows of several blocks.
        for (rows, rowStride) in [(75, 32), (3, 16 * 150)] {
            for (isFirst, isCopied) in [(false, false), (true, false), (false, true)] {
                let count = rows * rowStride
                let values = [scrambled(count), scrambled(count, seed: 3)]
                // Every third row is zeros; the others start anywhere.
                let offsets = (0..<rows).map { $0 % 3 == 2 ? -1 : $0 * 7 % (count - rowStride + 1) }
                var operands = values.map { values in
                    let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
                    pointer.initialize(from: values, count: count)
                    return pointer
                }
                var outputs = (0..<2).map { _ in UnsafeMutablePointer<Float>.allocate(capacity: count) }
                defer { (operands + outputs).forEach { $0.deallocate() } }
                let access = table == .rows ? ElementwiseProgram.Access.rows(OffsetTable(offsets)) : .rowScalars(OffsetTable(offsets))
                let program = ElementwiseProgram(
                    accesses: [.contiguous, access], outputs: 2, temporaries: 0,
                    steps: [
                        .init(operation, into: 2, isFirst ? 1 : 0, isFirst ? 0 : 1), .init(.negate, into: 3, isCopied ? 1 : 0),
                    ], rows: rows, rowStride: rowStride)
                program.run(operands: &operands, outputs: &outputs)
                var wrong = 0
                for row in 0..<rows {
                    for column in 0..<rowStride {
                        let i = row * rowStride + column
                        let offset = offsets[row] + (table == .rows ? column : 0)
                        let (whole, byRow) = (values[0][i], offsets[row] < 0 ? 0 : values[1][offset])
                        let expected = referenceElementwise(operation, isFirst ? byRow : whole, isFirst ? whole : byRow)
                        wrong += outputs[0][i].bitPattern == expected.bitPattern || outputs[0][i].isNaN && expected.isNaN ? 0 : 1
                        wrong += outputs[1][i].bitPattern == (-(isCopied ? byRow : whole)).bitPattern ? 0 : 1
                    }
                }
                #expect(wrong == 0, "\(rows) rows of \(rowStride), first: \(isFirst), copied: \(isCopied)")
            }
        }
    }

    /// What comes before and after the steps of an update, in their chain.
    enum Beside: CaseIterable {
        case nothing, decay, readerOfResults, readerOfValueBetween, otherOrder, vectorRate
        // Settings beyond the bounds of the one loop.
        case largeCorrection, noCorrection, negativeCorrection, tinyRate, largeRate, negativeRate
    }

    @Test("Adam's update in one loop has the bits of its steps", arguments: Beside.allCases, [false, true])
    func adamUpdate(beside: Beside, isInPlace: Bool) {
        // Slots: gradient, mean, square, parameter, six numbers; then new mean, square and parameter, one more output; temporaries.
        let (gradient, mean, square, parameter) = (0, 1, 2, 3)
        let (meanRate, squareDecay, gradientRate, correction, epsilon, stepSize) = (4, 5, 6, 7, 8, 9)
        let (newMean, newSquare, newParameter, last, first, second, third) = (10, 11, 12, 13, 14, 15, 16)
        typealias Step = ElementwiseProgram.Step
        var steps: [Step] = []
        var decayed = gradient
        if beside == .decay {
            steps += [Step(.multiply, into: first, epsilon, parameter), Step(.add, into: third, gradient, first)]
            decayed = third
        }
        // Temporaries are used again as soon as they are read, that of the decayed gradient too.
        steps += [
            Step(.subtract, into: first, decayed, mean), Step(.multiply, into: first, meanRate, first),
            Step(.add, into: newMean, mean, first), Step(.multiply, into: first, squareDecay, square),
            Step(.multiply, into: second, gradientRate, decayed), Step(.multiply, into: second, second, decayed),
            Step(.add, into: newSquare, first, second), Step(.squareRoot, into: first, newSquare),
            Step(.divide, into: first, first, correction), Step(.add, into: first, first, epsilon),
            Step(.multiply, into: third, stepSize, newMean), Step(.divide, into: third, third, first),
            Step(.subtract, into: newParameter, parameter, third),
        ]
        if beside == .otherOrder {
            steps[2...6] = [
                Step(.multiply, into: second, squareDecay, square), Step(.add, into: newMean, mean, first),
                Step(.multiply, into: first, gradientRate, decayed), Step(.multiply, into: first, first, decayed),
                Step(.add, into: newSquare, second, first),
            ]
        }
        switch beside {
        case .readerOfResults: steps.append(Step(.add, into: last, newMean, newParameter))
        case .readerOfValueBetween: steps.append(Step(.add, into: last, newParameter, third))
        default: steps.append(Step(.copy, into: last, newSquare))
        }
        let rowStride = 16 * 130
        var accesses: [ElementwiseProgram.Access] = Array(repeating: .contiguous, count: 4) + Array(repeating: .scalar, count: 6)
        if beside == .vectorRate { accesses[stepSize] = .contiguous }
        let program = ElementwiseProgram(
            accesses: accesses, outputs: 4, temporaries: 3, steps: steps, rows: 1, rowStride: rowStride)
        #expect(program.updatesByAdam == ![.readerOfValueBetween, .otherOrder, .vectorRate].contains(beside))

        var gradients = scrambled(rowStride)
        for (i, value) in ([0, -0.0, 1e-40, 1e-25, .infinity, .nan, 1e-30, -3e38] as [Float]).enumerated() { gradients[i * 7] = value }
        // Without a square of before, what a small or a large gradient adds shows.
        var squares = scrambled(rowStride, seed: 5).map { $0 * $0 }
        for i in 300..<700 { squares[i] = 0 }
        for i in 300..<400 { gradients[i] *= 0x1p-60 }
        for i in 400..<500 { gradients[i] *= 0x1p-45 }
        for i in 500..<600 { gradients[i] *= 0x1p19 }
        var numbers: [Float] = [0.1, 0.999, 0.001, 0.25, 1e-8, 0.01]
        switch beside {
        case .largeCorrection:
            numbers[correction - meanRate] = 0x1p120
            numbers[epsilon - meanRate] = 0
        case .noCorrection: numbers[correction - meanRate] = 0
        case .negativeCorrection: numbers[correction - meanRate] = -0.25
        case .tinyRate: numbers[gradientRate - meanRate] = 0x1p-120
        case .largeRate: numbers[gradientRate - meanRate] = 0x1p40
        case .negativeRate: numbers[gradientRate - meanRate] = -0.001
        default: break
        }
        let values =
            [gradients, scrambled(rowStride, seed: 3), squares, scrambled(rowStride, seed: 7)]
            + numbers.map { Array(repeating: $0, count: rowStride) }
        var operands = values.map { values in
            let pointer = UnsafeMutablePointer<Float>.allocate(capacity: rowStride)
            pointer.initialize(from: values, count: rowStride)
            return pointer
        }
        let own = (0..<4).map { _ in UnsafeMutablePointer<Float>.allocate(capacity: rowStride) }
        var outputs = isInPlace ? [operands[mean], operands[square], operands[parameter], own[3]] : own
        defer { (operands + own).forEach { $0.deallocate() } }
        program.run(operands: &operands, outputs: &outputs)
        for i in 0..<rowStride {
            var slots = values.map { $0[i] } + [Float](repeating: 0, count: 7)
            for step in steps {
                slots[step.destination] = referenceElementwise(step.operation, slots[step.a], slots[step.b], slots[step.c])
            }
            for (output, slot) in [newMean, newSquare, newParameter, last].enumerated() {
                let (actual, expected) = (outputs[output][i], slots[slot])
                #expect(
                    actual.bitPattern == expected.bitPattern || (actual.isNaN && expected.isNaN),
                    "output \(output) of element \(i): \(actual), not \(expected)")
            }
        }
    }
}
