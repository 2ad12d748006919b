/// The MNIST database of handwritten digits, in folders with its four IDX files; ``MNISTImages`` reads them.
///
/// The files have the names of the original ones, `train-images-idx3-ubyte` and so on; each may be
/// packed with gzip, its name ending in `.gz`. Source: LeCun, Cortes and Burges, The MNIST database.
public enum MNIST {
    /// Points along one side of an image.
    public static let side = 28

    /// The subset of 4000 training and 1000 test images that comes with the package: as many as
    /// MNIST-1D has. `package` is the package's folder.
    static func subsetFolder(package: String) -> String { "\(package)/Data/mnist-subset" }

    /// The original files' names, in the order of ``files(in:)``.
    static let fileNames = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]

    /// The paths of the four files: training images and labels, test images and labels.
    static func files(in folder: String) throws(DatasetError) -> [String] {
        var paths: [String] = []
        for name in fileNames {
            if try isThere("\(folder)/\(name).gz") {
                paths.append("\(folder)/\(name).gz")
            } else if try isThere("\(folder)/\(name)") {
                paths.append("\(folder)/\(name)")
            } else {
                throw DatasetError(
                    "\(folder): expected \(name).gz or \(name), found neither; make mnist downloads the files of MNIST")
            }
        }
        return paths
    }
}
