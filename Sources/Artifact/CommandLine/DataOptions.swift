import ArgumentParser

/// The option of experiments that train on MNIST-1D.
public struct DataOptions: ParsableArguments {
    @Option(
        help:
            "A file with signals to train on instead of MNIST-1D, as mnist1d generate writes it: .npz or .csv. It is part of the runs' identity by its content."
    )
    public var data: String?

    /// Without a file.
    public init() {}

    /// Throws `ValidationError` for an empty path.
    public func validate() throws { try Checks.path("data", data) }
}
