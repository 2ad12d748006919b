import Artifact

/// A point of one of the three panels of Figure 6.
struct FigureRow: Codable {
    /// objective, accuracy, or shape.
    var panel: String
    /// `learned`, or the name of an activation designed by hand.
    var series: String
    /// Outer steps taken; none for activations designed by hand.
    var outerStep: Int?
    /// Where the activation is evaluated.
    var x: Double?
    var value: Double
}

/// The final activation of one seed at one point, or the mean accuracy of one activation at one step.
struct SeedsRow: Codable {
    /// shape, or accuracy.
    var panel: String
    /// `learned, seed 0`, or the name of an activation designed by hand.
    var series: String
    var x: Double?
    var step: Int?
    var value: Double
    /// Ends of the 95 % interval of the mean over initial weights.
    var low: Double?
    var high: Double?
}

/// Accuracy of one activation over fresh initial weights.
struct AccuracyRow: Codable {
    var activation: String
    var step: Int
    /// How many initial weights.
    var count: Int
    var mean: Double
    var standardDeviation: Double
    var low: Double
    var high: Double
    /// The learned activation (of the first seed) minus this one, on the same initial weights; with 95 % interval.
    var difference: Double
    var differenceLow: Double
    var differenceHigh: Double
}

/// One knot of the piecewise linear form of a learned activation.
struct PieceRow: Codable {
    var seed: Int
    var knot: Double
    var value: Double
    /// Of the piece right of the knot; the last knot has that of the piece left of it.
    var slope: Double
    /// Largest distance of the fit from the activation on -5...5.
    var largestError: Double
}
