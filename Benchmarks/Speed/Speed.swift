import Artifact
import ArgumentParser
import Datasets
import Foundation

/// Measures how fast the training core is, alone or beside other libraries on the same work.
///
/// A harness of its own, since those that exist time one process: here the blocks of several
/// processes alternate, so that all of them see the same machine.
@main
struct Speed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speed",
        abstract: "Measure the speed of the core.",
        discussion: """
            Writes results.md and profiles.md. Each row is timed in blocks; the table shows the median block. \
            With --peers, blocks of PyTorch, JAX and others alternate with ours.
            """, version: packageVersion)

    @Option(help: "The folder to write to.")
    var output = "build/speed"

    @Option(help: "A Python that has the packages of Benchmarks/peers/requirements.txt.")
    var peers: String?

    @Option(help: "The folder of the peers' scripts.")
    var scripts = "Benchmarks/peers"

    @Option(help: "Blocks a row.")
    var blocks = 9

    @Option(help: "About how many seconds a block takes.")
    var blockSeconds = 0.2

    @Option(parsing: .upToNextOption, help: "The tables to make. (default: all of them)")
    var tables: [SpeedTable] = []

    @Option(help: "Only rows whose name contains this, and no other table.")
    var only: String?

    /// Does one row for a moment and prints the megabytes that it took: the parent process asks.
    @Option(help: .hidden)
    var memoryOf: String?

    func validate() throws {
        guard (1...1000).contains(blocks) else {
            throw ValidationError("--blocks \(blocks): give a number from 1 to 1000")
        }
        guard blockSeconds > 0, blockSeconds <= 60 else {
            throw ValidationError("--block-seconds \(blockSeconds): give a number above 0, at most 60")
        }
    }

    func run() throws {
        let examples = try MNIST1DDataset(MNIST1DConfiguration()).dataset.train
        let all =
            ModelCase.all.map { $0.row(examples) } + [contrastiveRow(examples)] + metalearningRows(examples) + [
                embeddingRow(), datasetRow(),
            ]
        if let memoryOf {
            guard let row = all.first(where: { $0.name == memoryOf }) else {
                throw SpeedError("--memory-of \(memoryOf): there is no such row")
            }
            try row.prepare()(1)
            return print(try peakMegabytes())
        }
        let rows = all.filter { only == nil || $0.name.contains(only!) }
        guard !rows.isEmpty else {
            throw ValidationError("--only \(only!): expected a part of \(all.map(\.name).joined(separator: ", "))")
        }
        let tables = !tables.isEmpty ? Set(tables) : only != nil ? [.rows] : Set(SpeedTable.allCases)
        if let peers, !FileManager.default.isExecutableFile(atPath: peers) {
            throw SpeedError("--peers \(peers): there is no such program; make bench PEERS=1 installs it")
        }
        try FileOutput.createFolder(output)
        let peak = measuredPeak()
        var parts = [
            "\(machineDescription())\nOne core's peak of fused multiply-adds, measured: \(fixed(peak / 1e9, decimals: 0)) GFLOP/s.\n"
        ]
        // Before the peers are started: their threads look for work for a while after each block.
        let pairs = tables.contains(.pairs) ? try sideBySideTable(examples) : nil
        if tables.contains(.rows) { parts.append(try speedTable(rows, peak: peak)) }
        if tables.contains(.products) { parts.append(try productTable()) }
        if tables.contains(.sizes) { parts.append(try scalingTable()) }
        if let pairs { parts.append(pairs) }
        if tables.contains(.subnormals) { parts.append(try subnormalTable(examples)) }
        let text = parts.joined(separator: "\n")
        print(text, terminator: "")
        if tables.contains(.profiles) {
            try FileOutput.write(
                Array(profiles(examples, peak: measuredPeak()).utf8), to: "\(output)/profiles.md")
        }
        try FileOutput.write(Array(text.utf8), to: "\(output)/results.md")
    }

    static func main() { runAsProgram() }
}

/// What ``Speed`` can make.
enum SpeedTable: String, CaseIterable, ExpressibleByArgument {
    /// Training steps and other work, beside the peers if there are any.
    case rows
    /// Matrix products alone.
    case products
    /// Cost against size.
    case sizes
    /// Two trainings at once.
    case pairs
    /// Subnormal numbers in trainings of 6000 steps.
    case subnormals
    /// Where the time of each model's step goes, in a file of its own.
    case profiles
}
