import Foundation

/// Runs an experiment from its command line: list, explain, compute what is missing, draw.
struct ExperimentDriver<Study: Experiment> {
    let experiment: Study
    private let console = Console()

    init(experiment: Study) { self.experiment = experiment }

    func run() throws {
        let options = experiment.options
        let plan = try RunPlan<Study>(experiment.configurations())
        let shard = options.shard.flatMap(Shard.init)
        let planned = shard.map(plan.runs(of:)) ?? plan.runs
        if options.listRuns {
            for run in planned { print(run.identity) }
            return try flushOutput()
        }
        if options.why {
            for line in try Explanation(experiment, runs: planned.map(\.identity)).lines { print(line) }
            return try flushOutput()
        }
        do {
            let store = try RunStore(
                directory: options.resultsFolder, experiment: Study.name,
                access: options.renderOnly ? .read : .write(waiting: !options.noWait),
                notify: console.message)
            let figures = shard == nil ? try FigureFolder(options.figuresFolder, svg: options.svg) : nil
            let runs = try finishedRuns(planned, of: plan, in: store)
            guard let figures else { return }
            let sources = try SourceManifest(package: options.package, program: Study.name)
            figures.provenance = try Provenance(
                program: Study.name, version: Study.version, scale: options.scale,
                runs: runs.map(\.identity), data: experiment.dataHashes(), sources: sources)
            try experiment.render(runs, into: figures)
            if let sources { try figures.write(sources, program: Study.name) }
            for line in figures.report { print(line) }
            try flushOutput()
        } catch is Interrupted {
            console.clear()
            console.message("\(Study.name): interrupted; finished runs are kept, the same command goes on from here")
            FileOutput.endProcess(code: 130)
        } catch {
            console.clear()
            throw error
        }
    }

    private func flushOutput() throws {
        guard fflush(nil) == 0 else {
            throw ArtifactError("standard output: cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    private func finishedRuns(
        _ planned: [RunPlan<Study>.Run], of plan: RunPlan<Study>, in store: RunStore
    ) throws -> [FinishedRun<Study.Configuration, Study.Outcome>] {
        var outcomes: [Int: Study.Outcome] = [:]
        for run in planned { outcomes[run.index] = store.outcome(Study.Outcome.self, of: run.identity) }
        let missing = planned.filter { outcomes[$0.index] == nil }
        if experiment.options.renderOnly, let first = missing.first {
            throw ArtifactError(
                "\(store.folder): \(missing.count) of \(planned.count) runs are missing, the first is \(first.identity.label); run without --render-only")
        }
        var progress = RunProgress(
            name: Study.name, total: planned.count, reused: planned.count - missing.count)
        progress.totalWeight = missing.reduce(0) { $0 + Study.weight(of: $1.configuration) }
        let start = ContinuousClock.now
        func elapsed() -> Double {
            let parts = (ContinuousClock.now - start).components
            return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        }
        Interruption.watch()
        let package = experiment.options.package
        let scheduler = Scheduler(threads: experiment.options.threads)
        let stages = Dictionary(grouping: missing, by: \.stage)
        for stage in stages.keys.sorted() {
            let runs = stages[stage]!
            let before = progress
            let results = try scheduler.map(
                runs, weight: { Study.weight(of: $0.configuration) },
                onTick: { doneWeight, finished in
                    progress.doneWeight = before.doneWeight + doneWeight
                    progress.computed = before.computed + finished
                    console.show(progress, elapsed: elapsed())
                }
            ) { planned, job in
                let context = RunContext(
                    threads: job.threads, package: package, store: store, identity: planned.identity,
                    prerequisites: Set(planned.prerequisites.map { plan.runs[$0].identity.hash }), report: job.report)
                let outcome: Study.Outcome
                do {
                    outcome = try Study.run(planned.configuration, context: context)
                } catch {
                    throw ArtifactError("run \(planned.identity.label): \(error)")
                }
                try store.save(outcome, of: planned.identity)
                // What is kept is what is drawn, now as well as after a resumption.
                guard let kept = store.outcome(Study.Outcome.self, of: planned.identity) else {
                    throw ArtifactError(
                        "\(store.path(of: planned.identity)): was written but cannot be read back")
                }
                return kept
            }
            for (planned, outcome) in zip(runs, results) { outcomes[planned.index] = outcome }
        }
        if !experiment.options.renderOnly { console.finish(progress, elapsed: elapsed()) }
        return planned.map {
            FinishedRun(
                identity: $0.identity, configuration: $0.configuration, outcome: outcomes[$0.index]!)
        }
    }
}
