import Foundation

/// The images and labels of one folder of MNIST's files, as they are in the files.
public struct MNISTImages: Sendable {
    /// Images of shape (N, 28, 28), 0 is background; labels of shape (N), 0 to 9.
    public let trainImages: IDXArray
    public let trainLabels: IDXArray
    public let testImages: IDXArray
    public let testLabels: IDXArray
    private let isSubset: Bool

    /// Reads the four files of a folder, plain or packed with gzip.
    ///
    /// An error names the file and what was expected of it.
    public init(in folder: String) throws(DatasetError) {
        try self.init(files: MNIST.files(in: folder), isSubset: false)
    }

    private init(files: [String], isSubset: Bool) throws(DatasetError) {
        (trainImages, trainLabels) = try Self.read(images: files[0], labels: files[1])
        (testImages, testLabels) = try Self.read(images: files[2], labels: files[3])
        self.isSubset = isSubset
    }

    /// The subset that comes with the package, whose folder is `package`.
    public static func subset(package: String) throws(DatasetError) -> MNISTImages {
        let folder = MNIST.subsetFolder(package: package)
        guard try isThere(folder) else {
            throw DatasetError("\(folder): is not there; run in the package's folder, or name that with --package")
        }
        return try MNISTImages(files: MNIST.files(in: folder), isSubset: true)
    }

    /// The images of the folder that the environment variable `MNIST_DIR` names; nil where it is not set, or empty.
    public static func named(
        in environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(DatasetError) -> MNISTImages? {
        guard let folder = environment["MNIST_DIR"], !folder.isEmpty else { return nil }
        do {
            return try MNISTImages(in: folder)
        } catch {
            throw DatasetError("MNIST_DIR: \(error)")
        }
    }

    /// Those of `MNIST_DIR` where it is set, else the subset.
    public static func standard(
        package: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(DatasetError) -> MNISTImages {
        if let named = try named(in: environment) { return named }
        return try subset(package: package)
    }

    /// What these are, for tables and captions: `full MNIST, 60000 + 10000`, `subset of MNIST, 4000 + 1000`, or
    /// `MNIST, N + M` for other numbers of training and test images.
    public var title: String {
        let counts = (trainLabels.shape[0], testLabels.shape[0])
        let name = isSubset ? "subset of MNIST" : counts == (60000, 10000) ? "full MNIST" : "MNIST"
        return "\(name), \(counts.0) + \(counts.1)"
    }

    /// The bytes of the four unpacked files by the original files' names: what a hash of the data is taken of.
    public var files: [String: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: zip(
                MNIST.fileNames, [trainImages.bytes, trainLabels.bytes, testImages.bytes, testLabels.bytes]))
    }

    /// 784 points per image, row by row, from 0 (background) to 1.
    public var dataset: Dataset {
        func examples(_ images: IDXArray, _ labels: IDXArray) -> Examples {
            Examples(
                features: images.elements.map { Float($0) / 255 }, labels: labels.elements.map { Int32($0) },
                length: MNIST.side * MNIST.side)
        }
        return Dataset(train: examples(trainImages, trainLabels), test: examples(testImages, testLabels))
    }

    /// The same on a scale: standardised with the mean and the deviation of all points of the original training images.
    public func dataset(_ scale: PixelScale) -> Dataset {
        scale == .unit ? dataset : dataset.standardized(means: [0.1307], deviations: [0.3081])
    }

    private static func read(images: String, labels: String) throws(DatasetError) -> (IDXArray, IDXArray) {
        let side = MNIST.side
        let pixels = try IDXArray(contentsOf: images)
        guard pixels.shape.count == 3, pixels.shape[0] > 0, pixels.shape[1...] == [side, side] else {
            throw DatasetError(
                "\(images): expected images of shape [count, \(side), \(side)], found shape \(pixels.shape)")
        }
        let classes = try IDXArray(contentsOf: labels)
        guard classes.shape == [pixels.shape[0]] else {
            throw DatasetError(
                "\(labels): expected \(pixels.shape[0]) labels, one per image of \(images), found shape \(classes.shape)")
        }
        if let wrong = classes.elements.firstIndex(where: { $0 > 9 }) {
            throw DatasetError(
                "\(labels): expected labels from 0 to 9, found \(classes.elements[wrong]) at image \(wrong)")
        }
        return (pixels, classes)
    }
}
