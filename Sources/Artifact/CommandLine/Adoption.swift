/// Takes over runs of older code as this code's, after computing a sample of each kind again.
///
/// The sample of a kind is its lightest run and the one in the middle by weight. All must have the same bits as what is kept;
/// the first that differs is named, and nothing is taken over.
struct Adoption<Study: Experiment> {
    typealias Run = RunPlan<Study>.Run

    /// A missing run, and the file that holds its outcome by older code.
    struct Candidate {
        let run: Run
        let kept: KeptRun
    }

    let candidates: [Candidate]
    /// How many runs have no result of this code.
    let missing: Int

    /// - Parameter missing: The runs without a result of this code.
    init(_ missing: [Run], in store: RunStore) throws {
        self.missing = missing.count
        let last = try RunStore.lastCode(in: store.folder)
        let older = try KeptRun.all(in: store.folder).filter { $0.code != Study.sources.hash }
        // Of several the one of the code that ran last; the sample is compared with it.
        let byConfiguration = Dictionary(older.map { ($0.text, $0) }, uniquingKeysWith: { $1.code == last ? $1 : $0 })
        candidates = missing.compactMap { run in
            byConfiguration[run.identity.configuration].map { Candidate(run: run, kept: $0) }
        }
    }

    /// The runs to compute again, at most two of each kind.
    var sample: [Candidate] {
        candidates.grouped { Study.kind(of: $0.run.configuration) }.flatMap { _, members in
            let sorted = members.sorted {
                (Study.weight(of: $0.run.configuration), $0.run.index) < (Study.weight(of: $1.run.configuration), $1.run.index)
            }
            return sorted.count == 1 ? sorted : [sorted[0], sorted[sorted.count / 2]]
        }
    }

    /// The outcome that a candidate's file holds.
    func outcome(_ candidate: Candidate) throws -> Study.Outcome {
        do {
            return try RunRecord.outcome(Study.Outcome.self, in: FileOutput.read(candidate.kept.path))
        } catch let flaw as RunRecord.Flaw {
            throw ArtifactError("\(candidate.kept.path) \(flaw.description); nothing was taken over")
        }
    }

    /// Whether two outcomes are the same, bit for bit.
    static func areEqual(_ a: Study.Outcome, _ b: Study.Outcome) throws -> Bool {
        try CanonicalJSON.encode(a) == CanonicalJSON.encode(b)
    }
}
