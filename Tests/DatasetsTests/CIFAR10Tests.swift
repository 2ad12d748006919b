import Datasets
import Foundation
import Testing

@Suite struct CIFAR10Tests {
    /// The bytes of a file whose images have these labels and, at each position, the position's number and their own.
    private static func file(_ labels: [UInt8]) -> [UInt8] {
        labels.enumerated().flatMap { image, label in
            [label] + (0..<3072).map { UInt8(truncatingIfNeeded: $0 / 4 + image) }
        }
    }

    private static func write(_ labels: [UInt8], _ name: String, in folder: String) throws {
        try Data(file(labels)).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    private static func writeAll(in folder: String) throws {
        for number in 1...5 { try write([UInt8(number), 9], "data_batch_\(number).bin", in: folder) }
        try write([7], "test_batch.bin", in: folder)
    }

    @Test func labelsStandBeforeTheirImages() throws {
        let batch = try CIFAR10Batch(binary: Self.file([3, 9]), source: "a")
        #expect(batch.labels == [3, 9])
        #expect(batch.pixels.count == 2 * 3072)
        #expect(batch.pixels[0...4] == [0, 0, 0, 0, 1] && batch.pixels[3072...3076] == [1, 1, 1, 1, 2])
        #expect(batch.bytes == Self.file([3, 9]))
    }

    static let damaged: [(bytes: [UInt8], message: String)] = [
        ([], "a: expected images of 3073 bytes each (a label and 3072 points), found 0 bytes in all"),
        (
            file([1]) + [2],
            "a: expected images of 3073 bytes each (a label and 3072 points), found 3074 bytes in all"
        ),
        (file([1, 10]), "a, byte 3073: expected a label from 0 to 9, found 10"),
    ]

    @Test(arguments: damaged.indices) func damageIsNamed(_ index: Int) {
        let (bytes, expected) = Self.damaged[index]
        #expect(message { _ = try CIFAR10Batch(binary: bytes, source: "a") } == expected)
    }

    @Test func aFolderHasSixFiles() throws {
        try withTemporaryFolder { folder in
            try Self.writeAll(in: folder)
            let images = try #require(try CIFAR10Images.named(in: ["CIFAR_DIR": folder]))
            let data = images.dataset
            #expect(data.train.labels == [1, 9, 2, 9, 3, 9, 4, 9, 5, 9] && data.test.labels == [7])
            #expect(data.length == 3072)
            #expect(data.test.features[0...4] == [0, 0, 0, 0, 1 / 255])
            #expect(images.files.count == 6 && images.files["data_batch_2.bin"] == Self.file([2, 9]))
        }
    }

    @Test func theVariableIsNamedInErrors() throws {
        #expect(try CIFAR10Images.named(in: [:]) == nil)
        #expect(try CIFAR10Images.named(in: ["CIFAR_DIR": ""]) == nil)
        try withTemporaryFolder { folder in
            try Self.writeAll(in: folder)
            try FileManager.default.removeItem(atPath: "\(folder)/data_batch_4.bin")
            #expect(
                message { _ = try CIFAR10Images.named(in: ["CIFAR_DIR": folder]) }
                    == "CIFAR_DIR: \(folder): expected data_batch_4.bin, which is not there; "
                    + "the files are those of cifar-10-binary.tar.gz")
        }
    }
}
