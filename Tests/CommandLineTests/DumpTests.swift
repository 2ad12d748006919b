import Foundation
import Testing

@Suite struct DumpTests {
    let mnist1d = Executable("mnist1d")

    @Test("DUMP=passes prints what each pass made, and changes no result")
    func passes() throws {
        try withTemporaryFolder { folder in
            func train(_ name: String, _ environment: [String: String]) throws -> Executable.Result {
                let arguments = "train --model mlp --steps 120 --hidden-size 20 --losses \(name).csv"
                return try mnist1d(arguments.split(separator: " ").map(String.init), in: folder, environment: environment)
            }
            let plain = try train("plain", [:])
            let dumped = try train("dumped", ["DUMP": "passes"])
            #expect(plain.status == 0 && dumped.status == 0)
            #expect(plain.output == dumped.output)
            #expect(!plain.error.contains("program"))
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: "\(folder)/plain.csv"))
                    == Data(contentsOf: URL(fileURLWithPath: "\(folder)/dumped.csv")))

            let lines = dumped.errorLines
            let passes = [
                "graph", "lowered graph", "fused groups", "schedule", "chains", "updates", "buffer plan",
            ]
            // What each of 40 batches is prepared by; the step; the evaluation of 4000 and of 1000 examples, 500 at a time,
            // before and after training.
            for (program, runs) in [(1, 40), (2, 100), (3, 20)] {
                let headings = lines.filter { $0.hasPrefix("-- program \(program), ") }
                #expect(headings == (passes + ["instructions, mean of \(runs) runs"]).map { "-- program \(program), \($0)" })
            }
            #expect(!lines.contains { $0.hasPrefix("-- program 4") })
            #expect(lines.contains { $0.hasPrefix("%0 (40, 100) = input features") })
            let products = lines.filter { $0.contains(" product %") && $0.contains("-> %") && $0.hasSuffix(" us") }
            // Three layers forward, and the gradients of their weights.
            #expect(products.count { !$0.contains("500)") } == 6)
        }
    }
}
