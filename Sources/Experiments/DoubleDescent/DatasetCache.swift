import Datasets
import Foundation

/// The datasets of a process, each made once: thousands of short runs share a few.
///
/// A dataset depends on its configuration alone, so that sharing it changes no bit.
final class DatasetCache: @unchecked Sendable {
    static let shared = DatasetCache()

    private let lock = NSLock()
    private var known: [MNIST1DConfiguration: Dataset] = [:]

    func dataset(_ configuration: MNIST1DConfiguration) throws -> Dataset {
        try lock.withLock {
            if let dataset = known[configuration] { return dataset }
            let dataset = try MNIST1DDataset(configuration).dataset
            known[configuration] = dataset
            return dataset
        }
    }
}
