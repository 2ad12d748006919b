import Foundation
import Testing

/// Tables and mistakes as people bring them to `mnist1d compare`, `plot` and `embed`.
@Suite struct BroughtTablesTests {
    let mnist1d = Executable("mnist1d")

    /// Runs a command in a folder with these files.
    private func run(_ words: String, _ files: [String: String], _ body: (Executable.Result, String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
            try body(mnist1d(words.split(separator: " ").map(String.init), in: folder), folder)
        }
    }

    private func compare(_ a: String, _ b: String, _ words: String = "") throws -> Executable.Result {
        var found: Executable.Result?
        try run("compare A.csv B.csv \(words)", ["A.csv": a, "B.csv": b]) { result, _ in found = result }
        return found!
    }

    // MARK: compare

    @Test(arguments: [
        (",acc\n0,1.5\n", "x,acc\n0,1.5\n", "--ignore column-1 x leaves out what differs"),
        (".,acc\n0,1.5\n", "x,acc\n0,1.5\n", "--ignore . x leaves out what differs"),
        ("..,acc\na,1.5\n", "..,acc\nb,1.5\n", "--ignore .. leaves out what differs"),
        ("two words,acc\na,1.5\n", "two words,acc\nb,1.5\n", "--ignore \"two words\" leaves out what differs"),
        (
            "model,accuracy\nMLP,50\n", "model,accuracy\nMLP,60\n",
            "--metric accuracy compares whole numbers, which are settings otherwise"
        ),
        (
            "model,hidden,loss\nMLP,5,0.5\n", "model,hidden,loss\nMLP,20,0.5\n",
            "--ignore hidden leaves out what differs; --metric hidden compares whole numbers, which are settings otherwise"
        ),
    ])
    func whatKeepsRunsFromPairingIsNamed(a: String, b: String, advice: String) throws {
        let result = try compare(a, b)
        #expect(result.status == 1)
        #expect(
            result.error == "Error: A.csv, B.csv: no run of one has the configuration of one of the other; \(advice)\n", "\(result.error)")
    }

    @Test(arguments: [
        ("a,a\n1,2\n", "A.csv: the column \"a\" comes twice"),
        ("model,accuracy\nMLP,50\n", "A.csv, A.csv: have whole numbers alone, which are settings; --metric accuracy compares them"),
        (
            "model;accuracy\nMLP;50,5\n",
            "A.csv, row 1: expected commas between columns, found semicolons, and commas in numbers; python3 -c 'import pandas; "
                + "pandas.read_csv(\"A.csv\", sep=\";\", decimal=\",\").to_csv(\"commas.csv\", index=False)'"
        ),
        ("{\"accuracy\": 50.5}", "A.csv: is JSON"),
    ])
    func aTableThatIsNoneIsRefused(text: String, error: String) throws {
        try run("compare A.csv A.csv", ["A.csv": text]) { result, _ in
            #expect(result.status == 1 && result.error == "Error: \(error)\n", "\(result.error)")
        }
    }

    @Test func signsAloneMeanNoNumber() throws {
        let result = try compare("model,acc,loss\nMLP,1.5,0.5\n", "model,acc,loss\nMLP,1.5,0.5\n", "--metric __")
        #expect(result.error == "Error: --metric __: expected one of acc, loss\n", "\(result.error)")
    }

    /// A diverged run is worse than a finished one, whichever way its numbers are written; an empty cell is how pandas writes NaN.
    @Test(arguments: ["nan", "NaN", "inf", "", "NA"])
    func whatDivergedIsWorse(cell: String) throws {
        let (lost, found) = ("model,seed,accuracy\nMLP,1,\(cell)\nCNN,1,60.5\n", "model,seed,accuracy\nMLP,1,50.5\nCNN,1,60.5\n")
        let better = try compare(lost, found, "--fail-on-regression")
        #expect(better.status == 0 && better.output.hasSuffix("of 2 lines 1 equal, 1 better\n"), "\(better.output)\(better.error)")
        let row = try #require(better.output.split(separator: "\n").first { $0.contains("MLP") })
        let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(cells.dropFirst().prefix(4) == ["model MLP, accuracy", "1, 1 diverged", "diverged", "50.50"] && cells.contains("better"))
        let worse = try compare(found, lost, "--fail-on-regression")
        #expect(worse.status == 4)
        #expect(worse.error == "Error: B.csv: is worse than A.csv in 1 of 2 lines, the first is model MLP, accuracy\n", "\(worse.error)")
        // In a table of one row, a whole column is empty.
        let alone = try compare("model,accuracy\nMLP,50.5\n", "model,accuracy\nMLP,\(cell)\n", "--fail-on-regression")
        #expect(alone.status == 4, "\(alone.output)\(alone.error)")
    }

    @Test func whatDivergedOnBothSidesIsShown() throws {
        let result = try compare("model,accuracy\nMLP,nan\nCNN,1.5\n", "model,accuracy\nMLP,inf\nCNN,1.5\n", "--fail-on-regression")
        #expect(
            result.status == 0 && result.output.contains("diverged") && result.output.hasSuffix("of 2 lines 2 equal\n"), "\(result.output)")
    }

    @Test func aHistoryThatEndsEarlyIsARegression() throws {
        let whole = "step,accuracy\n0,10.5\n100,50.5\n200,60.5\n"
        let short = "step,accuracy\n0,10.5\n100,50.5\n"
        let result = try compare(whole, short, "--fail-on-regression")
        #expect(
            result.status == 4 && result.error == "Error: B.csv: lacks 1 of the 3 rows of A.csv, the first is step 200\n", "\(result.error)"
        )
        #expect(try compare(short, whole, "--fail-on-regression").status == 0)
        #expect(try compare(whole, short).status == 0)
        let missing = try compare(whole, short, "--fail-on-missing")
        #expect(
            missing.status == 4 && missing.error == "Error: B.csv: lacks 1 things that A.csv has, the first is step 200\n",
            "\(missing.error)")
    }

    /// A column of whole numbers on one side and of fractions on the other is one of numbers.
    @Test func bothSidesHaveTheSameKindsOfColumns() throws {
        let result = try compare("model,loss\nMLP,1\nCNN,2\n", "model,loss\nMLP,1.5\nCNN,2\n")
        #expect(result.output.hasSuffix("of 2 lines 1 equal, 1 worse\n"), "\(result.output)\(result.error)")
    }

    @Test func marksSpacesAndLineEndsOfOtherProgramsAreRead() throws {
        let result = try compare("\u{FEFF}model, accuracy\r\nMLP, 1.5\r\n", "model,accuracy\rMLP,2.5\r")
        #expect(result.status == 0 && result.output.hasSuffix("of 1 lines 1 better\n"), "\(result.output)\(result.error)")
    }

    /// A run of an experiment that is damaged or not there is said, and fails where that is asked for.
    @Test func runsThatAreDamagedOrMissingAreSaid() throws {
        try withTemporaryFolder { folder in
            let study = Executable("width-study")
            for name in ["a", "b"] {
                #expect(try study(["--scale", "quick", "--hidden", "5", "--seeds", "1", "2", "--results", name], in: folder).status == 0)
            }
            let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/b/width-study").filter { $0.hasSuffix(".json") }
                .sorted()
            #expect(runs.count == 2)
            #expect(try mnist1d(["compare", "a", "b", "--fail-on-missing"], in: folder).status == 0)
            let path = "\(folder)/b/width-study/\(runs[0])"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            try whole.dropLast(9).write(to: URL(fileURLWithPath: path))
            let damaged = try mnist1d(["compare", "a", "b", "--fail-on-missing"], in: folder)
            #expect(damaged.status == 4 && damaged.output.contains("1 runs only in A, 0 only in B; 1 damaged in B; "), "\(damaged.output)")
            #expect(try mnist1d(["compare", "a", "b", "--fail-on-regression"], in: folder).status == 0)
        }
    }

    // MARK: plot

    @Test func aByteOrderMarkIsNoPartOfAName() throws {
        try run("plot t.csv --x x --y y --output t.svg", ["t.csv": "\u{FEFF}x,y\r\n1,2\r\n2,3\r\n"]) { result, _ in
            #expect(result.status == 0 && result.error == "", "\(result.error)")
        }
    }

    /// Means over seeds have a gap where no seed has a value.
    @Test func aLineHasAGapWhereNothingWasMeasured() throws {
        let rows = ["1,1", "1,2", "2,1", "2,2", "3,nan", "3,inf", "4,1", "4,1e308", "5,2", "5,2"]
        try run("plot t.csv --x step --y acc --output t.svg", ["t.csv": "step,acc\n" + rows.joined(separator: "\n")]) { result, folder in
            #expect(result.status == 0)
            #expect(
                result.error == "Note: t.csv: of 10 cells in \"acc\", not drawn are 1 nan, 1 infinite, 1 beyond 1e100\n", "\(result.error)")
            let svg = try String(contentsOfFile: "\(folder)/t.svg", encoding: .utf8)
            let points = svg.components(separatedBy: "data-points=\"").dropFirst().map {
                $0.prefix { $0 != "\"" }.split(separator: ";").count
            }
            #expect(points.max() == 4, "\(points)")
        }
    }

    @Test(arguments: [
        ("x,y\n1,1e308\n2,-1e300\n", "t.csv: no row has both \"x\" and \"y\""),
        ("x,y\n1,\"0,5\"\n2,\"0,7\"\n", "t.csv: the column \"y\" has \"0,5\" in row 1, expected numbers; decimals have a point"),
        (
            "x\ty\n1\t2\n",
            "t.csv, row 1: expected commas between columns, found tabs; python3 -c 'import pandas; "
                + "pandas.read_csv(\"t.csv\", sep=\"\\t\").to_csv(\"commas.csv\", index=False)'"
        ),
    ])
    func whatCannotBeDrawnSaysWhy(text: String, error: String) throws {
        try run("plot t.csv --x x --y y --output t.svg", ["t.csv": text]) { result, folder in
            #expect(result.status == 1 && result.error.hasPrefix("Error: \(error)") && result.errorLines.count == 1, "\(result.error)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/t.svg"))
        }
    }

    @Test(arguments: ["svg", "pdf", "png"])
    func charactersThatTheFontLacksAreSaidOnce(kind: String) throws {
        let table = "x,y,model\n1,1,模型\n2,2,模型\n1,2,\"two\nlines\"\n2,3,\"two\nlines\"\n"
        try run("plot t.csv --x x --y y --series model --output t.\(kind)", ["t.csv": table]) { result, _ in
            #expect(result.status == 0 && result.output.contains("two lines"))
            #expect(result.error == "Note: t.\(kind): DejaVu Sans has no shapes for 型 模; boxes stand in their place\n", "\(result.error)")
        }
    }

    @Test func anIntervalBelowZeroIsCutOffByALogarithmicAxis() throws {
        let table = "x,y,low,high\n1,1,-1,3\n2,2,0,4\n3,3,1,5\n"
        try run("plot t.csv --x x --y y --lower low --upper high --log-y --output t.svg", ["t.csv": table]) { result, folder in
            #expect(result.status == 0)
            let svg = try String(contentsOfFile: "\(folder)/t.svg", encoding: .utf8)
            #expect(svg.contains("fill-opacity=\"0.2\""), "\(svg)")
        }
    }
}
