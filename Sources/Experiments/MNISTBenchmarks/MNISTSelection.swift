import Artifact
import Datasets

/// Which images of MNIST are classified.
enum MNISTSelection: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
    /// The 4000 training and 1000 test images that come with the package: as many as MNIST-1D has.
    case subset
    /// All those of the folder that `MNIST_DIR` names.
    case full

    /// The examples, and SHA-256 of the four unpacked files by name.
    struct Content {
        let dataset: Dataset
        let hashes: [String: String]
    }

    private struct Scaled: Hashable {
        let data: MNISTSelection
        let pixels: PixelScale
    }

    private static let known = SharedValues<Scaled, Content>()

    /// Reads the images, once in a process, and scales their points; `package` is the package's folder.
    func content(package: String, pixels: PixelScale = .standardized) throws -> Content {
        try Self.known.value(Scaled(data: self, pixels: pixels)) {
            let images = try images(package: package)
            return Content(dataset: images.dataset(pixels), hashes: images.files.mapValues { sha256($0) })
        }
    }

    private func images(package: String) throws -> MNISTImages {
        switch self {
        case .subset: return try MNISTImages.subset(package: package)
        case .full:
            guard let images = try MNISTImages.named() else {
                throw ValidationError(
                    "--data full: set MNIST_DIR to the folder of MNIST's files; make mnist downloads them to Data/mnist")
            }
            return images
        }
    }
}
