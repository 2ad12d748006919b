import Artifact
import Testing

@Suite struct ConsoleTests {
    /// Erased to the end of the line, and not wrapped.
    private func rewritten(_ text: String) -> String { "\r\u{1B}[K\u{1B}[?7l\(text)\u{1B}[?7h" }

    private func texts(terminal: Bool) -> [String] {
        let notes = Notes()
        let console = Console(terminal: terminal, write: notes.add)
        var progress = RunProgress(name: "p", total: 2)
        progress.totalWeight = 2
        console.show(progress, elapsed: 0)
        console.message("note")
        console.show(progress, elapsed: 0.5)
        progress.doneWeight = 1
        progress.computed = 1
        console.show(progress, elapsed: 16)
        console.show(progress, elapsed: 17)
        progress.doneWeight = 2
        progress.computed = 2
        console.finish(progress, elapsed: 30)
        return notes.all
    }

    @Test func onATerminalOneLineIsRewritten() {
        #expect(
            texts(terminal: true) == [
                rewritten("p: 0 of 2 runs"), "\r\u{1B}[Knote\n" + rewritten("p: 0 of 2 runs"),
                rewritten("p: 1 of 2 runs, 16 s, about 16 s left"),
                rewritten("p: 1 of 2 runs, 17 s, about 17 s left"), "\r\u{1B}[Kp: 2 of 2 runs, 30 s\n",
            ])
    }

    @Test func elsewhereLinesArePlainAndFew() {
        #expect(
            texts(terminal: false) == ["note\n", "p: 1 of 2 runs, 16 s, about 16 s left\n", "p: 2 of 2 runs, 30 s\n"])
    }

    @Test func anErrorStandsOnALineOfItsOwn() {
        let notes = Notes()
        let console = Console(terminal: true, write: notes.add)
        console.show(RunProgress(name: "p", total: 2), elapsed: 0)
        console.clear()
        console.clear()
        #expect(notes.all == [rewritten("p: 0 of 2 runs"), "\r\u{1B}[K"])
    }
}
