import Artifact
import Autodiff
import Foundation
import NeuralNetworks

/// The activations that are compared.
enum TransferredActivation: String, Codable, Sendable, CaseIterable {
    /// The one that `metalearn-activation` learned with its first seed.
    case learned
    case relu, elu, swish, tanh

    var title: String {
        switch self {
        case .learned, .tanh: rawValue
        case .relu: "ReLU"
        case .elu: "ELU"
        case .swish: "Swish"
        }
    }

    /// As a function; `learned` in its piecewise linear form.
    func callAsFunction(_ pieces: PiecewiseLinear?) -> @Sendable (Tensor) -> Tensor {
        switch self {
        case .learned:
            let pieces = pieces!
            return { pieces($0) }
        case .relu: return { Autodiff.relu($0) }
        case .elu: return { Autodiff.elu($0) }
        case .swish: return { Autodiff.swish($0) }
        case .tanh: return { Autodiff.tanh($0) }
        }
    }

    /// Time of a step compared with the others', roughly.
    var cost: Double { self == .learned ? 2 : 1 }

    /// Where the learned activation is, in the package's folder: a figure's data, which is committed.
    static let learnedFile = "figures/activation-piecewise.csv"

    /// One knot of that file.
    private struct Knot: Codable {
        var seed: Int
        var knot: Double
        var value: Double
    }

    /// Reads the learned activation. An error names the file, and how to make it.
    static func learnedPieces(package: String, seed: Int = 0) throws -> PiecewiseLinear {
        let path = "\(package)/\(learnedFile)"
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ArtifactError("\(path): the learned activation is not there; make metalearn-activation writes it, or name the package's folder with --package")
        }
        let table = try CSV.table(String(decoding: bytes, as: UTF8.self), source: path)
        let knots = try table.values(as: Knot.self, source: path).filter { $0.seed == seed }.sorted { $0.knot < $1.knot }
        guard knots.count >= 2, Set(knots.map(\.knot)).count == knots.count,
            knots.allSatisfy({ $0.knot.isFinite && $0.value.isFinite })
        else {
            throw ArtifactError("\(path): expected at least two knots of seed \(seed), all different and finite")
        }
        return PiecewiseLinear(knots: knots.map { Float($0.knot) }, values: knots.map { Float($0.value) })
    }
}
