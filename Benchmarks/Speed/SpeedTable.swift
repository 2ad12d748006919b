import Artifact
import Foundation

/// What was measured of one row.
private struct Measured {
    let row: Row
    /// The seconds of doing it once.
    let seconds: Double
    let megabytes: Double
    /// The same of each peer, in the peers' order; nil where a peer does not know the row.
    let peers: [Double?]
}

extension Speed {
    /// Times all rows, ours and the peers' in turn, as a Markdown table.
    func speedTable(_ rows: [Row], peak: Double) throws -> String {
        let peers = try startedPeers([
            ("peer_pytorch.py", []), ("peer_jax.py", []), ("peer_numpy.py", []), ("peer_numpy_vectorised.py", []),
            ("peer_opentsne.py", []), ("peer_opentsne.py", ["--fft"]), ("peer_sklearnex.py", []),
        ])
        defer { for peer in peers { peer.end() } }
        let measured = try rows.map { try measure($0, beside: peers) }
        var header = ["", "time", "GFLOP/s", "of peak", "MB"]
        // The first two do most rows; the others share a column.
        let general = peers.prefix(2)
        for peer in general { header += [peer.name, "ratio"] }
        if peers.count > general.count { header += ["others", "ratio"] }
        var table = PrintedTable(header: header)
        for result in measured {
            let rate = result.row.operations.map { $0 / result.seconds }
            var cells = [
                result.row.title, readable(result.seconds) + (result.row.cores > 1 ? " *" : ""),
                rate.map { fixed($0 / 1e9, decimals: 1) } ?? "",
                rate.map { percent($0 / peak) } ?? "",
                fixed(result.megabytes, decimals: 0),
            ]
            for seconds in result.peers.prefix(general.count) {
                cells += seconds.map { [readable($0), fixed($0 / result.seconds, decimals: 1)] } ?? ["", ""]
            }
            if peers.count > general.count {
                let answers = zip(peers, result.peers).dropFirst(general.count)
                let others = answers.compactMap { peer, seconds in seconds.map { (peer.name, $0) } }
                cells.append(others.map { "\(readable($1)), \($0)" }.joined(separator: "; "))
                cells.append(others.map(\.1).min().map { fixed($0 / result.seconds, decimals: 1) } ?? "")
            }
            table.append(cells)
        }
        return """
            Time of a training step of batch 100, unless the row says otherwise: the median of \(blocks) blocks, on one core (with *: on \
            two)\(peers.isEmpty ? "" : "; the others take turns with it and use all cores; ratio: their time, the least of several, to ours"). GFLOP/s \
            count the matrix products and convolutions alone. MB: the largest resident memory of a process that does the row.

            \(table.markdown)
            """
    }

    private func measure(_ row: Row, beside peers: [Peer]) throws -> Measured {
        note(row.title)
        // A long row warms itself up within its seconds.
        let budget = row.isLong ? 0 : blockSeconds
        var stopwatch = try Stopwatch(blockSeconds: budget, row.prepare())
        var others = [[Double]?](repeating: [], count: peers.count)
        for _ in 0..<(row.isLong ? 1 : blocks) {
            for (index, peer) in peers.enumerated() where others[index] != nil {
                guard let seconds = try peer.seconds(row.name, blockSeconds: budget) else {
                    others[index] = nil
                    continue
                }
                others[index]!.append(seconds)
            }
            try stopwatch.block()
        }
        return Measured(
            row: row, seconds: stopwatch.typical, megabytes: try memory(of: row.name),
            peers: others.map { $0.map(median) })
    }

    private func memory(of row: String) throws -> Double {
        let process = Process()
        let output = Pipe()
        process.executableURL = Bundle.main.executableURL
        process.arguments = ["--memory-of", row]
        process.standardOutput = output
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let megabytes = Double(text) else { throw SpeedError("row \(row): its memory could not be measured") }
        return megabytes
    }

    private func startedPeers(_ scripts: [(name: String, arguments: [String])]) throws -> [Peer] {
        guard let peers else { return [] }
        return try scripts.map { try Peer(python: peers, script: "\(self.scripts)/\($0.name)", $0.arguments) }
    }

    /// The products alone, which the models' steps are made of, beside libraries of linear algebra on one core.
    func productTable() throws -> String {
        let peers = try startedPeers(["openblas", "mkl", "onednn"].map { ("peer_products.py", ["--library", $0]) })
        defer { for peer in peers { peer.end() } }
        var table = PrintedTable(
            header: ["(M, K) · (K, N)", "time", "GFLOP/s", "of peak"] + peers.map(\.name) + (peers.isEmpty ? [] : ["ratio"]))
        for product in ProductCase.all {
            note("product \(product.title)")
            var stopwatch = try Stopwatch(blockSeconds: blockSeconds / 4, product.work())
            // The peak is measured anew beside each: on a shared machine it is not what it was a minute ago.
            var shares: [Double] = []
            var others = peers.map { _ in [Double]() }
            for _ in 0..<blocks {
                try stopwatch.block()
                let rate = product.operations / stopwatch.seconds.last!
                shares.append(rate / max(measuredPeak(blocks: 4), rate))
                for (index, peer) in peers.enumerated() {
                    if let seconds = try peer.seconds(product.name, blockSeconds: blockSeconds / 4) { others[index].append(seconds) }
                }
            }
            let rates = others.map { $0.isEmpty ? nil : product.operations / median($0) }
            let own = product.operations / stopwatch.typical
            table.append(
                [product.title, readable(stopwatch.typical), fixed(own / 1e9, decimals: 1), percent(median(shares))]
                    + rates.map { $0.map { fixed($0 / 1e9, decimals: 1) } ?? "" }
                    + (rates.compactMap { $0 }.max().map { [fixed(own / $0, decimals: 2)] } ?? []))
        }
        return """
            Products alone, and the share of the peak measured in turn with them.\(peers.isEmpty ? "" : " Others: GFLOP/s on one core; ratio: ours to the best of them.")

            \(table.markdown)
            """
    }
}

/// Says on standard error what is measured now.
func note(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

func percent(_ share: Double) -> String { fixed(100 * share, decimals: 0) + " %" }

/// A time with three digits or so, in the unit that suits it.
func readable(_ seconds: Double) -> String {
    func digits(_ value: Double) -> String { fixed(value, decimals: value < 10 ? 2 : value < 100 ? 1 : 0) }
    if seconds < 1e-3 { return digits(seconds * 1e6) + " µs" }
    if seconds < 1 { return digits(seconds * 1e3) + " ms" }
    return digits(seconds) + " s"
}
