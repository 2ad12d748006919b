import CProcesses
import Foundation
import Testing

@Suite struct ProcessorFeatureTests {
    private let names = (0..<processor_feature_count()).map { String(cString: processor_feature_name($0)) }

    private func missing(used: [String], present: [String]) -> String? {
        let used = names.map { UInt8(used.contains($0) ? 1 : 0) }
        let present = names.map { UInt8(present.contains($0) ? 1 : 0) }
        return missing_processor_feature(used, present).map { String(cString: $0) }
    }

    @Test func theFirstFeatureThatIsUsedAndMissingIsNamed() {
        #expect(missing(used: [], present: []) == nil)
        #expect(missing(used: ["AVX2", "FMA"], present: ["FMA", "AVX2", "AVX512F"]) == nil)
        #expect(missing(used: ["SSE3", "FMA", "AVX512F"], present: ["SSE3", "FMA", "AVX2"]) == "AVX512F")
        #expect(missing(used: ["SSE3", "AVX2"], present: []) == "AVX2")
        #expect(missing(used: names, present: names) == nil)
        for name in names { #expect(missing(used: names, present: names.filter { $0 != name }) == name) }
    }

    #if arch(x86_64)
        /// What Linux reads from the processor, under its own names.
        @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/cpuinfo")))
        func thisProcessorsFeaturesAreFound() throws {
            var present = [UInt8](repeating: 2, count: names.count)
            find_processor_features(&present)
            #expect(present.allSatisfy { $0 <= 1 })
            let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("flags") }, "not an x86 processor")
            let flags = Set(line.split(separator: " ").map { $0.filter { $0 != "_" } })
            let linux = ["SSE3": "pni", "LZCNT": "abm"]
            for (name, bit) in zip(names, present) {
                let flag = linux[name] ?? name.lowercased().filter { $0 != "." }
                #expect((bit == 1) == flags.contains(flag), "\(name)")
            }
        }
    #endif
}
