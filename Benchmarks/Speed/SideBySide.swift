import Artifact
import Datasets
import Foundation
import Training

extension Speed {
    /// Two trainings at once on two cores, beside each of them alone.
    func sideBySideTable(_ examples: Examples) throws -> String {
        var table = PrintedTable(header: ["two trainings at once", "throughput, one alone = 1"])
        for model in ModelCase.all {
            note("two trainings at once: \(model.title)")
            let trainers = [try model.trainer(examples), try model.trainer(examples)]
            for trainer in trainers { try trainer.step() }
            var ratios: [Double] = []
            for _ in 0..<blocks {
                // Each is its own yardstick, just before and just after.
                let before = trainers.flatMap { stepRates([$0], seconds: blockSeconds / 2) }
                let together = stepRates(trainers, seconds: blockSeconds)
                let after = trainers.flatMap { stepRates([$0], seconds: blockSeconds / 2) }
                ratios.append(together.indices.reduce(0) { $0 + 2 * together[$1] / (before[$1] + after[$1]) })
            }
            table.append([model.title, fixed(median(ratios), decimals: 2)])
        }
        return "Two cores:\n\n\(table.markdown)"
    }
}

/// Trains each on a thread of its own for so many seconds and gives the steps a second of each.
///
/// All are busy to the end: with a fixed number of steps one would wait for the other.
private func stepRates(_ trainers: [Trainer], seconds: Double) -> [Double] {
    let clock = ContinuousClock()
    let group = DispatchGroup()
    // Late enough that all threads have started.
    let start = clock.now + .milliseconds(2)
    let rates = UnsafeMutablePointer<Double>.allocate(capacity: trainers.count)
    defer { rates.deallocate() }
    for (index, trainer) in trainers.enumerated() {
        // Each trainer is used by one thread at a time, each rate written by one.
        nonisolated(unsafe) let (trainer, rate) = (trainer, rates + index)
        group.enter()
        Thread {
            while clock.now < start {}
            var steps = 0
            var elapsed = 0.0
            repeat {
                _ = try? trainer.step()
                steps += 1
                elapsed = (clock.now - start) / .seconds(1)
            } while elapsed < seconds
            rate.initialize(to: Double(steps) / elapsed)
            group.leave()
        }.start()
    }
    group.wait()
    return Array(UnsafeBufferPointer(start: rates, count: trainers.count))
}
