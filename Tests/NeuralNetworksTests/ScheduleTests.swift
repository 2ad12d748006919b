import Foundation
import NeuralNetworks
import Testing

@Suite("Schedules follow PyTorch")
struct ScheduleTests {
    private static let schedules: [(name: String, schedule: Schedule)] = [
        ("step", .step(every: 7, by: 0.5)), ("steps", .steps(at: [5, 20], by: 0.3)), ("exponential", .exponential(0.9)),
        ("cosine", .cosine(steps: 15, to: 0.1)), ("linear", .linear(from: 0.25, to: 0.75, steps: 12)), ("one_cycle", .oneCycle(steps: 40)),
        ("warm_up_then_cosine", .linear(from: 0.1, to: 1, steps: 5).then(.cosine(steps: 30), at: 5)),
        ("product", .exponential(0.95) * .step(every: 10, by: 0.5)),
    ]

    @Test("Forty steps", arguments: schedules.indices)
    func factors(index: Int) throws {
        let (name, schedule) = Self.schedules[index]
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/pytorch/models/schedules.csv")
        let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",") }
        let column = try #require(rows[0].firstIndex { $0 == name })
        #expect(rows.count == 41)
        for (step, row) in rows.dropFirst().enumerated() {
            let expected = Double(row[column])!
            #expect(
                abs(schedule(step) - expected) <= 1e-9 * max(expected, 1e-3), "\(name), step \(step): \(schedule(step)), not \(expected)")
        }
    }

    @Test("Warm-up, epochs and functions")
    func others() {
        #expect((0..<5).map { Schedule.warmUp(steps: 4)($0) } == [0.25, 0.5, 0.75, 1, 1])
        let epochs = Schedule.step(every: 2, by: 0.5).perEpoch(of: 10)
        #expect([0, 19, 20, 39, 40].map { epochs($0) } == [1, 1, 0.5, 0.5, 0.25])
        #expect(Schedule { 1 / Double(1 + $0) }(3) == 0.25)
        #expect(Schedule.constant(1000) == 1)
    }
}
