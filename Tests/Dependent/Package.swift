// swift-tools-version:6.1
import PackageDescription

// A package that uses the libraries of this one. `make test-dependent` builds and runs it.
let package = Package(
    name: "dependent",
    // By path the libraries are compiled for the machine at hand. By address and version they need a toolset: see docs/reuse.md.
    dependencies: [.package(name: "mnist1d-artifact", path: "../..")],
    targets: [
        .executableTarget(
            name: "Dependent",
            dependencies: ["Datasets", "NeuralNetworks", "RandomGenerators", "Training"].map {
                .product(name: $0, package: "mnist1d-artifact")
            })
    ]
)
