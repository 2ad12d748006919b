import Foundation
import Processes

/// How long the runs of an experiment took: a hidden file beside them, to which each finished run adds a line `identity,label,coreSeconds`.
///
/// It is for planning and for tables of running times. It decides nothing, so that what cannot be written or read is left out.
struct RunTimes: Sendable {
    private let path: String

    init(folder: String) { path = "\(folder)/.times.csv" }

    /// The processor time of the calling thread in seconds, which other programs on the machine hardly change.
    static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// - Parameter seconds: The processor time of a run's thread, times the threads that the run was given.
    func record(_ seconds: Double, of identity: RunIdentity) {
        // Not a pipe, which could wait for a reader, nor a device.
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
        guard file >= 0 else { return }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        // One call for a line: a process that is killed has written it or not.
        let line = Array("\(identity.short),\(identity.label),\(fixed(seconds, decimals: 6))\n".utf8)
        _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    }

    /// The core seconds of all an experiment's runs at paper scale, by `Benchmarks/running-times.csv`; nil where it does not say.
    static func committed(of experiment: String, package: String) -> Double? {
        struct Row: Decodable {
            let program: String
            let coreSeconds: Double
        }
        let path = "\(package)/Benchmarks/running-times.csv"
        guard let table = try? CSV.table(at: path), let rows = try? table.values(as: Row.self, source: path) else { return nil }
        return rows.first { $0.program == experiment }.map { max($0.coreSeconds, 1) }
    }

    /// Core seconds by short identity; the last line of a run counts. Lines that are none are left out.
    func recorded() throws -> [String: Double] {
        guard let bytes = try FileOutput.contents(of: path) else { return [:] }
        var times: [String: Double] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: ",")
            guard fields.count == 3, fields[0].utf8.count == 16, let seconds = Double(fields[2]), (0...1e9).contains(seconds) else {
                continue
            }
            times[String(fields[0])] = seconds
        }
        return times
    }
}
