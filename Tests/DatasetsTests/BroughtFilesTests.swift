import Datasets
import Foundation
import Testing

/// Files as people bring them, made by Fixtures/brought.py: each is read as the same dataset, or says what it is.
@Suite struct BroughtFilesTests {
    private func path(_ name: String) -> String { Fixtures.path("brought/\(name)") }
    private func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name)))) }

    private static let x = (0..<12).map { Float($0) / 4 - 1 }
    private static let train = Examples(features: x, labels: [0, 1, 2, 1], length: 3)
    private static let whole = Dataset(
        train: train, test: Examples(features: Array(x.prefix(6)), labels: [2, 0], length: 3), classCount: 3)

    /// One set of rules for all types: labels are whole numbers of any type, signals numbers of any type.
    @Test(arguments: [
        "protocol-2.pkl", "protocol-3.pkl", "protocol-4.pkl", "protocol-5.pkl", "fortran.pkl", "numpy-1.pkl", "python-2.pkl",
        "wide-end.npz",
        "wide-end-alone.npz", "wide-member.npz", "float-labels.npz", "column.npz",
    ])
    func theSameDatasetIsRead(_ name: String) throws {
        #expect(try Dataset(contentsOf: path(name)) == Self.whole)
        #expect(try SignalFile(contentsOf: path(name)) == SignalFile(Self.whole))
    }

    @Test func integersAreSignals() throws {
        let read = try Dataset(contentsOf: path("small-types.npz"))
        #expect(read.train.features == Self.x.map { 4 * $0 } && read.train.labels == Self.train.labels && read.test.labels == [2, 0])
    }

    @Test(arguments: ["no-test.npz", "named.csv", "mark.csv"])
    func withoutTestExamplesAllAreToTrainOn(_ name: String) throws {
        let read = try Dataset(contentsOf: path(name))
        #expect(read.train == Self.train && read.test.count == 0 && read.classCount == 3)
    }

    @Test func aTestPartNeedsSignalsAndLabels() {
        let archive = NPZArchive([.init("x", DatasetFilesTests.x), .init("y", DatasetFilesTests.y), .init("y_test", DatasetFilesTests.y)])
        #expect(
            message { _ = try Dataset(archive, source: "d.npz") } == "d.npz: expected an array named x_test, found x, y, y_test")
    }

    @Test func typesOfNumPyAreWidened() throws {
        let archive = try NPZArchive(contentsOf: path("types.npz"))
        let (shape, shifted) = ([2, 3, 4], (0..<24).map { $0 - 2 })
        let quarters = (0..<24).map { Double($0) / 4 }
        let expected: [(String, NPYArray.Elements)] = [
            ("f2", .float32(quarters.map { Float($0) })), ("i1", .int32(shifted.map { Int32($0) })),
            ("i2", .int32(shifted.map { Int32($0) })), ("u2", .int32((0..<24).map { Int32($0) })),
            ("u4", .int64((0..<24).map { Int64($0) })), ("u8", .int64((0..<24).map { Int64($0) })), ("big_f8", .float64(quarters)),
            ("big_f4", .float32(quarters.map { Float($0) })), ("big_i4", .int32(shifted.map { Int32($0) })),
            ("big_fortran", .int64(shifted.map { Int64($0) })),
        ]
        for (name, elements) in expected { #expect(archive[name] == NPYArray(shape: shape, elements: elements), "\(name)") }
        let half = try #require(archive["half"]?.floats)
        // 6e-8 is nearest to the smallest number above 0, 2^-24.
        #expect(half.prefix(6) == [1, -2.5, 65504, 0x1p-24, 0, .infinity] && half[4].sign == .minus && half[6].isNaN)
    }

    @Test(arguments: [
        (
            "code.pkl",
            "expected a pickle of NumPy's arrays in a dictionary, found \"builtins.eval\"; "
                + "numpy.savez(\"d.npz\", x=x, y=y, x_test=x_test, y_test=y_test) writes a file that is read"
        ),
        ("list.pkl", "expected a dictionary of NumPy's arrays, found a list"),
        (
            "object.pkl",
            "expected NumPy's types f2 to f8, i1 to i8, u1 to u8 or b1 and a shape that fits into memory, found \"O8\" of shape [1, 2]; "
                + "convert with astype"
        ),
        (
            "torch.pt",
            "is a file of torch.save; python3 -c 'import numpy, torch; "
                + "numpy.savez(\"d.npz\", **{k: v.numpy() for k, v in torch.load(\"FILE\").items()})'"
        ),
        (
            "hub.parquet",
            "is a Parquet table; python3 -c 'import numpy, pandas; d = pandas.read_parquet(\"FILE\"); "
                + "numpy.savez(\"d.npz\", x=numpy.stack(d[\"x\"]), y=d[\"y\"])'"
        ),
        ("matrix.csv", "row 1: expected the names of the columns, such as x0,x1,label, found \"four signals\""),
        ("index.csv", "row 1: column 1 has no name; row numbers are no points of a signal (pandas: index=False)"),
        ("unnamed.csv", "row 1: the column \"Unnamed: 0\" has row numbers, which are no points of a signal (pandas: index=False)"),
        (
            "semicolons.csv",
            "row 1: expected commas between columns, found semicolons, and commas in numbers; python3 -c 'import pandas; "
                + "pandas.read_csv(\"FILE\", sep=\";\", decimal=\",\").to_csv(\"commas.csv\", index=False)'"
        ),
        (
            "tabs.csv",
            "row 1: expected commas between columns, found tabs; python3 -c 'import pandas; "
                + "pandas.read_csv(\"FILE\", sep=\"\\t\").to_csv(\"commas.csv\", index=False)'"
        ),
        (
            "decimal-commas.csv",
            "row 2, \"x0\": expected a finite number, found \"-1,0\"; decimals have a point (pandas: decimal=\",\")"
        ),
        ("utf-16.csv", "is text in UTF-16; save it in UTF-8"),
    ])
    func whatIsNotReadSaysWhatItIs(name: String, expected: String) throws {
        let found = try #require(message { _ = try Dataset(contentsOf: path(name)) }).replacingOccurrences(of: path(name), with: "FILE")
        #expect(found.hasPrefix("FILE") && found.hasSuffix(expected), "\(found)")
    }

    @Test(arguments: [
        ("\u{89}HDF\r\n", "is an HDF5 file; "), ("MATLAB 5.0 MAT-file", "is a MATLAB file; "),
        ("<!DOCTYPE html>\n<html>", "is a web page; download the file itself (raw)"),
        ("version https://git-lfs.github.com/spec/v1\n", "is what Git LFS keeps in place of a file; "),
        ("{\"x\": [1]}", "is JSON"), ("BZh9", "is compressed with bzip2; "), ("(dp0\nS'x'\n", "is a pickle of Python's protocol 0 or 1; "),
        ("", "is empty"), ("x0,label\n1,0\n", "expected a .npz file, or a table in a file whose name ends in .csv"),
    ])
    func otherKindsAreNamed(first: String, expected: String) {
        let bytes = first.unicodeScalars.map { UInt8($0.value) }
        let found = message { _ = try NPZArchive(signals: bytes, source: "d.bin") }
        #expect(found?.hasPrefix("d.bin: \(expected)") == true, "\(found ?? "read")")
    }

    @Test func lineEndsOfOldMacsAreRead() throws {
        let table = try SignalTable(csv: Array("x0,x1,label\r1,2,0\r3,4,1\r".utf8), source: "d.csv")
        #expect(table.features == [1, 2, 3, 4] && table.labels == [0, 1])
    }

    @Test func aMatrixInTextComesBack() throws {
        for name in ["matrix.txt", "matrix.csv"] {
            let matrix = try TextMatrix(bytes(name), source: name)
            #expect(matrix.rows == 4 && matrix.columns == 3 && matrix.values == Self.x.map { Double($0) })
            #expect(try TextMatrix.isOne(bytes(name)))
        }
        #expect(try !TextMatrix.isOne(bytes("mark.csv")))
        #expect(
            message { _ = try TextMatrix(Array("1 2\n3\n".utf8), source: "m.txt") }
                == "m.txt, row 2: expected 2 numbers as in the first row, found 1")
        #expect(
            message { _ = try TextMatrix(Array("# a b\n1,2\n3,x\n".utf8), source: "m.txt") }
                == "m.txt, row 3, column 2: expected a number, found \"x\"")
    }

    // MARK: Pickles

    @Test func aPickleThatIsCutOffIsRefusedWhereverItEnds() throws {
        for name in ["protocol-2.pkl", "protocol-5.pkl"] {
            let whole = try bytes(name)
            for count in 1..<whole.count {
                let text = message { _ = try NPZArchive(pickle: Array(whole[..<count]), source: "a.pkl") }
                #expect(text?.hasPrefix("a.pkl, byte ") == true, "\(name) cut to \(count) bytes")
            }
        }
    }

    @Test func noNestingIsTooDeep() {
        let deep =
            [0x80, 4] + [UInt8](repeating: UInt8(ascii: ")"), count: 1) + [UInt8](repeating: 0x85, count: 900_000) + [UInt8(ascii: ".")]
        #expect(
            message { _ = try NPZArchive(pickle: deep, source: "a.pkl") }
                == "a.pkl: expected a dictionary of NumPy's arrays, found a tuple")
        let many = [0x80, 4] + [UInt8](repeating: UInt8(ascii: "]"), count: 1_100_000)
        #expect(
            message { _ = try NPZArchive(pickle: many, source: "a.pkl") }?.hasPrefix(
                "a.pkl: expected a pickle of NumPy's arrays, found one of more than 1000000 values; ") == true)
    }

    @Test func otherArraysArePassedOver() throws {
        let archive = try NPZArchive(pickle: bytes("protocol-4.pkl"), source: "a.pkl", only: ["x"])
        #expect(archive.entries.map(\.name) == ["x"])
        #expect(archive.passedOver == ["x_test", "y", "y_test", "t", "templates"].map { "\"\($0)\"" })
    }
}
