import Artifact
import Datasets
import Training

typealias LotteryRun = FinishedRun<LotteryTickets.Configuration, LotteryTickets.Outcome>

/// Which network is trained.
enum Ticket: String, Codable, CaseIterable {
    case dense, lottery, random
}

extension Search {
    var ticket: Ticket { ranking == .random ? .random : .lottery }

    /// Whether the authors searched like this, seeds aside.
    var isPublished: Bool {
        let paper = Trial(seed: trial.seed, hidden: 500)
        return [nil, 1000].contains(ranking.step)
            && self
                == Search(
                    trial: paper, ranking: ranking, retrains: 100, lastStep: endsAtTicket ? ranking.step ?? 1500 : 1500,
                    evaluationInterval: 100, endsAtTicket: endsAtTicket)
    }
}

extension Analysis {
    var ticket: Ticket { network.search?.ticket ?? .dense }

    /// Whether the authors have trained like this, seeds aside.
    var isPublished: Bool {
        let paper = Trial(seed: network.trial.seed, hidden: 500)
        return network.search?.isPublished ?? (network == .dense(paper))
            && self == Analysis(network: network, data: data, change: change, lastStep: 6000, evaluationInterval: 100)
    }
}

extension [LotteryRun] {
    var searches: [(search: Search, outcome: Search.Outcome)] {
        compactMap { run in
            guard case (.search(let search), .search(let outcome)) = (run.configuration, run.outcome) else { return nil }
            return (search, outcome)
        }
    }

    var analyses: [(analysis: Analysis, history: [HistoryPoint])] {
        compactMap { run in
            guard case (.analysis(let analysis), .analysis(let history)) = (run.configuration, run.outcome) else { return nil }
            return (analysis, history)
        }
    }

    var adjacencies: [(adjacency: Adjacency, outcome: Adjacency.Outcome)] {
        compactMap { run in
            guard case (.adjacency(let adjacency), .adjacency(let outcome)) = (run.configuration, run.outcome) else { return nil }
            return (adjacency, outcome)
        }
    }

    /// Points of a signal.
    var inputs: Int { first?.configuration.trial.source.length ?? 0 }

    /// The step after which the lottery tickets of the figures are ranked: of the first search by magnitude.
    var mainStep: Int? { searches.lazy.compactMap(\.search.ranking.step).first }

    /// Every ticket's masks as NumPy arrays: `seed42_random_linear1_weight` (outputs, inputs) and `…_bias`, and
    /// `seed42_magnitude-1000_linear1_weight` and so on.
    var archive: NPZArchive {
        var entries: [NPZArchive.Entry] = []
        for (search, outcome) in searches {
            let inputs = [search.trial.source.length, search.trial.hidden, search.trial.hidden]
            for (layer, mask) in outcome.masks.map(\.entries).enumerated() {
                let outputs = mask.count / (inputs[layer] + 1)
                let weights = outputs * inputs[layer]
                let name = "seed\(search.trial.seed)_\(search.ranking.name)_linear\(layer + 1)"
                entries.append(
                    NPZArchive.Entry(
                        "\(name)_weight",
                        NPYArray(shape: [outputs, inputs[layer]], elements: .bool([Bool](mask[..<weights])))))
                entries.append(
                    NPZArchive.Entry("\(name)_bias", NPYArray(shape: [outputs], elements: .bool([Bool](mask[weights...])))))
            }
        }
        return NPZArchive(entries)
    }
}
