import Foundation
import Processes

/// Experiments that are run in one process: all their runs are jobs of one scheduler.
///
/// The runs of the first experiment come first, and those of others where they leave a core free. An experiment is drawn as soon as its
/// runs are done, and prints what it draws as one block.
public struct Batch {
    private let works: [any ExperimentWork]
    private let console: Console

    /// - Parameters:
    ///   - experiments: In their order.
    ///   - arguments: The options, which each of them must know.
    public init(_ experiments: [any Experiment.Type], _ arguments: [String]) throws {
        let console = Console()
        works = try experiments.map { type in
            do { return try type.work(arguments, console: console) } catch  where type.exitCode(for: error) == .validationFailure {
                let said = type.message(for: error)
                let better = refusedNegative(arguments, said: said) ?? abbreviatedOption(said, help: type.helpMessage())
                throw ValidationError("\(type.name): \(better ?? said)")
            }
        }
        self.console = console
    }

    init<Study: Experiment>(_ experiment: Study) {
        console = Console()
        works = [ExperimentDriver(experiment: experiment, console: console)]
    }

    /// Lists, computes or draws, as the options say.
    public func run() throws {
        guard let first = works.first else { return }
        if try first.listing() != nil {
            for work in works { for line in try work.listing() ?? [] { print(line) } }
            return
        }
        if let folder = first.options.saveModels, try !works.contains(where: { try $0.savesModels() }) {
            throw ArtifactError(
                "--save-models \(folder): \(works.map(\.name).joined(separator: ", ")) saves no networks; a study that does gives them to RunContext.saveModel and says so by savesModel"
            )
        }
        do {
            // What one takes over another may need.
            for works in first.options.adopt ? works.map({ [$0] }) : [works] { try compute(works, first.options) }
        } catch {
            console.clear()
            throw error
        }
    }

    // MARK: Computing

    /// A run of one of the experiments, or the end of one.
    private struct Job {
        /// The experiment, by its place.
        let work: Int
        var weight = 0.0
        var prerequisites: [Int] = []
        var run: ExperimentJob?
    }

    private func compute(_ works: [any ExperimentWork], _ options: ExperimentOptions) throws {
        if !options.redraw { Termination.advise("finished runs are kept, and the same command resumes") }
        let start = ContinuousClock.now
        let scheduler = Scheduler(threads: options.threads)
        let all = try helpers(of: works) + works
        try open(all)
        let planned = try scheduler.map(all) { work, _ in try work.jobs() }
        // The units of several experiments add up in seconds; where one's are not known, no time is promised.
        let rates = zip(all, planned).map { work, own in all.count == 1 || own.isEmpty ? 1 : work.secondsPerWeight }
        let jobs = Self.jobs(planned, rates.map { $0 ?? 1 })
        let (console, isAlone, isOnly) = (console, all.count == 1, works.count == 1)
        var progress = RunProgress(
            name: isOnly ? works[0].name : "artifact", total: all.reduce(0) { $0 + ($1.progress?.total ?? 0) },
            reused: all.reduce(0) { $0 + ($1.progress?.reused ?? 0) })
        if !rates.contains(nil) { progress.totalWeight = jobs.reduce(0) { $0 + $1.weight } }
        let runs = jobs.count { $0.run != nil }
        let begun = Guarded([ContinuousClock.Instant?](repeating: nil, count: all.count))
        let ended = Guarded(0)
        /// Draws an experiment whose runs are done.
        @Sendable func end(_ work: any ExperimentWork, _ begun: ContinuousClock.Instant?) throws {
            if isAlone { ended.withLock { $0 += 1 } }
            if var progress = work.progress {
                progress.computed = progress.total - progress.reused
                let elapsed = Self.seconds(since: isAlone ? start : begun ?? .now)
                if isAlone { console.finish(progress, elapsed: elapsed) } else { console.message(progress.text(elapsed: elapsed)) }
            }
            let lines = try work.finish()
            ended.withLock { ended in
                console.clear()
                for line in lines { print(line) }
                if isOnly { for line in work.finding { print(line) } }
                // The program ends with the error, if there is one.
                _ = StandardDescriptors.flushOutput()
                if !isAlone { ended += 1 }
            }
        }
        _ = try scheduler.map(
            jobs, weight: \.weight, group: \.work, prerequisites: { jobs[$0].prerequisites },
            onTick: { doneWeight, finished in
                guard runs > 0, ended.withLock({ $0 }) < all.count, all.contains(where: { $0.progress != nil }) else { return }
                (progress.doneWeight, progress.computed) = (doneWeight, min(finished, runs))
                console.show(progress, elapsed: Self.seconds(since: start))
            }
        ) { job, context in
            let work = all[job.work]
            do {
                guard let run = job.run else { return try end(work, begun.withLock { $0[job.work] }) }
                begun.withLock { if $0[job.work] == nil { $0[job.work] = .now } }
                try run.body(context)
            } catch let error as ArtifactError where !isOnly { throw ArtifactError("\(work.name): \(error)") }
        }
        console.clear()
        guard !isOnly else { return }
        let seconds = Self.seconds(since: start)
        let busy = Self.processorSeconds / max(seconds, 1e-9)
        let cores = scheduler.threads
        console.message(
            "\(works.count) experiments: \(RunProgress.duration(seconds)), \(fixed(busy, decimals: 2)) of \(cores) \(cores == 1 ? "core" : "cores") busy"
        )
    }

    /// The work on runs of other experiments that these need.
    private func helpers(of works: [any ExperimentWork]) throws -> [any ExperimentWork] {
        let needed = try works.filter { !$0.options.renderOnly && !$0.options.redraw }
            .reduce(into: Set<ForeignRun>()) { $0.formUnion(try $1.foreign()) }
        return try needed.sorted { ($0.experiment, $0.label) < ($1.experiment, $1.label) }
            .map { try LinkedExperiments.work(on: $0, for: works[0].options, console: console) }
            .filter { helper in
                guard let run = try helper.chosenIdentity() else { return false }
                return try !works.contains { try $0.plans(run) } && !helper.isKept()
            }
    }

    /// Takes the folders in an order that all processes have, so that none holds one that another waits for.
    private func open(_ works: [any ExperimentWork]) throws {
        var stores: [String: RunStore] = [:]
        for work in works.sorted(by: { $0.name < $1.name }) { try work.open(&stores) }
    }

    /// All jobs, each experiment's followed by its end.
    ///
    /// - Parameter rates: What a weight of 1 is in the unit of all.
    private static func jobs(_ planned: [[ExperimentJob]], _ rates: [Double]) -> [Job] {
        var jobs: [Job] = []
        var places: [String: Int] = [:]
        for (work, own) in planned.enumerated() {
            let first = jobs.count
            for (offset, run) in own.enumerated() {
                places["\(run.identity.experiment)/\(run.identity.short)"] = first + offset
                jobs.append(Job(work: work, weight: run.weight * rates[work], prerequisites: run.prerequisites.map { first + $0 }, run: run))
            }
            jobs.append(Job(work: work, prerequisites: Array(first..<first + own.count)))
        }
        for index in jobs.indices {
            for (foreign, short) in jobs[index].run?.foreign ?? [:] {
                if let place = places["\(foreign.experiment)/\(short)"] { jobs[index].prerequisites.append(place) }
            }
        }
        return jobs
    }

    // MARK: Time

    private static func seconds(since start: ContinuousClock.Instant) -> Double { (ContinuousClock.now - start) / .seconds(1) }

    /// Of this process.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
