/// Writes ZIP archives whose members are stored as they are.
///
/// Each member is dated 1 January 1980, the format's first day, so that the same members give the
/// same bytes. Source: PKWARE's APPNOTE.TXT 6.3.
struct ZIPWriter {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// Appends a member. Archives end at 4 GiB.
    mutating func append(_ content: [UInt8], name: String) throws(DatasetError) {
        let start = bytes.count
        guard start + content.count + directory.count < Int(UInt32.max) - 1024, count < UInt16.max - 1
        else {
            throw DatasetError("\(name) makes the archive larger than 4 GiB: write fewer examples")
        }
        // What a member's own header and its entry in the directory have in common.
        var common: [UInt8] = []
        common.append16(20)  // version 2.0 is needed to read it
        common.append16(1 << 11)  // the name is UTF-8
        common.append16(0)  // stored
        common.append16(0)  // midnight
        common.append16(0x21)  // 1980-01-01
        common.append32(checksum(content))
        common.append32(UInt32(content.count))
        common.append32(UInt32(content.count))
        common.append16(UInt16(name.utf8.count))
        common.append16(0)  // no extra fields

        bytes.append32(0x0403_4B50)
        bytes += common
        bytes += name.utf8
        bytes += content

        directory.append32(0x0201_4B50)
        directory.append16(20)
        directory += common
        directory.append16(0)  // no comment
        directory.append16(0)  // first part
        directory.append16(0)  // attributes
        directory.append32(0)
        directory.append32(UInt32(start))
        directory += name.utf8
        count += 1
    }

    /// The whole archive.
    consuming func finish() throws(DatasetError) -> [UInt8] {
        let start = bytes.count
        bytes += directory
        bytes.append32(0x0605_4B50)
        bytes.append16(0)
        bytes.append16(0)
        bytes.append16(count)
        bytes.append16(count)
        bytes.append32(UInt32(directory.count))
        bytes.append32(UInt32(start))
        bytes.append16(0)
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append16(_ number: UInt16) {
        append(UInt8(number & 0xFF))
        append(UInt8(number >> 8))
    }

    fileprivate mutating func append32(_ number: UInt32) {
        append16(UInt16(number & 0xFFFF))
        append16(UInt16(number >> 16))
    }
}
