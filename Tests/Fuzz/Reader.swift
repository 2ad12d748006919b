import Artifact
import ArgumentParser
import Datasets
import Foundation
import Plotting

/// A reader of files, undamaged files for it, and what repairs their checksums.
enum Reader: String, CaseIterable, ExpressibleByArgument {
    case npy, npz, idx, cifar, csv, png

    /// Reads a file and everything that the program would make of it.
    func read(_ bytes: [UInt8], source: String) throws {
        switch self {
        case .npy:
            let array = try NPYArray(npy: bytes, source: source)
            _ = (array.doubles, array.integers)
        case .npz: _ = try Dataset(NPZArchive(npz: bytes, source: source), source: source)
        case .idx: _ = try IDXArray(idx: bytes, source: source)
        case .cifar: _ = try CIFAR10Batch(binary: bytes, source: source)
        case .csv:
            let table = try CSV.table(String(decoding: bytes, as: UTF8.self), source: source)
            _ = try table.values(as: Row.self, source: source)
        case .png: _ = try PNGFile.decode(bytes, name: source)
        }
    }

    func accepts(_ bytes: [UInt8]) -> Bool { (try? read(bytes, source: "fuzzed")) != nil }

    /// The rows of the CSV file.
    private struct Row: Codable {
        var name: String
        var count: Int?
        var value: Double
        var isGood: Bool
    }

    /// Undamaged files, small, so that damage hits what matters.
    func seeds() throws -> [[UInt8]] {
        switch self {
        case .npy:
            return [
                NPYArray(shape: [2, 3], elements: .float64([1, -0.0, .infinity, 2, 3, 4])).npyBytes(),
                NPYArray(shape: [], elements: .int64([7])).npyBytes(),
                NPYArray(shape: [0, 5], elements: .float32([])).npyBytes(),
                NPYArray(shape: [3], elements: .bool([true, false, true])).npyBytes(),
            ] + (try fixtures(["numpy_version_2.npy"]))
        case .npz:
            let x = NPYArray(shape: [2, 3], elements: .float64([1, 2, 3, 4, 5, 6]))
            let y = NPYArray(shape: [2], elements: .int64([0, 1]))
            return [
                try NPZArchive([.init("x", x), .init("y", y), .init("x_test", x), .init("y_test", y)]).npzBytes()
            ]
        case .idx:
            return [[0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3], [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 9, 8, 7, 6]]
        case .cifar:
            return [1, 3].map { count in
                (0..<count).flatMap { image in [UInt8(9 - image)] + (0..<3072).map { UInt8(truncatingIfNeeded: $0 + image) } }
            }
        case .csv:
            let rows = [
                Row(name: "a, \"quoted\"\nfield", count: nil, value: -.infinity, isGood: true),
                Row(name: "é", count: .min, value: 1e-300, isGood: false),
            ]
            return [Array(CSV.text(try Table(rows)).utf8), Array("name,count,value,isGood\r\nb,1,2,true\r\n".utf8)]
        case .png:
            return try fixtures(["rgb", "rgba", "palette", "grey1", "grey16", "interlaced"].map { "png/\($0).png" })
        }
    }

    /// Input number `number`: one of the files, damaged; half of the time with checksums that are right again, so that
    /// damage gets past them.
    func input(_ number: Int, from seeds: [[UInt8]]) -> [UInt8] {
        var draws = Draws(UInt64(number) &* 2 &+ 1)
        var bytes = damaged(seeds[draws.below(seeds.count)], &draws, words: words)
        if draws.below(2) == 0 {
            switch self {
            case .png: repairPNG(&bytes)
            case .npz: repairZIP(&bytes)
            case .npy, .idx, .cifar, .csv: break
            }
        }
        return bytes
    }

    private var words: [String] {
        switch self {
        case .npy, .npz: ["(", ")", ",", "'", "{", "}", "True", "'shape': ", "99999999999999999999", "-1", "L", "<f4", "|O"]
        case .idx: ["\0", "\u{7F}", "\0\0\u{8}\u{1}"]
        case .cifar: ["\0", "\u{7F}", "\u{A}"]
        case .csv: ["\"", ",", "\n", "\r", "\r\n", "nan", "-", "1e999", "\u{FEFF}", "\0"]
        case .png: ["IDAT", "IEND", "PLTE", "tRNS", "\0\0\0\0", "zTXt", "iCCP"]
        }
    }

    private func fixtures(_ names: [String]) throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try names.map { name in
            let path = folder.appendingPathComponent("Fixtures").appendingPathComponent(name).path
            guard let data = FileManager.default.contents(atPath: path) else { throw FuzzError("\(path): cannot be read") }
            return Array(data)
        }
    }
}
