import Training

/// A learned activation at evenly spaced points, without noise.
struct LearnedShape: Codable, Sendable {
    /// The points, -5 to 5 in steps of 0.1.
    static let points: [Float] = (0...100).map { Float($0 - 50) / 10 }

    var outerStep: Int
    /// f at the points.
    var values: [Float]

    init(_ activation: LearnedActivation, outerStep: Int) throws {
        self.outerStep = outerStep
        values = try activation(Self.points)
    }
}
