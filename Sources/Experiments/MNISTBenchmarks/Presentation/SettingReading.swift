import Artifact
import Datasets
import Statistics

/// A run of the authors' settings as one number: after so many steps, of a checkpoint, on some examples.
struct SettingReading {
    enum Part: String, Codable, CaseIterable { case test, train }

    let run: MNISTBenchmarks.Run
    let steps: Int
    let checkpoint: Checkpoint
    let part: Part
    let accuracy: Double

    static let pixels = Dimension("pixels", \MNISTBenchmarks.Run.configuration.pixels)
    /// Hidden units or channels.
    static let runWidth = Dimension("width", \MNISTBenchmarks.Run.configuration.width)
    static let factors: [any Factor<SettingReading>] = [
        Dimension("pixels", \SettingReading.run.configuration.pixels), Dimension("part", \SettingReading.part),
        Dimension("steps", \SettingReading.steps), Dimension("checkpoint", \SettingReading.checkpoint),
        Dimension("model", \SettingReading.run.configuration.model.title), Dimension("width", \SettingReading.run.configuration.width),
    ]
    static let value = Metric("accuracy", "Accuracy (%)", \SettingReading.accuracy)

    /// Test accuracies after all steps, as in the authors' `train.py`, and after three quarters of them, as in their notebooks; the training
    /// accuracy after all.
    static func all(_ runs: [MNISTBenchmarks.Run]) -> [SettingReading] {
        let tests = runs.flatMap { run in
            [run.configuration.steps, run.configuration.steps * 3 / 4].flatMap { steps in
                Checkpoint.allCases.map { checkpoint in
                    // The network before training is no checkpoint.
                    let accuracies = run.outcome.history.filter { $0.step <= steps && $0.step > 0 }.map(\.testAccuracy)
                    return SettingReading(
                        run: run, steps: steps, checkpoint: checkpoint, part: .test,
                        accuracy: checkpoint == .best ? accuracies.max()! : accuracies.last!)
                }
            }
        }
        let trains = runs.compactMap { run in
            run.outcome.trainAccuracy.map {
                SettingReading(run: run, steps: run.configuration.steps, checkpoint: .last, part: .train, accuracy: $0)
            }
        }
        return tests + trains
    }

    /// A line for each setting, a column for each model; a star marks what the paper prints, within its tolerance or above its bound.
    static func table(_ records: [Record]) -> PrintedTable {
        func title(_ record: Record) -> String {
            record["model"] == "MLP" ? "MLP, \(record["width"]) units" : record["model"]
        }
        var titles: [String] = []
        for record in records where !titles.contains(title(record)) { titles.append(title(record)) }
        var table = PrintedTable(header: ["Points", "Examples, steps, checkpoint"] + titles, wordColumns: 2)
        for pixels in PixelScale.allCases.map(\.rawValue) {
            let own = records.filter { $0["pixels"] == pixels }
            for (_, line) in own.grouped(by: { [$0["part"], $0["steps"], $0["checkpoint"]] }) {
                table.append(
                    [pixels == PixelScale.unit.rawValue ? "from 0 to 1" : pixels]
                        + ["\(line[0]["part"]), \(line[0]["steps"]), \(line[0]["checkpoint"])"]
                        + titles.map { name in line.first { title($0) == name }.map(cell) ?? "–" })
            }
        }
        let papers = titles.map { name in records.first { title($0) == name }.map(paper) ?? "–" }
        if papers.contains(where: { $0 != "–" }) { table.append(["paper", "–"] + papers) }
        return table
    }

    private static func paper(_ record: Record) -> String {
        guard let mean = record.number("paper") else { return "–" }
        return record.number("tolerance").map { "\(fixed(mean, decimals: 0)) ± \(fixed($0, decimals: 1))" }
            ?? "> \(fixed(mean, decimals: 0))"
    }

    private static func cell(_ record: Record) -> String {
        let mean = record.number("mean")!
        let isPapers: Bool =
            if let paper = record.number("paper") {
                record.number("tolerance").map { (mean - paper).magnitude <= $0 } ?? (mean > paper)
            } else { false }
        return record.printedEstimate(over: "seeds", decimals: 2) + (isPapers ? " *" : "")
    }
}

extension MNISTBenchmarks {
    /// What the models of MNIST-1D reach by the settings that the authors' files name for MNIST-1D.
    func settingsTable() throws -> Part<Run> {
        let all = try plannedConfigurations()
        // What the paper prints is of all images, and of settings like these, if of any.
        let isShown = try data == .full && all.allSatisfy(papers(at: options.scale))
        let papers = try publishedRecords("table-1.csv", numbers: ["mean", "tolerance"]).filter { isShown && $0["data"] == "mnist" }
        func paper(_ column: String) -> Column<SettingReading> {
            .number(column == "mean" ? "paper" : column) { cell in papers.first { $0["model"] == cell.fields["model"] }?.number(column) }
        }
        return .table(
            "settings",
            caption:
                "Accuracies on \(data == .full ? "the full MNIST" : "a subset of MNIST") of the models of MNIST-1D by the settings that the authors' files name for MNIST-1D: Adam at \(all[0].learningRate) for \(all[0].steps) steps, or three quarters of them. Means over \(Set(all.map(\.seed)).count) seeds with 90 % intervals. The paper does not say what its row of MNIST was made with. Training accuracies are of all training examples. A star marks what the paper prints, within its tolerance or above its bound.",
            Summaries(
                SettingReading.value, by: SettingReading.factors, columns: [.count("seeds"), .estimate, paper("mean"), paper("tolerance")]
            ).of(SettingReading.all), SettingReading.table)
    }
}
