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
    /// The same images after a compression that loses something, in files of the same form.
    case cifar10JPEG = "cifar10-jpeg"

    /// The examples, and SHA-256 of the files they are from, by name.
    struct Content {
        let dataset: Dataset
        let hashes: [String: String]
    }

    private struct Key: Hashable {
        let data: ImageSelection
        let pixels: PixelScale
    }

    private static let known = SharedValues<Key, Content>()

    /// Reads the images, once in a process; `package` is the package's folder.
    func content(_ pixels: PixelScale, package: String) throws -> Content {
        try Self.known.value(Key(data: self, pixels: pixels)) {
            switch self {
            case .subset, .full:
                guard let images = try self == .subset ? MNISTImages.subset(package: package) : MNISTImages.named() else {
                    throw option("MNIST_DIR", "MNIST's files; make mnist downloads them to Data/mnist")
                }
                return Content(dataset: images.dataset(pixels), hashes: images.files.mapValues { sha256($0) })
            case .cifar10, .cifar10JPEG:
                guard let images = try CIFAR10Images.named() else {
                    throw option(
                        "CIFAR_DIR",
                        self == .cifar10
                            ? "the files of cifar-10-binary.tar.gz; make cifar10 downloads them to Data/cifar10"
                            : "files of that form made from JPEG copies of the images")
                }
                return Content(dataset: images.dataset(pixels), hashes: images.files.mapValues { sha256($0) })
            }
        }
    }

    private func option(_ variable: String, _ files: String) -> ValidationError {
        ValidationError("--data \(rawValue): set \(variable) to the folder of \(files)")
    }

    private var isColoured: Bool { self == .cifar10 || self == .cifar10JPEG }
    /// Colours of a point.
    var channels: Int { isColoured ? CIFAR10Batch.channels : 1 }
    /// Points along one side of an image.
    var side: Int { isColoured ? CIFAR10Batch.side : MNIST.side }
}
