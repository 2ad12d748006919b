import Foundation
import Testing

/// The pages of docs/reuse do what they say: their commands are run, one page after the other, in a folder of its own each.
@Suite struct ReusePagesTests {
    private static let folder = packageFolder.appending(path: "docs/reuse")
    private static let pages = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".md") }
        .sorted()

    /// The code of a page in one language, block by block.
    private func blocks(_ language: String, of page: String) throws -> [String] {
        let text = try String(contentsOf: Self.folder.appending(path: page), encoding: .utf8)
        return text.matches(of: /(?ms)^```(\w+)\n(.*?)^```$/).filter { $0.1 == language }.map { String($0.2) }
    }

    @Test func thereIsAPageForEachKindOfStudy() { #expect(Self.pages.count >= 2) }

    @Test(arguments: pages)
    func itsCommandsRun(page: String) throws {
        let commands = try blocks("sh", of: page)
        // A page without commands has code, which the tests of training compile.
        #expect(try !commands.isEmpty || !blocks("swift", of: page).isEmpty || page == "from-pytorch.md")
        let programs = Executable("mnist1d").url.deletingLastPathComponent().path
        try withTemporaryFolder { folder in
            // Experiments look for the embedded data in the package's folder.
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/Data", withDestinationPath: packageFolder.appending(path: "Data").path)
            for command in commands {
                let path = "\(programs):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
                let result = try run(URL(fileURLWithPath: "/bin/sh"), ["-euc", command], in: folder, environment: ["PATH": path])
                #expect(result.status == 0, "\(page): \(command)\(result.output)\(result.error)")
            }
        }
    }
}
