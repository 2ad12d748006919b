import Foundation
import Synchronization

/// What `DUMP=passes` in the environment prints to standard error: each program's graph, what each pass of the compiler made
/// of it, and its instructions with shapes and times.
///
/// The times are means of a program's first 100 runs; where there are fewer, the program ends first. Programs of
/// equal graphs are printed once.
final class ProgramDump: Sendable {
    /// Whether the environment asks for it.
    static let isWanted = getenv("DUMP").map { String(cString: $0) } == "passes"

    /// How many runs are timed.
    private static let timedRuns = 100

    private struct Registry {
        var known: Set<String> = []
        var open: [ProgramDump] = []
    }
    private static let registry = Mutex(Registry())

    private struct Times {
        var runs = 0
        var seconds: [Double]
    }

    private let number: Int
    private let descriptions: [String]
    private let times: Mutex<Times>

    /// Prints the passes; nil for a program like one printed before.
    init?(_ graph: Graph, _ compilation: Compilation) {
        let lowered = compilation.lowered.description
        let (number, isFirst) = Self.registry.withLock { registry in
            (registry.known.count + 1, registry.known.insert(lowered).inserted)
        }
        guard isFirst else { return nil }
        self.number = number
        descriptions = compilation.selection.descriptions
        times = Mutex(Times(seconds: Array(repeating: 0, count: descriptions.count)))
        let sections = [("graph", graph.description)] + compilation.passes
        Self.write(
            "program \(number)\n"
                + sections.map { "-- program \(number), \($0.0)\n\($0.1)\n" }.joined())
        Self.registry.withLock { registry in
            if registry.open.isEmpty { atexit { ProgramDump.finish() } }
            registry.open.append(self)
        }
    }

    /// Runs and times the instructions.
    ///
    /// - Returns: false once enough runs are timed, without having run anything.
    func run(_ instructions: ContiguousArray<Instruction>, _ memory: Memory) -> Bool {
        let clock = ContinuousClock()
        return times.withLock { times in
            guard times.runs < Self.timedRuns else { return false }
            for (index, instruction) in instructions.enumerated() {
                let start = clock.now
                instruction.run(memory)
                times.seconds[index] += (clock.now - start) / .seconds(1)
            }
            times.runs += 1
            if times.runs == Self.timedRuns { printTimes(times) }
            return true
        }
    }

    /// Prints the times of the programs that ran fewer times than are timed.
    private static func finish() {
        let open = registry.withLock { registry in
            defer { registry.open = [] }
            return registry.open
        }
        for dump in open {
            dump.times.withLock { times in
                if times.runs < timedRuns { dump.printTimes(times) }
            }
        }
    }

    private func printTimes(_ times: Times) {
        let lines = zip(descriptions, times.seconds).enumerated().map { index, line in
            let microseconds = times.runs == 0 ? 0 : line.1 / Double(times.runs) * 1e6
            // Two decimals, by hand: the standard library has no formats.
            let hundredths = Int((microseconds * 100).rounded())
            let time = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
            return "\(index) \(line.0), \(time) us\n"
        }
        Self.write("-- program \(number), instructions, mean of \(times.runs) runs\n" + lines.joined())
    }

    private static func write(_ text: String) {
        Array(text.utf8).withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Foundation.write(STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}
