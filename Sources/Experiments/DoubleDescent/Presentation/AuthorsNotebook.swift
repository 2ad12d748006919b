/// Classification errors that the authors' notebook "Observing deep double descent" prints after 500 epochs.
///
/// One run for each width, n = 4000, 12000 test examples; random seeds unknown.
enum AuthorsNotebook {
    struct Point: Codable, Sendable {
        let curve: String
        let width: Int
        let trainError: Double
        let testError: Double
    }

    struct Curve: Sendable {
        let hasWrongLabels: Bool
        let network: Network
        let points: [Point]
    }

    static let curves: [Curve] = {
        let rows = table.split(separator: "\n").map { $0.split(separator: " ") }
        let points = rows.map {
            Point(
                curve: String($0[0]), width: Int($0[1])!, trainError: Double($0[2])!,
                testError: Double($0[3])!)
        }
        return [
            ("mlp-clean", false, Network.twoHiddenLayers), ("mlp-noisy", true, .twoHiddenLayers),
            ("cnn-noisy", true, .convolutional),
        ].map { name, hasWrongLabels, network in
            Curve(hasWrongLabels: hasWrongLabels, network: network, points: points.filter { $0.curve == name })
        }
    }()

    /// Curve, width, training error, test error, both in percent.
    private static let table = """
        mlp-clean 2 67.15 68.53
        mlp-clean 3 63.88 66.83
        mlp-clean 4 54.78 58.27
        mlp-clean 5 57.23 61.37
        mlp-clean 7 48.03 54.20
        mlp-clean 9 41.28 49.33
        mlp-clean 12 38.40 50.08
        mlp-clean 16 28.80 44.55
        mlp-clean 21 19.95 42.63
        mlp-clean 27 12.05 41.02
        mlp-clean 36 1.35 41.66
        mlp-clean 47 0.00 41.01
        mlp-clean 61 0.00 41.24
        mlp-clean 80 0.00 39.59
        mlp-clean 104 0.00 38.61
        mlp-clean 135 0.00 38.58
        mlp-clean 177 0.00 38.09
        mlp-clean 230 0.00 37.10
        mlp-clean 300 0.00 37.25
        mlp-noisy 2 71.68 69.59
        mlp-noisy 3 68.65 67.50
        mlp-noisy 4 62.75 62.55
        mlp-noisy 5 57.95 57.45
        mlp-noisy 7 54.45 54.80
        mlp-noisy 9 47.45 48.97
        mlp-noisy 12 46.47 50.28
        mlp-noisy 16 39.70 47.24
        mlp-noisy 21 38.08 50.84
        mlp-noisy 27 29.55 50.69
        mlp-noisy 36 19.02 52.80
        mlp-noisy 47 5.47 54.05
        mlp-noisy 61 0.00 54.02
        mlp-noisy 80 0.00 52.08
        mlp-noisy 104 0.00 50.23
        mlp-noisy 135 0.00 48.39
        mlp-noisy 177 0.00 47.88
        mlp-noisy 230 0.00 46.54
        mlp-noisy 300 0.00 45.47
        cnn-noisy 2 63.90 61.20
        cnn-noisy 4 40.40 35.78
        cnn-noisy 6 29.15 23.87
        cnn-noisy 8 24.90 21.95
        cnn-noisy 10 19.55 19.64
        cnn-noisy 12 19.82 23.70
        cnn-noisy 14 17.98 27.74
        cnn-noisy 16 12.70 27.29
        cnn-noisy 18 10.88 33.80
        cnn-noisy 20 6.15 32.48
        cnn-noisy 22 5.50 31.34
        cnn-noisy 24 0.00 32.03
        cnn-noisy 26 0.00 29.98
        cnn-noisy 28 0.00 32.46
        cnn-noisy 30 0.00 29.82
        cnn-noisy 35 0.00 30.17
        cnn-noisy 40 0.00 30.48
        cnn-noisy 45 0.00 30.23
        cnn-noisy 50 0.00 28.67
        cnn-noisy 55 0.00 28.17
        cnn-noisy 60 0.00 30.04
        cnn-noisy 65 0.00 28.11
        cnn-noisy 70 0.00 28.83
        cnn-noisy 75 0.00 29.44
        cnn-noisy 80 0.00 28.07
        cnn-noisy 85 0.00 28.12
        cnn-noisy 90 0.00 28.84
        cnn-noisy 95 0.00 27.38
        cnn-noisy 100 0.00 27.66
        """
}
