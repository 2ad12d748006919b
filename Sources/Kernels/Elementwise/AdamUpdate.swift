/// The steps of Adam's update (Kingma and Ba, 2015) in one loop, all values between them in registers:
///
///     m' = m + α (g - m);  v' = β v + (γ g) g;  w' = w - (η m') / (√v' / c + ε)
///
/// ``ElementwiseProgram`` looks for these steps itself and does the loop in their place. The operations are theirs, one by
/// one, and so are the bits.
struct AdamUpdate {
    /// The values of ``template``: operands, then one a step.
    private enum Value: Int {
        case gradient, mean, square, parameter
        case meanRate, squareDecay, gradientRate, correction, epsilon, stepSize
        case change, scaledChange, newMean
        case decayedSquare, scaledGradient, newGradientSquare, newSquare
        case root, correctedRoot, denominator, scaledMean, step, newParameter
    }

    private static func step(_ operation: ElementwiseOperation, _ value: Value, _ a: Value, _ b: Value? = nil) -> ElementwiseProgram.Step {
        .init(operation, into: value.rawValue, a.rawValue, b?.rawValue ?? 0)
    }

    /// The number of steps.
    static var stepCount: Int { 13 }

    /// The steps in the order in which the optimizer traces them.
    private static let template = [
        step(.subtract, .change, .gradient, .mean),
        step(.multiply, .scaledChange, .meanRate, .change),
        step(.add, .newMean, .mean, .scaledChange),
        step(.multiply, .decayedSquare, .squareDecay, .square),
        step(.multiply, .scaledGradient, .gradientRate, .gradient),
        step(.multiply, .newGradientSquare, .scaledGradient, .gradient),
        step(.add, .newSquare, .decayedSquare, .newGradientSquare),
        step(.squareRoot, .root, .newSquare),
        step(.divide, .correctedRoot, .root, .correction),
        step(.add, .denominator, .correctedRoot, .epsilon),
        step(.multiply, .scaledMean, .stepSize, .newMean),
        step(.divide, .step, .scaledMean, .denominator),
        step(.subtract, .newParameter, .parameter, .step),
    ]

    // The slots of operands and results. Plain numbers: no reference is counted in a run.
    private let gradient, mean, square, parameter: Int
    private let meanRate, squareDecay, gradientRate, correction, epsilon, stepSize: Int
    private let newMean, newSquare, newParameter: Int

    /// Nil where `steps` do not begin with an update, or where what comes after reads a value that would not be stored.
    init?(_ steps: ArraySlice<ElementwiseProgram.Step>, isScalar: (Int) -> Bool) {
        guard let found = TemplateMatch(Self.template, in: steps) else { return nil }
        func slot(_ value: Value) -> Int { found.slots[value.rawValue] }
        let vectors: [Value] = [.gradient, .mean, .square, .parameter]
        let scalars: [Value] = [.meanRate, .squareDecay, .gradientRate, .correction, .epsilon, .stepSize]
        guard !vectors.contains(where: { isScalar(slot($0)) }), scalars.allSatisfy({ isScalar(slot($0)) }) else { return nil }
        let stored = [Value.newMean, .newSquare, .newParameter].map { $0.rawValue }
        var lost = Set(found.valueIn.filter { !stored.contains($0.value) }.keys)
        for step in steps.dropFirst(Self.stepCount) {
            guard lost.isDisjoint(with: step.operands) else { return nil }
            lost.remove(step.destination)
        }
        (gradient, mean, square, parameter) = (slot(.gradient), slot(.mean), slot(.square), slot(.parameter))
        (meanRate, squareDecay, gradientRate) = (slot(.meanRate), slot(.squareDecay), slot(.gradientRate))
        (correction, epsilon, stepSize) = (slot(.correction), slot(.epsilon), slot(.stepSize))
        (newMean, newSquare, newParameter) = (slot(.newMean), slot(.newSquare), slot(.newParameter))
    }

    /// Whether the settings keep to the bounds between which ``run(_:count:)`` has the steps' bits: those of each Adam in use.
    @inline(__always)
    func canRun(_ pointers: UnsafePointer<UnsafeMutablePointer<Float>>) -> Bool {
        let (correction, gradientRate) = (pointers[correction][0], pointers[gradientRate][0])
        return correction > 0 && correction <= 0x1p38 && gradientRate >= 0x1p-26 && gradientRate <= 1
    }

    /// Does all steps over a block of `count` floats, a multiple of 16.
    ///
    /// Three of the steps' comparisons are left out, as they would change nothing:
    ///
    /// - √v' / c is not small: v' is 0 or at least 2^-123, the last place of what its sum is made of.
    /// - Where γ g is small, |g| is below 2^-74, and so is |γ g|: the estimate for (γ g) g finds it small.
    /// - γ g and g have the same sign. In the sum of their bits, mod 2^32, the signs cancel.
    @inline(__always)
    func run(_ pointers: UnsafePointer<UnsafeMutablePointer<Float>>, count: Int) {
        @inline(__always) func scalar(_ slot: Int) -> Vector { Vector(repeating: pointers[slot][0]) }
        let (gradients, means, squares, parameters) = (pointers[gradient], pointers[mean], pointers[square], pointers[parameter])
        let (newMeans, newSquares, newParameters) = (pointers[newMean], pointers[newSquare], pointers[newParameter])
        let (meanRate, squareDecay, gradientRate) = (scalar(meanRate), scalar(squareDecay), scalar(gradientRate))
        let (correction, epsilon, stepSize) = (scalar(correction), scalar(epsilon), scalar(stepSize))
        forEachVector(count) { i in
            let (gradient, mean, parameter) = (gradients.vector(at: i), means.vector(at: i), parameters.vector(at: i))
            let newMean = mean + meanRate.flushedProduct(gradient - mean)
            let newSquare =
                squareDecay.flushedProduct(squares.vector(at: i))
                + Vector().addingProduct(gradientRate, gradient).flushedProductOfEqualSigns(gradient)
            let denominator = newSquare.squareRoot() / correction + epsilon
            let step = (stepSize.flushedProduct(newMean) / denominator).flushed
            newMeans.store(newMean, at: i)
            newSquares.store(newSquare, at: i)
            newParameters.store(parameter - step, at: i)
        }
    }
}

/// Steps that do what a template does: the same operations on the same values in the same order, through whatever slots.
///
/// A template's operands are numbered from 0; each of its steps writes the next number.
private struct TemplateMatch {
    /// The slot that each value of the template is read from or written to.
    let slots: [Int]
    /// The computed value that each written slot holds in the end.
    let valueIn: [Int: Int]

    /// Nil where `steps` do not begin with the template's.
    init?(_ template: [ElementwiseProgram.Step], in steps: ArraySlice<ElementwiseProgram.Step>) {
        guard steps.count >= template.count else { return nil }
        let operandCount = template[0].destination
        var slots = [Int?](repeating: nil, count: operandCount + template.count)
        var valueIn: [Int: Int] = [:]
        for (expected, step) in zip(template, steps) {
            guard expected.operation == step.operation else { return nil }
            for (value, slot) in zip(expected.operands, step.operands) {
                if value < operandCount {
                    guard valueIn[slot] == nil, slots[value] ?? slot == slot else { return nil }
                    slots[value] = slot
                } else if valueIn[slot] != value {
                    return nil
                }
            }
            slots[expected.destination] = step.destination
            valueIn[step.destination] = expected.destination
        }
        self.slots = slots.map { $0! }
        self.valueIn = valueIn
    }
}
