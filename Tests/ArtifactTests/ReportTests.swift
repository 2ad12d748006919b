import Artifact
import Plotting
import Statistics
import Testing

/// Declarations of what runs are told apart by and what they find, and the tables, figures and samples made of them.
@Suite struct ReportTests {
    enum Kind: String, Codable, CaseIterable, Sendable { case none, maximum = "max", mean }

    struct Trial: Sendable {
        var kind: Kind
        var size: Int
        var seed: Int
        /// Accuracies after 0, 10, 20... steps.
        var curve: [Double]
    }

    static let kind = Dimension("kind", \Trial.kind, title: { "\($0.rawValue) pooling" })
    static let size = Dimension("size", \Trial.size, title: { "\($0) examples" }, axis: .log("Examples"))
    static let seed = Dimension("seed", \Trial.seed)
    static let accuracy = Metric(
        "accuracy", "Accuracy (%)", along: .steps, { (trial: Trial) in Array(trial.curve.enumerated()) }, x: { 10 * $0.offset },
        y: { $0.element })
    static let gain = accuracy.last.contrast("gain", "max − none", across: kind, within: seed) { try $0[.maximum] - $0[.none] }
    static let excess = accuracy.last.contrast("excess", "mean of max and mean − none", across: kind, within: seed) {
        try $0.mean(of: .maximum, .mean) - $0[.none]
    }

    /// Of each size and seed a trial of each kind, with other numbers for each.
    static let trials = [200, 100].flatMap { size in
        [3, 1].flatMap { seed in
            [Kind.mean, .none, .maximum].map { kind in
                let last = Double(size / 10 + seed) + (kind == .none ? 0 : kind == .maximum ? 2 * Double(seed) : 5)
                return Trial(kind: kind, size: size, seed: seed, curve: [1, last])
            }
        }
    }

    private func lines(_ rows: some Tabulated<Trial>, _ trials: [Trial] = trials) throws -> [Substring] {
        CSV.text(try rows.table(trials)).split(separator: "\n")
    }

    // MARK: Tables

    @Test func groupsAreOfSeveralKeysAndInOrderOfAppearance() throws {
        let rows = try lines(
            Summaries(Self.accuracy.last, by: [Self.size, Self.kind], columns: [.count("seeds"), .mean, .deviation]))
        #expect(rows[0] == "size,kind,seeds,mean,deviation")
        #expect(
            rows.dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: " ") } == [
                "200 mean", "200 none", "200 max", "100 mean", "100 none", "100 max",
            ])
        // Seeds 3 and 1: 20 + 3 and 20 + 1.
        #expect(rows[2] == "200,none,2,22.0,1.4142135623730951")
        let one = Self.trials.filter { $0.seed == 1 && $0.kind == .none }
        #expect(try lines(Summaries(Self.accuracy.last, by: [Self.size], columns: [.estimate, .deviation]), one)[1] == "200,21.0,,,")
    }

    @Test func curvesHaveARowForEachPoint() throws {
        let rows = try lines(Summaries(Self.accuracy, by: [Self.kind], columns: [.mean]), Self.trials.filter { $0.size == 100 })
        #expect(rows == ["kind,step,mean", "mean,0,1.0", "mean,10,17.0", "none,0,1.0", "none,10,12.0", "max,0,1.0", "max,10,16.0"])
        var other = Self.trials
        other[0].curve.append(3)
        #expect(throws: ArtifactError("accuracy of kind mean: its curves have other points, so that there is no mean of them")) {
            try Summaries(Self.accuracy, by: [Self.kind], columns: [.mean]).table(other)
        }
    }

    @Test func whatDivergedStaysWhatItIs() throws {
        var trials = Self.trials.filter { $0.size == 100 }
        trials[0].curve[1] = .nan
        #expect(try lines(Summaries(Self.accuracy.last, by: [Self.kind], columns: [.mean, .deviation]), trials)[1] == "mean,nan,nan")
        #expect(try Self.excess.values(trials)[0].isNaN)
        #expect(
            try lines(Listing([Self.accuracy], by: [Self.seed, Self.kind]), [trials[0]]) == [
                "seed,kind,step,accuracy", "3,mean,0,1.0", "3,mean,10,nan",
            ])
    }

    @Test func valuesOfOneReplicateStandAlone() throws {
        let rows = try lines(
            Summaries(
                Self.accuracy.last, by: [Self.kind], columns: [.value("seedOne") { $0.seed == 1 }, .value("seedTwo") { $0.seed == 2 }]),
            Self.trials.filter { $0.size == 100 })
        #expect(rows[2] == "none,11.0,")
    }

    @Test func levelsAreKeptByTheirOrder() throws {
        let all = Summaries(Self.accuracy.last, by: [Self.size], columns: [.mean])
        #expect(try lines(all.keeping(Self.size) { [$0[0]] }).dropFirst().allSatisfy { $0.hasPrefix("100,") })
        #expect(firstMiddleLast(["1", "2", "3", "4"]) == ["1", "3", "4"])
        #expect(firstMiddleLast(["1", "2", "3"]) == ["1", "2", "3"])
    }

    // MARK: Pairs

    /// Partners are found by their key: the order of runs changes nothing but the order of the pairs.
    @Test func pairsAreMatchedByKey() throws {
        let trials = Self.trials.filter { $0.size == 100 }
        #expect(try Self.gain.values(trials) == [6, 2])
        #expect(try Self.gain.values(trials.reversed()) == [2, 6])
        #expect(try Self.gain.values([trials[2], trials[4], trials[1], trials[5]]) == [6, 2])
        #expect(try Self.excess.values(trials) == [5.5, 3.5])
    }

    @Test func aMissingPartnerIsAnError() throws {
        var trials = Self.trials.filter { $0.size == 100 }
        trials.remove(at: 1)
        #expect(throws: ArtifactError("gain: seed 3: has no run with kind none to compare with the others")) {
            try Self.gain.values(trials)
        }
        #expect(throws: ArtifactError("gain: seed 3: has several runs with kind mean; expected one to compare")) {
            try Self.gain.values(Self.trials)
        }
    }

    @Test func contrastsAreRowsOfATable() throws {
        let contrasts = [Self.gain, Self.excess]
        let rows = try lines(
            Summaries(contrasts, as: Names("comparison", contrasts), by: [Self.size], columns: [.count("seeds"), .mean]))
        #expect(
            rows == [
                "comparison,size,seeds,mean", "gain,200,2,4.0", "gain,100,2,4.0", "excess,200,2,4.5", "excess,100,2,4.5",
            ])
    }

    @Test func evidenceIsASampleOrUntested() throws {
        guard case .sample([6, 2]) = try Self.gain.evidence(Self.trials.filter { $0.size == 100 }, untested: "none") else {
            Issue.record("expected the sample of both seeds")
            return
        }
        guard case .untested("no such size") = try Self.gain.evidence([], untested: "no such size") else {
            Issue.record("expected no evidence")
            return
        }
    }

    // MARK: Smoothing

    /// Weights exp(-d²/2); a constant stays, and the ends are reflected.
    @Test func curvesAreSmoothed() throws {
        let constant = Trial(kind: .none, size: 1, seed: 0, curve: Array(repeating: 3, count: 3))
        for value in try Self.accuracy.smoothed().last.values([constant]) { #expect(abs(value - 3) < 1e-12) }
        let pulse = Trial(kind: .none, size: 1, seed: 0, curve: [0, 0, 0, 0, 0, 1])
        let total = 1 + 2 * [0.6065306597126334, 0.1353352832366127, 0.011108996538242306, 0.00033546262790251185].reduce(0, +)
        #expect(abs(try Self.accuracy.smoothed().last.values([pulse])[0] - (1 + 0.6065306597126334) / total) < 1e-12)
    }

    // MARK: Published numbers

    @Test func publishedNumbersStandBesideTheirSettings() throws {
        let folder = try TemporaryFolder()
        try folder.write("authors.csv", "kind,step,accuracy\nnone,10,12.5\nmax,10,90\n")
        func authors(isShown: Bool = true) -> Published<Trial> {
            Published("\(folder.path)/authors.csv", "accuracy", isShown: isShown, holds: { $0.size == 100 })
        }
        let curves = Summaries(Self.accuracy, by: [Self.size, Self.kind], columns: [.published(authors())])
        #expect(try lines(curves).filter { $0.hasSuffix(".5") || $0.hasSuffix(".0") } == ["100,none,10,12.5", "100,max,10,90.0"])
        let finals = Summaries(Self.accuracy.last, by: [Self.size, Self.kind], columns: [.published(authors(), at: ["step": "10"])])
        #expect(try lines(finals).contains("100,max,90.0"))
        #expect(throws: ArtifactError("\(folder.path)/authors.csv: has the column step, which the table beside it does not have")) {
            try Summaries(Self.accuracy.last, by: [Self.size, Self.kind], columns: [.published(authors())]).table(Self.trials)
        }
        // Where they are not shown, the file is not even read.
        let hidden = Published<Trial>("\(folder.path)/none.csv", "accuracy", isShown: false, holds: { _ in true })
        #expect(try lines(Summaries(Self.accuracy.last, by: [Self.kind], columns: [.published(hidden)]))[1] == "mean,")
        let missing = Published<Trial>("\(folder.path)/none.csv", "accuracy", isShown: true, holds: { _ in true })
        #expect(
            throws: ArtifactError("\(folder.path)/none.csv: is not there; run in the package's folder, or name that with --package")
        ) { try Summaries(Self.accuracy.last, by: [Self.kind], columns: [.published(missing)]).table(Self.trials) }
    }

    @Test func publishedNumbersStandBesideSomeRunsAlone() throws {
        let folder = try TemporaryFolder()
        try folder.write("authors.csv", "kind,accuracy\nnone,12.5\nmax,90\n")
        let all = Published<Trial>("\(folder.path)/authors.csv", "accuracy", isShown: true, holds: { $0.kind != .mean })
        let rows = try lines(
            Summaries(Self.accuracy.last, by: [Self.size, Self.kind], columns: [.published(all.only { $0.size == 100 })]))
        #expect(rows.filter { !$0.hasSuffix(",") }.dropFirst() == ["100,none,12.5", "100,max,90.0"])
    }

    // MARK: Other elements than runs

    /// A run may be in several series.
    @Test func aTableIsMadeOfWhatRunsAreMadeInto() throws {
        let once = Summaries(Self.accuracy.last, by: [Self.kind], columns: [.count("seeds"), .numbers(["least", "most"], Self.range)])
        #expect(once.columns == ["kind", "seeds", "least", "most"])
        let twice = once.of { (trials: [Trial]) in trials + trials }
        let trials = Self.trials.filter { $0.size == 100 }
        #expect(try lines(once, trials)[1] == "mean,2,16.0,18.0")
        #expect(try lines(twice, trials)[1] == "mean,4,16.0,18.0")
        #expect(twice.columns == once.columns && twice.numbers == once.numbers)
    }

    private static func range(_ cell: Cell<Trial>) -> [Double?] { [cell.values.min(), cell.values.max()] }

    @Test func rowsOfAnotherOriginFollow() throws {
        let rows = try lines(
            Summaries(Self.accuracy.last, by: [Self.kind], columns: [.estimate])
                .adding([["human"] + Estimate(percent: Proportion(383, of: 400)).fields]))
        let last = try #require(rows.last).split(separator: ",")
        #expect(try last[0] == "human" && abs(#require(Double(last[1])) - 95.75) < 1e-9 && last[2].hasPrefix("93.29"), "\(rows)")
    }

    // MARK: Estimates as properties

    /// The printed interval is the one of 90 % of the values themselves; what has no interval keeps none.
    @Test func tablesPrintTheIntervalOfClaims() {
        let summary = Summary([3, 1, 4, 1.5, 9])
        let printed = Estimate(summary).printed(over: 5)
        let expected = summary.confidenceInterval(level: 0.9)
        #expect(abs(printed.lower! - expected.lower) < 1e-12 && abs(printed.upper! - expected.upper) < 1e-12)
        #expect(Estimate(Summary([3])).printed(over: 1) == Estimate(3, lower: nil, upper: nil))
        #expect(Estimate(printedPercent: Proportion(383, of: 400)).text(decimals: 1) == "95.8 [93.7, 97.3]")
    }

    /// The order of the cases, and of numbers by size; rows of another origin stand among the others.
    @Test func rowsAreOrderedByLevels() throws {
        let table = Summaries(Self.accuracy.last, by: [Self.size, Self.kind], columns: [.count("seeds")])
            .adding([["100", "mean", "9"], ["150", "none", "9"]])
        #expect(
            try lines(table.ordered(by: [Self.kind, Self.size])).dropFirst() == [
                "100,none,2", "150,none,9", "200,none,2", "100,max,2", "200,max,2", "100,mean,2", "100,mean,9", "200,mean,2",
            ])
        #expect(try lines(table.ordered(by: [Self.size])).dropFirst().prefix(4) == ["100,mean,2", "100,none,2", "100,max,2", "100,mean,9"])
    }

    @Test func anEstimateIsThreeColumns() throws {
        struct Row: Codable, Equatable { var model: String, mean: Estimate, gain: Estimate }
        let rows = [
            Row(model: "a", mean: Estimate(1, lower: 0.5, upper: 1.5), gain: Estimate(.infinity, lower: nil, upper: nil)),
            Row(model: "b", mean: Estimate(-2, lower: -3, upper: -1), gain: Estimate(0.1, lower: 0, upper: 0.2)),
        ]
        let table = try Table(rows)
        #expect(
            CSV.text(table) == """
                model,mean,lower,upper,gain,gainLower,gainUpper
                a,1.0,0.5,1.5,inf,,
                b,-2.0,-3.0,-1.0,0.1,0.0,0.2

                """)
        #expect(try table.values(as: Row.self) == rows)
        #expect(rows.map { $0.gain.text(decimals: 1) } == ["inf", "0.1 [0.0, 0.2]"])
        #expect(rows.map(\.mean.excludesZero) == [true, true] && rows.map(\.gain.excludesZero) == [false, false])
    }

    // MARK: Figures and printed tables

    private let summaries = Summaries(
        accuracy.last, by: [size, kind], columns: [.mean, .deviation, .number("published") { $0.fields["kind"] == "max" ? 30 : nil }])

    private func records(_ summaries: Summaries<Trial>) throws -> [Record] {
        var records: [Record] = []
        let folder = try TemporaryFolder()
        try Part<Trial>.figure("f", caption: "", summaries) { rows in
            records = rows
            return Figure(height: 20) { Plot {} }
        }.write(Self.trials, into: FigureFolder(folder.path))
        return records
    }

    /// The same drawing commands as the marks written out.
    @Test func curvesDrawBandsLinesAndPublishedDots() throws {
        let rows = try records(summaries)
        let drawn = RecordingCanvas()
        try Curves(
            x: Self.size, y: .linear("Accuracy (%)"), by: Self.kind, spread: .deviation, published: .dots, ticks: .valuesOnly, height: 50
        ).figure(rows).draw(on: drawn)
        let expected = RecordingCanvas()
        func title(_ row: Record) -> String { "\(row["kind"]) pooling" }
        try Figure(height: 50, series: ["none pooling", "max pooling", "mean pooling"]) {
            Plot(x: .log("Examples", domain: 100...200, ticks: [100, 200]), y: .linear("Accuracy (%)"), legend: .inside) {
                Band(
                    rows, x: { $0.number("size") }, low: { $0.number("mean")! - $0.number("deviation")! },
                    high: { $0.number("mean")! + $0.number("deviation")! }, series: title)
                Line(rows, x: { $0.number("size") }, y: { $0.number("mean") }, series: title)
                Dot(rows, x: { $0.number("size") }, y: { $0.number("published") }, series: title, style: .published)
            }
        }.draw(on: expected)
        #expect(drawn.commands == expected.commands && !drawn.commands.isEmpty)
    }

    @Test func panelsHaveTheirTitles() throws {
        let figure = Curves(x: Self.kind, y: .linear(), panels: Self.size, height: 50).figure(try records(summaries))
        #expect(figure.plots.map(\.title) == ["100 examples", "200 examples"])
    }

    @Test func panelsHaveOneAxisOrTheirOwn() throws {
        let rows = try records(summaries)
        func highest(_ rows: [Record]) -> ClosedRange<Double>? { 0...(rows.compactMap { $0.number("mean") }.max() ?? 1) }
        for (isShared, tops) in [(true, [27.0, 27]), (false, [17, 27])] {
            let figure = Curves(
                x: Self.kind, y: .linear(), panels: Self.size, height: 50, sharesY: isShared, domain: highest
            ).figure(rows)
            #expect(figure.plots.map { $0.y.domain?.upperBound } == tops)
        }
    }

    @Test func pivotsHaveALineForEachLevelAndFooters() throws {
        let table = Pivot(
            "Accuracy", rows: Self.kind, columns: Self.size,
            lines: [.deviation(decimals: 1), .number("published", ", authors", decimals: 0)],
            footers: [.largestDifference("Largest difference", of: "mean", from: "published", decimals: 1)]
        ).table(try records(summaries).filter { $0["size"] != "100" || $0["kind"] != "mean" })
        #expect(table.header == ["Accuracy", "100", "200"])
        #expect(
            table.rows == [
                ["none pooling", "12.0 ± 1.4", "22.0 ± 1.4"], ["max pooling", "16.0 ± 4.2", "26.0 ± 4.2"],
                ["max pooling, authors", "30", "30"], ["mean pooling", "–", "27.0 ± 1.4"], ["Largest difference", "-14.0", "-4.0"],
            ])
    }

    @Test func aTableHasAColumnForEachText() throws {
        let folder = try TemporaryFolder()
        let figures = try FigureFolder(folder.path)
        try Part<Trial>.table(
            "t", caption: "", Summaries(Self.gain, by: [Self.size], columns: [.count("seeds"), .estimate]),
            columns: ["examples": { $0["size"] }, "gain": { $0.printedEstimate(over: "seeds", decimals: 1) }, "none": { _ in nil }]
        ).write(Self.trials, into: figures)
        try figures.finish()
        #expect(folder.text("t.csv").hasPrefix("size,seeds,mean,lower,upper\n200,2,4.0,"))
        #expect(folder.text("t.md").contains("| 200      | 4.0 [−8.6, 16.6] |    – |"))
    }

    @Test func aClaimIsJudgedByItsSample() throws {
        let folder = try TemporaryFolder()
        let figures = try FigureFolder(folder.path)
        try Part<Trial>.claim(
            "more", .extension, at: "a test", statement: "gain", paper: "more", rule: .greater(than: 0), because: "a direction",
            decided: "2026-11-30", over: "seeds", evidence: Self.gain.evidence
        ).write(Self.trials.filter { $0.size == 100 }, into: figures)
        try figures.finish()
        #expect(folder.text("claims.csv").contains("more,extension,a test,,gain,,more,4.0,"))
    }

    /// A table that was edited by hand is refused where it is wrong.
    @Test func aFieldThatIsNoNumberIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("t.csv", "kind,mean\nnone,12\nmax,much\n")
        try folder.write("u.csv", "kind,median\nnone,12\n")
        let summaries = Summaries(Self.accuracy.last, by: [Self.kind], columns: [.mean])
        let pivot = Pivot("Accuracy", rows: Self.kind, columns: Self.kind, lines: [.deviation(decimals: 1)])
        for (name, error) in [
            ("t", "t.csv, row 3, column mean: \"much\" is not a number"), ("u", "u.csv: there is no column mean"),
        ] {
            #expect(throws: ArtifactError(error)) {
                try Part<Trial>.table(name, caption: "", summaries, pivot)
                    .write([], into: FigureFolder(folder.path, redraws: true))
            }
        }
    }
}
