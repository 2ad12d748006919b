import Foundation
import Testing

/// `mnist1d compare` pairs the runs of two folders or tables.
@Suite struct CompareTests {
    let mnist1d = Executable("mnist1d")

    private func compare(_ words: String, in folder: String) throws -> Executable.Result {
        try mnist1d(["compare"] + words.split(separator: " ").map(String.init), in: folder)
    }

    private func write(_ name: String, _ rows: [String], in folder: String) throws {
        try Data((["model,seed,accuracy,testLoss"] + rows).joined(separator: "\n").utf8).write(
            to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// MLP is 2 points better in B for each seed, within 0.2; CNN is worse by 1, 2, 3.
    private func withTables(_ body: (String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try write(
                "a.csv", ["MLP,1,50.5,1.5", "MLP,2,60.5,1.25", "MLP,3,70.5,1.75", "CNN,1,90.5,0.5", "CNN,2,91.5,0.5", "CNN,3,92.5,0.5"],
                in: folder)
            try write(
                "b.csv", ["CNN,1,89.5,0.5", "CNN,2,89.5,0.5", "CNN,3,89.5,0.5", "MLP,1,52.4,1.5", "MLP,2,62.5,1.5", "MLP,3,72.6,1.5"],
                in: folder)
            try body(folder)
        }
    }

    @Test func differencesArePairedByConfigurationWithIntervals() throws {
        try withTables { folder in
            let result = try compare("a.csv b.csv --metric accuracy test-loss --output c.csv --figure c.svg", in: folder)
            #expect(result.status == 0, "\(result.error)")
            #expect(
                result.output.hasSuffix("6 pairs; 0 runs only in A, 0 only in B; of 4 lines 1 equal, 1 better, 2 undecided\n"),
                "\(result.output)")
            let lines = try rows("\(folder)/c.csv")
            #expect(
                lines.map { "\($0["model"]!) \($0["metric"]!) \($0["pairs"]!) \($0["verdict"]!)" } == [
                    "MLP accuracy 3 better", "MLP testLoss 3 undecided", "CNN accuracy 3 undecided", "CNN testLoss 3 equal",
                ])
            // The mean of -1, -2, -3 has the standard error 1 / √3, and t(0.975, 2) is 4.302652730.
            #expect(Double(lines[2]["difference"]!) == -2)
            #expect(abs(Double(lines[2]["lower"]!)! + 2 + 4.302652730 / 3.0.squareRoot()) < 1e-8)
        }
    }

    @Test func aRegressionHasAStatusOfItsOwn() throws {
        try withTables { folder in
            #expect(try compare("a.csv b.csv --fail-on-regression", in: folder).status == 0)
            // At 60 % the interval of CNN is below 0.
            let worse = try compare("a.csv b.csv --level 0.6 --fail-on-regression", in: folder)
            #expect(
                worse.status == 4 && worse.error == "Error: b.csv: is worse than a.csv in 1 of 2 lines, the first is model CNN, accuracy\n")
            #expect(try compare("a.csv b.csv --level 0.6 --fail-on-regression --minimum-effect 3", in: folder).status == 0)
            #expect(try compare("a.csv b.csv --level 0.6", in: folder).status == 0)
            // Less loss is better.
            try write("one.csv", ["MLP,1,50.5,1.5"], in: folder)
            try write("less.csv", ["MLP,1,50.5,1.25"], in: folder)
            #expect(try compare("one.csv less.csv --metric loss --fail-on-regression", in: folder).output.contains("1 better"))
            #expect(try compare("less.csv one.csv --metric loss --fail-on-regression", in: folder).status == 4)
        }
    }

    @Test func foldersOfResultsArePairedWhereOneSettingIsIgnored() throws {
        try withTemporaryFolder { folder in
            let study = Executable("width-study")
            #expect(try study(["--scale", "quick", "--hidden", "5", "--results", "a"], in: folder).status == 0)
            #expect(try study(["--scale", "quick", "--hidden", "20", "--results", "b"], in: folder).status == 0)
            let equal = try compare("a a/width-study --json", in: folder)
            let json = try #require(JSONSerialization.jsonObject(with: Data(equal.output.utf8)) as? [String: Any], "\(equal.error)")
            #expect(json["pairs"] as? Int == 2 && (json["lines"] as? [[String: Any]])?.first?["verdict"] as? String == "equal")
            let apart = try compare("a b", in: folder)
            #expect(apart.status == 1)
            #expect(
                apart.error
                    == "Error: a, b: no run of one has the configuration of one of the other; --ignore hidden leaves out what differs\n")
            let paired = try compare("a b --ignore hidden --output c.csv", in: folder)
            #expect(paired.status == 0, "\(paired.error)")
            let lines = try rows("\(folder)/c.csv")
            #expect(
                lines.count == 1 && lines[0]["metric"] == "accuracy" && lines[0]["pairs"] == "2" && Double(lines[0]["difference"]!)! > 0)
            // Folders of figures have tables.
            let figures = try compare("build/custom build/custom", in: folder)
            #expect(figures.status == 0 && figures.output.contains("equal"), "\(figures.error)")
        }
    }

    @Test(arguments: [
        ("a.csv none.csv", "none.csv: cannot be read: No such file or directory"),
        ("a.csv b.csv --metric speed", "--metric speed: expected one of accuracy, testLoss"),
        ("a.csv b.csv --ignore size", "--ignore size: expected one of model, seed"),
        (
            "a.csv b.csv --ignore seed",
            "a.csv: two runs have the configuration model MLP; --ignore leaves out too much, or a column is missing"
        ),
        ("a.csv b.csv --level 1", "--level 1.0: give a number between 0 and 1 (mnist1d compare --help lists the options)"),
        ("a.csv b.csv --output a.csv", "--output a.csv: cannot be written: <a> names the same file"),
    ])
    func whatCannotBeComparedIsSaidInOneLine(words: String, error: String) throws {
        try withTables { folder in
            let result = try compare(words, in: folder)
            #expect(result.status != 0 && result.error == "Error: \(error)\n", "\(result.error)")
        }
    }
}
