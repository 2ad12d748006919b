import Artifact
import Testing

@Suite struct RunProgressTests {
    private func progress(computed: Int, done: Double, reused: Int = 8) -> RunProgress {
        var progress = RunProgress(name: "benchmarks", total: 40, reused: reused)
        progress.computed = computed
        progress.totalWeight = 64
        progress.doneWeight = done
        return progress
    }

    @Test func theLineNamesWhatIsDoneAndWhatIsLeft() {
        #expect(progress(computed: 0, done: 0).text(elapsed: 0.2) == "benchmarks: 8 of 40 runs (8 from the store)")
        #expect(
            progress(computed: 4, done: 16).text(elapsed: 65)
                == "benchmarks: 12 of 40 runs (8 from the store), 1 min 05 s, about 3 min 15 s left")
        #expect(
            progress(computed: 0, done: 0, reused: 0).text(elapsed: 3) == "benchmarks: 0 of 40 runs, 3 s")
        #expect(
            progress(computed: 32, done: 64).text(elapsed: 100)
                == "benchmarks: 40 of 40 runs (8 from the store), 1 min 40 s")
        #expect(RunProgress(name: "one", total: 1).text(elapsed: 0) == "one: 0 of 1 run")
    }

    @Test func remainingTimeFollowsTheWeight() {
        #expect(progress(computed: 1, done: 16).remaining(elapsed: 10) == 30)
        #expect(progress(computed: 1, done: 0).remaining(elapsed: 10) == nil)
        #expect(progress(computed: 1, done: 64).remaining(elapsed: 10) == 0)
    }

    @Test(arguments: [
        (0.0, "0 s"), (0.2, "1 s"), (59, "59 s"), (59.5, "1 min 00 s"), (3599, "59 min 59 s"), (3600, "1 h 00 min"),
        (3661, "1 h 02 min"), (7200, "2 h 00 min"), (90000, "25 h 00 min"),
    ]) func durations(seconds: Double, text: String) {
        #expect(RunProgress.duration(seconds) == text)
    }

    @Test func plainLinesBecomeRarer() {
        var times = [0.0]
        while times.count < 9 { times.append(RunProgress.nextLine(after: times.last!)) }
        #expect(times == [0, 15, 30, 45, 60, 120, 180, 240, 300])
        #expect(RunProgress.nextLine(after: 1800) == 2400)
    }
}
