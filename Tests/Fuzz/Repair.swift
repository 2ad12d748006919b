import Artifact

/// The checksum of PNG and ZIP (CRC-32), bit by bit.
private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum: UInt32 = .max
    for byte in bytes {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
}

/// Gives each chunk of a PNG file its right checksum, as far as chunks can be followed.
func repairPNG(_ bytes: inout [UInt8]) {
    var offset = 8
    while offset + 12 <= bytes.count {
        let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - offset - 12 else { return }
        let end = offset + 8 + length
        let sum = checksum(bytes[offset + 4..<end])
        for index in 0..<4 { bytes[end + index] = UInt8(truncatingIfNeeded: sum >> UInt32(24 - 8 * index)) }
        offset = end + 4
    }
}

/// Gives each stored member that the directory of a ZIP archive lists its right checksum there.
func repairZIP(_ bytes: inout [UInt8]) {
    func number(_ offset: Int, _ size: Int) -> Int {
        bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    var entry = 0
    while entry + 46 <= bytes.count {
        guard bytes[entry..<entry + 4].elementsEqual([0x50, 0x4B, 1, 2]) else {
            entry += 1
            continue
        }
        let (size, header) = (number(entry + 20, 4), number(entry + 42, 4))
        if header + 30 <= bytes.count {
            let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
            if start + size <= bytes.count {
                let sum = checksum(bytes[start..<start + size])
                for index in 0..<4 { bytes[entry + 16 + index] = UInt8(truncatingIfNeeded: sum >> UInt32(8 * index)) }
            }
        }
        entry += 46
    }
}

/// Gives the file of a run its right checksum, as far as its first line is there.
func repairResult(_ bytes: inout [UInt8]) {
    let start = Array("{\n\"checksum\":\"".utf8)
    let body = start.count + 64 + 3
    guard bytes.starts(with: start), bytes.count >= body else { return }
    bytes.replaceSubrange(start.count..<start.count + 64, with: sha256(bytes[body...]).utf8)
}
