import Foundation

/// The MNIST database of handwritten digits, from a folder with its four IDX files.
///
/// The files have the names of the original ones, `train-images-idx3-ubyte` and so on; each may be
/// packed with gzip, its name ending in `.gz`. Source: LeCun, Cortes and Burges, The MNIST database.
public enum MNIST {
    /// Points along one side of an image.
    public static let side = 28

    /// The subset of 4000 training and 1000 test images that comes with the package: as many as
    /// MNIST-1D has. `package` is the package's folder.
    public static func subsetFolder(package: String) -> String { "\(package)/Data/mnist-subset" }

    /// All images and labels of a folder: 784 points an image, row by row, from 0 (background) to 1.
    ///
    /// An error names the file and what was expected of it.
    public static func dataset(in folder: String) throws(DatasetError) -> Dataset {
        let paths = try files(in: folder)
        return Dataset(
            train: try examples(images: paths[0], labels: paths[1]),
            test: try examples(images: paths[2], labels: paths[3]))
    }

    /// The paths of the four files: training images and labels, test images and labels.
    public static func files(in folder: String) throws(DatasetError) -> [String] {
        var paths: [String] = []
        for name in [
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
        ] {
            let candidates = ["\(folder)/\(name).gz", "\(folder)/\(name)"]
            guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
                throw DatasetError(
                    "\(folder): expected \(name).gz or \(name), found neither; make mnist downloads the files of MNIST")
            }
            paths.append(path)
        }
        return paths
    }

    private static func examples(images: String, labels: String) throws(DatasetError) -> Examples {
        let pixels = try IDXArray(contentsOf: images)
        guard pixels.shape.count == 3, pixels.shape[0] > 0, pixels.shape[1...] == [side, side] else {
            throw DatasetError(
                "\(images): expected images of shape [count, \(side), \(side)], found shape \(pixels.shape)")
        }
        let classes = try IDXArray(contentsOf: labels)
        guard classes.shape == [pixels.shape[0]] else {
            throw DatasetError(
                "\(labels): expected \(pixels.shape[0]) labels, one an image of \(images), found shape \(classes.shape)")
        }
        if let wrong = classes.elements.firstIndex(where: { $0 > 9 }) {
            throw DatasetError(
                "\(labels): expected labels from 0 to 9, found \(classes.elements[wrong]) at image \(wrong)")
        }
        return Examples(
            features: pixels.elements.map { Float($0) / 255 }, labels: classes.elements.map { Int32($0) },
            length: side * side)
    }
}
