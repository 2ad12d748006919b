import Foundation
import Testing

/// What must not change a byte of results and figures; `make determinism` tries more.
@Suite struct SameBytesTests {
    /// Five threads are more than some experiments have runs, so that they work inside of runs too.
    @Test(arguments: experiments) func theNumberOfThreadsChangesNoByte(name: String) throws {
        try withTemporaryFolder { folder in
            let experiment = Executable(name)
            for threads in ["1", "5"] {
                let result = try experiment(
                    quick("r\(threads)", "f\(threads)", ["--threads", threads]), in: folder)
                #expect(result.status == 0, "\(result.error)")
            }
            let figures = try files(in: "\(folder)/f1")
            // One experiment makes a table and no figure.
            #expect(figures.keys.contains { $0.hasSuffix(".csv") })
            #expect(figures.keys.contains { $0.hasSuffix(".pdf") || $0.hasSuffix(".tex") })
            #expect(try files(in: "\(folder)/f5") == figures)
            let results = try files(in: "\(folder)/r1/\(name)")
            #expect(!results.isEmpty)
            #expect(try files(in: "\(folder)/r5/\(name)") == results)
        }
    }
}
