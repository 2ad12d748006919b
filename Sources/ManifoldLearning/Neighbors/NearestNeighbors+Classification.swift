extension NearestNeighbors {
    /// How many points have the class that most of their nearest neighbours have: what classification by nearest
    /// neighbours gets right, leaving one point out at a time.
    ///
    /// A draw goes to the class, among those drawn, of the nearest neighbour.
    /// - Parameters:
    ///   - labels: The points' classes, from 0 on.  // (N)
    ///   - neighbors: How many of a point's neighbours vote, the nearest of those known; 1 to K.
    public func correctlyClassified(labels: [Int32], neighbors voters: Int) -> Int {
        precondition(labels.count == count && labels.allSatisfy { $0 >= 0 }, "one label for each of \(count) points")
        precondition((1...neighbors).contains(voters), "\(voters) of \(neighbors) neighbours")
        var votes = [Int](repeating: 0, count: Int(labels.max() ?? 0) + 1)
        var right = 0
        for point in 0..<count {
            let first = point * neighbors
            let classes = indices[first..<first + voters].map { Int(labels[Int($0)]) }
            for label in classes { votes[label] += 1 }
            let most = classes.map { votes[$0] }.max()!
            if classes.first(where: { votes[$0] == most })! == Int(labels[point]) { right += 1 }
            for label in classes { votes[label] = 0 }
        }
        return right
    }
}
