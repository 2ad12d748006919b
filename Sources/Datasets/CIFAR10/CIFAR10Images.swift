import Foundation

/// The images and labels of CIFAR-10, from a folder with the six files of its binary form: `data_batch_1.bin` to
/// `data_batch_5.bin` and `test_batch.bin`.
public struct CIFAR10Images: Sendable, Hashable {
    /// The training files, in order.
    public let train: [CIFAR10Batch]
    public let test: CIFAR10Batch

    /// Reads the six files. An error names the file and what was expected of it.
    public init(in folder: String) throws(DatasetError) {
        var batches: [CIFAR10Batch] = []
        for name in Self.fileNames {
            let path = "\(folder)/\(name)"
            guard try isThere(path) else {
                throw DatasetError(
                    "\(folder): expected \(name), which is not there; the files are those of cifar-10-binary.tar.gz")
            }
            batches.append(try CIFAR10Batch(contentsOf: path))
        }
        train = Array(batches.dropLast())
        test = batches.last!
    }

    /// The images of the folder that the environment variable `CIFAR_DIR` names; nil where it is not set, or empty.
    public static func named(
        in environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(DatasetError) -> CIFAR10Images? {
        guard let folder = environment["CIFAR_DIR"], !folder.isEmpty else { return nil }
        do {
            return try CIFAR10Images(in: folder)
        } catch {
            throw DatasetError("CIFAR_DIR: \(error)")
        }
    }

    /// The files in the order in which they are read.
    private static let fileNames = (1...5).map { "data_batch_\($0).bin" } + ["test_batch.bin"]

    /// The bytes of the files by their names: what a hash of the data is taken of.
    public var files: [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: zip(Self.fileNames, (train + [test]).map(\.bytes)))
    }

    /// 3072 points per image, colour by colour and row by row, from 0 to 1.
    public var dataset: Dataset {
        func examples(_ batches: [CIFAR10Batch]) -> Examples {
            Examples(
                features: batches.flatMap { $0.pixels.map { Float($0) / 255 } },
                labels: batches.flatMap { $0.labels.map { Int32($0) } }, length: CIFAR10Batch.imageBytes)
        }
        return Dataset(train: examples(train), test: examples([test]))
    }

    /// The same on a scale: standardised with each colour's mean and deviation in the original training images.
    public func dataset(_ scale: PixelScale) -> Dataset {
        scale == .unit
            ? dataset
            : dataset.standardized(means: [0.4914, 0.4822, 0.4465], deviations: [0.2470, 0.2435, 0.2616])
    }
}
