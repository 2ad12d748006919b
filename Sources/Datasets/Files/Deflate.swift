import CPNG

/// CRC-32 of the ZIP and gzip formats.
func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    func sum(_ buffer: UnsafeBufferPointer<UInt8>) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
    }
    return bytes.withContiguousStorageIfAvailable(sum) ?? ContiguousArray(bytes).withUnsafeBufferPointer(sum)
}

/// What packed data is, beside zlib's deflate stream itself.
enum DeflateContainer {
    /// Raw deflate data, as in ZIP archives.
    case none
    /// One or more members of a gzip file, one after the other (RFC 1952, section 2.2), whose contents are joined. zlib
    /// compares the checksum and the length at the end of each.
    case gzip
}

/// What packed data unpacks to, or nil if it is damaged, cut off, followed by anything else, or unpacks to more than `limit`
/// bytes.
///
/// Memory grows with what is unpacked, never with what a header claims.
func unpacked(_ bytes: ArraySlice<UInt8>, _ container: DeflateContainer, limit: Int) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window; 16 more ask for the gzip format, a negative number for none.
    let windowBits: Int32 = container == .gzip ? 15 + 16 : -15
    guard
        bytes.count <= Int(UInt32.max),
        inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    return bytes.withUnsafeBufferPointer { input in
        // zlib does not write to its input.
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        while true {
            let (status, count) = chunk.withUnsafeMutableBufferPointer { chunk in
                stream.next_out = chunk.baseAddress
                stream.avail_out = UInt32(chunk.count)
                let status = inflate(&stream, Z_NO_FLUSH)
                return (status, chunk.count - Int(stream.avail_out))
            }
            guard count <= limit - result.count else { return nil }
            result += chunk[..<count]
            if status == Z_STREAM_END {
                if stream.avail_in == 0 { return result }
                guard container == .gzip, inflateReset(&stream) == Z_OK else { return nil }
                continue
            }
            guard status == Z_OK, count > 0 || stream.avail_in > 0 else { return nil }
        }
    }
}
