import Foundation
import SourceManifest
import Testing

/// A package of two libraries and two experiments, on disk.
@Suite final class SourceClosureTests {
    private let root = FileManager.default.temporaryDirectory.appendingPathComponent("closure-\(UUID().uuidString)").path

    private var name: String { root.split(separator: "/").last.map(String.init)! }

    init() throws {
        try write("Package.swift", "let architecture = 1\n// MARK: Shapes of targets\nlet package = 1\n")
        try write("Sources/Numbers/Sum.swift", "func sum() {}")
        try write("Sources/Unused/Other.swift", "func other() {}")
        try write("Sources/Training/Train.swift", "@_exported import Numbers\n")
        try write("Sources/Artifact/Frame.swift", "import Unused\n")
        try write(
            "Sources/Experiments/Mine/Mine.swift", "import Artifact\nimport Training\nstruct Mine: Experiment {}\n")
        try write("Sources/Experiments/Mine/Presentation/Figure.swift", "import Unused\n")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func closure() throws -> SourceClosure {
        let modules = ["Artifact", "Numbers", "Training", "Unused"].map {
            SourceClosure.Module(name: $0, folder: "\(root)/Sources/\($0)")
        }
        return try SourceClosure(program: "\(root)/Sources/Experiments/Mine", modules: modules, root: root)
    }

    @Test func itIsWhatRunFilesImportAndWhatThoseImport() throws {
        let closure = try closure()
        #expect(closure.experiment == "Mine" && !closure.isProgram)
        #expect(
            closure.manifest.files.keys.sorted() == [
                "Package.swift (flags)", "Sources/Experiments/Mine/Mine.swift", "Sources/Numbers/Sum.swift",
                "Sources/Training/Train.swift",
            ])
    }

    /// A study in another package has its own code, and that of the libraries by the package that they are in.
    @Test func aStudyInAnotherPackageIsFollowedIntoThisOne() throws {
        try write("../\(name)-study/Package.swift", "let package = 2\n")
        try write("../\(name)-study/Sources/Own.swift", "import Training\n@main\nstruct Own: Experiment {}\n")
        let folder = "\(root)-study"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let closure = try SourceClosure(
            program: "\(folder)/Sources", modules: ["Numbers", "Training"].map { .init(name: $0, folder: "\(root)/Sources/\($0)") },
            root: folder, dependencies: [.init(name: "artifact", folder: root)])
        #expect(closure.experiment == "Own" && closure.isProgram)
        #expect(
            closure.manifest.files.keys.sorted() == [
                "Sources/Own.swift", "artifact/Package.swift (flags)", "artifact/Sources/Numbers/Sum.swift",
                "artifact/Sources/Training/Train.swift",
            ])
    }

    @Test func onlyCodeThatCanInfluenceARunChangesTheHash() throws {
        let before = try closure().manifest
        try write("Sources/Experiments/Mine/Presentation/Figure.swift", "import Unused\nlet caption = 2\n")
        try write("Sources/Unused/Other.swift", "func other() { changed() }")
        try write("Sources/Artifact/Frame.swift", "import Unused\nlet changed = 1\n")
        try write("Sources/Numbers/Sum.swift", "/// A comment.\nfunc sum() {\n}\n")
        try write("Package.swift", "let architecture = 1\n// MARK: Shapes of targets\nlet package = 2\n")
        #expect(try closure().manifest == before)
        try write("Sources/Numbers/Sum.swift", "func sum() { 1 }")
        #expect(try closure().manifest.hash != before.hash)
        #expect(try closure().manifest.changes(since: before) == ["changed Sources/Numbers/Sum.swift"])
    }

    /// Another panel, title and claim of a study in one file compute nothing again; another learning rate does.
    @Test func whatPresentsInAStudyOfOneFileIsNoPartOfItsRuns() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let study = try String(contentsOf: package.appending(path: "Examples/WidthStudy/WidthStudy.swift"), encoding: .utf8)
        try write("Sources/Experiments/Mine/Mine.swift", study)
        let before = try closure().manifest
        for (old, new) in [
            ("height: 60", "height: 70"), ("Test accuracy by width.", "Accuracy."), (".greater(than: 0)", ".atLeast(1)"),
        ] {
            #expect(study.ranges(of: old).count == 1, "\(old)")
            try write("Sources/Experiments/Mine/Mine.swift", study.replacing(old, with: new))
            #expect(try closure().manifest == before, "\(old)")
        }
        try write("Sources/Experiments/Mine/Mine.swift", study.replacing("learningRate: 0.01", with: "learningRate: 0.02"))
        #expect(try closure().manifest.changes(since: before) == ["changed Sources/Experiments/Mine/Mine.swift"])
        // A mark within a line is none, and other modules have none.
        try write("Sources/Experiments/Mine/Mine.swift", "import Numbers\nstruct Mine: Experiment {}  // MARK: Presentation\nlet a = 1\n")
        let plain = try closure().manifest
        try write("Sources/Experiments/Mine/Mine.swift", "import Numbers\nstruct Mine: Experiment {}  // MARK: Presentation\nlet a = 2\n")
        #expect(try closure().manifest != plain)
        try write("Sources/Numbers/Sum.swift", "// MARK: Presentation\nfunc sum() { 2 }")
        #expect(try closure().manifest.changes(since: plain).contains("changed Sources/Numbers/Sum.swift"))
    }

    /// What computes is built on nothing that is left out, but for the reading of files, whose content is part of an identity.
    @Test func whatComputesIsNotInTheFrame() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardizedFileURL
        for module in [
            "Threading", "Kernels", "Autodiff", "NeuralNetworks", "RandomGenerators", "Datasets", "Training", "ManifoldLearning",
        ] {
            let files = FileManager.default.enumerator(atPath: sources.appending(path: module).path)?.compactMap { $0 as? String } ?? []
            #expect(files.contains { $0.hasSuffix(".swift") }, "\(module)")
            for file in files where file.hasSuffix(".swift") {
                let text = try String(contentsOf: sources.appending(path: "\(module)/\(file)"), encoding: .utf8)
                for frame in SourceClosure.frame where module != "Datasets" || frame != "AtomicFiles" {
                    let imports = text.split(separator: "\n").contains { $0.hasPrefix("import \(frame)") || $0.hasSuffix(" import \(frame)") }
                    #expect(!imports, "\(module)/\(file) imports \(frame)")
                }
            }
        }
    }

    /// Flags for the compilers count wherever they stand.
    @Test func flagsAreNeverLeftOut() throws {
        func digest(_ manifest: String) throws -> String? {
            try write("Package.swift", manifest)
            return try closure().manifest.files["Package.swift (flags)"]
        }
        let flags = "let architecture = 1\nlet flags = [\"-O\"]\n"
        let usual = try digest(flags + "// MARK: Shapes of targets\nlet package = Package(1)\n")
        #expect(try usual != nil && digest(flags + "// MARK: Shapes of targets\nlet package = Package(2)\n") == usual)
        // Without the heading it ends where the package begins.
        #expect(try digest(flags + "let package = Package(2)\n") == usual)
        #expect(try digest(flags.replacing("-O", with: "-Ounchecked") + "let package = Package(2)\n") != usual)
        // Without a beginning all of it counts.
        let moved = try digest("let package = Package(swiftSettings: [.unsafeFlags([\"-O\"])])")
        #expect(try moved != nil && digest("let package = Package(swiftSettings: [.unsafeFlags([\"-Onone\"])])") != moved)
        #expect(try digest("let package = Package(name: \"none\")") == nil)
        // So it does where settings are written beside the marks, or where these have other words.
        for end in ["// MARK: Shapes of targets\n", ""] {
            func own(_ flag: String) -> String {
                flags + end + "let package = Package(targets: [.target(swiftSettings: [.unsafeFlags([\"\(flag)\"])])])\n"
            }
            #expect(try digest(own("-O")) != digest(own("-Onone")))
        }
        let renamed = flags + "// MARK: Shapes\nlet settings = [.unsafeFlags(flags)]\nlet package = Package(1)\n"
        #expect(try digest(renamed) != digest(renamed.replacing("\"-O\"", with: "\"-Onone\"")))
    }

    /// The package's own flags are all between the marks: a caption of its targets changes no run.
    @Test func theFlagsOfThisPackageStandBetweenTheMarks() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Package.swift")
        let own = try String(contentsOf: package, encoding: .utf8)
        func digest(_ manifest: String) throws -> String? {
            try write("Package.swift", manifest)
            return try closure().manifest.files["Package.swift (flags)"]
        }
        let before = try digest(own)
        #expect(try digest(own.replacing("// MARK: Programs", with: "let others = 1")) == before)
        #expect(try digest(own.replacing("-Ounchecked", with: "-O")) != before)
    }

    /// What draws is recorded, and computes nothing.
    @Test func packagesAreNamedAndAreNoCode() throws {
        let before = try closure().manifest
        try write(
            "Package.resolved",
            #"{"pins":[{"identity":"parser","state":{"revision":"ab","version":"1.8.2"}},{"identity":"x","state":{"revision":"cd"}}]}"#)
        let manifest = try closure().manifest
        #expect(manifest.packages == ["parser": "1.8.2", "x": "cd"])
        #expect(manifest.hash == before.hash && manifest.files == before.files && before.packages.isEmpty)
        #expect(SourceManifest(text: manifest.text) == manifest)
        try write("Package.resolved", "{}")
        #expect(throws: SourceError.self) { try closure() }
    }

    @Test func whatIsNoSourceFileIsSaid() throws {
        let folder = "\(root)/Sources/Numbers"
        func refusal(_ make: () throws -> Void) throws -> String? {
            try make()
            do { _ = try closure() } catch { return "\(error)".replacing(root, with: "") }
            return nil
        }
        #expect(try refusal { mkfifo("\(folder)/Pipe.swift", 0o600) } == "/Sources/Numbers/Pipe.swift: is not a regular file")
        unlink("\(folder)/Pipe.swift")
        #expect(
            try refusal { symlink("Loop.swift", "\(folder)/Loop.swift") }?.hasPrefix("/Sources/Numbers/Loop.swift: cannot be read") == true)
        unlink("\(folder)/Loop.swift")
        #expect(try refusal { symlink("..", "\(folder)/up") } == "/Sources/Numbers/up/Numbers: is a link to a folder that it is in")
        unlink("\(folder)/up")
        #expect(try refusal { symlink("nothing", "\(folder)/notes.txt") } == nil)
    }

    @Test func flagsOfTheCompilerCount() throws {
        let before = try closure().manifest
        try write("Package.swift", "let architecture = 2\n// MARK: Shapes of targets\nlet package = 1\n")
        #expect(try closure().manifest.changes(since: before) == ["changed Package.swift (flags)"])
    }

    @Test func aMovedFileIsTheSameCode() throws {
        let before = try closure().manifest
        try FileManager.default.moveItem(
            atPath: "\(root)/Sources/Numbers/Sum.swift", toPath: "\(root)/Sources/Numbers/Total.swift")
        #expect(try closure().manifest.hash == before.hash)
    }

    @Test func theManifestIsReadBack() throws {
        let manifest = try closure().manifest
        #expect(SourceManifest(text: manifest.text) == manifest)
        #expect(SourceManifest(text: "nonsense\n") == nil)
    }
}
