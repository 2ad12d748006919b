/// The figures and tables of results in reading order, with the captions of paper and report.
enum Gallery {
    struct Entry: Sendable {
        let section: String
        let name: String
        let caption: String
    }

    static func caption(of name: String) -> String? { entries.first { $0.name == name }?.caption }

    static let entries: [Entry] = sections.flatMap { section, entries in
        entries.map { Entry(section: section, name: $0.0, caption: $0.1) }
    }

    private static let sections: [(String, [(String, String)])] = [
        (
            "The dataset",
            [
                (
                    "figure1-dataset",
                    "MNIST-1D: the ten templates, and examples made from them (paper, Figure 1). Time runs downwards."
                ),
                ("figure1-steps", "From template to example, step by step, for three digits."),
                (
                    "table2-parameters",
                    "Parameters of the default dataset, ours and those that the paper prints (paper, Table 2). The scale coefficient is from the authors' code."
                ),
                (
                    "figure10-tsne",
                    "MNIST and MNIST-1D embedded in the plane by t-SNE, coloured by class (paper, Figure 10)."
                ),
                (
                    "tsne-neighbors",
                    "How many points a vote of their ten nearest neighbours classifies rightly, in the input space and in the plane."
                ),
                ("tsne-full-mnist", "All 70000 images of MNIST in the plane, coloured by class."),
                ("tsne-full-mnist-neighbors", "The vote of the ten nearest neighbours on all 70000 images of MNIST."),
            ]
        ),
        (
            "Classifiers",
            [
                (
                    "table1-accuracy",
                    "Test accuracies (paper, Table 1): ours as mean ± standard deviation over seeds. The paper selects the best checkpoint by early stopping and mentions no validation set; we show the best checkpoint on the test examples, which flatters, and the last one. The human's accuracies are the paper's."
                ),
                (
                    "mnist-full-accuracy",
                    "Test accuracies on the full MNIST, the first row of the paper's Table 1: ours as mean ± standard deviation over seeds. The paper does not describe its models of MNIST."
                ),
                (
                    "mnist-accuracy",
                    "Test accuracies on a subset of MNIST that has as many examples as MNIST-1D."
                ),
                (
                    "figure2-accuracy",
                    "Test accuracy of four classifiers while they train, on original and on shuffled signals (paper, Figure 2). Means over seeds, ribbons of one standard deviation to each side."
                ),
                (
                    "figure8-mistakes",
                    "Errors on each digit (paper, Figure 8). For the human, whose 500 answers are the authors' data, with 95 % intervals; for the CNN ± one standard deviation over seeds."
                ),
                (
                    "training-set-size",
                    "The CNN after 12000 steps, trained on more and more examples, beside the paper's human. Means over five datasets and initializations with 95 % intervals."
                ),
            ]
        ),
        (
            "Lottery tickets",
            [
                (
                    "figure3-lottery-tickets",
                    "Lottery tickets (paper, Figure 3). First two panels: training loss and test accuracy against sparsity. Then test accuracy of the network with 92 % of its weights removed, of a random ticket and of the dense network while they train on unchanged signals, reversed signals, permuted positions, and with new initial weights. Last: how often unmasked weights of the first layer are neighbours, and by chance for as many as the lottery ticket keeps."
                ),
                (
                    "lottery-search",
                    "The search for tickets: loss, last and highest test accuracy against sparsity. Means over trials, ribbons of one standard error to each side."
                ),
                (
                    "lottery-ablations",
                    "Lottery tickets: test accuracy under all five changes, on the data of the search and on fresh data. Means over trials, ribbons of one standard error to each side."
                ),
                (
                    "lottery-summary",
                    "Lottery tickets, above: the ticket under each of the five changes beside the dense network and a random ticket, means over trials. Below: all accuracies after the last step; bars are standard errors."
                ),
                (
                    "lottery-findings",
                    "Test accuracies after 6000 steps, and how many points the lottery ticket is ahead, within trials. A star marks an interval that leaves out zero. The authors' numbers are read from the paper's curves (data of the search) or from their later notebook (fresh data)."
                ),
                (
                    "lottery-accuracies",
                    "Test accuracies after 6000 steps on the data of the search beside those of the paper's curves."
                ),
                (
                    "lottery-adjacency",
                    "How often unmasked first-layer weights are neighbours: runs of 2, 3 and 4 per input, mean ± standard error over hidden units; by chance: for as many weights as the lottery ticket's first layer keeps, placed at random. A random ticket keeps more of them, since the lottery ticket also keeps most of its biases."
                ),
                (
                    "figure9-masks",
                    "First-layer masks of a random and of a lottery ticket, hidden units sorted by their adjacent unmasked weights (paper, Figure 9). Black: unmasked."
                ),
            ]
        ),
        (
            "Double descent",
            [
                (
                    "figure4-double-descent",
                    "Test and training loss against the number of parameters with 15 % label noise (paper, Figure 4). Dashed: the paper's thresholds, n and n K. Means over seeds; ribbons reach from the lowest to the highest."
                ),
                (
                    "figure4-thresholds",
                    "Test loss against parameters for each number of training examples: the peak moves with it."
                ),
                (
                    "double-descent-thresholds",
                    "Where the peak of the test loss lies, in numbers of parameters; in brackets the least and the greatest of single seeds. Labels count as fitted with at most 0.5 % of them wrong, targets with a mean squared error of at most 0.001."
                ),
                (
                    "double-descent-notebook",
                    "Double descent in the protocol of the authors' later notebook (n = 4000): classification error against width, ours and what the notebook prints."
                ),
                (
                    "double-descent-notebook-differences",
                    "Our classification errors minus those that the notebook prints, over all its widths."
                ),
            ]
        ),
        (
            "Metalearning",
            [
                (
                    "figure5-learning-rate",
                    "A learning rate, learned by exact gradients through 200 training steps, from both sides (paper, Figure 5)."
                ),
                ("learning-rate-final", "The learned rates of all seeds."),
                (
                    "figure6-activation",
                    "An activation function while it is learned, beside ones designed by hand (paper, Figure 6): mean training loss and test accuracy against outer steps, and its shape."
                ),
                (
                    "activation-seeds",
                    "The whole metalearning repeated from other seeds: the shapes that it finds, and their accuracy in longer training."
                ),
                (
                    "activation-accuracy",
                    "Test accuracy with fresh initial weights after as many steps as the activation was learned for and after ten times as many: mean ± standard deviation, and the difference with its 95 % interval."
                ),
            ]
        ),
        (
            "Transfer to images",
            [
                (
                    "transfer-activations",
                    "The activation learned on MNIST-1D in a CNN on a subset of MNIST, beside common ones, at three learning rates: training loss, and below it the mean rank among the five with its 95 % interval."
                ),
                (
                    "transfer-ranks",
                    "Losses and accuracies of the learned activation and of common ones on a subset of MNIST, mean ± standard deviation, and mean ranks with 95 % intervals."
                ),
                ("transfer-mnist-full-activations", "The activations on the full MNIST."),
                ("transfer-mnist-full-ranks", "Losses, accuracies and ranks of the activations on the full MNIST."),
            ]
        ),
        (
            "Pooling",
            [
                (
                    "figure7-pooling",
                    "Test accuracy while CNNs with five kinds of pooling train on few and on many examples (paper, Figure 7). Lines are means over seeds, ribbons one standard deviation to each side, symbols the authors' single run."
                ),
                ("pooling-all-sizes", "Test accuracy while CNNs with five kinds of pooling train, for all numbers of training examples."),
                (
                    "pooling-final-accuracy",
                    "Final test accuracy against the number of training examples. Symbols: the authors' single run."
                ),
                (
                    "pooling-claims",
                    "Differences of final test accuracy against the number of training examples, in points, with 95 % intervals; a star marks those that leave out zero."
                ),
                ("pooling-final", "Final test accuracies, ours as mean ± standard deviation, and the authors' notebook's."),
            ]
        ),
    ]
}
