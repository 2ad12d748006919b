import Processes
import Testing

@Suite struct ChildProcessTests {
    @Test func whatAProgramPrintsAndHowItEnds() throws {
        let (output, ending) = try ChildProcess.output(of: "/bin/sh", ["-c", "echo \"$1\"; cat; exit 3", "sh", "a b"]).get()
        #expect(output == Array("a b\n".utf8) && ending == .status(3))
        #expect(try ChildProcess.output(of: "/bin/sh", ["-c", "kill -9 $$"]).get().ending == .signal(9))
    }

    @Test func aProgramThatIsNotThere() {
        guard case .failure(let failure) = ChildProcess.output(of: "/nowhere/program", []) else {
            Issue.record("it was started")
            return
        }
        #expect(failure.reason == "No such file or directory")
    }

    @Test func moreThanAPipeHolds() throws {
        #expect(try ChildProcess.output(of: "/bin/sh", ["-c", "head -c 300000 /dev/zero"]).get().output.count == 300_000)
    }
}
