import Foundation
import Testing

/// `mnist1d plot` draws any tidy table, and committed figures again in other styles.
@Suite struct PlotTests {
    let mnist1d = Executable("mnist1d")

    private func plot(_ words: String, in folder: String) throws -> Executable.Result {
        try mnist1d(["plot"] + words.split(separator: " ").map(String.init), in: folder)
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func withTable(_ body: (String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            var table = "step,test_accuracy,model,seed\n"
            for model in ["MLP", "CNN"] {
                for seed in 1...3 {
                    for step in [1, 10, 100] { table += "\(step),\(seed * 10 + step / 10),\(model),\(seed)\n" }
                }
            }
            try Data(table.utf8).write(to: URL(fileURLWithPath: "\(folder)/t.csv"))
            try body(folder)
        }
    }

    @Test func aTableIsDrawnWithMeansOfItsSeeds() throws {
        try withTable { folder in
            let result = try plot("t.csv --x Step --y test-accuracy --series model --log-x --output t.svg", in: folder)
            #expect(result.status == 0 && result.output.hasPrefix("t.svg: "), "\(result.error)")
            let svg = try text("\(folder)/t.svg")
            for words in ["Test accuracy", "Step", "MLP", "CNN", "Means of 3 rows each, with their 95 % intervals."] {
                #expect(svg.contains(words), "\(words)")
            }
            for (name, start) in [("t.pdf", "%PDF"), ("t.png", "\u{89}PNG")] {
                #expect(try plot("t.csv --x step --y testAccuracy --facet seed --series model --output \(name)", in: folder).status == 0)
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")).prefix(4)
                #expect(Array(bytes) == start.unicodeScalars.map { UInt8($0.value) })
            }
        }
    }

    @Test func severalColumnsAreSeries() throws {
        try withTable { folder in
            #expect(try plot("t.csv --x step --y test-accuracy seed --facet model --output t.svg", in: folder).status == 0)
            let svg = try text("\(folder)/t.svg")
            #expect(svg.contains("Test accuracy") && svg.contains("Seed") && svg.contains("Value"))
        }
    }

    @Test(arguments: [
        (
            "t.csv --x step --y accuracy",
            "t.csv: no column \"accuracy\" among \"step\", \"test_accuracy\", \"model\", \"seed\""
        ),
        (
            "t.csv --x stepp --y seed",
            "t.csv: no column \"stepp\" among \"step\", \"test_accuracy\", \"model\", \"seed\"; did you mean \"step\"?"
        ),
        ("t.csv --x step --y model", "t.csv: the column \"model\" has \"MLP\" in row 1, expected numbers"),
        ("none.csv --x a --y b", "none.csv: cannot be read: No such file or directory"),
        ("t.csv --x step", "--x step: needs --y beside it (mnist1d plot --help lists the options)"),
        ("t.csv --style loud", "--style loud: give one of print, column, slides, dark (mnist1d plot --help lists the options)"),
        ("t.csv --output t.gif", "--output t.gif: give a name that ends in .pdf, .png or .svg (mnist1d plot --help lists the options)"),
        ("pooling/figure7", "pooling/figure7: figures has no figures; give --figures, or --x and --y for a table"),
    ])
    func whatCannotBeDrawnIsSaidInOneLine(words: String, error: String) throws {
        try withTable { folder in
            let result = try plot(words, in: folder)
            #expect(result.status != 0 && result.error == "Error: \(error)\n", "\(result.error)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["t.csv"])
        }
    }

    /// In a clone there are tables and no results.
    @Test(arguments: ["slides", "dark", "column", "print"])
    func aCommittedFigureIsDrawnAgainInAnyStyle(style: String) throws {
        let figures = packageFolder.appending(path: "figures").path
        try withTemporaryFolder { folder in
            for figure in ["building-mnist1d/figure1", "pooling/figure7.csv", "\(figures)/benchmarks/figure2.svg"] {
                let result = try mnist1d(
                    ["plot", figure, "--style", style, "--figures", figures, "--output", "f.svg"], in: folder)
                #expect(result.status == 0, "\(result.error)")
                let svg = try text("\(folder)/f.svg")
                #expect(svg.contains("#15171A") || svg.contains("#15171a") == (style == "dark"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["f.svg"])
            let unknown = try mnist1d(["plot", "pooling/figure77", "--figures", figures], in: folder)
            #expect(unknown.status == 1 && unknown.error.contains("pooling/figure7,"))
        }
    }

    @Test func anExperimentKeepsItsFiguresWhenItDrawsInAnotherStyle() throws {
        try withTemporaryFolder { folder in
            let study = Executable("width-study")
            #expect(try study(["--scale", "quick"], in: folder).status == 0)
            let before = try files(in: "\(folder)/build/quick/figures")
            let again = try study(["--scale", "quick", "--redraw", "--style", "dark"], in: folder)
            #expect(again.status == 0 && again.output.hasPrefix("build/styles/dark/width-study/accuracy.pdf\n"), "\(again.error)")
            #expect(try files(in: "\(folder)/build/quick/figures") == before)
            #expect(
                try files(in: "\(folder)/build/styles/dark/width-study").keys.sorted() == ["accuracy.pdf", "accuracy.png", "accuracy.svg"])
            for (options, error) in [
                (["--style", "dark"], "--style dark: requires --redraw"),
                (["--redraw", "--style", "loud"], "--style loud: expected one of print, column, slides, dark"),
            ] {
                let refused = try study(options, in: folder)
                #expect(refused.status == 64 && refused.error.hasPrefix("Error: \(error) ("), "\(refused.error)")
            }
        }
    }
}
