import Artifact
import Datasets
import Foundation
import NeuralNetworks
import RandomGenerators
import Training

extension Speed {
    /// Whole trainings, as many at once as there are cores, beside peers that use the cores as well as they can: training
    /// steps per second of the whole machine. The peers start from the same weights on the same data, and their first losses
    /// must be ours. What each library does at its best goes to throughput.csv, which `artifact scaling` reads.
    func throughputTable(_ examples: Examples) throws -> String {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let models = ModelCase.all.filter { $0.name != "cnn-100" && (only == nil || $0.name.contains(only!)) }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("speed-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if peers != nil { try writePeersFiles(models, examples, to: folder) }
        let rivals =
            try peers.map { python in
                try RivalKind.allCases.map { try Rival($0, python: python, scripts: scripts, folder: folder, cores: cores) }
            } ?? []
        defer { for rival in rivals { rival.end() } }
        var table = PrintedTable(
            header: ["steps per second", "first \(firstSteps)", "all \(steps)"]
                + (rivals.isEmpty ? [] : ["best other", "its steps", "ratio"] + rivals.map(\.kind.title)))
        var best: [LibraryRate] = []
        for model in models {
            note("throughput: \(model.title)")
            let expected = try firstLosses(model, examples)
            for rival in rivals { try rival.check(model.name, expected) }
            var (first, all) = ([Double](), [Double]())
            var others = rivals.map { _ in [Double]() }
            for _ in 0..<rounds {
                first.append(try ownRate(model, examples, threads: cores, steps: min(firstSteps, steps)))
                all.append(try ownRate(model, examples, threads: cores, steps: steps))
                for (index, rival) in rivals.enumerated() {
                    if let rate = try rival.rate(model.name, steps: steps)?.rate { others[index].append(rate) }
                }
            }
            let own = median(all)
            let rates = others.map { $0.isEmpty ? nil : median($0) }
            var cells = [model.title, count(median(first)), count(own)]
            if let winner = rates.indices.filter({ rates[$0] != nil }).max(by: { rates[$0]! < rates[$1]! }) {
                cells += [rivals[winner].kind.title, count(rates[winner]!), fixed(own / rates[winner]!, decimals: 2)]
            } else if !rivals.isEmpty {
                cells += ["", "", ""]
            }
            table.append(cells + rates.map { $0.map(count) ?? "" })
            for (library, ways) in Dictionary(grouping: rivals.indices, by: { rivals[$0].kind.library }).sorted(by: { $0.key < $1.key }) {
                guard let rate = ways.compactMap({ rates[$0] }).max() else { continue }
                best.append(LibraryRate(model: model.name, library: library, cores: cores, stepsPerSecond: rate))
            }
        }
        if !best.isEmpty { try FileOutput.write(Array(CSV.text(Table(best)).utf8), to: "\(output)/throughput.csv") }
        // PyTorch is named once, not compiled and compiled.
        let libraries = Set(rivals.filter { $0.kind != .pytorchCompiled }.map(\.name)).sorted()
        let beside =
            rivals.isEmpty
            ? ""
            : " Others: \(libraries.joined(separator: ", ")), with subnormal numbers set to zero and the same first losses; \"2 x 1\" is a process for each core, \"1 x 2\" one process with all cores, \"seeds\" five trainings in one program. Ratio: ours to the best."
        return """
            Whole trainings on \(cores) cores, a training on each: steps per second of the machine, \(rounds == 1 ? "each once" : "medians of \(rounds)").\(beside)

            \(table.markdown)
            """
    }

    private var firstSteps: Int { 300 }

    private func count(_ rate: Double) -> String { fixed(rate, decimals: 0) }

    /// The losses that a peer's first ones must equal.
    private func firstLosses(_ model: ModelCase, _ examples: Examples) throws -> [Double] {
        let trainer = try model.trainer(examples)
        return try (0..<comparedLosses).map { _ in Double(try trainer.step()) }
    }

    /// A training on each of so many threads, from other seeds: steps per second of all.
    private func ownRate(_ model: ModelCase, _ examples: Examples, threads: Int, steps: Int) throws -> Double {
        let seconds = try atOnce(threads) { thread in
            let trainer = try model.trainer(examples, seed: 42 + UInt64(thread))
            return { try secondsOf { for _ in 0..<steps { try trainer.step() } } }
        }
        // The machine is done when the last training is.
        return Double(threads * steps) / seconds.max()!
    }

    /// What the peers' scripts read: the examples, and each model's initial weights for five seeds.
    private func writePeersFiles(_ models: [ModelCase], _ examples: Examples, to folder: String) throws {
        try FileOutput.createFolder(folder)
        try NPZArchive([
            .init("x", NPYArray(shape: [examples.count, examples.length], elements: .float32(examples.features))),
            .init("y", NPYArray(shape: [examples.count], elements: .int64(examples.labels.map { Int64($0) }))),
        ]).write(to: "\(folder)/examples.npz")
        for model in models {
            for seed in UInt64(42)..<47 {
                try NPZArchive(entries(of: model, seed: seed)).write(to: "\(folder)/\(model.name)-\(seed).npz")
            }
        }
    }

    private func entries(of model: ModelCase, seed: UInt64) -> [NPZArchive.Entry] {
        func entry(_ name: String, _ shape: [Int], _ values: [Float]) -> NPZArchive.Entry {
            .init(name, NPYArray(shape: shape, elements: .float32(values)))
        }
        var generator = TorchGenerator(seed: seed)
        guard model.isMasked else {
            return model.model(&generator).parameters.map { entry($0.name, $0.shape.dimensions, $0.initialValues) }
        }
        let ticket = ModelCase.ticket(&generator)
        return zip(ticket.dense.layers, ticket.masks).enumerated().flatMap { index, layer -> [NPZArchive.Entry] in
            let (weight, bias) = (layer.0.weight, layer.0.bias)
            let ones = layer.1.map { $0 ? Float(1) : 0 }
            return [
                entry(weight.name, weight.shape.dimensions, weight.initialValues),
                entry(bias.name, bias.shape.dimensions, bias.initialValues),
                entry("mask\(index).weight", weight.shape.dimensions, Array(ones.prefix(weight.shape.count))),
                entry("mask\(index).bias", bias.shape.dimensions, Array(ones.suffix(bias.shape.count))),
            ]
        }
    }
}

/// How many losses of a peer are compared with ours.
private let comparedLosses = 20

/// What a library does at its best, with all cores.
private struct LibraryRate: Encodable {
    let model: String
    let library: String
    let cores: Int
    let stepsPerSecond: Double
}

/// A way to use another library for many trainings.
private enum RivalKind: CaseIterable {
    case jax, jaxSeeds, jaxAllCores, pytorch, pytorchCompiled

    var title: String {
        switch self {
        case .jax: "JAX 2 x 1"
        case .jaxSeeds: "JAX 2 x 1, seeds"
        case .jaxAllCores: "JAX 1 x 2"
        case .pytorch: "PyTorch 2 x 1"
        case .pytorchCompiled: "PyTorch 2 x 1, compiled"
        }
    }

    var library: String { self == .pytorch || self == .pytorchCompiled ? "PyTorch" : "JAX" }

    var script: String { "trainings_\(library.lowercased()).py" }

    var arguments: [String] {
        switch self {
        case .jaxSeeds: ["--seeds", "5"]
        case .pytorchCompiled: ["--compile"]
        default: []
        }
    }
}

/// The processes of one such way.
private final class Rival {
    let kind: RivalKind
    private let processes: [Peer]

    init(_ kind: RivalKind, python: String, scripts: String, folder: String, cores: Int) throws {
        self.kind = kind
        let common = ["--folder", folder] + kind.arguments
        processes = try (0..<(kind == .jaxAllCores ? 1 : cores)).map { core in
            let own = kind == .jaxAllCores ? [] : ["--core", "\(core)"]
            return try Peer(python: python, script: "\(scripts)/\(kind.script)", common + own)
        }
    }

    var name: String { processes[0].name }

    func end() { for process in processes { process.end() } }

    /// Steps per second of all processes, and the first losses; nil where the row is unknown.
    func rate(_ row: String, steps: Int) throws -> (rate: Double, losses: [Double])? {
        for process in processes { try process.ask("\(row) \(steps)") }
        let answers = try processes.map { try $0.answer() }
        var (longest, trainings, losses) = (0.0, 0.0, [Double]())
        for answer in answers {
            guard let answer else { return nil }
            let words = answer.split(separator: " ")
            guard words.count == 3, let seconds = Double(words[0]), let count = Double(words[1]) else {
                throw SpeedError("\(name): answered \(answer) to row \(row)")
            }
            longest = max(longest, seconds)
            trainings += count
            losses = words[2].split(separator: ",").compactMap { Double($0) }
        }
        return (trainings * Double(steps) / longest, losses)
    }

    /// The first losses are the expected ones, but for rounding.
    func check(_ row: String, _ expected: [Double]) throws {
        guard let losses = try rate(row, steps: comparedLosses)?.losses else { return }
        guard losses.count == expected.count else { throw SpeedError("\(name), \(row): \(losses.count) losses, not \(expected.count)") }
        for (step, (theirs, ours)) in zip(losses, expected).enumerated() where !(abs(theirs - ours) <= 1e-3 * ours) {
            throw SpeedError("\(name), \(row): the loss of step \(step) is \(theirs), not \(ours): not the same training")
        }
    }
}
