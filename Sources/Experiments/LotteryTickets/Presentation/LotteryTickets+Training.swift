extension LotteryTickets {
    /// Other libraries multiply by a mask, at one cost whatever it leaves.
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        switch configuration {
        case .search(let search): ("mlp-500-sparse", search.trainings * (search.lastStep + 1))
        case .analysis(let analysis): (analysis.network.search == nil ? "mlp-500" : "mlp-500-sparse", analysis.lastStep + 1)
        case .adjacency: nil
        }
    }
}
