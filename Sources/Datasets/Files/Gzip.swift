import CPNG

/// What a gzip file unpacks to, or nil if it is damaged, cut off, followed by anything else, or
/// unpacks to more than `limit` bytes.
///
/// zlib compares the checksum and the length at the end of the file. Memory grows with what is
/// unpacked, never with what the file claims.
func gunzipped(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window; 16 more ask for the gzip format.
    let windowBits: Int32 = 15 + 16
    guard
        bytes.count <= Int(UInt32.max),
        inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var input = bytes
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    return input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        while true {
            let (status, count) = chunk.withUnsafeMutableBufferPointer { chunk in
                stream.next_out = chunk.baseAddress
                stream.avail_out = UInt32(chunk.count)
                let status = inflate(&stream, Z_NO_FLUSH)
                return (status, chunk.count - Int(stream.avail_out))
            }
            result += chunk[..<count]
            guard result.count <= limit else { return nil }
            if status == Z_STREAM_END { return stream.avail_in == 0 ? result : nil }
            guard status == Z_OK, count > 0 || stream.avail_in > 0 else { return nil }
        }
    }
}
