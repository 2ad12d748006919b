// swift-tools-version:6.1
import Foundation
import PackageDescription

// SwiftPM refuses flags in a dependency with a version, which it checks out into a folder of its own: they are
// left out there, and whoever depends on this package gives them in a toolset. See docs/reuse.md.
let folder = URL(fileURLWithPath: Context.packageDirectory).deletingLastPathComponent()
let isVersionedDependency =
    folder.lastPathComponent == "checkouts"
    && FileManager.default.fileExists(atPath: folder.deletingLastPathComponent().appendingPathComponent("repositories").path)

// Every target is compiled for one instruction set, because vectors of 16 floats are passed
// between modules. On x86-64 the default is the machine that builds; ARCH=x86-64-v3 builds for AVX2.
// On Arm it is what every 64-bit processor has, NEON and fused multiply-add included.
// The instruction set never changes a result, only the speed. Without -fno-math-errno a square
// root would test its argument and call the C library to report an error that nobody reads.
#if arch(x86_64)
    let usualArchitecture: String? = "native"
#else
    let usualArchitecture: String? = nil
#endif
let architecture = Context.environment["ARCH"] ?? usualArchitecture
let architectureFlags = architecture.map { ["-march=\($0)"] } ?? []
let vectorFlags = (architectureFlags + ["-mprefer-vector-width=512", "-ffp-contract=off", "-fno-math-errno"]).flatMap { ["-Xcc", $0] }

let vectorized: [SwiftSetting] = isVersionedDependency ? [] : [.unsafeFlags(vectorFlags)]
let unchecked: [SwiftSetting] =
    isVersionedDependency ? [] : vectorized + [.unsafeFlags(["-Ounchecked"], .when(configuration: .release))]
let architectureOfC: [CSetting] = isVersionedDependency || architectureFlags.isEmpty ? [] : [.unsafeFlags(architectureFlags)]

// MARK: Shapes of targets

/// A library in `Sources/<name>`.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = vectorized) -> Target {
    // The C library's roots, and fused multiply-adds where the processor has none.
    .target(
        name: name, dependencies: dependencies, swiftSettings: settings,
        linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
}

/// A study of the paper: the program `name` in `Sources/Experiments/<folder>`, which knows the code of its runs.
func experiment(
    _ name: String, _ folder: String, _ dependencies: [Target.Dependency] = ["Training", "ManifoldLearning"],
    path: String = "Sources/Experiments"
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies + ["Artifact", "Plotting", "Statistics"], path: "\(path)/\(folder)",
        swiftSettings: vectorized, plugins: ["SourceManifestPlugin"])
}

/// Another program, in `path`.
func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: vectorized)
}

/// The tests of a target, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, swiftSettings: vectorized)
}

// Packages of others.
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "mnist1d-artifact",
    // Mutex and Atomic are newer than what SwiftPM assumes.
    platforms: [.macOS(.v15)],
    products: [
        // Not the target's name: on file systems that ignore case it would be the library's.
        .executable(name: "artifact", targets: ["ArtifactCommand"]),
        /// Tells a study in a package of its own which code its runs depend on.
        .plugin(name: "SourceManifestPlugin", targets: ["SourceManifestPlugin"]),
    ]
        // For packages that depend on this one; Tests/Dependent is one, and artifact new-study writes others.
        + [
            "RandomGenerators", "Kernels", "Autodiff", "NeuralNetworks", "Datasets", "Training", "ManifoldLearning", "Statistics",
            "Plotting", "Artifact",
        ].map { .library(name: $0, targets: [$0]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // make docs; no target needs it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // MARK: Experiments, in the order in which they run
        /// Figure 1 and Table 2: how an example is made.
        experiment("building-mnist1d", "BuildingMNIST1D"),
        /// Figure 10: MNIST and MNIST-1D in the plane.
        experiment("tsne", "TSNE"),
        /// Table 1, Figures 2 and 8: classifiers on MNIST-1D.
        experiment("benchmarks", "Benchmarks"),
        /// The MNIST row of Table 1.
        experiment("mnist-benchmarks", "MNISTBenchmarks"),
        /// Appendix A: the CNN with more examples, beside the human.
        experiment("training-set-size", "TrainingSetSize"),
        /// An extension of Table 1: the dataset's parameters, and how far each keeps models apart.
        experiment("dataset-difficulty", "DatasetDifficulty"),
        /// Figures 3 and 9: lottery tickets and what they know about space.
        experiment("lottery-tickets", "LotteryTickets"),
        /// Figure 4: double descent, and where its peak lies for two losses.
        experiment("double-descent", "DoubleDescent"),
        /// Figure 5: a learning rate, learned by gradients through training.
        experiment("metalearn-learning-rate", "MetalearnLearningRate"),
        /// Figure 6: an activation function, learned by gradients through training.
        experiment("metalearn-activation", "MetalearnActivation"),
        /// The end of the section on Figure 6: the learned activation on images.
        experiment("transfer", "Transfer"),
        /// Figure 7: pooling and sample efficiency.
        experiment("pooling", "Pooling"),
        /// The section of the version of 2024: learning without labels.
        experiment("self-supervised", "SelfSupervised"),
        /// An example: a new study in one short file.
        experiment("width-study", "WidthStudy", path: "Examples"),
        /// Examples: a textbook's notebooks on MNIST-1D, one file each.
        program("notebooks", "Examples/Notebooks", ["Artifact", "Plotting", "Training"]),

        // MARK: Programs
        /// The reusable tool: datasets, models, embeddings, plots, comparisons.
        program(
            "mnist1d", "Sources/mnist1d",
            ["AtomicFiles", "Datasets", "ManifoldLearning", "Training", "Artifact", "Plotting", "Statistics", argumentParser]),
        /// What a person asks of all experiments together: check, why, merge, report.
        program(
            "ArtifactCommand", "Sources/ArtifactCommand", ["Artifact", "AtomicFiles", "Plotting", "Processes", argumentParser, mustache]),
        /// Speed of the core, alone and beside other libraries.
        program(
            "speed", "Benchmarks/Speed",
            ["Training", "ManifoldLearning", "Artifact", "AtomicFiles", "Autodiff", "CVectorWidth", "Processes", argumentParser]),
        /// Damaged files for every reader.
        program("fuzz", "Tests/Fuzz", ["Training", "Plotting", "Artifact", "AtomicFiles", argumentParser]),

        // MARK: Numerical libraries
        /// What the compiler's target offers, as constants, and a load and shuffles that Swift cannot express.
        .target(name: "CVectorWidth", cSettings: architectureOfC),
        /// The random streams of NumPy and PyTorch, draw for draw.
        library("RandomGenerators"),
        /// Allocation-free vector loops over float buffers.
        library("Kernels", ["CVectorWidth"], unchecked),
        /// Graphs of tensors: traced, differentiated, compiled, run.
        library("Autodiff", ["Kernels", "Processes"]),
        /// Layers, models, losses and optimizers.
        library("NeuralNetworks", ["Autodiff", "RandomGenerators"]),
        /// MNIST-1D, MNIST, CIFAR-10, and the files they come in.
        library("Datasets", ["AtomicFiles", "CPNG", "RandomGenerators"]),
        /// Training, evaluation, pruning and gradients through training.
        library("Training", ["Datasets", "NeuralNetworks"]),
        /// Principal components, neighbours and t-SNE.
        library("ManifoldLearning", ["Kernels", "Processes", "RandomGenerators"], unchecked),

        // MARK: What runs, keeps and shows
        /// The check of the processor, and the handlers of signals.
        .target(name: "CProcesses", dependencies: ["CVectorWidth"]),
        /// Descriptors, signals and threads of a process.
        .target(name: "Processes", dependencies: ["CProcesses"]),
        /// Files that are there as a whole or not at all.
        .target(name: "AtomicFiles", dependencies: ["CProcesses", "Processes"]),
        /// Distributions, intervals, tests and their power, from arithmetic alone.
        library("Statistics", ["RandomGenerators"]),
        /// Marks, scales and axes, drawn with cairo.
        library("Plotting", ["AtomicFiles", "CCairo", "CPNG"]),
        /// Runs of experiments: their identity, store, schedule, options, figures, claims and provenance.
        library("Artifact", ["AtomicFiles", "Digests", "Plotting", "Processes", "SourceManifest", "Statistics", argumentParser]),
        /// The code that can influence a run, as digests of files.
        .target(name: "SourceManifest", dependencies: ["Digests"]),
        /// SHA-256.
        .target(name: "Digests"),
        .executableTarget(
            name: "source-manifest", dependencies: ["SourceManifest"], path: "Sources/SourceManifestTool"),
        .plugin(
            name: "SourceManifestPlugin", capability: .buildTool(), dependencies: ["source-manifest"],
            path: "Sources/SourceManifestPlugin"),

        // MARK: System libraries
        /// cairo, cairo-ft and freetype: drawing.
        .systemLibrary(
            name: "CCairo", pkgConfig: "cairo-ft", providers: [.apt(["libcairo2-dev"]), .yum(["cairo-devel"]), .brew(["cairo"])]),
        /// libpng and zlib: PNG files, gzip and deflate.
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .yum(["libpng-devel"]), .brew(["libpng"])]),

        // MARK: Tests
        tests("RandomGenerators", ["RandomGenerators"]),
        .testTarget(name: "ProcessesTests", dependencies: ["CProcesses", "Processes"]),
        .testTarget(name: "AtomicFilesTests", dependencies: ["AtomicFiles"]),
        tests("Kernels", ["Kernels"]),
        tests("Autodiff", ["Autodiff"]),
        tests("NeuralNetworks", ["NeuralNetworks"]),
        tests("Datasets", ["Datasets", "Digests", "RandomGenerators"]),
        tests("Training", ["ManifoldLearning", "Training"]),
        tests("ManifoldLearning", ["ManifoldLearning", "RandomGenerators"]),
        tests("Statistics", ["Statistics"]),
        tests("Plotting", ["CPNG", "Plotting"]),
        tests("SourceManifest", ["SourceManifest"]),
        tests("Digests", ["Digests"]),
        tests("Artifact", ["Artifact", "artifact-probe", "Plotting"]),
        /// A small experiment for the tests to kill, starve and damage.
        experiment("artifact-probe", "ArtifactProbe", [], path: "Tests"),
        /// The executables, run as a user runs them.
        tests("CommandLine", ["Datasets", "Plotting"]),
    ]
)
