import ArgumentParser
import Artifact
import Foundation
import Processes

/// Runs experiments, each with what cores the ones before it leave over.
struct Queue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run experiments in their order; one starts as soon as those before it leave a core free.",
        discussion: """
            Together they compute on so many cores and no more. Each experiment prints what it draws when it ends. If one fails, the others \
            are ended too. Finished runs are kept, and the same command resumes.

            EXAMPLE:
              artifact queue benchmarks pooling --threads 8 -- --scale quick
            """)

    @Argument(help: "Experiments. (default: all)")
    var experiments: [String] = []

    @Option(help: "How many cores they use together. (default: all) The results do not depend on it.")
    var threads: Int?

    @Option(help: "The package's folder, which names the experiments.")
    var package = "."

    @Argument(parsing: .postTerminator, help: "After --, options for each experiment, such as --scale quick.")
    var options: [String] = []

    func validate() throws {
        try Checks.path("package", package)
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads \(threads): expected a number from 1 to 1024")
        }
    }

    func run() throws {
        let names = experiments.isEmpty ? try Programs(package: package).names : experiments
        let count = threads ?? min(ProcessInfo.processInfo.activeProcessorCount, 1024)
        let cores = try SharedCores.shareWithChildren(count: count)
        Termination.advise("finished runs are kept, and the same command resumes")
        let start = ContinuousClock.now
        var waiting = names[...]
        let endings = Endings()
        var running = 0
        while running > 0 || !waiting.isEmpty {
            if let name = waiting.first, running == 0 || cores.areLeftOver {
                waiting.removeFirst()
                running += 1
                endings.start(name, options)
            }
            guard let output = try endings.next(within: .milliseconds(300)) else { continue }
            running -= 1
            print(output, terminator: "")
            fflush(nil)
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let busy = Self.processorSecondsOfChildren / max(seconds, 1e-9)
        Console.writeToStandardError(
            "\(names.count) \(names.count == 1 ? "experiment" : "experiments"): \(RunProgress.duration(seconds)), \(fixed(busy, decimals: 2)) of \(count) \(count == 1 ? "core" : "cores") busy\n"
        )
    }

    private static var processorSecondsOfChildren: Double {
        var used = tms()
        times(&used)
        return Double(used.tms_cutime + used.tms_cstime) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

extension SharedCores {
    /// Whether there is a core that no program takes, though it would see it within this time.
    fileprivate var areLeftOver: Bool {
        for _ in 0..<3 {
            guard isAnyFree else { return false }
            usleep(100_000)
        }
        return true
    }
}

/// Programs under way, and those that have ended.
private final class Endings: Sendable {
    private let ended = Guarded<[Result<String, any Error>]>([])
    private let wakeUp = DispatchSemaphore(value: 0)

    /// Starts a program on a thread of its own: the program ends when the thread that started it does.
    func start(_ name: String, _ options: [String]) {
        @Sendable func work() {
            let result = Result { try SiblingProgram.output(of: name, options) }
            ended.withLock { $0.append(result) }
            wakeUp.signal()
        }
        if !Threads.start(work) { work() }
    }

    /// What one program has printed, once it has ended; nil when none has ended by then.
    func next(within time: DispatchTimeInterval) throws -> String? {
        guard wakeUp.wait(timeout: .now() + time) == .success else { return nil }
        return try ended.withLock { try $0.removeFirst().get() }
    }
}
