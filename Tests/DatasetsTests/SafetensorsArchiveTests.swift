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

    /// Half precision of either kind, and escapes as JSON has them.
    @Test func otherTypesAreWidened() throws {
        let header =
            #"{"\u0068alf":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"brain\n\ud83d\ude00":{"dtype":"BF16","shape":[1],"#
            + #""data_offsets":[4,6]},"i":{"dtype":"I8","shape":[1],"data_offsets":[6,7]}}"#
        let read = try read(file(header) + [0x00, 0x3C, 0x00, 0xC1, 0xC0, 0x3F, 0xFF])
        #expect(
            read.entries == [
                .init("half", NPYArray(shape: [2], elements: .float32([1, -2.5]))),
                .init("brain\n😀", NPYArray(shape: [1], elements: .float32([1.5]))),
                .init("i", NPYArray(shape: [1], elements: .int32([-1]))),
            ])
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
            #"{"w":{"dtype":"F8_E5M2","shape":[4],"data_offsets":[0,4]}}"#, 4,
            #""w": expected 4 bytes of type F16 to F64, BF16, I8 to I64, U8 to U64 or BOOL in a shape of as many, found "F8_E5M2" of shape [4]"#
        ),
        (
            #"{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0,
            #""w": expected 0 bytes of type F16 to F64, BF16, I8 to I64, U8 to U64 or BOOL in a shape of as many, found "F32" of shape [4611686018427387904, 4]"#
        ),
        (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4, #""w": expected two data_offsets"#),
        (#"{"w":7}"#, 0, #""w": expected an object with dtype, shape and data_offsets, found 7"#),
        (
            #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4,
            #"byte 62: expected "w" once, found it twice"#
        ),
        (#"{"w":{"dtype":"F32","dtype":"F64","shape":[1],"data_offsets":[0,4]}}"#, 4, #"byte 28: expected "dtype" once, found it twice"#),
        (#"{"__metadata__":{"format":"pt","steps":600}}"#, 0, #"__metadata__, "steps": expected a text in quotes, found 600"#),
        (#"{"__metadata__":["pt"]}"#, 0, "__metadata__: expected an object of texts, found a list"),
        (#"{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, 4, #""w": expected whole numbers as shape, found 1.5"#),
        (#"{"w":{"dtype":"F32","shape":[1]}}"#, 4, #""w": expected data_offsets"#),
        (#"{"w":{}"#, 0, "byte 15: expected '}' in the JSON object"),
        (#"["w"]"#, 0, "byte 8: expected a JSON object with dtype, shape and data_offsets of each tensor"),
    ])
    func aDamagedHeaderIsRefused(header: String, data: Int, expected: String) {
        #expect(message { _ = try read(file(header, data)) } == "m, \(expected)")
    }
}
