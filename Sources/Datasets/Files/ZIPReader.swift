/// Reads ZIP archives: members stored or deflated, each checked against its sum.
///
/// ZIP64 records and fields are read, which some programs also write where nothing is large. Not read, and said so: encrypted members and
/// archives in several parts.
/// Source: PKWARE's APPNOTE.TXT 6.3.
struct ZIPReader {
    /// A file in the archive, as the directory describes it.
    struct Member {
        let name: String
        /// Whether the data is deflated.
        fileprivate let isPacked: Bool
        fileprivate let sum: UInt32
        fileprivate let packedSize: Int
        /// The bytes of the unpacked data.
        let size: Int
        /// Where the member's header is.
        fileprivate let header: Int
    }

    private let bytes: [UInt8]
    private let source: String

    init(_ bytes: [UInt8], source: String) {
        self.bytes = bytes
        self.source = source
    }

    /// All members, in the order of the archive's directory.
    func members() throws(DatasetError) -> [Member] {
        let (count, start, end) = try directory()
        var offset = start
        var members: [Member] = []
        for _ in 0..<count {
            try members.append(member(&offset, end))
        }
        guard offset == end else {
            throw error(offset, "expected the end of the directory of \(count) members")
        }
        return members
    }

    /// How many members there are, and where the directory of them begins and ends.
    private func directory() throws(DatasetError) -> (count: Int, offset: Int, end: Int) {
        let record = try endOfDirectory()
        var count = try Int(number16(record + 10))
        var size = try Int(number32(record + 12))
        var offset = try Int(number32(record + 16))
        guard try number16(record + 4) == 0, try number16(record + 8) == count else {
            throw error(record + 4, "expected an archive in one part")
        }
        var end = record
        let locator = record - 20
        if locator >= 0, try number32(locator) == 0x0706_4B50 {
            // Programs write such records also where nothing needs them.
            end = try number64(locator + 8)
            guard end <= locator - 56, try number32(end) == 0x0606_4B50, try number64(end + 4) == locator - end - 12 else {
                throw error(locator + 8, "expected the place of the ZIP64 record that ends the directory")
            }
            guard try number32(locator + 4) == 0, try number32(locator + 16) <= 1, try number64(end + 16) == 0,
                try number64(end + 24) == number64(end + 32)
            else { throw error(end + 16, "expected an archive in one part") }
            let (wideCount, wideSize, wideOffset) = try (number64(end + 32), number64(end + 40), number64(end + 48))
            guard count == wideCount || count == 0xFFFF, size == wideSize || size == 0xFFFF_FFFF,
                offset == wideOffset || offset == 0xFFFF_FFFF
            else { throw error(end + 24, "expected the same directory in both records that end it") }
            (count, size, offset) = (wideCount, wideSize, wideOffset)
        }
        guard offset <= end, size == end - offset else {
            throw error(end + 12, "expected a directory of \(end - min(offset, end)) bytes, found \(size)")
        }
        return (count, offset, end)
    }

    /// The member that the directory describes at `offset`, which moves on to the next.
    private func member(_ offset: inout Int, _ end: Int) throws(DatasetError) -> Member {
        let start = offset
        guard start < end, try number32(start) == 0x0201_4B50 else {
            throw error(start, "expected a member of the archive's directory")
        }
        let nameLength = try Int(number16(start + 28))
        let nameBytes = try range(start + 46, nameLength)
        // The name is part of messages, which are one line.
        guard let name = String(validating: nameBytes, as: UTF8.self), (1...255).contains(nameLength),
            !name.unicodeScalars.contains(where: {
                [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
            })
        else {
            throw error(start + 46, "expected a member's name of 1 to 255 bytes in UTF-8 without control characters")
        }
        let extraLength = try Int(number16(start + 30))
        offset = try start + 46 + nameLength + extraLength + Int(number16(start + 32))

        guard try number16(start + 8) & 1 == 0 else {
            throw error(start + 8, "expected \(name) without encryption")
        }
        let method = try number16(start + 10)
        guard method == 0 || method == 8 else {
            throw error(start + 10, "expected \(name) stored or deflated, found method \(method)")
        }
        var wide = try WideSizes(range(start + 46 + nameLength, extraLength))
        func number(_ place: Int) throws(DatasetError) -> Int {
            let number = try Int(number32(place))
            guard number == 0xFFFF_FFFF else { return number }
            guard let number = wide.next() else { throw error(place, "expected the size or place of \(name) in a ZIP64 field") }
            return number
        }
        // In the order of the ZIP64 field.
        let size = try number(start + 24)
        let packedSize = try number(start + 20)
        let header = try number(start + 42)
        guard method == 8 || size == packedSize else {
            throw error(start + 24, "expected \(packedSize) bytes for \(name), found \(size)")
        }
        return try Member(
            name: name, isPacked: method == 8, sum: number32(start + 16), packedSize: packedSize, size: size,
            header: header)
    }

    /// The unpacked data of a member, checked against its sum.
    func content(of member: Member) throws(DatasetError) -> ArraySlice<UInt8> {
        let (name, header) = (member.name, member.header)
        guard try number32(header) == 0x0403_4B50 else {
            throw error(header, "expected the beginning of \(name)")
        }
        let nameLength = try Int(number16(header + 26))
        guard try range(header + 30, nameLength).elementsEqual(name.utf8) else {
            throw error(header + 30, "expected the name \(name), as in the directory")
        }
        let data = try header + 30 + nameLength + Int(number16(header + 28))
        var content = try range(data, member.packedSize)
        if member.isPacked {
            guard let result = unpacked(content, .none, limit: member.size), result.count == member.size else {
                throw error(data, "expected \(name) to unpack to \(member.size) bytes, its data is damaged")
            }
            content = result[...]
        }
        let found = checksum(content)
        guard found == member.sum else {
            throw error(
                data,
                "expected \(name) to have the checksum \(hexadecimal(member.sum)), found \(hexadecimal(found))")
        }
        return content
    }

    /// Where the record that ends the archive starts: it may be followed by a comment.
    private func endOfDirectory() throws(DatasetError) -> Int {
        let size = 22
        guard bytes.count >= size, bytes.starts(with: [0x50, 0x4B]) else {
            if !bytes.isEmpty, !bytes.starts(with: [0x50, 0x4B]), let advice = FileKind.advice(bytes, path: source) {
                throw DatasetError("\(source): \(advice)")
            }
            throw error(0, "expected a .npz file, a ZIP archive, which starts with the bytes 50 4B")
        }
        var offset = bytes.count - size
        while offset >= max(0, bytes.count - size - 0xFFFF) {
            if bytes[offset] == 0x50, try number32(offset) == 0x0605_4B50,
                try offset + size + Int(number16(offset + 20)) == bytes.count
            {
                return offset
            }
            offset -= 1
        }
        throw error(bytes.count, "expected the end of a ZIP archive, the file is cut off or damaged")
    }

    // MARK: Bytes

    private func range(_ start: Int, _ count: Int) throws(DatasetError) -> ArraySlice<UInt8> {
        guard start >= 0, start <= bytes.count, count <= bytes.count - start else {
            throw error(min(max(start, 0), bytes.count), "expected \(count) bytes, the file ends at \(bytes.count)")
        }
        return bytes[start..<(start + count)]
    }

    private func number16(_ start: Int) throws(DatasetError) -> UInt16 {
        try range(start, 2).reversed().reduce(0) { $0 << 8 | UInt16($1) }
    }

    private func number32(_ start: Int) throws(DatasetError) -> UInt32 {
        try range(start, 4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A number beyond all files is the largest that can be counted.
    private func number64(_ start: Int) throws(DatasetError) -> Int {
        let number = try range(start, 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        // Small enough to add sizes of headers to it.
        return Int(min(number, 1 << 62))
    }

    private func error(_ offset: Int, _ expectation: String) -> DatasetError {
        DatasetError("\(source), byte \(offset): \(expectation)")
    }
}

/// The sizes and places that a member's ZIP64 field holds, in turn.
private struct WideSizes {
    private var rest: ArraySlice<UInt8> = []

    /// The field with the number 1 among those that follow a member's name.
    init(_ fields: ArraySlice<UInt8>) {
        var fields = fields
        while fields.count >= 4 {
            let start = fields.startIndex
            let size = Int(fields[start + 2]) | Int(fields[start + 3]) << 8
            let content = fields.dropFirst(4)
            if fields[start] == 1, fields[start + 1] == 0 {
                rest = content.prefix(size)
                return
            }
            fields = content.dropFirst(size)
        }
    }

    mutating func next() -> Int? {
        guard rest.count >= 8 else { return nil }
        defer { rest = rest.dropFirst(8) }
        return Int(min(rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, 1 << 62))
    }
}

private func hexadecimal(_ number: UInt32) -> String {
    String(number, radix: 16, uppercase: true)
}
