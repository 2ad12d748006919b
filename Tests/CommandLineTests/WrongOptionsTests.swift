import Foundation
import Testing

/// Each wrong option of each program ends in one line that names it, with an error's status, and writes nothing.
@Suite struct WrongOptionsTests {
    /// What all experiments refuse in the same words.
    static let common: [(options: [String], message: String)] = [
        (["--sacle", "quick"], "Unknown option '--sacle'. Did you mean '--scale'?"),
        (["--scale", "big"], "The value 'big' is invalid for '--scale <scale>'. Please provide one of 'quick' and 'paper'."),
        (["--threads", "0"], "--threads 0: expected a number from 1 to 1024"),
        (["--threads", "-2"], "--threads -2: expected no negative number"),
        (["--threads", "many"], "The value 'many' is invalid for '--threads <threads>'"),
        (["--seeds"], "Missing value for '--seeds <seeds>'"),
        (["--seeds", "-1"], "--seeds -1: expected no negative number"),
        (["--seeds", "3", "3"], "--seeds 3: is given more than once"),
        (["--seeds", "99999999999"], "--seeds 99999999999: expected a number from 0 to 2147483647"),
        (["extra"], "Unexpected argument 'extra'"),
    ]

    @Test(arguments: experiments) func ofAnyExperiment(name: String) throws {
        for (options, message) in Self.common { try expectRefusal(of: name, options, message) }
    }

    /// Folders that cannot be used, and results that are not there.
    @Test(arguments: experiments) func foldersOfAnyExperiment(name: String) throws {
        try withTemporaryFolder { folder in
            try Data().write(to: URL(filePath: "\(folder)/file"))
            // The runs of the experiment whose outcome it needs come first, in that one's folder.
            let isFirst = name != "transfer"
            for (options, message) in [
                (
                    ["--results", "file"],
                    isFirst
                        ? "file/\(name): the folder cannot be created: Not a directory"
                        : "file/metalearn-activation: cannot be read: Not a directory"
                ),
                (["--figures", "file"], "file/\(name): the folder cannot be created: Not a directory"),
                // Nobody, not even root, can write there.
                (["--figures", "/proc/nowhere"], "/proc/nowhere/\(name): the folder cannot be created: No such file or directory"),
                (["--render-only"], " runs are missing, the first is "),
            ] {
                let result = try Executable(name)(quick("r", "f") + options, in: folder)
                #expect(result.errorLines.count == 1 && result.error.hasPrefix("Error: "), "\(result.error)")
                #expect(result.error.contains(message), "\(result.error)")
                #expect(result.output == "" && result.status == 1)
            }
            let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            let left = Set(all).subtracting(["file", "f", "f/\(name)", "r", "r/\(name)", "r/\(name)/.lock"])
            #expect(left.allSatisfy { !isFirst && $0.hasPrefix("r/metalearn-activation") && !$0.hasSuffix(".json") }, "\(left)")
        }
    }

    static let own: [(program: String, options: [String], message: String)] = [
        ("benchmarks", ["--steps", "0"], "--steps 0: expected a whole number from 1 to 100000000"),
        ("benchmarks", ["--evaluation-interval", "0"], "--evaluation-interval 0: expected a whole number from 1 to 100000000"),
        (
            "benchmarks", ["--batch-size", "4001"],
            "logistic-shuffled-by-dataset-seed42-batchSize4001: a batch of 4001 is more than the 4000 training examples"
        ),
        ("benchmarks", ["--learning-rate", "nan"], "--learning-rate nan: expected a number above 0 that a float can be"),
        ("benchmarks", ["--learning-rate", "-0.5"], "--learning-rate -0.5: expected no negative number"),
        ("benchmarks", ["--models", "cnn", "cnn"], "--models cnn: is given more than once"),
        (
            "benchmarks", ["--models", "tree"],
            "The value 'tree' is invalid for '--models <models>'. Please provide one of 'logistic', 'mlp', 'cnn' or 'gru'."
        ),
        ("double-descent", ["--steps", "0"], "--steps 0: expected a number from 1 to 100000000"),
        ("double-descent", ["--label-noise", "1.5"], "--label-noise 1.5: expected a number from 0.0 to 1.0"),
        ("double-descent", ["--label-noise", "nan"], "--label-noise nan: expected a number from 0.0 to 1.0"),
        ("double-descent", ["--seeds", "2147483648"], "--seeds 2147483648: expected a number from 0 to 2147483647"),
        ("double-descent", ["--sweeps", "notebook", "notebook"], "--sweeps notebook: is given more than once"),
        ("fuzz", ["--inputs", "0"], "--inputs 0: give a number above 0"),
        ("fuzz", ["--first=-1"], "--first -1: give a number of at least 0"),
        (
            "fuzz", ["--first", "9223372036854775807", "--inputs", "2"],
            "--first 9223372036854775807: give a number of at most 9223372036854775805"
        ),
        (
            "fuzz", ["--reader", "doc"],
            "The value 'doc' is invalid for '--reader <reader>'. Please provide one of the following:"
        ),
        ("lottery-tickets", ["--hidden", "0"], "--hidden 0: expected a whole number from 1 to 10000"),
        ("lottery-tickets", ["--retrains", "1"], "--retrains 1: expected a whole number from 2 to 10000"),
        ("lottery-tickets", ["--prune-at", "last", "last"], "--prune-at last: is given more than once"),
        ("metalearn-activation", ["--outer-steps", "0"], "--outer-steps 0: expected a whole number from 1 to 100000"),
        ("metalearn-learning-rate", ["--from", "0"], "--from 0.0: expected a number above 0 that a float can be, from 1e-45 to 3.4e+38"),
        ("metalearn-learning-rate", ["--from", "1e-46"], "--from 1e-46: expected a number above 0 that a float can be"),
        ("metalearn-learning-rate", ["--from", "1", "1"], "--from 1.0: is given more than once"),
        ("pooling", ["--steps", "0"], "--steps 0: expected a whole number from 1 to 100000000"),
        ("pooling", ["--evaluation-interval", "0"], "--evaluation-interval 0: expected a whole number from 1 to 100000000"),
        ("pooling", ["--sizes", "90"], "--sizes 90: expected a number from 100 to 1000000"),
        ("pooling", ["--sizes", "1001"], "--sizes 1001: expected a multiple of the 10 classes"),
        ("pooling", ["--sizes", "100", "100"], "--sizes 100: is given more than once"),
        ("pooling", ["--seeds", "2147483648"], "--seeds 2147483648: expected a number from 0 to 2147483647"),
        ("mnist1d", ["prune"], "Unexpected argument 'prune'"),
        ("speed", ["--blocks", "0"], "--blocks 0: give a number from 1 to 1000"),
        ("speed", ["--block-seconds", "nan"], "--block-seconds nan: give a number above 0, at most 60"),
        ("speed", ["--tables", "chairs"], "The value 'chairs' is invalid for '--tables <tables>'. "),
        ("speed", ["--only", "abacus"], "--only abacus: expected a part of logistic, "),
    ]

    @Test(arguments: own) func ofOneProgram(program: String, options: [String], message: String) throws {
        try expectRefusal(of: program, options, message)
    }

    private func expectRefusal(of program: String, _ options: [String], _ message: String) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(program)(options, in: folder)
            #expect(result.errorLines.count == 1 && result.output == "", "\(result.error)")
            #expect(result.error.hasPrefix("Error: \(message)"), "\(result.error)")
            #expect(result.error.hasSuffix(" (\(program) --help lists the options)\n"), "\(result.error)")
            #expect(result.status == 64)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }
}
