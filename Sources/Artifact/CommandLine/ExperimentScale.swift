import ArgumentParser

/// How much of an experiment is run.
public enum ExperimentScale: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
    /// The whole pipeline in seconds: few seeds, few steps. Shows that everything works.
    case quick
    /// What the paper's claims are compared with; the committed figures.
    case paper
}
