import Datasets
import Testing

@Suite struct SafetensorsArchiveTests {
    let archive = SafetensorsArchive(
        [
            .init("b.weight", NPYArray(shape: [2, 1, 2], elements: .float32([1, -0.0, 3, 4]))),
            .init("a", NPYArray(shape: [], elements: .float64([0.1]))),
            .init("empty", NPYArray(shape: [0, 3], elements: .int64([]))),
            .init("mask", NPYArray(shape: [3], elements: .bool([true, false, true]))),
        ], metadata: ["format": "pt", "quo\"te\n": "\\é"])

    private func read(_ bytes: [UInt8]) throws -> SafetensorsArchive { try SafetensorsArchive(safetensors: bytes, source: "m") }

    private func file(_ header: String, _ data: Int = 0) -> [UInt8] {
        let count = header.utf8.count
        return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(header.utf8) + [UInt8](repeating: 0, count: data)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let bytes = try archive.bytes()
        #expect(try read(bytes) == archive)
        #expect(try archive.bytes() == bytes)
        #expect(try read(SafetensorsArchive([]).bytes()) == SafetensorsArchive([]))
    }

    /// As the authors of the format describe it.
    @Test func theBytesAreThoseOfTheFormat() throws {
        let small = SafetensorsArchive([.init("w", NPYArray(shape: [2], elements: .uint8([7, 9])))], metadata: ["k": "v"])
        let header = #"{"__metadata__":{"k":"v"},"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#
        let padding = (8 - header.utf8.count % 8) % 8
        #expect(try small.bytes() == file(header + String(repeating: " ", count: padding)) + [7, 9])
    }

    @Test func aFileThatIsCutOffIsRefusedWhereverItEnds() throws {
        let bytes = try archive.bytes()
        for count in 0..<bytes.count {
            let text = message { _ = try read(Array(bytes[..<count])) }
            #expect(text?.hasPrefix("m, ") == true, "cut to \(count) bytes")
        }
    }

    @Test(arguments: [
        (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5, "byte 66: expected the end of the file, 1 bytes are left"),
        (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#, 5, #""w": expected data from byte 0 to at most 5, found 1 to 5"#),
        (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,9]}}"#, 5, #""w": expected data from byte 0 to at most 5, found 0 to 9"#),
        (
            #"{"w":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, 4,
            #""w": expected 4 bytes of type F32, F64, I32, I64, U8 or BOOL in a shape of as many, found "F16" of shape [2]"#
        ),
        (
            #"{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0,
            #""w": expected 0 bytes of type F32, F64, I32, I64, U8 or BOOL in a shape of as many, found "F32" of shape [4611686018427387904, 4]"#
        ),
        (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4, #""w": expected two data_offsets"#),
        (#"{"w":7}"#, 0, "byte 8: expected a JSON object with dtype, shape and data_offsets of each tensor"),
        (#"["w"]"#, 0, "byte 8: expected a JSON object with dtype, shape and data_offsets of each tensor"),
    ])
    func aDamagedHeaderIsRefused(header: String, data: Int, expected: String) {
        #expect(message { _ = try read(file(header, data)) } == "m, \(expected)")
    }
}
