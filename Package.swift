// swift-tools-version:6.1
import PackageDescription

// Every target is compiled for one instruction set, because vectors of 16 floats are passed
// between modules. The default is the machine that builds; ARCH=x86-64-v3 builds for AVX2.
// The instruction set never changes a result, only the speed. Without -fno-math-errno a square
// root would test its argument and call the C library to report an error that nobody reads.
let architecture = Context.environment["ARCH"] ?? "native"
let vectorFlags = [
    "-Xcc", "-march=\(architecture)", "-Xcc", "-mprefer-vector-width=512",
    "-Xcc", "-ffp-contract=off", "-Xcc", "-fno-math-errno",
]
let vectorized: [SwiftSetting] = [.unsafeFlags(vectorFlags)]
let kernels: [SwiftSetting] = vectorized + [.unsafeFlags(["-Ounchecked"], .when(configuration: .release))]

let package = Package(
    name: "mnist1d-artifact",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // make docs; no target needs it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // MARK: System libraries
        /// cairo, cairo-ft and freetype: drawing.
        .systemLibrary(
            name: "CCairo", pkgConfig: "cairo-ft", providers: [.apt(["libcairo2-dev"])]),
        /// libpng and zlib: PNG files, gzip and deflate.
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),

        /// Files that are there as a whole or not at all.
        .target(name: "AtomicFiles"),

        // MARK: Numerical libraries
        /// The random streams of NumPy and PyTorch, draw for draw.
        .target(name: "RandomGenerators", swiftSettings: vectorized),
        /// What the compiler's target offers, as constants, and a load and shuffles that Swift cannot express.
        .target(name: "CVectorWidth"),
        /// Allocation-free vector loops over float buffers.
        .target(name: "Kernels", dependencies: ["CVectorWidth"], swiftSettings: kernels),
        /// Tracing, differentiation and compilation of tensor programs.
        .target(name: "Autodiff", dependencies: ["Kernels"], swiftSettings: vectorized),
        /// Layers, models, losses, initializers and optimizers.
        .target(
            name: "NeuralNetworks", dependencies: ["Autodiff", "RandomGenerators"],
            swiftSettings: vectorized),
        /// MNIST-1D, and the files data comes in.
        .target(
            name: "Datasets", dependencies: ["RandomGenerators", "AtomicFiles", "CPNG"], swiftSettings: vectorized),
        /// The training loop and its metrics.
        .target(
            name: "Training", dependencies: ["NeuralNetworks", "Datasets"],
            swiftSettings: vectorized),
        /// Principal components, nearest neighbours and t-SNE.
        .target(
            name: "ManifoldLearning", dependencies: ["Kernels", "RandomGenerators"],
            swiftSettings: kernels),
        /// Distributions, intervals, tests and their power, from arithmetic alone.
        .target(name: "Statistics", dependencies: ["RandomGenerators"], swiftSettings: vectorized),

        // MARK: Artifact libraries
        /// Marks, scales and canvases for the figures.
        .target(name: "Plotting", dependencies: ["AtomicFiles", "CCairo", "CPNG"], swiftSettings: vectorized),
        /// Run store, scheduler, progress, provenance and the experiments' command line.
        .target(
            name: "Artifact",
            dependencies: [
                "AtomicFiles", "Plotting", "Statistics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: vectorized),

        // MARK: Executables
        /// The reusable tool: generate a dataset, train a model, embed points.
        .executableTarget(
            name: "mnist1d",
            dependencies: [
                "Datasets", "ManifoldLearning", "Training", "Artifact",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: vectorized),
        /// Table 1, Figures 2 and 8: classifiers on MNIST-1D.
        .executableTarget(
            name: "benchmarks", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/Benchmarks", swiftSettings: vectorized),
        /// The MNIST row of Table 1.
        .executableTarget(
            name: "mnist-benchmarks", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/MNISTBenchmarks", swiftSettings: vectorized),
        /// Figure 1 and Table 2: how an example is made.
        .executableTarget(
            name: "building-mnist1d", dependencies: ["Datasets", "Artifact"],
            path: "Sources/Experiments/BuildingMNIST1D", swiftSettings: vectorized),
        /// What of a fresh run's figures differs from the committed ones.
        .executableTarget(
            name: "check-figures",
            dependencies: [
                "Artifact", "Plotting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Mustache", package: "swift-mustache"),
            ], path: "Sources/CheckFigures", swiftSettings: vectorized),
        /// The runs of several machines in one folder.
        .executableTarget(
            name: "merge-results",
            dependencies: ["Artifact", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/MergeResults", swiftSettings: vectorized),
        /// Speed of the core, alone and beside other libraries.
        .executableTarget(
            name: "speed",
            dependencies: [
                "Training", "ManifoldLearning", "Artifact", "Autodiff", "CVectorWidth",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Benchmarks/Speed", swiftSettings: vectorized),

        /// Figure 4: double descent, and where its peak lies for two losses.
        .executableTarget(
            name: "double-descent", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/DoubleDescent", swiftSettings: vectorized),
        /// Figure 5: a learning rate, learned by gradients through training.
        .executableTarget(
            name: "metalearn-learning-rate", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/MetalearnLearningRate", swiftSettings: vectorized),
        /// Figure 6: an activation function, learned by gradients through training.
        .executableTarget(
            name: "metalearn-activation", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/MetalearnActivation", swiftSettings: vectorized),
        /// The end of the section on Figure 6: the learned activation on images.
        .executableTarget(
            name: "transfer", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/Transfer", swiftSettings: vectorized),
        /// Figure 7: pooling and sample efficiency.
        .executableTarget(
            name: "pooling", dependencies: ["Training", "Artifact"], path: "Sources/Experiments/Pooling",
            swiftSettings: vectorized),

        /// Figure 10: MNIST and MNIST-1D in the plane.
        .executableTarget(
            name: "tsne", dependencies: ["Datasets", "ManifoldLearning", "Artifact"],
            path: "Sources/Experiments/TSNE", swiftSettings: vectorized),

        /// Appendix A: the CNN with more examples, beside the human.
        .executableTarget(
            name: "training-set-size", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/TrainingSetSize", swiftSettings: vectorized),

        /// Figures 3 and 9: lottery tickets and what they know about space.
        .executableTarget(
            name: "lottery-tickets", dependencies: ["Training", "Artifact"],
            path: "Sources/Experiments/LotteryTickets", swiftSettings: vectorized),

        /// A new study in one short file.
        .executableTarget(
            name: "width-study", dependencies: ["Training", "Artifact"], path: "Examples/WidthStudy",
            swiftSettings: vectorized),
        /// Claims, paper and report, from the committed results.
        .executableTarget(
            name: "report",
            dependencies: ["Artifact", .product(name: "Mustache", package: "swift-mustache")],
            path: "Sources/Report", swiftSettings: vectorized),

        // MARK: Tests
        .testTarget(
            name: "RandomGeneratorsTests", dependencies: ["RandomGenerators"],
            swiftSettings: vectorized),
        .testTarget(name: "AtomicFilesTests", dependencies: ["AtomicFiles"]),
        .testTarget(name: "KernelsTests", dependencies: ["Kernels"], swiftSettings: vectorized),
        .testTarget(name: "AutodiffTests", dependencies: ["Autodiff"], swiftSettings: vectorized),
        .testTarget(
            name: "NeuralNetworksTests", dependencies: ["NeuralNetworks"],
            swiftSettings: vectorized),
        .testTarget(
            name: "DatasetsTests",
            dependencies: [
                "Datasets", "RandomGenerators", .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: vectorized),
        .testTarget(name: "TrainingTests", dependencies: ["Training"], swiftSettings: vectorized),
        .testTarget(
            name: "ManifoldLearningTests", dependencies: ["ManifoldLearning", "RandomGenerators"],
            swiftSettings: vectorized),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: vectorized),
        .testTarget(name: "PlottingTests", dependencies: ["Plotting"], swiftSettings: vectorized),
        /// A small experiment for the tests to kill, starve and damage.
        .executableTarget(
            name: "artifact-probe", dependencies: ["Artifact", "Plotting"], path: "Tests/ArtifactProbe",
            swiftSettings: vectorized),
        /// Damaged files for every reader.
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "Datasets", "Plotting", "Artifact",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Tests/Fuzz", swiftSettings: vectorized),
        .testTarget(
            name: "ArtifactTests", dependencies: ["Artifact", "artifact-probe"],
            swiftSettings: vectorized),
        /// The executables, run as a user runs them.
        .testTarget(
            name: "CommandLineTests", dependencies: ["Datasets", "Plotting"], swiftSettings: vectorized),
    ]
)
