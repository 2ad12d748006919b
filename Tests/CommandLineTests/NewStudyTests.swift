import Foundation
import Testing

/// `artifact new-study` writes a file into the clone, or a package anywhere; `make test-dependent` builds and runs both.
@Suite struct NewStudyTests {
    let artifact = Executable("artifact")

    private func write(_ arguments: [String], in folder: String) throws -> Executable.Result {
        try artifact(["new-study"] + arguments + ["--package", packageFolder.path], in: folder)
    }

    @Test func itHasItsOwnNames() throws {
        try withTemporaryFolder { folder in
            let result = try write(["kernel-sizes", "--at", "studies/k", "--title", "Kernels of several sizes."], in: folder)
            #expect(
                result.output
                    == "studies/k: a study in Sources/KernelSizesStudy.swift; cd studies/k && swift run -c release kernel-sizes --scale quick, whose first build takes minutes\n",
                "\(result.error)")
            let source = try String(contentsOfFile: "\(folder)/studies/k/Sources/KernelSizesStudy.swift", encoding: .utf8)
            for line in [
                "/// Kernels of several sizes.", "struct KernelSizesStudy: Experiment {", "    static let name = \"kernel-sizes\"",
                "    static let summary = \"Kernels of several sizes.\"", "    var hidden: [Int] = []",
            ] { #expect(source.split(separator: "\n").contains(Substring(line)), "\(line)") }
            #expect(!source.contains("struct WidthStudy") && !source.contains("width-study"))
            let manifest = try String(contentsOfFile: "\(folder)/studies/k/Package.swift", encoding: .utf8)
            let dependency = /\.package\(name: "mnist1d-artifact", path: Context\.environment\["MNIST1D_ARTIFACT"\] \?\? "([^"]*)"\)/
            let path = try #require(manifest.firstMatch(of: dependency)?.1)
            #expect(FileManager.default.fileExists(atPath: "\(folder)/studies/k/\(path)/Sources/Artifact"), "\(path)")
            let workflow = try String(contentsOfFile: "\(folder)/studies/k/.github/workflows/figures.yml", encoding: .utf8)
            #expect(workflow.contains("  - run: swift run -c release kernel-sizes --scale quick --figures build/figures\n"))
            #expect(workflow.contains("  MNIST1D_ARTIFACT: artifact\n") && workflow.contains("- uses: ./artifact\n"))
            // A path of this machine is nobody else's.
            for file in try files(in: "\(folder)/studies/k") {
                let text = String(decoding: file.value, as: UTF8.self)
                #expect(!text.contains(folder) && !text.contains("\"\(packageFolder.path)"), "\(file.key)")
            }
            // What it names is what this package offers, and its flags are those of the libraries.
            let own = try String(contentsOf: packageFolder.appending(path: "Package.swift"), encoding: .utf8)
            let products = try #require(own.firstMatch(of: /\+ \[([^\]]*)\]\.map \{ \.library\(/)?.1)
            let libraries = try #require(manifest.firstMatch(of: /let libraries = \[([^\]]*)\]/)?.1)
            func names(_ text: Substring) -> Set<Substring> { Set(text.matches(of: /"(\w+)"/).map(\.1)) }
            #expect(names(products) == names(libraries))
            func flags(_ text: String) throws -> Substring {
                try #require(text.firstMatch(of: /(?ms)^#if arch\(x86_64\)$.*?^let vectorFlags = [^\n]*$/)?.0)
            }
            #expect(try flags(own) == flags(manifest))
        }
    }

    /// A name may be that of a type, and another one's manifest is another text, which SwiftPM reads anew.
    @Test func itIsAFileInTheClone() throws {
        try withTemporaryFolder { folder in
            for name in ["Sources/Programs", "Examples/WidthStudy"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            }
            let template = "Examples/WidthStudy/WidthStudy.swift"
            try FileManager.default.copyItem(atPath: packageFolder.appending(path: template).path, toPath: "\(folder)/\(template)")
            var manifests: Set<String> = []
            for (name, type) in [("adam", "AdamStudy"), ("figure", "FigureStudy"), ("own-study", "OwnStudy")] {
                let result = try artifact(["new-study", name, "--package", folder], in: folder)
                #expect(
                    result.output
                        == "Studies/\(name)/\(name).swift: a study; make \(name) ARGS=\"--scale quick\" builds and runs it\n",
                    "\(result.error)")
                let source = try String(contentsOfFile: "\(folder)/Studies/\(name)/\(name).swift", encoding: .utf8)
                #expect(source.contains("\nstruct \(type): Experiment {\n") && source.contains("static let name = \"\(name)\""))
                manifests.insert(try String(contentsOfFile: "\(folder)/Studies/Package.swift", encoding: .utf8))
            }
            #expect(manifests.count == 3)
            let again = try artifact(["new-study", "adam", "--package", folder], in: folder)
            #expect(again.status == 1 && again.error.hasSuffix("/Studies/adam: is not empty; choose another name, or remove it\n"))
        }
    }

    @Test(arguments: [
        (
            ["Kernel"],
            "<name> Kernel: expected words of lower-case letters and digits joined by hyphens, as in kernel-sizes (artifact new-study --help lists the options)"
        ),
        (
            ["k", "--title", "a \"b\""],
            "--title a \"b\": expected a sentence without quotes, backslashes and line breaks (artifact new-study --help lists the options)"
        ),
        (["k", "--at", "full"], "full: is not empty; choose another folder with --at"),
    ])
    func whatIsWrongIsSaidInOneLine(arguments: [String], error: String) throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/full/of", withIntermediateDirectories: true)
            let result = try write(arguments, in: folder)
            #expect(result.status != 0 && result.error == "Error: \(error)\n", "\(result.error)")
            let taken = try write(["width-study"], in: folder)
            #expect(taken.status == 1 && taken.error.contains("width-study: is the name of something in "))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["full"])
        }
    }
}
