import CVectorWidth
import Foundation

/// The machine and the build in one line.
func machineDescription() -> String {
    let cpu = field("model name", in: "/proc/cpuinfo") ?? "an unknown processor"
    let kilobytes = Double(field("MemTotal", in: "/proc/meminfo")?.split(separator: " ").first ?? "") ?? 0
    let system = field("PRETTY_NAME", in: "/etc/os-release", separator: "=")?.replacingOccurrences(of: "\"", with: "")
    let instructions = vector_width_is_512() == 1 ? "AVX-512" : "AVX2"
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return
        "\(cpu), \(cores) cores, \(Int((kilobytes / 1_048_576).rounded())) GiB of memory, \(system ?? "Linux"); built for \(instructions)."
}

/// The largest resident memory of this process so far, in megabytes.
func peakMegabytes() throws -> Double {
    guard let text = field("VmHWM", in: "/proc/self/status"),
        let kilobytes = text.split(separator: " ").first.flatMap({ Double($0) })
    else { throw SpeedError("/proc/self/status does not tell the peak of memory") }
    return kilobytes * 1024 / 1e6
}

/// The first value of a key in a file of lines `key: value`.
private func field(_ key: String, in path: String, separator: Character = ":") -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") {
        let parts = line.split(separator: separator, maxSplits: 1)
        if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == key {
            return parts[1].trimmingCharacters(in: .whitespaces)
        }
    }
    return nil
}
