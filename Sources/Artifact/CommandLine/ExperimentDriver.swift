import Processes

/// Runs an experiment from its command line: list, explain, adopt, compute what is missing, draw.
struct ExperimentDriver<Study: Experiment> {
    typealias Run = RunPlan<Study>.Run

    let experiment: Study
    private let console = Console()
    private var options: ExperimentOptions { experiment.options }
    private let foreign: ForeignPrograms

    init(experiment: Study) {
        self.experiment = experiment
        let options = experiment.options
        foreign = ForeignPrograms(
            scale: options.scale, results: options.resultsFolder, package: options.package, threads: options.threads)
    }

    func run() throws {
        if options.redraw { return try redraw() }
        if options.showConfiguration {
            for line in try ConfigurationList(experiment).lines { print(line) }
            return
        }
        let configurations = try PlannedConfigurations(experiment)
        let plan = try RunPlan<Study>(
            configurations.runs.map(\.configuration), labelSuffixes: configurations.runs.map(\.labelSuffix),
            foreignIdentity: foreign.identity)
        let planned = try chosen(of: plan)
        if options.listRuns {
            for run in planned { print(run.identity) }
            return
        }
        if options.listTimes {
            for line in try times(of: planned) { print(line) }
            return
        }
        let custom = try isCustom(plan)
        let folder = figuresFolder(custom: custom)
        if options.why {
            let explanation = try Explanation(
                experiment, runs: planned.map { ($0.identity, $0.configuration) }, folder: folder, provenance: provenance(of: plan.runs))
            for line in explanation.lines { print(line) }
            return
        }
        do {
            let store = try RunStore(
                directory: options.resultsFolder, experiment: Study.name,
                access: options.renderOnly ? .read : .write(waiting: !options.noWait), notify: console.message)
            // Whoever waits for the folder needs no core.
            Cores.shared?.enter()
            if options.adopt { return try adopt(planned, of: plan, in: store) }
            // A folder that cannot be written is found before the work, not after it.
            let draws = options.shard == nil && options.only == nil
            let figures = draws ? try FigureFolder(folder, subject: subject, judges: !custom || judges(plan)) : nil
            let runs = try finishedRuns(planned, of: plan, in: store)
            guard let figures else { return }
            if configurations.sweep.isEmpty {
                try experiment.render(runs, into: figures)
            } else {
                try renderSweep(runs, configurations.sweep, into: figures)
            }
            try figures.finish(provenance(of: plan.runs))
            for line in figures.report { print(line) }
            if custom, options.figures == nil {
                print("\(folder): options change what is run, so the figures are here and not among the committed ones")
            }
        } catch {
            console.clear()
            throw error
        }
    }

    // MARK: Which runs, which figures

    private func chosen(of plan: RunPlan<Study>) throws -> [Run] {
        if let label = options.only {
            let named = plan.runs.filter { $0.identity.label == label }
            guard !named.isEmpty else {
                throw ArtifactError("--only \(label): no run has this label; --list-runs shows those there are")
            }
            return plan.withPrerequisites(named)
        }
        return options.shard.flatMap { Shard($0) }.map(plan.runs(of:)) ?? plan.runs
    }

    /// Whether the runs are other ones than those without any option but scale and edition.
    private func isCustom(_ plan: RunPlan<Study>) throws -> Bool {
        let arguments = ["--scale", options.scale.rawValue, "--package", options.package] + experiment.editionOptions
        return try Study.own(arguments).map(CanonicalJSON.encode) != plan.runs.map(\.identity.configuration)
    }

    /// Whether claims may be judged: all runs have the experiment's own settings, at this scale or the paper's, seeds aside.
    private func judges(_ plan: RunPlan<Study>) throws -> Bool {
        let (own, papers) = (try experiment.papers(at: options.scale), try experiment.papers())
        return plan.runs.allSatisfy { own($0.configuration) || papers($0.configuration) }
    }

    /// What all experiments draw of runs with several values of a parameter.
    private func renderSweep(
        _ runs: [FinishedRun<Study.Configuration, Study.Outcome>], _ sweep: [String], into figures: FigureFolder
    ) throws {
        let report = try SweepReport<Study>(runs, sweep: sweep, metrics: experiment.report().metrics)
        guard !report.isEmpty else { throw ArtifactError("\(Study.name): its runs have no measurements for a sweep") }
        let names = sweep.joined(separator: ", ")
        try figures.attach("sweep-runs.csv", Array(CSV.text(report.table).utf8))
        try figures.draw(
            "sweep",
            caption:
                "\(Study.name) with other values of \(names). Means over seeds with 95 % intervals; sweep-runs.csv has all runs.",
            rows: report.rows, figure: report.figure)
    }

    private func figuresFolder(custom: Bool) -> String {
        let folder = "\(options.figuresFolder(custom: custom))/\(Study.name)"
        return experiment.edition.map { "\(folder)/\($0)" } ?? folder
    }

    private var subject: String { "\(Study.name)\(experiment.edition.map { " (\($0))" } ?? ""), \(options.scale.rawValue) scale" }

    private func provenance(of runs: [Run]) throws -> Provenance {
        try Provenance(
            program: Study.name, edition: experiment.edition, scale: options.scale, runs: runs.map(\.identity),
            data: experiment.dataHashes(), sources: Study.sources)
    }

    private func redraw() throws {
        Cores.shared?.enter()
        let folder = figuresFolder(custom: false)
        let own = folder.split(separator: "/").suffix(experiment.edition == nil ? 1 : 2).joined(separator: "/")
        let style = options.style.map { (name: $0, folder: "\(options.styled ?? "build/styles/\($0)")/\(own)") }
        let figures = try FigureFolder(folder, subject: subject, redraws: true, style: style)
        try experiment.render([], into: figures)
        try figures.finish(nil)
        for line in figures.report { print(line) }
    }

    // MARK: Computing

    private func finishedRuns(
        _ planned: [Run], of plan: RunPlan<Study>, in store: RunStore
    ) throws -> [FinishedRun<Study.Configuration, Study.Outcome>] {
        var outcomes: [Int: Study.Outcome] = [:]
        for run in planned { outcomes[run.index] = try Self.kept(run, in: store) }
        let models = try Set(savedModels())
        let missing = planned.filter { run in
            outcomes[run.index] == nil
                || options.saveModels != nil && Study.savesModel(run.configuration)
                    && !models.contains(RunContext.modelName(of: run.identity))
        }
        if options.renderOnly, let first = missing.first {
            throw ArtifactError(
                "\(store.folder): \(missing.count) of \(planned.count) runs are missing, the first is \(first.identity.label); run without --render-only"
            )
        }
        if !options.renderOnly { try store.save(Study.sources) }
        var progress = RunProgress(name: Study.name, total: planned.count, reused: planned.count - missing.count)
        let start = ContinuousClock.now
        let computed = try compute(missing, of: plan, in: store, progress: &progress, since: start) { [outcomes] planned, outcome in
            // What is kept stays, where a run was computed for its network alone.
            if let kept = outcomes[planned.index] { return kept }
            try store.save(outcome, of: planned.identity)
            // What is kept is what is drawn, now as well as after a resumption.
            guard let kept = try Self.kept(planned, in: store) else {
                throw ArtifactError("\(store.path(of: planned.identity)): was written but cannot be read back")
            }
            return kept
        }
        outcomes.merge(computed) { $1 }
        if !options.renderOnly { console.finish(progress, elapsed: Self.seconds(since: start)) }
        return planned.map {
            FinishedRun(identity: $0.identity, configuration: $0.configuration, outcome: outcomes[$0.index]!)
        }
    }

    /// The networks in the folder for them.
    private func savedModels() throws -> [String] {
        guard let folder = options.saveModels else { return [] }
        try FileOutput.createFolder(folder)
        return try FileOutput.names(in: folder)
    }

    /// The outcome of a finished run, as far as it is one that the run can have.
    private static func kept(_ run: Run, in store: RunStore) throws -> Study.Outcome? {
        try store.outcome(Study.Outcome.self, of: run.identity) { Study.flaw(in: $0, of: run.configuration) }
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let parts = (ContinuousClock.now - start).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }

    /// Computes runs in parallel, each after those that it needs.
    ///
    /// - Parameter keep: What becomes of an outcome; gives what counts as the outcome from then on.
    private func compute(
        _ runs: [Run], of plan: RunPlan<Study>, in store: RunStore, progress: inout RunProgress,
        since start: ContinuousClock.Instant, keep: @escaping @Sendable (Run, Study.Outcome) throws -> Study.Outcome
    ) throws -> [Int: Study.Outcome] {
        Termination.advise("finished runs are kept, and the same command resumes")
        // Other experiments' runs come first, while nothing of this one is under way. Their programs need cores.
        let foreignRuns = Set(runs.flatMap(\.foreign.keys)).sorted { $0.label < $1.label }
        if !foreignRuns.isEmpty {
            Cores.shared?.leave()
            for run in foreignRuns { try foreign.compute(run) }
            Cores.shared?.enter()
        }
        progress.totalWeight = runs.reduce(0) { $0 + Study.weight(of: $1.configuration) }
        let (package, results, notify, models) = (options.package, options.resultsFolder, console.message, options.saveModels)
        let places = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1.index, $0) })
        let outcomes = try Scheduler(threads: options.threads).map(
            runs, weight: { Study.weight(of: $0.configuration) },
            // Those that are kept need no waiting.
            prerequisites: { runs[$0].prerequisites.compactMap { places[$0] } },
            onTick: { doneWeight, finished in
                progress.doneWeight = doneWeight
                progress.computed = finished
                console.show(progress, elapsed: Self.seconds(since: start))
            }
        ) { planned, job in
            let surroundings = RunContext.Surroundings(
                store: store, results: results, identity: planned.identity,
                prerequisites: Dictionary(
                    uniqueKeysWithValues: planned.prerequisites.map {
                        (plan.runs[$0].identity.configuration, plan.runs[$0].identity)
                    }),
                foreign: planned.foreign, report: job.report, notify: notify, models: models)
            let context = RunContext(threads: job.threads, package: package, surroundings: surroundings)
            let isResumed = store.hasCheckpoint(of: planned.identity)
            let before = RunTimes.processorSeconds
            let outcome: Study.Outcome
            do {
                outcome = try Study.run(planned.configuration, context: context)
            } catch {
                throw ArtifactError("run \(planned.identity.label): \(error)")
            }
            let seconds = (RunTimes.processorSeconds - before) * Double(job.threads)
            let kept = try keep(planned, outcome)
            // Half of a run says nothing of its time.
            if !isResumed { store.times.record(seconds, of: planned.identity) }
            return kept
        }
        return Dictionary(uniqueKeysWithValues: zip(runs.map(\.index), outcomes))
    }

    // MARK: Times

    /// A line for each run: identity, label, weight, recorded core seconds or -, the places of those it needs in this list,
    /// `experiment/label` of those of other experiments, and `row=steps` of a training that is a row of the table of throughput.
    private func times(of planned: [Run]) throws -> [String] {
        let times = try RunTimes(folder: "\(options.resultsFolder)/\(Study.name)").recorded()
        let places = Dictionary(uniqueKeysWithValues: planned.enumerated().map { ($1.index, $0) })
        return planned.map { run in
            let needed = run.prerequisites.compactMap { places[$0].map { "\($0)" } }
            let foreign = run.foreign.keys.map { "\($0.experiment)/\($0.label)" }.sorted()
            let training = Study.training(of: run.configuration).map { ["\($0.row)=\($0.steps)"] } ?? []
            let seconds = times[run.identity.short].map { "\($0)" } ?? "-"
            let own = [run.identity.description, "\(Study.weight(of: run.configuration))", seconds]
            return (own + needed + foreign + training).joined(separator: " ")
        }
    }

    // MARK: Adopting

    private func adopt(_ planned: [Run], of plan: RunPlan<Study>, in store: RunStore) throws {
        let missing = try planned.filter { try Self.kept($0, in: store) == nil }
        let adoption = try Adoption<Study>(missing, in: store)
        guard !adoption.candidates.isEmpty else {
            print("\(Study.name): nothing to take over; \(missing.count) of \(planned.count) runs are to be computed")
            return
        }
        let sample = adoption.sample
        // What a sampled run needs is taken over with it, or is there.
        let needed = try plan.withPrerequisites(sample.map(\.run)).filter { run in
            try Self.kept(run, in: store) == nil && !sample.contains { $0.run.index == run.index }
        }
        try store.save(Study.sources)
        var progress = RunProgress(name: "\(Study.name): sample", total: sample.count + needed.count)
        let start = ContinuousClock.now
        // Kept at once: they are runs of this code, whatever comes of the others.
        let computed = try compute(needed + sample.map(\.run), of: plan, in: store, progress: &progress, since: start) {
            try store.save($1, of: $0.identity)
            return $1
        }
        console.finish(progress, elapsed: Self.seconds(since: start))
        for candidate in sample {
            guard try Adoption<Study>.areEqual(adoption.outcome(candidate), computed[candidate.run.index]!) else {
                throw ArtifactError(
                    "\(candidate.run.identity.label): this code finds other bits than \(candidate.kept.path); nothing was taken over. Run without --adopt to compute all \(missing.count) runs"
                )
            }
        }
        let done = Set(computed.keys)
        let rest = adoption.candidates.filter { !done.contains($0.run.index) }
        let times = try store.times.recorded()
        for candidate in rest {
            try store.save(adoption.outcome(candidate), of: candidate.run.identity)
            if let seconds = times[candidate.kept.short] { store.times.record(seconds, of: candidate.run.identity) }
        }
        print(
            "\(Study.name): \(sample.count) runs of \(Set(sample.map { Study.kind(of: $0.run.configuration) }).count) kinds were computed again with the same bits; \(rest.count) others taken over, \(missing.count - done.count - rest.count) are to be computed"
        )
    }
}
