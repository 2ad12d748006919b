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
            Reads a matrix of shape (points, dimensions) from a .npy file, from text as numpy.savetxt writes it, or the signals of \
            what mnist1d train reads: x and then x_test of a .npz file, all rows of a .csv file. Writes a .npy file of shape \
            (points, 2), float32, or a .csv file with the columns x and y, and label where the input has labels, in the order of \
            the input. Prints the Kullback-Leibler divergence last. The defaults are those of openTSNE: a start from the \
            first two principal components, a third of the iterations with early exaggeration 12. Up to \
            6000 points all pairs repel each other exactly, beyond that after Barnes and Hut.

            EXAMPLES:
              mnist1d embed --input X.npy --output Y.npy
              mnist1d embed --input d.npz --output Y.csv
              mnist1d embed --input X.npy --output Y.npy --perplexity 50 --iterations 1500 --seed 1
            """)

    private static let defaults = TSNE()

    @Option(help: "The file to read: a matrix of numbers, one point a row (.npy, .csv), or signals (.npz, .csv).")
    var input: String

    @Option(help: "The file to write; its name ends in .npy or .csv. Without an ending it is a .npy file.")
    var output: String

    @Option(parsing: .unconditional, help: "The effective number of neighbours of a point.")
    var perplexity = defaults.perplexity

    @Option(parsing: .unconditional, help: "Steps of gradient descent.")
    var iterations = defaults.iterations

    @Option(
        parsing: .unconditional,
        help: "Seed of the noise that separates points that start at the same place, from 0 to 4294967295.")
    var seed = Int(defaults.seed)

    @Option(help: "How many threads to use. (default: all cores) The result does not depend on it.")
    var threads: Int?

    @Flag(help: "Print the result as JSON.")
    var json = false

    private struct Result: Encodable {
        let output: String
        let points: Int
        let divergence: Double
    }

    func validate() throws {
        let name = output.split(separator: "/").last ?? ""
        guard !name.contains(".") || [".npy", ".csv"].contains(where: name.lowercased().hasSuffix) || name.allSatisfy({ $0 == "." }) else {
            throw ValidationError("--output \(output): give a name that ends in .npy or .csv")
        }
    }

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
        let input = try EmbeddedInput(self.input)
        let points = input.points
        if let problem = tsne.problem(count: points.count) { throw ArtifactError("\(self.input), --\(problem)") }

        let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let embedding = try tsne.embed(points, threads: cores)
        let bytes =
            output.lowercased().hasSuffix(".csv")
            ? Array(CSV.text(input.table(embedding.coordinates)).utf8)
            : NPYArray(shape: [points.count, 2], elements: .float32(embedding.coordinates)).npyBytes()
        try file.write(bytes)
        if json {
            print(try CanonicalJSON.encode(Result(output: output, points: points.count, divergence: embedding.divergence)))
        } else {
            print("\(output): \(points.count) points")
            print("KL divergence \(embedding.divergence)")
        }
    }
}
