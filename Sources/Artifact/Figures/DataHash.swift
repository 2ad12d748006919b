/// What identifies data in a figure's provenance.
public enum DataHash {
    /// The SHA-256 of numbers as little-endian 32-bit floats, which `array.astype("<f4").tobytes()` gives in NumPy.
    public static func float32(_ values: [Float]) -> String {
        sha256(values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) } })
    }

    /// The hashes of several sets of numbers by name, each made once.
    ///
    /// - Parameters:
    ///   - sets: What describes each set; repetitions are left out.
    ///   - name: Says what the numbers are; the format is added.
    public static func float32<Description: Hashable>(
        of sets: [Description], name: (Description) -> String, values: (Description) throws -> [Float]
    ) rethrows -> [String: String] {
        var hashes: [String: String] = [:]
        for set in Set(sets) { hashes["\(name(set)), little-endian float32"] = float32(try values(set)) }
        return hashes
    }
}
