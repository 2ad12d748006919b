import Artifact
import AtomicFiles
import Datasets
import Foundation
import ManifoldLearning

/// `mnist1d embed`: the points of any matrix in the plane, by t-SNE.
struct Embed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Embed the rows of a matrix in the plane with t-SNE.",
        discussion: """
            Reads a .npy file of shape (points, dimensions), writes one of shape (points, 2), float32, and \
            prints the Kullback-Leibler divergence last. The defaults are those of openTSNE: a start from the \
            first two principal components, a third of the iterations with early exaggeration 12. Up to \
            6000 points all pairs repel each other exactly, beyond that after Barnes and Hut.

            EXAMPLES:
              mnist1d embed --input X.npy --output Y.npy
              mnist1d embed --input X.npy --output Y.npy --perplexity 50 --iterations 1500 --seed 1
            """)

    private static let defaults = TSNE()

    @Option(help: "The .npy file to read: a matrix of numbers, one point a row.")
    var input: String

    @Option(help: "The .npy file to write.")
    var output: String

    @Option(parsing: .unconditional, help: "The effective number of neighbours of a point.")
    var perplexity = defaults.perplexity

    @Option(parsing: .unconditional, help: "Steps of gradient descent.")
    var iterations = defaults.iterations

    @Option(
        parsing: .unconditional,
        help: "Seed of the noise that separates points which start at one point, from 0 to 4294967295.")
    var seed = Int(defaults.seed)

    @Option(help: "How many threads to use. (default: all cores) The result does not depend on it.")
    var threads: Int?

    func run() throws {
        guard let seed = UInt32(exactly: seed) else {
            throw ValidationError("--seed \(seed): give a number from 0 to \(UInt32.max)")
        }
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads \(threads): expected a number from 1 to 1024")
        }
        var tsne = TSNE()
        tsne.perplexity = perplexity
        tsne.iterations = iterations
        tsne.seed = seed
        // With so many points nothing but the options themselves can be wrong.
        if let problem = tsne.problem(count: .max) { throw ValidationError("--\(problem)") }
        var outputs = OutputSet(inputs: [("--input", input)])
        let file = try outputs.open(output, as: "--output")
        let points = try Self.points(input)
        if let problem = tsne.problem(count: points.count) { throw ArtifactError("\(input), --\(problem)") }

        let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let embedding = try tsne.embed(points, threads: cores)
        try file.write(NPYArray(shape: [points.count, 2], elements: .float32(embedding.coordinates)).npyBytes())
        print("\(output): \(points.count) points")
        print("KL divergence \(embedding.divergence)")
    }

    /// The rows of a matrix of floating-point numbers or integers.
    private static func points(_ path: String) throws -> Points {
        let array = try NPYArray(contentsOf: path)
        guard let values = array.doubles ?? array.integers?.map(Double.init), array.shape.count == 2, array.shape[1] > 0
        else {
            throw ArtifactError(
                "\(path): expected a matrix of shape (points, dimensions), found shape \(array.shape)")
        }
        do {
            return try Points(values, dimensions: array.shape[1])
        } catch {
            throw ArtifactError("\(path): \(error)")
        }
    }
}
