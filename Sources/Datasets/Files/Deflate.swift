import CPNG

/// CRC-32 of the ZIP and gzip formats.
func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    let array = ContiguousArray(bytes)
    return array.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
}

/// What raw deflate data unpacks to, or nil if the data is damaged or unpacks to more or fewer than
/// `size` bytes.
///
/// Memory grows with what is unpacked, never with what `size` claims.
func inflated(_ bytes: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        return nil
    }
    defer { inflateEnd(&stream) }
    var input = Array(bytes)
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    return input.withUnsafeMutableBufferPointer { input in
        guard input.count <= Int(UInt32.max) else { return nil }
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
            if status == Z_STREAM_END { return result.count == size && stream.avail_in == 0 ? result : nil }
            guard status == Z_OK, result.count <= size, count > 0 || stream.avail_in > 0 else { return nil }
        }
    }
}
