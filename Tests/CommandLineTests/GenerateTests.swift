import Datasets
import Foundation
import Testing

@Suite struct GenerateTests {
    let mnist1d = Executable("mnist1d")

    @Test func withoutOptionsItWritesTheDatasetOfThePaper() throws {
        try withTemporaryFolder { folder in
            let result = try mnist1d(["generate"], in: folder)
            #expect(result.error == "" && result.status == 0)
            #expect(result.output == "d.npz: 4000 training and 1000 test examples of 40 points\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["d.npz"])
            #expect(
                try NPZArchive(contentsOf: "\(folder)/d.npz")
                    == MNIST1DDataset(MNIST1DConfiguration()).archive)
        }
    }

    /// The defaults, written out, and the same bytes.
    @Test func theDefaultsAreTheDocumentedOnes() throws {
        let options =
            "generate --samples 5000 --train-split 0.8 --padding 36 60 --scale-coefficient 0.4 "
            + "--max-translation 48 --correlated-noise-scale 0.25 --iid-noise-scale 0.02 "
            + "--shear-scale 0.75 --final-length 40 --seed 42 --output e.npz"
        try withTemporaryFolder { folder in
            let plain = try mnist1d(["generate"], in: folder)
            let written = try mnist1d(options.split(separator: " ").map(String.init), in: folder)
            #expect(plain.status == 0 && written.status == 0)
            #expect(
                FileManager.default.contentsEqual(
                    atPath: "\(folder)/d.npz", andPath: "\(folder)/e.npz"))
        }
    }

    @Test func everyOptionReachesTheDataset() throws {
        var configuration = MNIST1DConfiguration()
        configuration.samples = 203
        configuration.trainSplit = 0.5
        configuration.minimumPadding = 3
        configuration.maximumPadding = 9
        configuration.scaleCoefficient = -1.5
        configuration.maximumTranslation = 5
        configuration.correlatedNoiseScale = 0.5
        configuration.iidNoiseScale = 0.125
        configuration.shearScale = -2
        configuration.shuffleSequence = true
        configuration.finalLength = 17
        configuration.seed = 4_294_967_295
        let options =
            "generate --samples 203 --train-split 0.5 --padding 3 9 --scale-coefficient -1.5 "
            + "--max-translation 5 --correlated-noise-scale 0.5 --iid-noise-scale 0.125 "
            + "--shear-scale -2 --shuffle-sequence --final-length 17 --seed 4294967295 --output a.npz"
        try withTemporaryFolder { folder in
            let result = try mnist1d(options.split(separator: " ").map(String.init), in: folder)
            #expect(result.output == "a.npz: 100 training and 100 test examples of 17 points\n")
            #expect(
                try NPZArchive(contentsOf: "\(folder)/a.npz") == MNIST1DDataset(configuration).archive)
        }
    }

    /// The C library chooses among its functions by the processor's features; none of them is used.
    @Test func theCLibrarysChoiceOfFunctionsChangesNothing() throws {
        try withTemporaryFolder { folder in
            let masked = ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"]
            let plain = try mnist1d(["generate", "--output", "a.npz"], in: folder)
            let other = try mnist1d(["generate", "--output", "b.npz"], in: folder, environment: masked)
            #expect(plain.status == 0 && other.status == 0)
            #expect(
                FileManager.default.contentsEqual(
                    atPath: "\(folder)/a.npz", andPath: "\(folder)/b.npz"))
        }
    }

    static let errors: [(options: [String], message: String)] = [
        (["--samples", "5"], "--samples 5: give at least 10, one for each class"),
        (["--samples", "-5"], "--samples -5: give at least 10, one for each class"),
        (
            ["--samples", "1000000000000"],
            "--samples 1000000000000: give at most 3273577 signals of 40 points"
        ),
        (["--train-split", "1.5"], "--train-split 1.5: give a part between 0 and 1"),
        (["--train-split", "nan"], "--train-split nan: give a part between 0 and 1"),
        (["--padding", "36"], "--padding 36: give two numbers, the fewest zeros and the most"),
        (["--padding", "1", "2", "3"], "--padding 1 2 3: give two numbers, the fewest zeros and the most"),
        (
            ["--padding", "9", "3"],
            "--padding 9 3: give two numbers, the smaller first and neither negative"
        ),
        (["--scale-coefficient", "inf"], "--scale-coefficient inf: give a finite number"),
        (["--max-translation", "-1"], "--max-translation -1: give 0 or a positive number"),
        (
            ["--correlated-noise-scale", "-1"],
            "--correlated-noise-scale -1.0: give 0 or a positive number, a standard deviation"
        ),
        (
            ["--iid-noise-scale", "-0.5"],
            "--iid-noise-scale -0.5: give 0 or a positive number, a standard deviation"
        ),
        (["--shear-scale", "-inf"], "--shear-scale -inf: give a finite number"),
        (["--final-length", "0"], "--final-length 0: give a number from 1 to 1048576"),
        (["--seed", "-1"], "--seed -1: give a number from 0 to 4294967295"),
        (["--seed", "4294967296"], "--seed 4294967296: give a number from 0 to 4294967295"),
        (["--output", "d.txt"], "--output d.txt: give a name that ends in .npz or .csv"),
        (["--samples", "many"], "The value 'many' is invalid for '--samples <samples>'"),
        (["--sample", "50"], "Unknown option '--sample'. Did you mean '--samples'?"),
        (["--seed"], "Missing value for '--seed <seed>'"),
        (["extra"], "Unexpected argument 'extra'"),
    ]

    @Test(arguments: errors.indices)
    func aWrongOptionEndsInOneLine(_ index: Int) throws {
        let (options, message) = Self.errors[index]
        try withTemporaryFolder { folder in
            let result = try mnist1d(["generate"] + options, in: folder)
            #expect(result.status == 64 && result.output == "" && result.errorLines.count == 1)
            #expect(result.error.hasPrefix("Error: \(message)"), "\(result.error)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test func aFileThatCannotBeWrittenEndsInOneLine() throws {
        try withTemporaryFolder { folder in
            let result = try mnist1d(["generate", "--output", "nowhere/d.npz"], in: folder)
            #expect(result.status == 1 && result.output == "")
            #expect(result.error == "Error: --output nowhere/d.npz: cannot be written: No such file or directory\n")
        }
    }

    @Test func helpNamesEveryOptionAndShowsExamples() throws {
        try withTemporaryFolder { folder in
            let result = try mnist1d(["generate", "--help"], in: folder)
            #expect(result.status == 0 && result.error == "")
            for option in [
                "samples", "train-split", "padding", "scale-coefficient", "max-translation",
                "correlated-noise-scale", "iid-noise-scale", "shear-scale", "shuffle-sequence",
                "final-length", "seed", "output",
            ] {
                #expect(result.output.contains("--\(option)"), "\(option)")
            }
            #expect(result.output.contains("mnist1d generate --samples 20000 --seed 7 --output large.npz"))
            #expect(try mnist1d(["--help"], in: folder).output.contains("generate"))
        }
    }
}
