import Artifact

extension LotteryTickets {
    static let summary = "Find lottery tickets on MNIST-1D and test them on data without its spatial order."
    static let details = """
        CLAIM (paper, Figures 3 and 9): a ticket with 92 % of its weights removed learns MNIST-1D better than the dense \
        network it comes from (test accuracy 70.5 % against 64; random ticket 58). It keeps its lead when the \
        signals are reversed and with new initial weights (67), and loses it when positions are permuted (63): the mask \
        itself holds a preference for neighbouring inputs, which shows in how often unmasked weights are adjacent.

        METHOD: fully connected network with 500 hidden units; one mask a layer over weights and biases. Search: 100 retrains \
        at sparsities from 0 to 1; each drops the weights that were smallest after the one before (random tickets: \
        at random), rewinds the others to their initial values and trains 1501 steps (Adam 0.02, batches of 100). \
        Analysis: the tickets of retrain 91 (counted from 0) and the dense network, 6000 steps in batches of 500, on the \
        data the ticket was found on, as in the paper, and on a fresh dataset, as in the authors' later notebook. A trial's \
        seed covers initial weights and random scores. Intervals are 95 % over trials (Student's t), differences \
        within trials.

        RUNNING TIME: 17 minutes of two cores at paper scale, seconds at quick scale.

        EXAMPLES:
          lottery-tickets --scale quick
          lottery-tickets --seeds 7 --retrains 20 --results /tmp/results --figures /tmp/figures
        """

    func render(_ runs: [LotteryRun], into figures: FigureFolder) throws {
        try figures.write("retrains", rows: RetrainRow.rows(runs))
        try figures.write("histories", rows: HistoryRow.rows(runs))
        try figures.draw(
            "figure3",
            caption: "Lottery tickets (paper, Figure 3). First two panels: training loss and test accuracy against sparsity. Then test accuracy of the network with 92 % of its weights removed, of a random ticket and of the dense network while they train on unchanged signals, reversed signals, permuted positions, and with new initial weights. Last: how often unmasked weights of the first layer are neighbours, and by chance for as many as the lottery ticket keeps.",
            rows: PanelRow.rows(runs), figure: PanelRow.figure)
        try figures.draw(
            "search",
            caption: "The search for tickets: loss, last and highest test accuracy against sparsity. Means over trials, ribbons of one standard error to each side.",
            rows: SearchRow.rows(runs), figure: SearchRow.figure)
        try figures.draw(
            "ablations",
            caption: "Test accuracy under all five changes, on the data of the search and on fresh data. Means over trials, ribbons of one standard error to each side.",
            rows: CurveRow.rows(runs), figure: CurveRow.figure)
        try figures.draw(
            "summary",
            caption: "Above: the ticket under each of the five changes beside the dense network and a random ticket, means over trials. Below: all accuracies after the last step; bars are standard errors.",
            rows: CurveRow.rows(runs), figure: CurveRow.summary)
        try figures.tabulate(
            "findings",
            caption: "Test accuracies after 6000 steps, and how many points the lottery ticket is ahead, within trials. A star marks an interval that leaves out zero. The authors' numbers are read from the paper's curves (data of the search) or from their later notebook (fresh data).",
            rows: FindingRow.rows(runs), table: FindingRow.table)
        try figures.tabulate(
            "accuracies",
            caption: "Test accuracies after 6000 steps on the data of the search beside those of the paper's curves.",
            rows: AccuracyRow.rows(runs), table: AccuracyRow.table)
        try figures.tabulate(
            "adjacency",
            caption: "How often unmasked first-layer weights are neighbours: runs of 2, 3 and 4 per input, mean ± standard error over hidden units; by chance: for as many weights as the lottery ticket's first layer keeps, placed at random. A random ticket keeps more of them, since the lottery ticket also keeps most of its biases.",
            rows: AdjacencyRow.rows(runs), table: AdjacencyRow.table)
        try figures.draw(
            "figure9",
            caption: "First-layer masks of a random and of a lottery ticket, hidden units sorted by their adjacent unmasked weights (paper, Figure 9). Black: unmasked.",
            rows: MaskRow.rows(runs), figure: MaskRow.figure)
        try figures.attach("masks.npz", FinishedSearch.archive(runs).npzBytes())
    }
}
