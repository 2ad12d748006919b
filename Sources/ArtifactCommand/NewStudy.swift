import ArgumentParser
import Artifact
import Foundation
import Processes

/// A study of one's own: a file in the clone that shares its build, or a package anywhere that uses its libraries.
struct NewStudy: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a study of your own, one file that has all options of an experiment.",
        discussion: """
            The file is Studies/<name>/<name>.swift in the clone: Examples/WidthStudy under a name of its own, to be changed as you like. It \
            builds in seconds, because it shares what is built of the libraries; git ignores it. make <name>, artifact run, why and check \
            know it. A run's identity holds the code of the study and of the libraries that it uses.

            With --at, the study is a package in a folder anywhere. Its first build takes minutes: it builds the libraries too. It finds this \
            package beside it by a relative path, or at the path in the environment variable MNIST1D_ARTIFACT, and comes with a workflow for GitHub that \
            compares its quick figures with committed ones.

            EXAMPLE:
              artifact new-study kernel-sizes --title "Train convolutions with kernels of several sizes."
              make kernel-sizes ARGS="--scale quick"
            """)

    @Argument(help: "The program's name: lower case, words joined by hyphens.")
    var name: String

    @Option(help: "A folder outside of the clone for a package, which is not there yet or is empty.")
    var at: String?

    @Option(help: "What is studied, in a sentence.")
    var title = "Train fully connected networks of several widths on MNIST-1D."

    @Option(help: "This package's folder. (default: that of the program)")
    var package: String?

    func validate() throws {
        guard name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, name.utf8.count <= 60 else {
            throw ValidationError("<name> \(name): expected words of lower-case letters and digits joined by hyphens, as in kernel-sizes")
        }
        guard !title.isEmpty, !title.contains(where: { $0 == "\"" || $0 == "\\" || $0.isNewline }) else {
            throw ValidationError("--title \(title): expected a sentence without quotes, backslashes and line breaks")
        }
        try Checks.path("at", at)
        try Checks.path("package", package)
    }

    func run() throws {
        let package = try package.map { try Self.absolute($0) } ?? Self.ownPackage()
        guard try !Self.taken(in: package).contains(Self.module(name)) else {
            throw ArtifactError("\(name): is the name of something in \(package); choose another")
        }
        if let at { try writePackage(at, package) } else { try writeStudy(package) }
    }

    private func writeStudy(_ package: String) throws {
        let folder = "\(package)/Studies"
        guard try FileOutput.names(in: "\(folder)/\(name)").isEmpty else {
            throw ArtifactError("\(folder)/\(name): is not empty; choose another name, or remove it")
        }
        try FileOutput.createFolder("\(folder)/\(name)")
        let others = try FileOutput.names(in: folder).filter { try $0 != name && FileOutput.isFolder("\(folder)/\($0)") }
        try FileOutput.write([
            ("\(folder)/\(name)/\(name).swift", Array(try study(package).utf8)),
            ("\(folder)/Package.swift", Array(manifest("studies", "..", Self.studies((others + [name]).sorted())).utf8)),
        ])
        print("Studies/\(name)/\(name).swift: a study; make \(name) ARGS=\"--scale quick\" builds and runs it")
    }

    private func writePackage(_ folder: String, _ package: String) throws {
        guard try FileOutput.names(in: folder).isEmpty else {
            throw ArtifactError("\(folder): is not empty; choose another folder with --at")
        }
        try FileOutput.createFolder("\(folder)/Sources")
        let path = Self.relative(package, from: try Self.absolute(folder)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        try FileOutput.createFolder("\(folder)/.github/workflows")
        try FileOutput.write([
            ("\(folder)/Package.swift", Array(manifest(name, path, "    targets: [study(\"\(name)\", \"Sources\")]").utf8)),
            ("\(folder)/Sources/\(type).swift", Array(try study(package).utf8)),
            ("\(folder)/README.md", Array(readme.utf8)),
            ("\(folder)/.gitignore", Array(".build/\nbuild/\nresults/\n".utf8)),
            ("\(folder)/.github/workflows/figures.yml", Array(workflow(package).utf8)),
        ])
        print(
            "\(folder): a study in Sources/\(type).swift; cd \(folder) && swift run -c release \(name) --scale quick, whose first build takes minutes"
        )
    }

    // MARK: Where this package is

    private static func absolute(_ path: String) throws -> String {
        guard let real = realpath(path, nil) else { throw ArtifactError("\(path): \(String(cString: strerror(errno)))") }
        defer { free(real) }
        return String(cString: real)
    }

    /// The way from one folder to another, both absolute and without links.
    private static func relative(_ path: String, from folder: String) -> String {
        let (there, here) = (path.split(separator: "/"), folder.split(separator: "/"))
        let common = zip(there, here).prefix { $0 == $1 }.count
        return (here.dropFirst(common).map { _ in ".." } + there.dropFirst(common)).joined(separator: "/")
    }

    /// What git says of a package; nil where it is not there, or the package is no clone.
    private static func git(_ words: [String], in package: String) -> String? {
        guard case .success((let output, .status(0))) = ChildProcess.output(of: "/usr/bin/env", ["git", "-C", package] + words) else {
            return nil
        }
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The nearest folder above the program that has what a study is made from.
    private static func ownPackage() throws -> String {
        var folder = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])).resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            if try FileOutput.exists("\(folder.path)/\(template)") { return folder.path }
        }
        throw ArtifactError("the program is in no clone of its package; name one with --package")
    }

    /// The modules of the package's targets, each of which is a folder but for some.
    private static func taken(in package: String) throws -> Set<String> {
        let folders = try ["Sources", "Sources/Programs", "Sources/Tools"].flatMap { try FileOutput.names(in: "\(package)/\($0)") }
        return Set((folders + ["artifact-probe", "fuzz", "source-manifest", "speed", "width-study"]).map(module))
    }

    /// Targets are told apart by their modules' names.
    private static func module(_ name: String) -> String { name.lowercased().replacing("-", with: "_") }

    // MARK: Files

    private static let template = "Examples/WidthStudy/WidthStudy.swift"

    /// No type of the libraries ends so.
    private var type: String {
        let words = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return words.hasSuffix("Study") ? words : words + "Study"
    }

    /// The example with the study's own names.
    private func study(_ package: String) throws -> String {
        var text = String(decoding: try FileOutput.read("\(package)/\(Self.template)"), as: UTF8.self)
        for (old, new) in [
            ("/// A whole new study in one file: how wide must a fully connected network be for MNIST-1D?", "/// \(title)"),
            ("struct WidthStudy: Experiment", "struct \(type): Experiment"), ("extension WidthStudy {", "extension \(type) {"),
            ("static let name = \"width-study\"", "static let name = \"\(name)\""),
            ("\"Train fully connected networks of several widths on MNIST-1D.\"", "\"\(title)\""),
        ] {
            guard text.ranges(of: old).count == 1 else { throw ArtifactError("\(package)/\(Self.template): expected once: \(old)") }
            text = text.replacing(old, with: new)
        }
        return text
    }

    /// The targets of `Studies/Package.swift`: what is there when it is read. SwiftPM reads it again when its text changes, for which it
    /// names what was there.
    private static func studies(_ names: [String]) -> String {
        """
            // \(names.joined(separator: ", "))
            targets: ((try? FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory)) ?? []).sorted().filter {
                FileManager.default.fileExists(atPath: "\\(Context.packageDirectory)/\\($0)/\\($0).swift")
            }.map { study($0, $0) }
        """
    }

    private func manifest(_ name: String, _ path: String, _ targets: String) -> String {
        """
        // swift-tools-version:6.1
        import Foundation
        import PackageDescription

        // Compiled for the machine at hand, as the libraries are; ARCH=x86-64-v3 compiles both for AVX2.
        #if arch(x86_64)
            let usualArchitecture: String? = "native"
        #else
            let usualArchitecture: String? = nil
        #endif
        let architecture = Context.environment["ARCH"] ?? usualArchitecture
        let architectureFlags = architecture.map { ["-march=\\($0)"] } ?? []
        let vectorFlags = (architectureFlags + ["-mprefer-vector-width=512", "-ffp-contract=off", "-fno-math-errno"]).flatMap { ["-Xcc", $0] }

        let libraries = [
            "RandomGenerators", "Kernels", "Autodiff", "NeuralNetworks", "Datasets", "Training", "ManifoldLearning", "Statistics",
            "Plotting", "Artifact", "StudyParameters",
        ]

        func study(_ name: String, _ path: String) -> Target {
            .executableTarget(
                name: name, dependencies: libraries.map { .product(name: $0, package: "mnist1d-artifact") }, path: path,
                swiftSettings: [.unsafeFlags(vectorFlags)],
                // Tells the program which code its runs depend on.
                plugins: [.plugin(name: "SourceManifestPlugin", package: "mnist1d-artifact")])
        }

        let package = Package(
            name: "\(name)",
            platforms: [.macOS(.v15)],
            // By path: the libraries are compiled with flags that a dependency by version may not ask for.
            dependencies: [.package(name: "mnist1d-artifact", path: Context.environment["MNIST1D_ARTIFACT"] ?? "\(path)")],
        \(targets)
        )

        """
    }

    private var readme: String {
        """
        # \(name)

        \(title)

        ```
        swift run -c release \(name) --scale quick     # a second, into build/quick; the first build takes minutes
        swift run -c release \(name)                   # the figures, into figures/
        swift run -c release \(name) --help            # all options
        ```

        The libraries are in a clone of mnist1d-artifact, at the relative path that `Package.swift` has, or at the path in the environment variable `MNIST1D_ARTIFACT`.

        `.github/workflows/figures.yml` compares the quick figures of each push with those in `expected/`, which you commit:

        ```
        swift run -c release \(name) --scale quick --figures expected
        ```

        `Sources/\(type).swift` says what is run and what is drawn. Finished runs are in `results/`; a run is computed again when its
        configuration or code changes.

        """
    }
    /// The workflow checks out the libraries beside the study, so it holds no absolute path.
    private func workflow(_ package: String) -> String {
        let address = Self.git(["config", "--get", "remote.origin.url"], in: package)
        let own = address?.firstMatch(of: /github\.com[:\/]([\w.-]+\/[\w.-]+?)(?:\.git)?$/).map { String($0.1) }
        return """
            # The quick figures of this commit beside those in expected/. It was written without being run on GitHub.
            name: figures
            on: [push, pull_request]

            jobs:
              figures:
                runs-on: ubuntu-24.04
                container: swift:6.1-bookworm
                timeout-minutes: 60
                env:
                  MNIST1D_ARTIFACT: artifact
                steps:
                  - name: Install make
                    run: apt-get -qq update && apt-get -qq install --no-install-recommends make
                  - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
                  - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
                    with:
                      repository: \(own ?? "OWNER/mnist1d-artifact # its address on GitHub")
                      ref: \(Self.git(["rev-parse", "HEAD"], in: package) ?? "main # better a commit")
                      path: artifact
                  - run: make -C artifact setup
                  - run: swift run -c release \(name) --scale quick --figures build/figures
                  - uses: ./artifact
                    with:
                      expected: expected
                      actual: build/figures

            """
    }
}
