import Datasets
import Foundation
import Testing

@Suite struct NPYArrayTests {
    /// Fixture: numpy_types.npz, made by numpy_files.py.
    @Test func everyTypeAndOrderIsRead() throws {
        let archive = try NPZArchive(contentsOf: Fixtures.path("numpy_types.npz"))
        let quarters = (0..<24).map { Double($0) / 4 }
        let shifted = (0..<24).map { $0 - 2 }
        let shape = [2, 3, 4]
        let expected: [(String, NPYArray)] = [
            ("f4", .init(shape: shape, elements: .float32(quarters.map { Float($0) }))),
            ("f8", .init(shape: shape, elements: .float64(quarters))),
            ("i4", .init(shape: shape, elements: .int32(shifted.map { Int32($0) }))),
            ("i8", .init(shape: shape, elements: .int64(shifted.map { Int64($0) }))),
            ("u1", .init(shape: shape, elements: .uint8((0..<24).map { UInt8($0) }))),
            ("bool", .init(shape: shape, elements: .bool((0..<24).map { $0 % 2 == 1 }))),
            ("f8_fortran", .init(shape: shape, elements: .float64(quarters))),
            ("i4_fortran", .init(shape: shape, elements: .int32(shifted.map { Int32($0) }))),
            ("scalar", .init(shape: [], elements: .float64([2.5]))),
            ("empty", .init(shape: [3, 0, 2], elements: .float64([]))),
            ("vector", .init(shape: [1], elements: .float64([1.5]))),
        ]
        #expect(archive.entries.map(\.name) == expected.map(\.0))
        for (name, array) in expected { #expect(archive[name] == array, "\(name)") }
        #expect(
            try NPYArray(contentsOf: Fixtures.path("numpy_version_2.npy")) == archive["f8"])
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let arrays: [NPYArray] = [
            .init(shape: [2, 2], elements: .float32([1, -0.5, .infinity, .leastNonzeroMagnitude])),
            .init(shape: [3], elements: .float64([.pi, -0.0, .leastNonzeroMagnitude])),
            .init(shape: [], elements: .int32([.min])),
            .init(shape: [2, 1], elements: .int64([.min, .max])),
            .init(shape: [0, 7], elements: .uint8([])),
            .init(shape: [2], elements: .bool([true, false])),
        ]
        for array in arrays {
            let bytes = array.npyBytes()
            #expect(try NPYArray(npy: bytes, source: "memory") == array)
            #expect((bytes.count - array.elements.byteCount) % 64 == 0)
        }
        try withTemporaryFolder { folder in
            let path = "\(folder)/array.npy"
            for array in arrays {
                try array.write(to: path)
                #expect(try NPYArray(contentsOf: path) == array)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["array.npy"])
            }
        }
    }

    /// The sign of a NaN that a processor computes is its own: negative on x86, positive on Arm.
    @Test func everyNaNIsWrittenAsOne() {
        let floats: [Float] = [-.nan, .nan, Float(nan: 5, signaling: false), 1]
        #expect(
            NPYArray(shape: [4], elements: .float32(floats)).npyBytes().suffix(16) == [
                0, 0, 0xC0, 0x7F, 0, 0, 0xC0, 0x7F, 0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0x3F,
            ])
        #expect(NPYArray(shape: [1], elements: .float64([-.nan])).npyBytes().suffix(8) == [0, 0, 0, 0, 0, 0, 0xF8, 0x7F])
    }

    @Test func anEmptyArrayMayHaveSizesBeyondAllMemory() throws {
        let bytes = Self.npy("{'descr': '<f8', 'fortran_order': True, 'shape': (4611686018427387904, 4, 0)}")
        let array = try NPYArray(npy: bytes, source: "a.npy")
        #expect(array.elements == .float64([]) && array.shape == [1 << 62, 4, 0])
    }

    @Test func numbersAreConvertedWhereNothingIsLost() {
        let floats = NPYArray(shape: [2], elements: .float32([1, 2.5]))
        #expect(floats.doubles == [1, 2.5] && floats.floats == [1, 2.5] && floats.integers == nil)
        let integers = NPYArray(shape: [2], elements: .int64([1, -2]))
        #expect(integers.integers == [1, -2] && integers.doubles == nil && integers.floats == nil)
    }

    // MARK: Damaged files

    private static let magic: [UInt8] = [0x93] + "NUMPY".utf8

    static func npy(_ header: String, data: [UInt8] = []) -> [UInt8] {
        let text = Array(header.utf8)
        let length = [UInt8(text.count & 255), UInt8(text.count >> 8)]
        let version: [UInt8] = [1, 0]
        return magic + version + length + text + data
    }

    static let damaged: [(bytes: [UInt8], message: String)] = [
        ([], "a.npy, byte 0: expected a .npy file, which starts with the bytes 93 4E 55 4D 50 59"),
        (
            Array("PK".utf8),
            "a.npy, byte 0: expected a .npy file, which starts with the bytes 93 4E 55 4D 50 59"
        ),
        (Array(npy("").prefix(9)), "a.npy, byte 9: expected a header, the file ends here"),
        (
            magic + [9, 0, 0, 0],
            "a.npy, byte 6: expected version 1.0, 2.0 or 3.0, found 9.0"
        ),
        (
            magic + [2, 0, 255, 255, 255, 255],
            "a.npy, byte 8: expected a header of 4294967295 bytes, 0 are left"
        ),
        (npy("x"), "a.npy, byte 10: expected '{' in the header"),
        (npy("{'shape': (1,), }"), "a.npy, byte 10: expected descr, fortran_order and shape in the header"),
        (
            npy("{'descr': '<f8', 'descr': '<f8'}"),
            "a.npy, byte 27: expected one each of descr, fortran_order and shape, found 'descr'"
        ),
        (npy("{'descr': [('a', '<f8')]}"), "a.npy, byte 20: expected a quoted string in the header"),
        (npy("{'fortran_order': 1}"), "a.npy, byte 28: expected True or False in the header"),
        (npy("{'shape': (-1,)}"), "a.npy, byte 21: expected a tuple of at most 64 sizes in the header"),
        (
            npy("{'shape': (99999999999999999999,)}"),
            "a.npy, byte 21: expected a tuple of at most 64 sizes in the header"
        ),
        (
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} x", data: [0, 0, 0, 0, 0, 0, 0, 0]),
            "a.npy, byte 66: expected nothing after the header"
        ),
        (
            npy("{'descr': '<c16', 'fortran_order': False, 'shape': ()}"),
            "a.npy, byte 10: expected elements of NumPy's types f2 to f8, i1 to i8, u1 to u8 or b1, found <c16; convert with astype"
        ),
        (
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4)}"),
            "a.npy, byte 10: expected a shape that fits into memory, found [4611686018427387904, 4]"
        ),
        (
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000, 4)}"),
            "a.npy, byte 78: expected 3200000000000 bytes for the shape [100000000000, 4], found 0"
        ),
        (
            npy("{'descr': '|b1', 'fortran_order': False, 'shape': (2,)}", data: [1, 2]),
            "a.npy, byte 66: expected 0 or 1 for a boolean, found 2"
        ),
        (
            npy("{'descr': '<u8', 'fortran_order': False, 'shape': (1,)}", data: [0, 0, 0, 0, 0, 0, 0, 0x80]),
            "a.npy, byte 65: expected whole numbers of at most 9223372036854775807"
        ),
    ]

    @Test(arguments: damaged.indices)
    func damageIsNamed(_ index: Int) {
        let (bytes, expected) = Self.damaged[index]
        #expect(message { _ = try NPYArray(npy: bytes, source: "a.npy") } == expected)
    }

    /// Fixture: numpy_big_endian.npy, made by numpy_files.py.
    @Test func bigEndianNumbersAreRead() throws {
        let expected = NPYArray(shape: [2, 3, 4], elements: .float64((0..<24).map { Double($0) }))
        #expect(try NPYArray(contentsOf: Fixtures.path("numpy_big_endian.npy")) == expected)
    }

    @Test func missingFilesAndFoldersAreNamed() {
        #expect(
            message { _ = try NPYArray(contentsOf: "/nowhere/a.npy") }
                == "cannot read /nowhere/a.npy: No such file or directory")
        #expect(message { _ = try NPYArray(contentsOf: "/") } == "cannot read /: it is not a regular file")
        let array = NPYArray(shape: [1], elements: .uint8([1]))
        #expect(
            message { try array.write(to: "/nowhere/a.npy") }
                == "cannot write /nowhere/a.npy: No such file or directory")
    }

    @Test func nothingIsLeftBehindWhenAFileCannotBePutInItsPlace() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: "\(folder)/taken", withIntermediateDirectories: false)
            let array = NPYArray(shape: [1], elements: .uint8([1]))
            #expect(
                message { try array.write(to: "\(folder)/taken") }
                    == "cannot write \(folder)/taken: Is a directory")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
        }
    }
}

extension NPYArray.Elements {
    /// Bytes that the elements take in a file.
    fileprivate var byteCount: Int {
        let size =
            switch self {
            case .float64, .int64: 8
            case .float32, .int32: 4
            case .uint8, .bool: 1
            }
        return size * count
    }
}
