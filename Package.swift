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
// What reads options, keeps files and draws compiles in a fourth of the time without optimization, and runs for seconds. What computes is
// in the libraries below it.
let unoptimized: [SwiftSetting] =
    isVersionedDependency ? [] : vectorized + [.unsafeFlags(["-Onone"], .when(configuration: .release))]
let architectureOfC: [CSetting] = isVersionedDependency || architectureFlags.isEmpty ? [] : [.unsafeFlags(architectureFlags)]

// MARK: Shapes of targets

/// A library in `Sources/<name>`.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = vectorized) -> Target {
    // The C library's roots, and fused multiply-adds where the processor has none.
    .target(
        name: name, dependencies: dependencies, swiftSettings: settings,
        linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
}

/// The library `<folder>Experiment` in `Sources/Experiments/<folder>`, which knows the code of its runs, and its program `name`, one line in
/// `Sources/Programs/<name>`.
///
/// - Parameter others: The experiments whose runs it needs: linked into the program, and no part of the library.
func experiment(_ name: String, _ folder: String, others: [String] = []) -> [Target] {
    [
        .target(
            name: "\(folder)Experiment",
            dependencies: ["Training", "ManifoldLearning", "Artifact", "Plotting", "Statistics", "StudyParameters"],
            path: "Sources/Experiments/\(folder)", swiftSettings: unoptimized, plugins: ["SourceManifestPlugin"]),
        program(name, "Sources/Programs/\(name)", ([folder] + others).map { .target(name: "\($0)Experiment") }),
    ]
}

/// A study in one folder, of which `path` is the way: a program that knows the code of its runs.
func study(
    _ name: String, _ path: String, _ dependencies: [Target.Dependency] = ["Training", "ManifoldLearning", "StudyParameters"]
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies + ["Artifact", "Plotting", "Statistics"], path: path, swiftSettings: vectorized,
        plugins: ["SourceManifestPlugin"])
}

/// Another program, in `path`.
func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: vectorized)
}

/// The tests of a target, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = vectorized) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, swiftSettings: settings)
}

// Packages of others.
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

// MARK: Experiments, in the order in which they run
let experiments = [
    experiment("building-mnist1d", "BuildingMNIST1D"),
    experiment("tsne", "TSNE"),
    experiment("benchmarks", "Benchmarks"),
    experiment("mnist-benchmarks", "MNISTBenchmarks"),
    experiment("training-set-size", "TrainingSetSize"),
    experiment("dataset-difficulty", "DatasetDifficulty"),
    experiment("architectures", "Architectures"),
    experiment("lottery-tickets", "LotteryTickets"),
    experiment("double-descent", "DoubleDescent"),
    experiment("metalearn-learning-rate", "MetalearnLearningRate"),
    experiment("metalearn-activation", "MetalearnActivation"),
    experiment("transfer", "Transfer", others: ["MetalearnActivation"]),
    experiment("pooling", "Pooling"),
    experiment("self-supervised", "SelfSupervised"),
]

let package = Package(
    name: "mnist1d-artifact",
    // Mutex and Atomic are newer than what SwiftPM assumes.
    platforms: [.macOS(.v15)],
    products: [
        // Not the target's name: on file systems that ignore case it would be the library's.
        .executable(name: "artifact", targets: ["artifact-tool"]),
        /// Tells a study in a package of its own which code its runs depend on.
        .plugin(name: "SourceManifestPlugin", targets: ["SourceManifestPlugin"]),
    ]
        // For packages that depend on this one; Tests/Dependent is one, and artifact new-study writes others.
        + [
            "RandomGenerators", "Kernels", "Autodiff", "NeuralNetworks", "Datasets", "Training", "ManifoldLearning", "Statistics",
            "Plotting", "Artifact", "StudyParameters",
        ].map { .library(name: $0, targets: [$0]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", .upToNextMinor(from: "2.1.1")),
        // make docs; no target needs it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", .upToNextMinor(from: "1.5.0")),
    ],
    targets: experiments.flatMap { $0 } + [
        /// An example: a new study in one short file.
        study("width-study", "Examples/WidthStudy"),
        /// Examples: a textbook's notebooks on MNIST-1D, one file each.
        program("notebooks", "Examples/Notebooks", ["Artifact", "Plotting", "Training"]),

        // MARK: Programs
        /// The reusable tool: datasets, models, embeddings, plots, comparisons.
        .target(
            name: "MNIST1DCommand",
            dependencies: [
                "AtomicFiles", "Datasets", "ManifoldLearning", "Training", "Artifact", "Plotting", "Statistics", argumentParser,
            ], path: "Sources/mnist1d", swiftSettings: unoptimized),
        program("mnist1d", "Sources/Tools/mnist1d", ["MNIST1DCommand"]),
        /// What a person asks of all experiments together: run, check, why, merge, report.
        .target(
            name: "ArtifactCommand",
            dependencies: experiments.map { .target(name: $0[0].name) } + [
                "Artifact", "AtomicFiles", "Plotting", "Processes", argumentParser, mustache,
            ],
            swiftSettings: unoptimized, plugins: ["SourceManifestPlugin"]),
        program("artifact-tool", "Sources/Tools/artifact", ["ArtifactCommand"]),
        /// All of them and the experiments in one file, for machines without Swift.
        program("mnist1d-artifact", "Sources/Tools/mnist1d-artifact", ["Artifact", "ArtifactCommand", "MNIST1DCommand"]),
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
        /// Threads, and loops on several of them: what runs computations, and is part of what identifies them.
        .target(name: "CThreading"),
        .target(name: "Threading", dependencies: ["CThreading"]),
        /// Allocation-free vector loops over float buffers.
        library("Kernels", ["CVectorWidth"], unchecked),
        /// Graphs of tensors: traced, differentiated, compiled, run.
        library("Autodiff", ["Kernels", "Threading"]),
        /// Layers, models, losses and optimizers.
        library("NeuralNetworks", ["Autodiff", "RandomGenerators"]),
        /// MNIST-1D, MNIST, CIFAR-10, and the files they come in.
        library("Datasets", ["AtomicFiles", "CPNG", "RandomGenerators", "Threading"]),
        /// Training, evaluation, pruning and gradients through training.
        library("Training", ["Datasets", "NeuralNetworks"]),
        /// Principal components, neighbours and t-SNE.
        library("ManifoldLearning", ["Kernels", "RandomGenerators", "Threading"]),

        // MARK: What runs, keeps and shows
        /// The check of the processor, and the handlers of signals.
        .target(name: "CProcesses", dependencies: ["CThreading", "CVectorWidth"]),
        /// Descriptors, signals and arguments of a process.
        .target(name: "Processes", dependencies: ["CProcesses", "Threading"]),
        /// Files that are there as a whole or not at all.
        .target(name: "AtomicFiles", dependencies: ["CProcesses", "Processes"]),
        /// Distributions, intervals, tests and their power, from arithmetic alone.
        library("Statistics", ["RandomGenerators"]),
        /// Marks, scales and axes, drawn with cairo.
        library("Plotting", ["AtomicFiles", "CCairo", "CPNG"], unoptimized),
        /// Runs of experiments: their identity, store, schedule, options, figures, claims and provenance.
        library("Artifact", ["AtomicFiles", "Digests", "Plotting", "Processes", "SourceManifest", "Statistics", argumentParser], unoptimized),
        /// What the parameters of several experiments and studies can do.
        library("StudyParameters", ["Artifact", "Datasets", "NeuralNetworks", argumentParser]),
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
        tests("Datasets", ["Datasets", "Digests", "RandomGenerators", "Threading"]),
        tests("Training", ["ManifoldLearning", "Training"]),
        tests("ManifoldLearning", ["ManifoldLearning", "RandomGenerators"]),
        tests("Statistics", ["Statistics"]),
        tests("Plotting", ["CPNG", "Plotting"], unoptimized),
        tests("SourceManifest", ["SourceManifest"]),
        tests("Digests", ["Digests"]),
        tests("Artifact", ["Artifact", "artifact-probe", "Plotting"], unoptimized),
        /// A small experiment for the tests to kill, starve and damage.
        study("artifact-probe", "Tests/ArtifactProbe", []),
        /// The executables, run as a user runs them.
        tests("CommandLine", ["Datasets", "Plotting"], unoptimized),
    ]
)
