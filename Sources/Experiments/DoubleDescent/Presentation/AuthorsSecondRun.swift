/// Test losses of the MLP in another run of the authors' Figure 4, by number of parameters: read off `deep_double_descent_both.png`
/// (github.com/greydanus/mnist1d, static/), to about 0.02. The model of 9700 parameters is hidden behind a line.
///
/// It is there to be compared with, and no choice looks at it.
enum AuthorsSecondRun {
    static let testLosses: [Int: Double] = [
        520: 1.09,
        1030: 1.02,
        2050: 0.95,
        2560: 0.96,
        3580: 1.04,
        4600: 1.20,
        5620: 1.38,
        6640: 1.49,
        7660: 1.61,
        8680: 1.69,
        10720: 1.62,
        11740: 1.37,
        12760: 1.52,
        13780: 1.35,
        14800: 1.23,
        15820: 1.19,
        16840: 1.28,
        17860: 1.19,
        18880: 1.22,
        19900: 1.10,
        20920: 1.10,
        21940: 1.03,
    ]
}

/// One point of it.
struct SecondRunRow: Codable {
    let parameters: Int
    let published: Double

    static var all: [SecondRunRow] {
        AuthorsSecondRun.testLosses.sorted { $0.key < $1.key }.map { SecondRunRow(parameters: $0.key, published: $0.value) }
    }
}
