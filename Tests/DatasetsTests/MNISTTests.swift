import Datasets
import Digests
import Foundation
import Testing

@Suite struct MNISTTests {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func theSubsetHasTheSizesOfMNIST1D() throws {
        let digits = try MNISTImages.subset(package: Self.package).dataset
        #expect(digits.train.count == 4000 && digits.test.count == 1000)
        #expect(digits.length == 784 && digits.classCount == 10)
        let pixels = digits.train.features + digits.test.features
        #expect(pixels.min() == 0 && pixels.max() == 1)
        for digit in 0..<10 {
            #expect((digits.train.labels + digits.test.labels).count { $0 == digit } == 500)
        }
    }

    /// SHA-256 of the unpacked files, as `make_mnist_subset.py` wrote them.
    @Test(arguments: [
        ("t10k-images-idx3-ubyte", "d88710b30c863e6f1fe96dc4421472245dba20fdb6846a6d8c9ffda25f72f960"),
        ("t10k-labels-idx1-ubyte", "28b83ed981c27927a5f688d807fc0f3841dd5762c68b8114081785a3d9a0de87"),
        ("train-images-idx3-ubyte", "0bd3fbad015ecd4bc4658a0aafd91984566ae2559fb2943265f96f38342db6c3"),
        ("train-labels-idx1-ubyte", "f793d5cc164b8c877759bba546b32ec8d64090d6140c05a6f1376475f686aa78"),
    ])
    func theSubsetsBytesAreFrozen(name: String, expected: String) throws {
        let images = try MNISTImages.subset(package: Self.package)
        #expect(sha256(try #require(images.files[name])) == expected)
    }

    @Test func plainFilesAreReadToo() throws {
        try withTemporaryFolder { folder in
            try Self.write(folder, images: [2, 28, 28], labels: [7, 3])
            let digits = try MNISTImages(in: folder).dataset
            #expect(digits.train.labels == [7, 3] && digits.test.labels == [7, 3])
            #expect(digits.train.features[0...2] == [0, 1 / 255, 2 / 255])
        }
    }

    @Test func theEnvironmentNamesOtherImagesThanTheSubset() throws {
        try withTemporaryFolder { folder in
            try Self.write(folder, images: [2, 28, 28], labels: [7, 3])
            for environment in [[:], ["MNIST_DIR": ""]] {
                #expect(try MNISTImages.named(in: environment) == nil)
                let images = try MNISTImages.standard(package: Self.package, environment: environment)
                #expect(images.title == "subset of MNIST, 4000 + 1000")
            }
            let images = try MNISTImages.standard(package: Self.package, environment: ["MNIST_DIR": folder])
            #expect(images.title == "MNIST, 2 + 2" && images.dataset.train.labels == [7, 3])
            #expect(images.files["t10k-labels-idx1-ubyte"] == [0, 0, 8, 1, 0, 0, 0, 2, 7, 3])
        }
    }

    @Test func imagesThatAreNotThereAreNamed() {
        #expect(
            message { _ = try MNISTImages.standard(package: "/nowhere", environment: [:]) }
                == "/nowhere/Data/mnist-subset: is not there; run in the package's folder, or name that with --package")
        #expect(
            message { _ = try MNISTImages.standard(package: Self.package, environment: ["MNIST_DIR": "/nowhere"]) }
                == "MNIST_DIR: /nowhere: expected train-images-idx3-ubyte.gz or train-images-idx3-ubyte, found neither; "
                + "make mnist downloads the files of MNIST")
    }

    /// That a file cannot be looked at, as without permission, does not make it missing.
    @Test func whatCannotBeLookedAtIsNotMissing() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/train-images-idx3-ubyte.gz"
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
            #expect(message { _ = try MNISTImages(in: folder) } == "cannot read \(path): Too many levels of symbolic links")
        }
    }

    @Test func whatDoesNotFitIsNamed() throws {
        try withTemporaryFolder { folder in
            #expect(
                message { _ = try MNISTImages(in: folder) }
                    == "\(folder): expected train-images-idx3-ubyte.gz or train-images-idx3-ubyte, found neither; "
                    + "make mnist downloads the files of MNIST")
            try Self.write(folder, images: [2, 28, 27], labels: [7, 3])
            #expect(
                message { _ = try MNISTImages(in: folder) }
                    == "\(folder)/train-images-idx3-ubyte: expected images of shape [count, 28, 28], found shape [2, 28, 27]"
            )
            try Self.write(folder, images: [2, 28, 28], labels: [7, 3, 1])
            #expect(
                message { _ = try MNISTImages(in: folder) }
                    == "\(folder)/train-labels-idx1-ubyte: expected 2 labels, one per image of "
                    + "\(folder)/train-images-idx3-ubyte, found shape [3]")
            try Self.write(folder, images: [2, 28, 28], labels: [7, 10])
            #expect(
                message { _ = try MNISTImages(in: folder) }
                    == "\(folder)/train-labels-idx1-ubyte: expected labels from 0 to 9, found 10 at image 1")
        }
    }

    // MARK: Files

    /// The format written out once more, as a check of ``IDXArray/bytes``.
    static func idx(_ shape: [Int], _ elements: [UInt8]) -> [UInt8] {
        [0, 0, 8, UInt8(shape.count)]
            + shape.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } } + elements
    }

    static func write(_ folder: String, images: [Int], labels: [UInt8]) throws {
        let pixels = (0..<images.reduce(1, *)).map { UInt8(truncatingIfNeeded: $0) }
        for part in ["train", "t10k"] {
            try Data(idx(images, pixels)).write(to: URL(fileURLWithPath: "\(folder)/\(part)-images-idx3-ubyte"))
            try Data(idx([labels.count], labels)).write(
                to: URL(fileURLWithPath: "\(folder)/\(part)-labels-idx1-ubyte"))
        }
    }
}
