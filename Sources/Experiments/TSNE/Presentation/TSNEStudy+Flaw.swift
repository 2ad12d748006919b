import Artifact

extension TSNEStudy {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        let points = configuration.points
        return Flaws.first([
            Flaws.whole("dimensions", [outcome.dimensions], 1...1_000_000), Flaws.count("labels", outcome.labels.count, points),
            Flaws.whole("labels", outcome.labels, 0...9), Flaws.count("coordinates", outcome.coordinates.count, 2 * points),
            Flaws.finite("coordinates", outcome.coordinates.map(Double.init)),
            Flaws.whole("correctInInput, correctInPlane", [outcome.correctInInput, outcome.correctInPlane], 0...points),
            Flaws.finite("divergence", [outcome.divergence]),
        ])
    }
}
