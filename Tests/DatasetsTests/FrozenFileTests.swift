import Datasets
import Digests
import Testing

@Suite struct FrozenFileTests {
    /// The default dataset in single precision is the authors' frozen file, byte for byte: the sum is
    /// of x in their published mnist1d_data.pkl, as little-endian float32.
    @Test func theDefaultDatasetHasTheChecksumOfTheFrozenFile() throws {
        let dataset = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        #expect(
            dataset.train.features.withUnsafeBytes { sha256($0) }
                == "d53506bddd12d3b72c7153b1ae7f34807724b1dd078a7273809bf9d0792319f6")
        #expect(dataset.train.labels.prefix(10) == [2, 6, 4, 5, 6, 6, 6, 0, 3, 1])
        #expect(dataset.train.count == 4000 && dataset.test.count == 1000)
    }

    /// The bytes of the default `.npz` file do not depend on the machine: this sum was the same for
    /// AVX2 and AVX-512 builds, and with FMA and AVX2 hidden from the C library.
    @Test func theDefaultFileIsTheSameOnEveryMachine() throws {
        let bytes = try MNIST1DDataset(MNIST1DConfiguration()).archive.npzBytes()
        #expect(sha256(bytes) == "99a6765a7955b020a7ed60c2fdf128637c6b7599429d28392cf8dc1f22d2d8f9")
    }
}
