import Foundation
import Testing

/// Programs that share cores: each core is a byte of a file, and is computed on by whoever has locked the byte.
@Suite struct SharedCoresTests {
    private let folder: TemporaryFolder
    private let slow: [String: String]
    private let file: Int32

    init() throws {
        folder = try TemporaryFolder()
        slow = ["PROBE_PAUSE": "5", "PROBE_LOG": "\(folder.path)/log"]
        file = open("\(folder.path)/cores", O_RDWR | O_CREAT, 0o600)
    }

    private var begun: [String] { folder.text("log").split(separator: "\n").map(String.init) }

    /// A probe that has so many cores with others.
    private func probe(_ count: Int, _ arguments: [String]) throws -> ProbeProcess {
        try ProbeProcess(
            arguments, in: folder, environment: slow, wrapper: "exec 9<>cores; export ARTIFACT_CORES=9,\(count); exec \"$@\"")
    }

    /// Locks or unlocks a core as another program would.
    private func lock(_ core: Int, _ type: Int) -> Bool {
        var lock = flock()
        (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (Int16(type), Int16(SEEK_SET), off_t(core), 1)
        return fcntl(file, F_SETLK, &lock) == 0
    }

    @Test func nothingIsComputedWithoutACore() throws {
        defer { close(file) }
        #expect(lock(0, Int(F_WRLCK)))
        let probe = try probe(1, [])
        probe.wait { !folder.files(in: "results/probe").isEmpty }
        Thread.sleep(forTimeInterval: 0.3)
        #expect(begun == [] && probe.process.isRunning)
        #expect(lock(0, Int(F_UNLCK)))
        #expect(probe.ending().errors == "probe: 6 of 6 runs\n")
    }

    /// Each of them could use two threads, and keeps the core until it ends.
    @Test func twoProgramsComputeOneAfterTheOtherOnOneCore() throws {
        defer { close(file) }
        let seeds = [["1", "2", "3"], ["4", "5", "6"]]
        let probes = try seeds.map { try probe(1, ["--threads", "2", "--results", "r\($0[0])", "--figures", "f\($0[0])", "--seeds"] + $0) }
        for probe in probes { #expect(probe.ending().status == 0) }
        let order = begun.map { String($0.split(separator: " ")[1]) }
        #expect(order == seeds[0] + seeds[1] || order == seeds[1] + seeds[0])
    }

    @Test func aKilledProgramHasGivenItsCoresBack() throws {
        defer { close(file) }
        let probe = try probe(2, [])
        probe.wait { begun.count >= 2 }
        #expect(!lock(0, Int(F_WRLCK)) && !lock(1, Int(F_WRLCK)))
        kill(probe.process.processIdentifier, SIGKILL)
        _ = probe.ending()
        #expect(lock(0, Int(F_WRLCK)) && lock(1, Int(F_WRLCK)))
    }

    /// What is left of a number and a file is not taken for cores.
    @Test(arguments: ["", "9", "9,0", "77,2", "x,y"]) func withoutCoresToShareAllAreItsOwn(text: String) throws {
        defer { close(file) }
        #expect(try ProbeProcess.run([], in: folder, environment: ["ARTIFACT_CORES": text]).errors == "probe: 6 of 6 runs\n")
    }
}
