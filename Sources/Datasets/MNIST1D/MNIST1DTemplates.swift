/// The ten hand-drawn signals that all examples are made from (paper, Figure 1 and Table 2).
public enum MNIST1DTemplates {
    public static let classCount = 10
    /// Points a template.
    public static let length = 12

    /// The templates of the digits 0 to 9: the drawn signals, each with mean 0 and standard
    /// deviation 1, then shifted to start at 0, and divided by 6.  // (10, 12)
    public static let signals: [[Double]] = drawn.map { drawn in
        var signal = drawn
        let mean = pairwiseSum(signal) / Double(length)
        for i in signal.indices { signal[i] -= mean }
        let deviation = standardDeviation(signal)
        for i in signal.indices { signal[i] /= deviation }
        let first = signal[0]
        for i in signal.indices { signal[i] = (signal[i] - first) / 6 }
        return signal
    }

    /// Where the points lie: 12 evenly spaced points from -5/6 to 5/6.
    public static let positions: [Double] = linearlySpaced(from: -5, to: 5, count: length)
        .map { $0 / 6 }

    /// The signals as they were drawn.
    private static let drawn: [[Double]] = [
        [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
        [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
        [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
        [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
        [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
        [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
        [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
        [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
    ]
}
