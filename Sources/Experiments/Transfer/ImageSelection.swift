import Artifact
import Datasets

/// Which images the activations are compared on.
enum ImageSelection: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
    /// The 4000 training and 1000 test images of MNIST that come with the package.
    case subset
    /// All those of MNIST, in the folder that `MNIST_DIR` names.
    case full
    /// CIFAR-10, in the folder that `CIFAR_DIR` names.
    case cifar10

    /// The examples, and the bytes of the files they are from, by name.
    struct Content {
        let dataset: Dataset
        let files: [String: [UInt8]]

        var hashes: [String: String] { files.mapValues { sha256($0) } }
    }

    /// Reads the images; `package` is the package's folder.
    func content(package: String) throws -> Content {
        func option(_ variable: String, _ files: String) -> ValidationError {
            ValidationError("--data \(rawValue): set \(variable) to the folder of \(files)")
        }
        switch self {
        case .subset, .full:
            guard let images = try self == .subset ? MNISTImages.subset(package: package) : MNISTImages.named() else {
                throw option("MNIST_DIR", "MNIST's files; make mnist downloads them to Data/mnist")
            }
            return Content(dataset: images.dataset, files: images.files)
        case .cifar10:
            guard let images = try CIFAR10Images.named() else {
                throw option("CIFAR_DIR", "the files of cifar-10-binary.tar.gz")
            }
            return Content(dataset: images.dataset, files: images.files)
        }
    }

    /// Colours of a point.
    var channels: Int { self == .cifar10 ? CIFAR10Batch.channels : 1 }
    /// Points along one side of an image.
    var side: Int { self == .cifar10 ? CIFAR10Batch.side : MNIST.side }
}
