@_exported import ArgumentParser

/// The options every experiment has.
public struct ExperimentOptions: ParsableArguments {
    @Option(help: "How much to run: quick (seconds, to see that it works) or paper (the committed figures).")
    public var scale: ExperimentScale = .paper

    @Option(help: "How many runs are computed at once. (default: all cores) The results do not depend on it.")
    public var threads: Int?

    @Option(
        parsing: .upToNextOption,
        help: "The seeds to run instead of the experiment's own, as in --seeds 1 2 3.")
    public var seeds: [Int] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Set a parameter of the runs, as in --set learningRate=0.001; several values, as in 0.001,0.01, make a sweep with tables and a figure of its own, several parameters all combinations. --show-configuration lists the parameters.",
            valueName: "path=value"))
    public var set: [String] = []

    @Option(help: "Folder of finished runs. (default: results, at quick scale build/quick/results)")
    public var results: String?

    @Option(
        help:
            "Folder of all figures; an experiment's are in the folder of its name there. (default: figures, at quick scale build/quick/figures, and build/custom where options change the runs)"
    )
    public var figures: String?

    @Flag(help: "Draw again from finished runs; compute none.")
    public var renderOnly = false

    @Flag(help: "Draw again from the tables in the folder of figures; needs no runs.")
    public var redraw = false

    @Option(
        help: ArgumentHelp(
            "With --redraw: draw in another style (\(styleNames.joined(separator: ", "))) and leave the folder of figures as it is.",
            valueName: "name"))
    public var style: String?

    @Option(help: "The folder for what is drawn in another style. (default: build/styles/ and the style's name)")
    public var styled: String?

    @Flag(help: "Print one line per run, identity and label, and end.")
    public var listRuns = false

    @Flag(
        help:
            "Print one line per run, and end: identity, label, weight, the core seconds that it took (- where that is not known), and the runs that it needs, by their places in this list or as experiment/label, and row=steps for a training that is a row of the table of throughput."
    )
    public var listTimes = false

    @Option(help: "Compute only the runs with this label and those they need, and draw nothing.")
    public var only: String?

    @Flag(help: "Print all parameters of the runs, with their types, values and meanings, and end.")
    public var showConfiguration = false

    @Option(
        help:
            "Folder for the trained networks of all runs, as .npz files with PyTorch's names. Results do not hold them: runs whose networks are not in the folder are computed again, and results stay as they are."
    )
    public var saveModels: String?

    @Flag(help: "Take over runs of older code after computing a sample of each kind again, provided that it has the same bits.")
    public var adopt = false

    @Flag(help: "Say which runs and figures are stale or missing, and what changed; compute and draw nothing.")
    public var why = false

    @Option(help: "Compute only one of several equal parts, as in --shard 2/3, and draw nothing.")
    public var shard: String?

    @Flag(help: "Fail when another process uses the results folder, instead of waiting for it.")
    public var noWait = false

    @Option(help: "The package's folder, whose sources are named in the figures' provenance, and whose Data is read.")
    public var package = PackageFolder.usual

    /// The defaults, as on an empty command line.
    public init() {}

    /// Throws an error that names the option, its value and what was expected.
    public func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads \(threads): expected a number from 1 to 1024")
        }
        let paths = [
            ("results", results), ("figures", figures), ("styled", styled), ("package", package), ("save-models", saveModels),
        ]
        for (option, path) in paths {
            try Checks.path(option, path)
        }
        try Checks.range("seeds", seeds, Checks.seeds)
        try Checks.distinct("seeds", seeds)
        for text in set { _ = try Assignment(text) }
        if let shard, Shard(shard) == nil {
            throw ValidationError("--shard \(shard): expected i/n with 1 ≤ i ≤ n ≤ 10000, as in 2/3")
        }
        if let style {
            guard styleNames.contains(style) else {
                throw ValidationError("--style \(style): expected one of \(styleNames.joined(separator: ", "))")
            }
            guard redraw else { throw ValidationError("--style \(style): requires --redraw") }
        }
        if let styled, style == nil { throw ValidationError("--styled \(styled): requires --style") }
        let chosen = [
            ("--shard", shard != nil), ("--only", only != nil), ("--adopt", adopt), ("--render-only", renderOnly),
            ("--redraw", redraw), ("--why", why), ("--list-runs", listRuns), ("--list-times", listTimes),
            ("--show-configuration", showConfiguration),
        ].filter(\.1).map(\.0)
        if saveModels != nil, let other = chosen.first(where: { !["--shard", "--only"].contains($0) }) {
            throw ValidationError("--save-models: expected no \(other) beside it")
        }
        if redraw, !set.isEmpty { throw ValidationError("--set: expected no --redraw beside it") }
        if chosen.count > 1, !(chosen[0] == "--shard" && ["--list-runs", "--list-times", "--why"].contains(chosen[1])) {
            throw ValidationError("\(chosen[0]): expected no \(chosen[1]) beside it")
        }
    }

    /// The seeds given on the command line, or the experiment's own.
    public func seeds(default own: [Int]) -> [Int] { seeds.isEmpty ? own : seeds }

    var resultsFolder: String { results ?? (scale == .quick ? "build/quick/results" : "results") }

    /// - Parameter custom: Whether options other than `--scale` and those of an edition decide what is run.
    func figuresFolder(custom: Bool) -> String {
        figures ?? (custom ? "build/custom" : scale == .quick ? "build/quick/figures" : "figures")
    }
}
