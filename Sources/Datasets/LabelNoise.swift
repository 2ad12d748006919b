import RandomGenerators

extension Examples {
    /// The same signals, each label replaced with probability `rate` by a class drawn from all `classCount`.
    ///
    /// The new class may be the old one, as in the authors' notebooks, so that only rate · (1 - 1/classCount) of
    /// the labels come out wrong: 13.5 % at a rate of 0.15 and ten classes.
    ///
    /// The order of draws: for each example in turn one `rand()`, and where that is less than `rate` a second one,
    /// whose product with `classCount`, rounded down, is the class.
    ///
    /// - Parameters:
    ///   - rate: 0 ... 1; at 0 nothing changes, at 1 every label is drawn.
    ///   - generator: by custom a stream of its own, `TorchGenerator(seed: seed, stream: "label-noise")`.
    public func addingLabelNoise(
        rate: Double, classCount: Int = 10, generator: inout TorchGenerator
    ) -> Examples {
        precondition(rate >= 0 && rate <= 1, "label noise rate is \(rate): give a part between 0 and 1")
        precondition(classCount > 0, "label noise needs classes to draw from, not \(classCount)")
        return relabelled(
            labels.map { label in
                guard Double(generator.rand()) < rate else { return label }
                // In double precision: a float product may round up to classCount itself.
                return Int32(Double(generator.rand()) * Double(classCount))
            })
    }
}
