import RandomGenerators

/// A random matrix of zeros and ones with the row sums and the column sums of a given one: a Markov chain of trades.
///
/// Two rows trade: what exactly one of them has is dealt out anew, each row getting as many as before. All such
/// trades lead back as likely as forth, so that in the limit every matrix with these sums is equally likely (the
/// curveball chain of G. Strona et al. 2014, Nature Communications 5, 4114; all rows at once: C. J. Carstens, A. Berger
/// and G. Strona 2018, MethodsX 5, 773-780).
public struct Curveball: Sendable {
    /// The matrix as it is now, row by row.
    public private(set) var rows: [[Bool]]

    /// Precondition: all rows have as many columns.
    public init(rows: [[Bool]]) {
        precondition(rows.allSatisfy { $0.count == rows[0].count }, "rows of different lengths")
        self.rows = rows
    }

    /// One round: rows are paired at random and each pair trades; of an odd number one row is left out.
    ///
    /// Draws `randperm` of the number of rows, then for each pair `randperm` of the number of columns to deal out.
    public mutating func trade(_ generator: inout TorchGenerator) {
        let order = generator.randperm(rows.count)
        for pair in stride(from: 0, to: order.count - 1, by: 2) {
            let (a, b) = (order[pair], order[pair + 1])
            let different = rows[a].indices.filter { rows[a][$0] != rows[b][$0] }
            let share = different.count { rows[a][$0] }
            for (index, drawn) in generator.randperm(different.count).enumerated() {
                rows[a][different[drawn]] = index < share
                rows[b][different[drawn]] = index >= share
            }
        }
    }
}
