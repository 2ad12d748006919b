extension Summary {
    /// The lower end of the 95 % interval of the mean (Student's t); nil of fewer than two values.
    public var lower: Double? { count < 2 ? nil : confidenceInterval().lower }
    /// The upper end of the 95 % interval of the mean (Student's t); nil of fewer than two values.
    public var upper: Double? { count < 2 ? nil : confidenceInterval().upper }
    /// nil where there is no standard deviation, which takes two values.
    public var deviation: Double? { count < 2 ? nil : standardDeviation }
}
