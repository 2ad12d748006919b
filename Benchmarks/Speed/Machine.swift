import CVectorWidth
import Foundation

/// The machine and the build in one line.
func machineDescription() -> String {
    let information = ProcessInfo.processInfo
    let memory = Int((Double(information.physicalMemory) / 1_073_741_824).rounded())
    return
        "\(processor()), \(information.activeProcessorCount) cores, \(memory) GiB of memory, \(system()); built for \(instructions)."
}

#if arch(arm64)
    private let instructions = "NEON"
#else
    private let instructions = vector_width_is_512() == 1 ? "AVX-512" : "AVX2"
#endif

#if canImport(Darwin)
    private func processor() -> String {
        var size = 0
        guard sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0) == 0 else { return "an unknown processor" }
        var text = [UInt8](repeating: 0, count: size)
        guard sysctlbyname("machdep.cpu.brand_string", &text, &size, nil, 0) == 0 else { return "an unknown processor" }
        return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }

    private func system() -> String { "macOS \(ProcessInfo.processInfo.operatingSystemVersionString)" }

    /// The largest resident memory of this process so far, in megabytes.
    func peakMegabytes() throws -> Double {
        var usage = rusage()
        guard getrusage(RUSAGE_SELF, &usage) == 0 else { throw SpeedError("the peak of memory cannot be read") }
        // In bytes, unlike Linux's.
        return Double(usage.ru_maxrss) / 1e6
    }
#else
    // Linux says nothing of the kind on Arm.
    private func processor() -> String { field("model name", in: "/proc/cpuinfo") ?? "an unknown processor" }

    private func system() -> String {
        field("PRETTY_NAME", in: "/etc/os-release", separator: "=")?.replacingOccurrences(of: "\"", with: "") ?? "Linux"
    }

    /// The largest resident memory of this process so far, in megabytes.
    func peakMegabytes() throws -> Double {
        // Not getrusage's, which begins with what the parent had.
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
#endif
