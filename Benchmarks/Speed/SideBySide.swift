import Artifact
import Datasets
import Foundation

extension Speed {
    /// Two trainings at once on two cores, beside each of them alone; first of all what the cores themselves give, by
    /// multiply-adds on registers.
    func sideBySideTable(_ examples: Examples) throws -> String {
        var table = PrintedTable(header: ["two at once", "throughput, one alone = 1"])
        func add(_ title: String, _ works: [Work]) throws {
            note("two at once: \(title)")
            for work in works { try work(1) }
            var ratios: [Double] = []
            for _ in 0..<blocks {
                // Each is its own yardstick, just before and just after.
                let before = works.flatMap { rates([$0], seconds: blockSeconds / 2) }
                let together = rates(works, seconds: blockSeconds)
                let after = works.flatMap { rates([$0], seconds: blockSeconds / 2) }
                ratios.append(together.indices.reduce(0) { $0 + 2 * together[$1] / (before[$1] + after[$1]) })
            }
            table.append([title, fixed(median(ratios), decimals: 2)])
        }
        try add("multiply-adds alone", Array(repeating: { times in for _ in 0..<times { fillMultiplyAdders() } }, count: 2))
        for model in ModelCase.all {
            let trainers = [try model.trainer(examples), try model.trainer(examples)]
            try add(model.title, trainers.map { trainer in { times in for _ in 0..<times { try trainer.step() } } })
        }
        return "Two cores:\n\n\(table.markdown)"
    }
}

/// Does each on a thread of its own for so many seconds and gives how often a second.
///
/// All are busy to the end: with a fixed number of times one would wait for the other.
private func rates(_ works: [Work], seconds: Double) -> [Double] {
    let clock = ContinuousClock()
    let group = DispatchGroup()
    // Late enough that all threads have started.
    let start = clock.now + .milliseconds(2)
    let rates = UnsafeMutablePointer<Double>.allocate(capacity: works.count)
    defer { rates.deallocate() }
    for (index, work) in works.enumerated() {
        // Each work is done by one thread at a time, each rate written by one.
        nonisolated(unsafe) let (work, rate) = (work, rates + index)
        group.enter()
        Thread {
            while clock.now < start {}
            var times = 0
            var elapsed = 0.0
            repeat {
                try? work(1)
                times += 1
                elapsed = (clock.now - start) / .seconds(1)
            } while elapsed < seconds
            rate.initialize(to: Double(times) / elapsed)
            group.leave()
        }.start()
    }
    group.wait()
    return Array(UnsafeBufferPointer(start: rates, count: works.count))
}
