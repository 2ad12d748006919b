import Artifact

/// Tables 2 and the abstract: how the dataset is made.
extension Results {
    private struct Parameter: Decodable {
        let parameter: String
        let value: String
        let paper: String?
    }

    /// How many numbers an MNIST example (28 x 28 pixels) has for each of an MNIST-1D example.
    func sizeRatio() throws -> Estimate {
        let rows = try rows("table2-parameters", as: Parameter.self)
        guard let length = rows.first(where: { $0.parameter == "Final length" }).flatMap({ Double($0.value) }) else {
            throw Missing(reason: "building-mnist1d has not been run")
        }
        return Estimate([28 * 28 / length])
    }

    /// How many of the default parameters that the paper prints differ from ours.
    func differingParameters() throws -> Estimate {
        let printed = try rows("table2-parameters", as: Parameter.self).filter { $0.paper?.isEmpty == false }
        return Estimate([Double(printed.count { $0.value != $0.paper })])
    }
}
