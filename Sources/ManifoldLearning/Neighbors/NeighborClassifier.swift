extension NearestNeighbors {
    /// How often a point's class is the one that most of its neighbours have: the accuracy of k-nearest-neighbour
    /// classification, leaving one out at a time.
    ///
    /// A draw goes to the class, among those drawn, of the nearest neighbour.
    public func accuracy(labels: [Int32]) -> Double {
        precondition(labels.count == count && labels.allSatisfy { $0 >= 0 }, "one label for each of \(count) points")
        var votes = [Int](repeating: 0, count: Int(labels.max() ?? 0) + 1)
        var right = 0
        for point in 0..<count {
            let classes = indices[point * neighbors..<(point + 1) * neighbors].map { Int(labels[Int($0)]) }
            for label in classes { votes[label] += 1 }
            let most = classes.map { votes[$0] }.max()!
            if classes.first(where: { votes[$0] == most })! == Int(labels[point]) { right += 1 }
            for label in classes { votes[label] = 0 }
        }
        return Double(right) / Double(count)
    }
}
