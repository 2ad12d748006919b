import Foundation
import Testing

/// `artifact report`, run as a user runs it, and what it wrote.
@Suite struct ReportTests {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Copies the results and the paper's sources, and lets `body` work on the copy after a first report.
    private func withReport(_ body: (_ folder: String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for name in ["figures", "paper"] {
                try FileManager.default.copyItem(atPath: "\(Self.package)/\(name)", toPath: "\(folder)/\(name)")
            }
            let result = try Executable("artifact")(["report", "--package", Self.package], in: folder)
            #expect(result.status == 0 && result.error == "")
            try body(folder)
        }
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func replace(_ old: String, by new: String, in path: String) throws {
        let before = try text(path)
        try #require(before.contains(old))
        try before.replacing(old, with: new, maxReplacements: 1).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func aSecondReportChangesNothing() throws {
        try withReport { folder in
            let result = try Executable("artifact")(["report", "--package", Self.package], in: folder)
            #expect(!result.output.contains(": written"))
            #expect(try text("\(folder)/paper/claims.csv").contains(",Table 1,"))
        }
    }

    @Test(arguments: [
        ("figures/benchmarks/contents.json", "../docs/results.md"), ("figures/benchmarks/table1.md", "../docs/results.md"),
    ])
    func aChangedResultMakesItStale(changed: String, stale: String) throws {
        try withReport { folder in
            let path = "\(folder)/\(changed)"
            // Captions and tables have it.
            try text(path).replacing("ccuracies", with: "curacies").replacing("9", with: "8")
                .write(toFile: path, atomically: true, encoding: .utf8)
            let result = try Executable("artifact")(["report", "--package", Self.package, "--check"], in: folder)
            #expect(result.error == "Error: paper/\(stale): does not agree with figures/; run: make paper\n")
            #expect(result.status == 1)
        }
    }

    @Test func thePaperKnowsWhatItWasMadeOf() throws {
        try withReport { folder in
            try replace("\\section{Availability}", by: "\\section{Where it is}", in: "\(folder)/paper/paper.tex")
            _ = try Executable("artifact")(["report", "--package", Self.package], in: folder)
            let result = try Executable("artifact")(["report", "--package", Self.package, "--check"], in: folder)
            #expect(
                result.error
                    == "Error: paper/paper.pdf: is not made from these sources and figures; run: make paper\n")
        }
    }

    @Test func anExperimentThatHasNotBeenRunIsLeftOut() throws {
        try withReport { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/figures/pooling")
            let result = try Executable("artifact")(["report", "--package", Self.package], in: folder)
            #expect(result.status == 0)
            #expect(try !text("\(folder)/paper/report.html").contains("pooling/figure7"))
        }
    }

    @Test(arguments: ["contents.json", "provenance.json", "claims.csv"])
    func aDamagedFileIsAnErrorInOneLine(name: String) throws {
        try withReport { folder in
            let path = "\(folder)/figures/benchmarks/\(name)"
            try String(text(path).dropLast(30)).write(toFile: path, atomically: true, encoding: .utf8)
            let before = try text("\(folder)/paper/claims.csv")
            let result = try Executable("artifact")(["report", "--package", Self.package], in: folder)
            #expect(result.status == 1 && result.errorLines.count == 1)
            #expect(result.error.hasPrefix("Error: figures/benchmarks/\(name)"))
            #expect(try text("\(folder)/paper/claims.csv") == before)
        }
    }

    /// A file of a set of figures, what is changed in it, and what is said of it; nothing is written.
    static let hostile: [(file: String, old: String, new: String, message: String)] = [
        (
            "contents.json", "\"name\":\"table1\"", "\"name\":\"}\\\\input{/etc/passwd}\"",
            "contents.json, line 3: name \"}\\\\input{/etc/passwd}\": expected a name in lower case letters, digits and hyphens; draw the figures again"
        ),
        ("contents.json", "\"kind\":\"table\"", "\"kind\":\"tables\"", "contents.json: is not what its program writes"),
        ("table1.md", "| Original", "| <script>alert(1)</script> Original", "table1.md, line 3: expected no HTML"),
        ("table1.md", " |        GRU |", " |", "table1.md, line 2: expected 5 cells, found 6"),
        ("figure2.svg", "</svg>", "<script>alert(1)</script></svg>", "expected an element that draws, found <script"),
        ("figure2.svg", "role=\"img\"", "onload=\"alert(1)\"", "figure2.svg, line 1: expected no handler of events, found onload"),
        ("figure2.svg", "</svg>", "<g>", "figure2.svg, line"),
        ("figure2.svg", "</svg>", "", "figure2.svg, line"),
    ]

    @Test(arguments: hostile.indices) func whatNoProgramWritesIsNotPutIntoPages(index: Int) throws {
        let (file, old, new, message) = Self.hostile[index]
        try withReport { folder in
            try replace(old, by: new, in: "\(folder)/figures/benchmarks/\(file)")
            let before = try files(in: folder)
            let result = try Executable("artifact")(["report", "--package", Self.package], in: folder)
            #expect(result.status == 1 && result.errorLines.count == 1)
            #expect(result.error.hasPrefix("Error: figures/benchmarks/") && result.error.contains(message), "\(result.error)")
            #expect(try files(in: folder) == before)
        }
    }

    @Test func theSameClaimTwiceIsAnError() throws {
        try withReport { folder in
            try FileManager.default.copyItem(atPath: "\(folder)/figures/pooling", toPath: "\(folder)/figures/benchmarks/again")
            let result = try Executable("artifact")(["report", "--package", Self.package], in: folder)
            #expect(result.status == 1 && result.errorLines.count == 1)
            #expect(result.error.contains("is in figures/benchmarks/again/claims.csv already"))
        }
    }

    // MARK: In a browser

    private static let browser = ["chromium-headless-shell", "chromium", "google-chrome"]
        .map { "/usr/bin/\($0)" }.first(where: FileManager.default.isExecutableFile)

    /// The committed page, with a script added that counts what the browser has drawn.
    @Test(.enabled(if: browser != nil, "needs a browser: apt-get install chromium-headless-shell"))
    func aBrowserShowsEveryFigure() throws {
        let page = try text("\(Self.package)/paper/report.html")
        let figures = try files(in: "\(Self.package)/figures").keys.count { $0.hasSuffix(".svg") }
        let script = """
            <script>
            const pictures = [...document.querySelectorAll("figure .picture svg")];
            const drawn = pictures.filter(picture => {
              const frame = picture.getBoundingClientRect(), content = picture.getBBox();
              return frame.width > 100 && frame.height > 50 && content.width > 50 && content.height > 20
                && picture.querySelectorAll("path, circle, image, text").length > 10;
            });
            const uses = [...document.querySelectorAll("use")];
            const dangling = uses.filter(use => !document.querySelector(use.getAttribute("href"))).length;
            const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
            const rows = [...document.querySelectorAll("#claims tbody tr")];
            const shown = () => rows.filter(row => row.getBoundingClientRect().height > 0).length;
            const all = shown();
            document.querySelector("#show-reproduced").click();
            const report = {
              pictures: pictures.length, drawn: drawn.length, dangling, doubled: ids.length - new Set(ids).size,
              wide: document.documentElement.scrollWidth > innerWidth ? 1 : 0,
              loaded: performance.getEntriesByType("resource").length, rows: all === rows.length ? 1 : 0,
              filtered: shown() === document.querySelectorAll("#claims tr.reproduced").length ? 1 : 0,
            };
            document.body.innerHTML = "<p id=found>" + JSON.stringify(report) + "</p>";
            </script>
            """
        try withTemporaryFolder { folder in
            try page.replacing("</body>", with: script + "</body>")
                .write(toFile: "\(folder)/report.html", atomically: true, encoding: .utf8)
            let result = try run(
                URL(fileURLWithPath: try #require(Self.browser)),
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1200,900", "--enable-logging=stderr",
                    "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder)/profile", "--dump-dom",
                    "file://\(folder)/report.html",
                ], in: folder)
            #expect(!result.error.contains("CONSOLE"))
            let json = try #require(result.output.split(separator: "<p id=\"found\">").last?.split(separator: "</p>").first)
            let found = try JSONDecoder().decode([String: Int].self, from: Data(json.utf8))
            #expect(figures > 0)
            #expect(
                found == [
                    "pictures": figures, "drawn": figures, "dangling": 0, "doubled": 0, "wide": 0, "loaded": 0,
                    "rows": 1, "filtered": 1,
                ])
        }
    }
}
