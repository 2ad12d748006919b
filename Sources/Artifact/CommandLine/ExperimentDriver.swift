/// What an experiment's command line asks for: list, explain, adopt, compute what is missing, draw.
final class ExperimentDriver<Study: Experiment>: ExperimentWork, @unchecked Sendable {
    typealias Run = RunPlan<Study>.Run

    private let experiment: Study
    private let console: Console
    let options: ExperimentOptions
    var name: String { Study.name }

    // One thread at a time sees these: a batch's steps follow one another.
    private lazy var settings = Result { try PlannedConfigurations(experiment) }
    private lazy var plan = Result {
        let configurations = try settings.get()
        return try RunPlan<Study>(
            configurations.runs.map(\.configuration), labelSuffixes: configurations.runs.map(\.labelSuffix),
            foreignIdentity: { run in
                let work = try LinkedExperiments.work(on: run, for: self.options, console: self.console)
                guard let identity = try work.chosenIdentity() else { throw ArtifactError("\(run.experiment): has no run \(run.label)") }
                return identity.short
            })
    }
    private lazy var planned = Result { try chosen(of: plan.get()) }
    private var store: RunStore?
    private var figures: FigureFolder?
    private var adoption: Adoption<Study>?
    private(set) var progress: RunProgress?
    var finding: [String] { figures?.finding ?? [] }
    /// What the sample of an adoption found.
    private let found = Guarded<[Int: Study.Outcome]>([:])

    init(experiment: Study, console: Console) {
        self.experiment = experiment
        self.console = console
        options = experiment.options
    }

    // MARK: Lists

    func listing() throws -> [String]? {
        if options.redraw { return nil }
        if options.showConfiguration { return try ConfigurationList(experiment).lines }
        if options.listRuns { return try planned.get().map(\.identity.description) }
        if options.listTimes { return try times(of: planned.get()) }
        guard options.why else { return nil }
        let plan = try plan.get()
        return try Explanation(
            experiment, runs: planned.get().map(\.identity), folder: figuresFolder(custom: isCustom(plan)),
            provenance: provenance(of: plan.runs)
        ).lines
    }

    // MARK: Parts of a batch

    func chosenIdentity() throws -> RunIdentity? { try planned.get().first { $0.identity.label == options.only }?.identity }

    func foreign() throws -> Set<ForeignRun> { try planned.get().reduce(into: []) { $0.formUnion($1.foreign.keys) } }

    func plans(_ run: RunIdentity) throws -> Bool { try planned.get().contains { $0.identity == run } }

    func isKept() throws -> Bool {
        let store = try RunStore(directory: options.resultsFolder, experiment: Study.name, access: .read, notify: { _ in })
        return try planned.get().allSatisfy { try Self.kept($0, in: store) != nil }
    }

    func savesModels() throws -> Bool { try plan.get().runs.contains { Study.savesModel($0.configuration) } }

    func open(_ stores: inout [String: RunStore]) throws {
        guard !options.redraw else { return }
        _ = try planned.get()
        let key = "\(options.resultsFolder)/\(Study.name)"
        store =
            try stores[key]
            ?? RunStore(
                directory: options.resultsFolder, experiment: Study.name,
                access: options.renderOnly ? .read : .write(waiting: !options.noWait), notify: console.message)
        stores[key] = store
    }

    func jobs() throws -> [ExperimentJob] {
        if options.redraw { return [] }
        let (plan, planned) = (try plan.get(), try planned.get())
        if options.adopt { return try sample(planned, of: plan) }
        let custom = try isCustom(plan)
        // A folder that cannot be written is found before the work, not after it.
        if options.shard == nil, options.only == nil {
            figures = try FigureFolder(figuresFolder(custom: custom), subject: subject, judges: !custom || judges(plan))
        }
        if options.renderOnly { return [] }
        let store = store!
        let models = try Set(savedModels())
        let kept = try Set(planned.filter { try Self.kept($0, in: store) != nil }.map(\.index))
        let missing = planned.filter { run in
            !kept.contains(run.index)
                || options.saveModels != nil && Study.savesModel(run.configuration)
                    && !models.contains(RunContext.modelName(of: run.identity))
        }
        try store.save(Study.sources)
        progress = RunProgress(name: Study.name, total: planned.count, reused: planned.count - missing.count)
        return jobs(missing, of: plan) { run, outcome, store in
            // What is kept stays, where a run was computed for its network alone.
            if !kept.contains(run.index) { try store.save(outcome, of: run.identity) }
        }
    }

    func finish() throws -> [String] {
        defer { store = nil }
        if options.redraw { return try redraw() }
        if options.adopt { return try adopt() }
        guard let figures, let store else { return [] }
        let (plan, planned, configurations) = (try plan.get(), try planned.get(), try settings.get())
        // What is kept is what is drawn, now as well as after a resumption.
        let outcomes = try planned.map { try Self.kept($0, in: store) }
        let missing = planned.indices.filter { outcomes[$0] == nil }
        if let first = missing.first {
            throw ArtifactError(
                options.renderOnly
                    ? "\(store.folder): \(missing.count) of \(planned.count) runs are missing, the first is \(planned[first].identity.label); run without --render-only"
                    : "\(store.path(of: planned[first].identity)): was written but cannot be read back")
        }
        let runs = zip(planned, outcomes).map { FinishedRun(identity: $0.identity, configuration: $0.configuration, outcome: $1!) }
        if configurations.sweep.isEmpty {
            try experiment.render(runs, into: figures)
        } else {
            try renderSweep(runs, configurations.sweep, into: figures)
        }
        try figures.finish(provenance(of: plan.runs))
        guard try isCustom(plan), options.figures == nil else { return figures.report }
        let folder = figuresFolder(custom: true)
        return figures.report + ["\(folder): options change what is run, so the figures are here and not among the committed ones"]
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

    private func redraw() throws -> [String] {
        let folder = figuresFolder(custom: false)
        let own = folder.split(separator: "/").suffix(experiment.edition == nil ? 1 : 2).joined(separator: "/")
        let style = options.style.map { (name: $0, folder: "\(options.styled ?? "build/styles/\($0)")/\(own)") }
        let figures = try FigureFolder(folder, subject: subject, redraws: true, style: style)
        try experiment.render([], into: figures)
        try figures.finish(nil)
        return figures.report
    }

    // MARK: Computing

    /// The networks in the folder for them.
    private func savedModels() throws -> [String] {
        guard let folder = options.saveModels else { return [] }
        try FileOutput.createFolder(folder)
        return try FileOutput.names(in: folder)
    }

    /// The outcome of a finished run.
    private static func kept(_ run: Run, in store: RunStore) throws -> Study.Outcome? {
        try store.outcome(Study.Outcome.self, of: run.identity)
    }

    /// - Parameter keep: What becomes of an outcome.
    private func jobs(
        _ runs: [Run], of plan: RunPlan<Study>, keep: @escaping @Sendable (Run, Study.Outcome, RunStore) throws -> Void
    ) -> [ExperimentJob] {
        let places = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1.index, $0) })
        let (package, results, notify, models) = (options.package, options.resultsFolder, console.message, options.saveModels)
        return runs.map { run in
            ExperimentJob(
                weight: Study.weight(of: run.configuration),
                // Those that are kept need no waiting.
                prerequisites: run.prerequisites.compactMap { places[$0] }, identity: run.identity, foreign: run.foreign
            ) { job in
                // Not held by what waits: the folder is given back when the experiment ends.
                let store = self.store!
                let environment = RunContext.Environment(
                    store: store, results: results, identity: run.identity,
                    prerequisites: Dictionary(
                        uniqueKeysWithValues: run.prerequisites.map { (plan.runs[$0].identity.configuration, plan.runs[$0].identity) }),
                    foreign: run.foreign, report: job.report, notify: notify, models: models)
                let context = RunContext(threads: job.threads, package: package, environment: environment)
                let isResumed = store.hasCheckpoint(of: run.identity)
                let before = RunTimes.processorSeconds
                let outcome: Study.Outcome
                do {
                    outcome = try Study.run(run.configuration, context: context)
                } catch {
                    throw ArtifactError("run \(run.identity.label): \(error)")
                }
                let seconds = (RunTimes.processorSeconds - before) * Double(job.threads)
                try keep(run, outcome, store)
                // Resumed runs are not timed.
                if !isResumed { store.times.record(seconds, of: run.identity) }
            }
        }
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

    /// From the runs whose times were kept, else from the committed table of the programs' times.
    var secondsPerWeight: Double? {
        guard let planned = try? planned.get(), let kept = try? RunTimes(folder: "\(options.resultsFolder)/\(Study.name)").recorded() else {
            return nil
        }
        let timed = planned.compactMap { run in
            kept[run.identity.short].map { (seconds: $0, weight: Study.weight(of: run.configuration)) }
        }
        let weight = timed.reduce(0) { $0 + $1.weight }
        if weight > 0 { return timed.reduce(0) { $0 + $1.seconds } / weight }
        let usual = try? Study.own(["--scale", ExperimentScale.paper.rawValue, "--package", options.package])
        let all = (usual ?? []).reduce(0) { $0 + Study.weight(of: $1) }
        guard all > 0, let seconds = RunTimes.committed(of: Study.name, package: options.package) else { return nil }
        return seconds / all
    }

    // MARK: Adopting

    /// The runs whose bits are to be compared, and those that they need.
    private func sample(_ planned: [Run], of plan: RunPlan<Study>) throws -> [ExperimentJob] {
        let store = store!
        let missing = try planned.filter { try Self.kept($0, in: store) == nil }
        let adoption = try Adoption<Study>(missing, in: store)
        self.adoption = adoption
        guard !adoption.candidates.isEmpty else { return [] }
        let sample = adoption.sample.map(\.run)
        // What a sampled run needs is taken over with it, or is there.
        let needed = try plan.withPrerequisites(sample).filter { run in
            try Self.kept(run, in: store) == nil && !sample.contains { $0.index == run.index }
        }
        try store.save(Study.sources)
        progress = RunProgress(name: "\(Study.name): sample", total: sample.count + needed.count)
        // Kept at once: they are runs of this code, whatever comes of the others.
        return jobs(needed + sample, of: plan) { [found] run, outcome, store in
            try store.save(outcome, of: run.identity)
            found.withLock { $0[run.index] = outcome }
        }
    }

    private func adopt() throws -> [String] {
        let (store, adoption, computed) = (store!, adoption!, found.withLock { $0 })
        let (planned, missing) = (try planned.get().count, adoption.missing)
        guard !adoption.candidates.isEmpty else {
            return ["\(Study.name): nothing to take over; \(missing) of \(planned) runs are to be computed"]
        }
        let sample = adoption.sample
        for candidate in sample {
            guard try Adoption<Study>.areEqual(adoption.outcome(candidate), computed[candidate.run.index]!) else {
                throw ArtifactError(
                    "\(candidate.run.identity.label): this code finds other bits than \(candidate.kept.path); nothing was taken over. Run without --adopt to compute all \(missing) runs"
                )
            }
        }
        let rest = adoption.candidates.filter { computed[$0.run.index] == nil }
        let times = try store.times.recorded()
        for candidate in rest {
            try store.save(adoption.outcome(candidate), of: candidate.run.identity)
            if let seconds = times[candidate.kept.short] { store.times.record(seconds, of: candidate.run.identity) }
        }
        return [
            "\(Study.name): \(sample.count) runs of \(Set(sample.map { Study.kind(of: $0.run.configuration) }).count) kinds were computed again with the same bits; \(rest.count) others taken over, \(missing - computed.count - rest.count) are to be computed"
        ]
    }
}
