import Datasets
import Foundation
import Testing

/// `--set`, `--show-configuration`, sweeps, `--data` and `--save-models` of all experiments, at quick scale.
@Suite struct SettingsTests {
    /// For each experiment a parameter with two values, the second of which is the default, and options for a small part of its runs.
    static let sweeps: [(name: String, path: String, values: [String], options: [String])] = [
        ("building-mnist1d", "dataset.shearScale", ["0", "0.75"], []),
        ("tsne", "embedding.perplexity", ["10", "30"], ["--seeds", "42"]),
        ("benchmarks", "learningRate", ["0.001", "0.01"], ["--models", "logistic", "--seeds", "42", "43"]),
        ("mnist-benchmarks", "batchSize", ["50", "100"], ["--models", "logistic"]),
        ("training-set-size", "network.channels", ["5", "25"], ["--sizes", "200"]),
        ("dataset-difficulty", "batchSize", ["50", "100"], ["--models", "logistic", "--knobs", "shear"]),
        ("architectures", "batchSize", ["50", "100"], ["--networks", "logistic", "resnet", "--seeds", "42"]),
        ("lottery-tickets", "search.learningRate", ["0.01", "0.02"], ["--seeds", "42", "--hidden", "5", "--retrains", "4"]),
        ("double-descent", "recipe.batchSize", ["50", "100"], ["--sweeps", "figure4", "--steps", "10", "--seeds", "0"]),
        ("metalearn-learning-rate", "training.hidden", ["10", "50"], []),
        ("metalearn-activation", "inner.training.noise", ["0", "0.1"], ["--seeds", "0"]),
        ("transfer", "network.stride", ["3", "2"], ["--seeds", "0"]),
        ("pooling", "network.kernel", ["5", "3"], ["--sizes", "200", "--seeds", "0", "1"]),
        ("self-supervised", "temperature", ["0.25", "0.5"], ["--seeds", "42"]),
    ]

    @Test func everyExperimentIsSwept() { #expect(Set(Self.sweeps.map(\.name)) == Set(experiments)) }

    // MARK: Parameters

    /// All that can be set says what it is.
    @Test(arguments: experiments) func parametersAreDescribed(name: String) throws {
        try withTemporaryFolder { folder in
            let list = try Executable(name)(quick("r", "f", ["--show-configuration"]), in: folder)
            #expect(list.status == 0 && list.error == "")
            let lines = list.output.split(separator: "\n")
            #expect(lines[0].hasPrefix("\(name), quick scale: ") && lines[1].hasPrefix("parameter"))
            for line in lines.dropFirst(2) where !line.contains("  from ") {
                let columns = line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
                #expect(columns.count == 4, "\(line)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test(arguments: sweeps) func wrongSettingsAreRefused(name: String, path: String, values: [String], options: [String]) throws {
        try withTemporaryFolder { folder in
            func refusal(_ setting: [String]) throws -> String {
                let result = try Executable(name)(quick("r", "f", ["--set"] + setting + ["--list-runs"]), in: folder)
                #expect(result.status == 64 && result.output == "" && result.errorLines.count == 1, "\(result.error)")
                return result.error
            }
            let last = path.split(separator: ".").last!
            for (setting, message) in [
                (["\(path)s=1"], "--set \(path)s: there is no such parameter. Did you mean '\(path)'?"),
                (["\(path)=abc"], "--set \(path)=abc: expected "), (["\(path)=-1e30"], "--set \(path)=-1e30: expected "),
                (["\(path)"], "--set \(path): expected path=value or path=value,value"),
                (["\(path)=1,1"], "--set \(path)=1,1: 1 is given more than once"),
                (["\(path)=\(values[0])", "\(path)=\(values[1])"], "--set \(path): \(path) is set more than once"),
                (["x\(last)=1"], "--set x\(last): there is no such parameter. Did you mean '"),
            ] {
                let error = try refusal(setting)
                #expect(error.hasPrefix("Error: \(message)"), "\(error)")
            }
        }
    }

    @Test func messagesNameTypeAndRange() throws {
        try withTemporaryFolder { folder in
            for (setting, message) in [
                ("network.kernel=0", "--set network.kernel=0: expected a whole number from 1 to 1000"),
                ("network.kernel=2.5", "--set network.kernel=2.5: expected a whole number from 1 to 1000"),
                ("learningRate=inf", "--set learningRate=inf: expected a number above 0 that a float can be, from 1e-45 to 3.4e+38"),
                ("learningRate=1e-46", "--set learningRate=1e-46: expected a number above 0 that a float can be"),
                ("learningRate=1e39", "--set learningRate=1e39: expected a number above 0 that a float can be"),
                ("pooling=max", "--set pooling=max: expected no_pool, stride_2, max_pool, avg_pool, l2_pool"),
                ("dataset.shuffleSequence=1", "--set dataset.shuffleSequence=1: expected true or false"),
                ("dataset.seed=1", "--set dataset.seed: cannot be set, because it follows from seed"),
                ("shearscale=1", "--set shearscale: there is no such parameter. Did you mean 'dataset.shearScale'?"),
                ("dataset.minimumPadding=70", "no_pool-n200-seed0-minimumPadding70: padding is 70 60: give two numbers"),
                ("network.kernel=99", "no_pool-n200-seed0-kernel99: signals of 40 points are too short for two convolutions of 99 taps"),
            ] {
                let result = try Executable("pooling")(quick("r", "f", ["--set", setting]), in: folder)
                #expect(result.status == 64 && result.error.hasPrefix("Error: \(message)"), "\(result.error)")
            }
            let twice = try Executable("pooling")(quick("r", "f", ["--steps", "5", "--set", "steps=6"]), in: folder)
            #expect(twice.error.hasPrefix("Error: --set steps: steps is set more than once"), "\(twice.error)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    /// A sweep of more runs than memory holds is counted, and refused with its number before any of it is planned.
    @Test func sweepsAreCountedBeforeTheyArePlanned() throws {
        try withTemporaryFolder { folder in
            let values = (1...1000).map { "0.\($0)" }.joined(separator: ",")
            let whole = (1...1000).map(String.init).joined(separator: ",")
            let set = ["--set", "learningRate=\(values)", "steps=\(whole)", "network.kernel=\(whole)", "--list-runs"]
            let result = try Executable("pooling")(quick("r", "f", ["--sizes", "200", "--seeds", "0"] + set), in: folder)
            #expect(result.status == 64 && result.output == "")
            let factors = "1000 of learningRate, 1000 of steps, 1000 of network.kernel"
            #expect(
                result.error.hasPrefix("Error: --set: 5000000000 runs, 5 for each combination of \(factors): expected at most 100000"),
                "\(result.error)")
        }
    }

    // MARK: Identity and labels

    /// A parameter at its default is no part of an identity; another value is, and it is in the labels, which stay different.
    @Test(arguments: sweeps) func settingsMakeTheirRuns(name: String, path: String, values: [String], options: [String]) throws {
        try withTemporaryFolder { folder in
            func runs(_ more: [String]) throws -> [Substring] {
                let result = try Executable(name)(quick("r", "f", options + more + ["--list-runs"]), in: folder)
                #expect(result.status == 0, "\(result.error)")
                return result.output.split(separator: "\n")
            }
            let own = try runs([])
            #expect(try runs(["--set", "\(path)=\(values[1])"]) == own)
            let others = try runs(["--set", "\(path)=\(values[0])"])
            #expect(others.count == own.count && others != own)
            let changed = Set(others).subtracting(own)
            #expect(!changed.isEmpty)
            let suffix = "\(path.split(separator: ".").last!)\(values[0])".lowercased()
            for run in changed where name != "lottery-tickets" { #expect(run.hasSuffix(suffix), "\(run)") }
            let all = try runs(["--set", "\(path)=\(values.joined(separator: ","))"])
            #expect(Set(all) == Set(own).union(others))
            let labels = all.map { $0.split(separator: " ")[1] }
            if name != "lottery-tickets" { #expect(Set(labels).count == labels.count) }
        }
    }

    /// A run that another one needs has the same parameters, whichever of them is asked for.
    @Test func neededRunsHaveTheSameParameters() throws {
        try withTemporaryFolder { folder in
            let options = ["--seeds", "42", "--set", "trial.dataset.shearScale=0", "--hidden", "3", "--retrains", "3"]
            let result = try Executable("lottery-tickets")(quick("r", "f", options), in: folder)
            #expect(result.status == 0, "\(result.error)")
        }
    }

    // MARK: Divergence

    /// For each experiment that trains a learning rate with which nothing is learned, and options for a small part of its runs.
    static let diverging: [(name: String, path: String, options: [String], more: [String])] = [
        ("benchmarks", "learningRate", ["--seeds", "42"], ["steps=5"]),
        ("training-set-size", "learningRate", ["--sizes", "200", "--seeds", "0"], ["steps=5"]),
        ("dataset-difficulty", "learningRate", ["--knobs", "length", "--seeds", "0"], ["steps=5"]),
        ("architectures", "learningRate", ["--networks", "transformer", "tcn", "--seeds", "42"], ["steps=5"]),
        ("lottery-tickets", "search.learningRate", ["--seeds", "42", "--hidden", "3", "--retrains", "3"], []),
        ("metalearn-learning-rate", "initialRate", [], ["innerSteps=5"]),
        ("metalearn-activation", "inner.training.learningRate", ["--seeds", "0"], ["learn.innerSteps=5"]),
        ("pooling", "learningRate", ["--sizes", "200", "--seeds", "0"], ["steps=5"]),
        ("self-supervised", "learningRate", ["--seeds", "42"], ["epochs=1"]),
    ]

    /// A training that diverges is a result, and its figures are drawn.
    @Test(arguments: diverging) func divergenceIsAResult(name: String, path: String, options: [String], more: [String]) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(name)(quick("r", "f", options + ["--set", "\(path)=1e30"] + more), in: folder)
            #expect(result.status == 0, "\(result.error)")
        }
    }

    // MARK: Sweeps

    @Test(arguments: sweeps) func sweepsAreDrawn(name: String, path: String, values: [String], options: [String]) throws {
        try withTemporaryFolder { folder in
            let set = ["--set", "\(path)=\(values.joined(separator: ","))"]
            let result = try Executable(name)(quick("r", "f", options + set), in: folder)
            #expect(result.status == 0, "\(result.error)")
            let figures = "\(folder)/f/\(name)"
            let runs = try rows("\(figures)/sweep-runs.csv")
            #expect(Set(runs.map { $0[path] }) == Set(values))
            #expect(runs.allSatisfy { $0["experiment"] == name && Double($0["value"]!) != nil && $0["measurement"] != "" })
            let means = try rows("\(figures)/sweep.csv")
            #expect(Set(means.map { $0["value"] }) == Set(values))
            for suffix in ["pdf", "png", "svg"] { #expect(FileManager.default.fileExists(atPath: "\(figures)/sweep.\(suffix)")) }
            // Nothing of the paper's is beside other settings.
            #expect(!FileManager.default.fileExists(atPath: "\(figures)/claims.csv"))
        }
    }

    /// A mean of the sweep's table is that of the runs.
    @Test func meansAreOverSeeds() throws {
        try withTemporaryFolder { folder in
            let options = ["--sizes", "200", "400", "--set", "network.channels=2,4", "steps=10,20"]
            #expect(try Executable("training-set-size")(quick("r", "f", options), in: folder).status == 0)
            let runs = try rows("\(folder)/f/training-set-size/sweep-runs.csv")
            #expect(runs.count == 2 * 2 * 2 * 2 * 2)
            #expect(Set(runs.map { $0["examples"] }) == ["200", "400"] && Set(runs.map { $0["seed"] }) == ["0", "1"])
            let own = runs.filter {
                $0["network.channels"] == "4" && $0["steps"] == "20" && $0["examples"] == "400"
                    && $0["measurement"] == "Test accuracy, end (%)"
            }
            let mean = own.map { Double($0["value"]!)! }.reduce(0, +) / 2
            let row = try #require(
                rows("\(folder)/f/training-set-size/sweep.csv").first {
                    $0["measurement"] == "Test accuracy, end (%)" && $0["value"] == "4"
                        && ($0["panel"]! + $0["series"]!).contains("steps 20")
                        && ($0["panel"]! + $0["series"]!).contains("examples 400")
                })
            #expect(own.count == 2 && row["mean"] == "\(mean)" && row["seeds"] == "2")
        }
    }

    // MARK: What is not the paper's

    /// No published value, no word of the authors and no claim beside runs of other settings.
    @Test(arguments: sweeps) func otherSettingsShowNothingPublished(name: String, path: String, values: [String], options: [String]) throws
    {
        try withTemporaryFolder { folder in
            // In double descent and pooling also those runs at quick scale that the authors' curves fit.
            let more = name == "pooling" ? ["--sizes", "1000", "--set", "evaluationInterval=100", "steps=100"] : options + ["--set"]
            let result = try Executable(name)(quick("r", "f", more + ["\(path)=\(values[0])"]), in: folder)
            #expect(result.status == 0, "\(result.error)")
            for (file, data) in try files(in: "\(folder)/f/\(name)") where !file.hasSuffix("png") && !file.hasSuffix("npz") {
                let text = String(decoding: data, as: UTF8.self)
                if file.hasSuffix("csv") {
                    for row in try rows("\(folder)/f/\(name)/\(file)") {
                        for (column, value) in row where column.lowercased().hasPrefix("published") { #expect(value == "", "\(file)") }
                    }
                } else if file != "provenance.json", !["transfer", "building-mnist1d"].contains(name) {
                    // The authors' fit is an activation that is trained, and Table 2 lists the paper's defaults.
                    #expect(!text.contains("authors") && !text.contains("(paper,"), "\(file)")
                }
            }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/f/\(name)/claims.csv"))
        }
    }

    /// Titles say what was run.
    @Test func labelNoiseIsNamed() throws {
        try withTemporaryFolder { folder in
            let options = ["--sweeps", "label-noise", "notebook", "--steps", "5", "--seeds", "0", "--label-noise", "0.4"]
            #expect(try Executable("double-descent")(quick("r", "f", options), in: folder).status == 0)
            for name in ["notebook.svg", "contents.json"] {
                let text = try String(contentsOfFile: "\(folder)/f/double-descent/\(name)", encoding: .utf8)
                #expect(text.contains("40 % label noise") && !text.contains("15 %"), "\(name)")
            }
        }
    }

    // MARK: Data

    private static let trained = [
        "benchmarks", "training-set-size", "architectures", "lottery-tickets", "double-descent", "metalearn-learning-rate",
        "metalearn-activation", "pooling", "self-supervised",
    ]

    /// Signals that are sines of as many frequencies as there are classes.
    private func archive(length: Int, classes: Int, train: Int, test: Int, shift: Float = 0) -> NPZArchive {
        func part(_ count: Int) -> (NPYArray, NPYArray) {
            let labels = (0..<count).map { Int64($0 % classes) }
            var signals: [Float] = []
            for (example, label) in labels.enumerated() {
                let (frequency, phase) = (Double(label + 1) / 9, Double(example % 7))
                for point in 0..<length { signals.append(Float(sin(Double(point) * frequency + phase)) + shift) }
            }
            return (NPYArray(shape: [count, length], elements: .float32(signals)), NPYArray(shape: [count], elements: .int64(labels)))
        }
        let (x, y) = part(train)
        let (xTest, yTest) = part(test)
        return NPZArchive([.init("x", x), .init("y", y), .init("x_test", xTest), .init("y_test", yTest)])
    }

    @Test(arguments: trained) func signalsOfAnotherLengthAndOtherClasses(name: String) throws {
        try withTemporaryFolder { folder in
            try archive(length: 64, classes: 16, train: 800, test: 160).write(to: "\(folder)/d.npz")
            try archive(length: 64, classes: 16, train: 800, test: 160, shift: 1).write(to: "\(folder)/other.npz")
            let options = Self.sweeps.first { $0.name == name }!.options.filter { name != "pooling" || $0 != "200" && $0 != "--sizes" }
            func list(_ path: String) throws -> String {
                try Executable(name)(quick("r", "f", options + ["--data", path, "--list-runs"]), in: folder).output
            }
            let runs = try list("d.npz")
            try FileManager.default.copyItem(atPath: "\(folder)/d.npz", toPath: "\(folder)/same.npz")
            let (same, other) = (try list("same.npz"), try list("other.npz"))
            #expect(runs.contains("-data") && same == runs && other != runs)
            let result = try Executable(name)(quick("r", "f", options + ["--data", "d.npz"]), in: folder)
            #expect(result.status == 0, "\(result.error)")
            let provenance = try String(contentsOfFile: "\(folder)/f/\(name)/provenance.json", encoding: .utf8)
            #expect(provenance.contains("file of --data, 800 signals of 64 points"))
        }
    }

    @Test(arguments: trained) func dataThatCannotBeUsedIsNamed(name: String) throws {
        try withTemporaryFolder { folder in
            try archive(length: 64, classes: 3, train: 800, test: 0).write(to: "\(folder)/untested.npz")
            let whole = archive(length: 64, classes: 3, train: 800, test: 30)
            try NPZArchive(whole.entries.filter { $0.name != "y" }).write(to: "\(folder)/unlabelled.npz")
            try whole.write(to: "\(folder)/d.npz")
            let setting =
                name == "lottery-tickets"
                ? "trial.dataset.shearScale=0" : name == "double-descent" ? "task.dataset.shearScale=0" : "dataset.shearScale=0"
            for (options, message) in [
                (["--data", "missing.npz"], "missing.npz"),
                (["--data", "untested.npz"], "untested.npz: expected examples to test on, found none"),
                (["--data", "unlabelled.npz"], "unlabelled.npz: expected an array named y"),
                (["--data", ""], "--data \"\": expected a path"),
                (["--data", "d.npz", "--set", setting], "parameters of the dataset are set beside --data"),
            ] {
                let result = try Executable(name)(quick("r", "f", options), in: folder)
                #expect(result.status != 0 && result.errorLines.count == 1 && result.error.contains(message), "\(result.error)")
            }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/r"))
        }
    }

    @Test func signalsThatAreTooShortAreNamed() throws {
        try withTemporaryFolder { folder in
            try archive(length: 2, classes: 3, train: 300, test: 30).write(to: "\(folder)/d.npz")
            let result = try Executable("training-set-size")(quick("r", "f", ["--data", "d.npz"]), in: folder)
            #expect(result.error.contains("convolution 1 has 5 taps for 2 positions and 2 zeros"), "\(result.error)")
            #expect(result.status == 64 && result.errorLines.count == 1)
        }
    }

    // MARK: Networks

    /// Each run's network is a file, results stay as they are, and what is there is not computed again.
    @Test func networksAreSaved() throws {
        try withTemporaryFolder { folder in
            let options = ["--sizes", "200", "--seeds", "0", "1"]
            let program = Executable("pooling")
            #expect(try program(quick("r", "f", options), in: folder).status == 0)
            let results = try files(in: "\(folder)/r/pooling")
            let first = try program(quick("r", "f", options + ["--save-models", "m"]), in: folder)
            #expect(first.status == 0 && !first.error.contains("10 from the store"), "\(first.error)")
            #expect(try files(in: "\(folder)/r/pooling") == results)
            let models = try files(in: "\(folder)/m")
            #expect(models.count == 10)
            let name = try #require(models.keys.sorted().first { $0.hasPrefix("max_pool-n200-seed1-") })
            let model = try NPZArchive(contentsOf: "\(folder)/m/\(name)")
            #expect(
                model.entries.map { "\($0.name) \($0.array.shape)" } == [
                    "conv1.weight [20, 1, 3]", "conv1.bias [20]", "conv2.weight [20, 20, 3]", "conv2.bias [20]", "linear.weight [10, 200]",
                    "linear.bias [10]",
                ])
            let second = try program(quick("r", "f", options + ["--save-models", "m"]), in: folder)
            #expect(second.status == 0 && second.error.contains("10 from the store"), "\(second.error)")
            // From nothing the same networks and results.
            #expect(try program(quick("new", "f", options + ["--save-models", "n"]), in: folder).status == 0)
            #expect(try files(in: "\(folder)/n") == models)
        }
    }

    @Test(arguments: sweeps) func experimentsSaveWhatTheyTrain(name: String, path: String, values: [String], options: [String]) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(name)(quick("r", "f", options + ["--save-models", "m"]), in: folder)
            if ["building-mnist1d", "tsne"].contains(name) {
                #expect(
                    result.status == 1 && result.error.hasPrefix("Error: --save-models m: \(name) saves no networks; "), "\(result.error)")
                return #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            }
            #expect(result.status == 0, "\(result.error)")
            let models = try files(in: "\(folder)/m").keys
            #expect(!models.isEmpty)
            for model in models { #expect(try !NPZArchive(contentsOf: "\(folder)/m/\(model)").entries.isEmpty) }
        }
    }
}
