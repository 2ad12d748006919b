import Artifact

/// The question that a run helps to answer.
enum Sweep: String, Codable, Sendable, CaseIterable, CustomStringConvertible, ExpressibleByArgument {
    /// The paper's Figure 4: losses against the number of parameters, n = 10000.
    case figure4
    /// Which optimizer, rate and length of training come nearest to the authors' curves of Figure 4.
    case protocols
    /// The same for the MLP on a finer grid, all widths and three seeds, with what else the authors may have done.
    case fineProtocols = "fine-protocols"
    /// How the interpolation threshold and the peak depend on n, on K and on the loss.
    case thresholds
    /// How they depend on the length of training.
    case lengths
    /// The same with wrong labels.
    case labelNoise = "label-noise"
    /// The authors' later notebook.
    case notebook

    var description: String { rawValue }
}
