import Foundation
import Kernels
import Testing

/// A function under test: its versions, the exact function in double precision and the documented error.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
    let name: String
    let vector: @Sendable (SIMD16<Float>) -> SIMD16<Float>
    let scalar: @Sendable (Float) -> Float
    let buffer: @Sendable (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
    let reference: @Sendable (Double) -> Double
    /// Largest error over all floats, in ulp, as the documentation states it.
    let documentedError: Double
    /// FNV-1a hash of the results over the sample, the same for every instruction set.
    let checksum: UInt64

    var testDescription: String { name }

    static let all = [
        ElementaryFunction(
            name: "exp", vector: { Elementary.exp($0) }, scalar: { Elementary.exp($0) },
            buffer: { Elementary.exp($0, into: $1, count: $2) },
            reference: { Foundation.exp($0) }, documentedError: 0.98, checksum: 0x2b2d_1a7b_5257_2453),
        ElementaryFunction(
            name: "expMinusOne", vector: { Elementary.expMinusOne($0) },
            scalar: { Elementary.expMinusOne($0) },
            buffer: { Elementary.expMinusOne($0, into: $1, count: $2) },
            reference: { Foundation.expm1($0) }, documentedError: 1.44, checksum: 0xe73b_7a70_73a9_713a),
        ElementaryFunction(
            name: "log", vector: { Elementary.log($0) }, scalar: { Elementary.log($0) },
            buffer: { Elementary.log($0, into: $1, count: $2) },
            reference: { Foundation.log($0) }, documentedError: 0.97, checksum: 0x946f_cc0f_1ec7_02f9),
        ElementaryFunction(
            name: "log(onePlus:)", vector: { Elementary.log(onePlus: $0) },
            scalar: { Elementary.log(onePlus: $0) },
            buffer: { Elementary.log(onePlus: $0, into: $1, count: $2) },
            reference: { Foundation.log1p($0) }, documentedError: 0.97, checksum: 0x3999_6d9a_d261_dae2),
        ElementaryFunction(
            name: "tanh", vector: { Elementary.tanh($0) }, scalar: { Elementary.tanh($0) },
            buffer: { Elementary.tanh($0, into: $1, count: $2) },
            reference: { Foundation.tanh($0) }, documentedError: 1.85, checksum: 0x8da0_2ac2_3aa3_e819),
        ElementaryFunction(
            name: "sigmoid", vector: { Elementary.sigmoid($0) },
            scalar: { Elementary.sigmoid($0) },
            buffer: { Elementary.sigmoid($0, into: $1, count: $2) },
            reference: { $0 < 0 ? Foundation.exp($0) / (1 + Foundation.exp($0)) : 1 / (1 + Foundation.exp(-$0)) },
            documentedError: 1.65, checksum: 0x6a30_70c8_6f82_55ad),
        ElementaryFunction(
            name: "softplus", vector: { Elementary.softplus($0) },
            scalar: { Elementary.softplus($0) },
            buffer: { Elementary.softplus($0, into: $1, count: $2) },
            reference: { ($0 < 0 ? 0 : $0) + Foundation.log1p(Foundation.exp(-abs($0))) },
            documentedError: 1.70, checksum: 0xf431_e742_3ed0_0ae2),
    ]
}

/// Error of `result` in units in the last place of `exact`; infinite where one is NaN or infinite
/// and the other, rounded to `Float`, is not.
private func errorInUlp(_ result: Float, exact: Double) -> Double {
    let rounded = Float(exact)
    if rounded.isNaN || result.isNaN { return rounded.isNaN && result.isNaN ? 0 : .infinity }
    if rounded.isInfinite || result.isInfinite { return rounded == result ? 0 : .infinity }
    if exact == 0 { return result == 0 && result.sign == exact.sign ? 0 : .infinity }
    let lowestExponent = -126
    let ulp = Double(sign: .plus, exponent: max(exact.exponent, lowestExponent) - 23, significand: 1)
    return abs(Double(result) - exact) / ulp
}

@Suite struct ElementaryFunctionsTests {
    /// Bit patterns at which something changes, and their neighbours.
    static let edges: [Float] = {
        let points: [Float] = [
            0, .leastNonzeroMagnitude, .leastNormalMagnitude, 0x1p-25, 0x1p-24, 0.25, 1 / 3, 0.5, 2 / 3,
            0.75, 1, 1.5, 2, 9.01, 10, 17.33, 18, 87.34, 88.02969, 88.72283, 89, 103.97208, 104, 1e30,
            .greatestFiniteMagnitude, .infinity,
        ]
        return points.flatMap { [$0.nextDown, $0, $0.nextUp, -$0.nextDown, -$0, -$0.nextUp] } + [
            .nan, -.nan, .signalingNaN,
        ]
    }()

    /// About four million floats: every 1021st bit pattern (of all signs and magnitudes), then the edges.
    private func forEachVector(_ body: (SIMD16<Float>) -> Void) {
        var lanes = SIMD16<Float>()
        var filled = 0
        func add(_ x: Float) {
            lanes[filled] = x
            filled += 1
            if filled == 16 {
                body(lanes)
                filled = 0
            }
        }
        for pattern in stride(from: UInt32(0), through: .max, by: 1021) {
            add(Float(bitPattern: pattern))
        }
        Self.edges.forEach(add)
        while filled != 0 { add(0) }
    }

    @Test(arguments: ElementaryFunction.all)
    func errorIsAtMostTheDocumentedOne(_ function: ElementaryFunction) {
        var worst = (error: -1.0, argument: Float(0))
        forEachVector { arguments in
            let results = function.vector(arguments)
            for lane in 0..<16 {
                let exact = function.reference(Double(arguments[lane]))
                let error = errorInUlp(results[lane], exact: exact)
                if error > worst.error { worst = (error, arguments[lane]) }
            }
        }
        #expect(worst.error <= function.documentedError, "at \(worst.argument)")
        // A bound that the sample does not come near would say nothing.
        #expect(worst.error > 0.8 * function.documentedError)
    }

    @Test(arguments: ElementaryFunction.all)
    func oneNumberHasTheBitsOfALane(_ function: ElementaryFunction) {
        var differences = 0
        var example = Float(0)
        forEachVector { arguments in
            let results = function.vector(arguments)
            for lane in 0..<16
            where function.scalar(arguments[lane]).bitPattern != results[lane].bitPattern {
                differences += 1
                example = arguments[lane]
            }
        }
        #expect(differences == 0, "for example at \(example)")
    }

    @Test(arguments: ElementaryFunction.all)
    func bufferHasTheBitsOfItsVectors(_ function: ElementaryFunction) {
        let arguments = (0..<160).map { Float($0) / 16 - 5 }
        var results = [Float](repeating: 0, count: 160)
        function.buffer(arguments, &results, 144)
        for i in 0..<144 {
            #expect(results[i].bitPattern == function.scalar(arguments[i]).bitPattern || results[i].isNaN)
        }
        #expect(results[144...].allSatisfy { $0 == 0 }, "nothing after count is written")
        var inPlace = arguments
        inPlace.withUnsafeMutableBufferPointer {
            function.buffer(UnsafePointer($0.baseAddress!), $0.baseAddress!, 144)
        }
        #expect(inPlace[..<144].map(\.bitPattern) == results[..<144].map(\.bitPattern))
    }

    /// Run in builds for AVX2 and for AVX-512 (`ARCH`), this compares their bits.
    @Test(arguments: ElementaryFunction.all)
    func bitsDoNotDependOnTheInstructionSet(_ function: ElementaryFunction) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        forEachVector { arguments in
            let results = function.vector(arguments)
            for lane in 0..<16 {
                let result = results[lane].isNaN ? Float.nan : results[lane]
                hash = (hash ^ UInt64(result.bitPattern)) &* 0x100_0000_01b3
            }
        }
        #expect(hash == function.checksum, "0x\(String(hash, radix: 16))")
    }
}
