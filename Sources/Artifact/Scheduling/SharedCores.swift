import Foundation
import Processes

/// Cores that several programs share, so that one uses what another leaves over.
///
/// A core is a byte of a file without a name, and whoever computes on it has locked that byte. The programs inherit the open file and
/// hear of it from `ARTIFACT_CORES`. Locks belong to the kernel: a program that is killed has given its cores back.
public final class SharedCores: Sendable {
    /// Those that this process was given by the one that started it; nil when all cores are its own.
    public static let inherited: SharedCores? = {
        guard let text = getenv(variable) else { return nil }
        let words = String(cString: text).split(separator: ",").compactMap { Int32($0) }
        guard words.count == 2, (1...1024).contains(words[1]), fcntl(words[0], F_GETFD) >= 0 else { return nil }
        return SharedCores(descriptor: words[0], count: Int(words[1]))
    }()

    private static let variable = "ARTIFACT_CORES"

    /// How many there are.
    public let count: Int
    private let descriptor: Int32
    /// Those that this process holds: the system would give it a lock twice.
    private let held = Guarded<Set<Int>>([])

    private init(descriptor: Int32, count: Int) {
        self.descriptor = descriptor
        self.count = count
    }

    /// Makes cores for the programs that this one starts from now on.
    public static func shareWithChildren(count: Int) throws -> SharedCores {
        let folder = FileManager.default.temporaryDirectory.path
        var path = Array("\(folder)/artifact-cores-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else {
            throw ArtifactError("\(folder): no file can be made there, by which programs share cores: \(String(cString: strerror(errno)))")
        }
        unlink(path)
        // Programs inherit it, whatever the system's custom.
        _ = fcntl(descriptor, F_SETFD, 0)
        setenv(variable, "\(descriptor),\(count)", 1)
        return SharedCores(descriptor: descriptor, count: count)
    }

    /// Takes a core that nobody else has.
    ///
    /// - Returns: nil when there is none.
    func take() -> Int? {
        held.withLock { held in
            let core = (0..<count).first { !held.contains($0) && control(F_SETLK, Int32(F_WRLCK), $0).succeeded }
            if let core { held.insert(core) }
            return core
        }
    }

    func giveBack(_ core: Int) {
        held.withLock { held in
            held.remove(core)
            _ = control(F_SETLK, Int32(F_UNLCK), core)
        }
    }

    /// Whether there is a core that nobody has.
    public var isAnyFree: Bool {
        let held = self.held.withLock { $0 }
        return (0..<count).contains { !held.contains($0) && control(F_GETLK, Int32(F_WRLCK), $0).type == Int32(F_UNLCK) }
    }

    /// A file system without locks lets everybody have every core: better slow than never.
    private func control(_ command: Int32, _ type: Int32, _ core: Int) -> (succeeded: Bool, type: Int32) {
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = off_t(core)
        lock.l_len = 1
        let failed = fcntl(descriptor, command, &lock) != 0
        return (!failed || (errno != EAGAIN && errno != EACCES), failed ? Int32(F_UNLCK) : Int32(lock.l_type))
    }
}

/// The cores that the threads of this process compute on: up to a number, and no more than others leave over where they are shared.
///
/// A process keeps its last core until it ends or leaves: what it does between computations is work too.
final class Cores: Sendable {
    /// Of the experiment that this process is.
    static let shared: Cores? = SharedCores.inherited.map { Cores(limit: $0.count, pool: $0) }

    private struct State {
        /// Numbers of shared cores that are held.
        var held: [Int] = []
        var used = 0
    }
    private let limit: Int
    private let pool: SharedCores?
    private let state = Guarded(State())

    init(limit: Int, pool: SharedCores? = nil) {
        self.limit = limit
        self.pool = pool
    }

    /// Takes a core, if there is one.
    func take() -> Bool {
        state.withLock { state in
            guard state.used < limit else { return false }
            if let pool, state.used == state.held.count {
                guard let core = pool.take() else { return false }
                state.held.append(core)
            }
            state.used += 1
            return true
        }
    }

    func giveBack() {
        state.withLock { state in
            state.used -= 1
            if state.held.count > max(state.used, 1) { pool!.giveBack(state.held.removeLast()) }
        }
    }

    /// Waits for a first core.
    func enter() {
        while !take() { usleep(20_000) }
        giveBack()
    }

    /// Gives all back, while this process waits for another one.
    func leave() {
        state.withLock { state in
            for core in state.held { pool?.giveBack(core) }
            state.held = []
        }
    }
}
