// swift-tools-version:6.1
import PackageDescription

// A package that uses the libraries of this one. `make test-dependent` builds and runs it.
let package = Package(
    name: "dependent",
    // By path: the libraries are compiled for the machine at hand, which a dependency by version may not ask for.
    dependencies: [.package(name: "mnist1d-artifact", path: "../..")],
    targets: [
        .executableTarget(
            name: "Dependent",
            dependencies: ["Datasets", "NeuralNetworks", "RandomGenerators", "Training"].map {
                .product(name: $0, package: "mnist1d-artifact")
            })
    ]
)
