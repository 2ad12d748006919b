import Foundation

/// Runs an experiment from its command line: list, compute what is missing, draw.
struct ExperimentDriver<Study: Experiment> {
    let experiment: Study
    private let console = Console()

    private struct Planned: Sendable {
        let index: Int
        let identity: RunIdentity
        let configuration: Study.Configuration
    }

    init(experiment: Study) { self.experiment = experiment }

    func run() throws {
        let planned = try plan()
        let options = experiment.options
        if options.listRuns {
            for run in planned { print(run.identity) }
            return try flushOutput()
        }
        do {
            let store = try RunStore(
                directory: options.resultsFolder, experiment: Study.name,
                access: options.renderOnly ? .read : .write(waiting: !options.noWait),
                notify: console.message)
            let figures = try FigureFolder(options.figuresFolder, svg: options.svg)
            let runs = try finishedRuns(planned, in: store)
            figures.provenance = try Provenance(
                program: Study.name, version: Study.version, scale: options.scale,
                runs: runs.map(\.identity), data: experiment.dataHashes(), package: options.package)
            try experiment.render(runs, into: figures)
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

    private func plan() throws -> [Planned] {
        let configurations = try experiment.configurations()
        guard !configurations.isEmpty else {
            throw ArtifactError("\(Study.name): there is nothing to run with these options")
        }
        var seen: [RunIdentity: String] = [:]
        return try configurations.enumerated().map { index, configuration in
            let identity = try RunIdentity(
                experiment: Study.name, version: Study.version, configuration: configuration,
                label: Study.label(of: configuration))
            if let other = seen.updateValue(identity.label, forKey: identity) {
                throw ArtifactError(
                    "\(Study.name): the runs \(other) and \(identity.label) have the same configuration")
            }
            return Planned(index: index, identity: identity, configuration: configuration)
        }
    }

    private func finishedRuns(
        _ planned: [Planned], in store: RunStore
    ) throws -> [FinishedRun<Study.Configuration, Study.Outcome>] {
        var outcomes: [Study.Outcome?] = planned.map { store.outcome(Study.Outcome.self, of: $0.identity) }
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
        let scheduler = Scheduler(threads: experiment.options.threads)
        let stages = Dictionary(grouping: missing) { Study.stage(of: $0.configuration) }
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
                    threads: job.threads, store: store, identity: planned.identity, report: job.report)
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
