import Artifact
import Autodiff
import Datasets
import Training

extension Speed {
    /// Where the time of each model's step goes and what limits it, as Markdown.
    func profiles(_ examples: Examples, peak: Double) throws -> String {
        var text = """
            # Where a training step's time goes

            Written by `make bench`. \(machineDescription())
            Each instruction is timed by itself, which adds about 30 ns to each. Batches and optimizers are those of the speed table.

            """
        for model in ModelCase.all {
            let trainer = try model.trainer(examples)
            _ = try trainer.profile(runs: 50)
            let runs = max(50, Int(blockSeconds * 2 / (try trainer.profile(runs: 50)).seconds))
            let profile = try trainer.profile(runs: runs)
            var table = PrintedTable(header: ["kind", "instructions", "time", "share"])
            for entry in profile.entries {
                table.append([
                    entry.kind, "\(entry.count)", readable(entry.seconds), percent(entry.seconds / profile.seconds),
                ])
            }
            text += "\n## \(model.title): \(readable(profile.seconds))\n\n\(table.markdown)\n\(limit(profile, model, peak))\n"
        }
        return text
    }

    /// The limit in one or two sentences.
    private func limit(_ profile: Profile, _ model: ModelCase, _ peak: Double) -> String {
        func seconds(_ isIncluded: (Profile.Entry) -> Bool) -> Double {
            profile.entries.filter(isIncluded).reduce(0) { $0 + $1.seconds }
        }
        let products = seconds { $0.kind.hasSuffix("product") || $0.kind.hasPrefix("convolution") }
        let share = products / profile.seconds
        let ideal = model.operations / peak
        let count = profile.entries.reduce(0) { $0 + $1.count }
        var text = "Products and convolutions take \(percent(share)) and run at \(percent(ideal / products)) of the peak; "
        text += "at the peak they would take \(readable(ideal)). "
        let rest = profile.seconds - products
        if profile.entries.contains(where: { $0.kind == "SDDMM" }) {
            text += "The limit is loads and shuffles: in a sparse product each vector that is multiplied is loaded for it alone, "
            text += "in an SDDMM it also has to be put together from eight rows."
        } else if share > 0.5 {
            text += "The limit is the FMA units; what is left is \(readable(products - ideal)) in products and \(readable(rest)) elsewhere."
        } else if let first = profile.entries.first, first.kind.hasPrefix("elementwise"), model.name.hasPrefix("gru") {
            text += "The limit is exp and tanh, and the start of \(count) small instructions."
        } else if rest / Double(count) < 1e-6 {
            text += "The limit is the start of \(count) small instructions: all data lies in the nearest caches."
        } else {
            text += "The limit is memory: elementwise passes over parameters and activations, and the optimizer's state."
        }
        return text
    }
}
