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
            let result = try Executable("artifact")(["report"], in: folder)
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
            let result = try Executable("artifact")(["report"], in: folder)
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
            let result = try Executable("artifact")(["report", "--check"], in: folder)
            #expect(result.error == "Error: paper/\(stale): does not agree with figures/; run: make paper\n")
            #expect(result.status == 1)
        }
    }

    @Test func thePaperKnowsWhatItWasMadeOf() throws {
        try withReport { folder in
            try replace("\\section{Availability}", by: "\\section{Where it is}", in: "\(folder)/paper/paper.tex")
            _ = try Executable("artifact")(["report"], in: folder)
            let result = try Executable("artifact")(["report", "--check"], in: folder)
            #expect(
                result.error
                    == "Error: paper/paper.pdf: is not made from these sources and figures; run: make paper\n")
        }
    }

    @Test func anExperimentThatHasNotBeenRunIsLeftOut() throws {
        try withReport { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/figures/pooling")
            let result = try Executable("artifact")(["report"], in: folder)
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
            let result = try Executable("artifact")(["report"], in: folder)
            #expect(result.status == 1 && result.errorLines.count == 1)
            #expect(result.error.hasPrefix("Error: figures/benchmarks/\(name)"))
            #expect(try text("\(folder)/paper/claims.csv") == before)
        }
    }

    // MARK: The page

    /// The blocks, claims and pictures of the page in this copy.
    private func page(in folder: String) throws -> (text: String, blocks: [Substring]) {
        let page = try text("\(folder)/paper/report.html")
        return (page, page.split(separator: "<section class=\"block\" ").dropFirst().map { $0 })
    }

    @Test func thePaperGivesTheOrder() throws {
        try withReport { folder in
            let order = try page(in: folder).blocks.compactMap { block in
                block.firstMatch(of: /<p class="place">((?:Figure|Table) [0-9]+)/).map { String($0.1) }
            }
            let paper = [
                "Figure 1", "Figure 2", "Table 1", "Figure 3", "Figure 4", "Figure 5", "Figure 6", "Figure 7", "Figure 8", "Figure 9",
                "Figure 10", "Table 2",
            ]
            // A table may have blocks of several programs, one after the other.
            let places = order.filter(paper.contains).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
            #expect(order.count > 3 && places == paper.filter(order.contains))
        }
    }

    /// Numbers in the story come from the claims; a sentence without its claim gives way to the caption.
    @Test func theStoryIsFilledWithNumbersOfClaims() throws {
        try withReport { folder in
            let story = "\(folder)/paper/story.md"
            let estimate = try #require(
                text("\(folder)/paper/numbers.tex").firstMatch(of: /\\setresult\{pooling-1000\}\{\$([0-9.]+)\$\}/)?.1)
            func title() throws -> Substring? {
                _ = try Executable("artifact")(["report"], in: folder)
                return try page(in: folder).blocks.first { $0.hasPrefix("id=\"pooling-figure7\"") }?
                    .firstMatch(of: /<h3[^>]*>([^<]*)/)?.1
            }
            #expect(try title()?.hasPrefix("Pooling adds \(estimate) points") == true)
            try replace("{pooling-1000}", by: "{no-such-claim}", in: story)
            #expect(try title()?.hasPrefix("Test accuracy with five kinds of pooling") == true)
            for (wrong, place) in [("## pooling/figure7", "expected a figure as ## folder/name: Label"), ("Lost", "expected text below")] {
                try "# Part\n\(wrong)\n".write(toFile: story, atomically: true, encoding: .utf8)
                let result = try Executable("artifact")(["report"], in: folder)
                #expect(result.status == 1 && result.error.hasPrefix("Error: paper/story.md, line 2: \(place)"), "\(result.error)")
            }
        }
    }

    /// A page of figures at quick scale says so, has no verdicts, and is all that is written.
    @Test func aQuickPageIsMarked() throws {
        try withReport { folder in
            let before = try files(in: folder)
            let result = try Executable("artifact")(
                ["report", "--quick-page", "quick.html", "--figures-link", "figures"], in: folder)
            #expect(result.status == 0 && result.output == "quick.html: all figures at quick scale; open it in a browser\n")
            let page = try text("\(folder)/quick.html")
            #expect(page.contains("These figures are of quick scale") && !page.contains("id=\"claims\"") && !page.contains("paper.pdf"))
            #expect(page.contains("href=\"figures/pooling/figure7.csv\""))
            #expect(try files(in: folder).filter { $0.key != "quick.html" } == before)
        }
    }

    /// Each primary claim is drawn once, and its link leads to the block that has it among its own.
    @Test func everyStatementIsDrawnAndLeadsToItsFigure() throws {
        try withReport { folder in
            let (page, blocks) = try page(in: folder)
            let claims = try text("\(folder)/paper/claims.csv").split(separator: "\n").dropFirst()
            let rows = page.matches(of: /<tr class="[a-z-]*" id="claim-([^"]*)"><th scope="row"><a href="#([^"]*)">/)
            let primary = claims.filter { $0.contains(",primary,") }.map { $0.prefix { $0 != "," } }
            #expect(rows.map(\.1) == primary)
            #expect(page.components(separatedBy: "<td class=\"strip\"><svg").count == primary.count + 1)
            for row in rows {
                let block = try #require(blocks.first { $0.hasPrefix("id=\"\(row.2)\"") })
                #expect(block.contains("<table class=\"claims\">"))
            }
            #expect(page.components(separatedBy: "<td data-label=\"Rule\">").count == claims.count + 1, "all claims, below the figures")
        }
    }

    /// What is drawn says what the verdict says: an interval within the shaded region, outside of it, or across its edge.
    @Test func drawnIntervalsAgreeWithTheVerdicts() throws {
        try withReport { folder in
            let page = try page(in: folder).text
            let rows = page.matches(
                of: /<tr class="([a-z-]*)" id="claim-[^"]*">.*?<rect class="region" x="([0-9.]*)" y="3" width="([0-9.]*)".*?<\/tr>/)
            #expect(rows.count > 20)
            for row in rows {
                guard let interval = row.0.firstMatch(of: /class="interval" d="M([0-9.]*) 13H([0-9.]*)"/) else { continue }
                let (low, high) = (Double(interval.1)!, Double(interval.2)!)
                let left = Double(row.2)!, right = left + Double(row.3)!
                let least = row.0.firstMatch(of: /class="least" d="M([0-9.]*)/).map { Double($0.1)! }
                let isInside = low >= left - 0.15 && high <= right + 0.15
                switch row.1 {
                case "reproduced": #expect(isInside, "\(row.0)")
                case "not-reproduced":
                    #expect(
                        high <= (left > 0 ? least ?? left : left) + 0.15 || low >= (left > 0 ? right : least ?? right) - 0.15, "\(row.0)")
                case "inconclusive": #expect(!isInside, "\(row.0)")
                default: break
                }
            }
        }
    }

    @Test func tablesHaveCaptionsAndScopes() throws {
        try withReport { folder in
            let page = try page(in: folder).text
            for table in page.components(separatedBy: "<table").dropFirst() {
                let table = table.components(separatedBy: "</table>")[0]
                #expect(table.contains("<caption>") && !table.contains("<th>") && table.contains("scope=\"row\""))
            }
            #expect(page.contains("<main>") && page.contains("<html lang=\"en\">"))
        }
    }

    /// One file: nothing is loaded, all that it links to in this repository is there.
    @Test func nothingIsLoadedAndLinksAreAlive() throws {
        try withReport { folder in
            let page = try page(in: folder).text
            #expect(!page.contains("src=\"") && !page.contains("@import"))
            #expect(page.utf8.count <= 1_750_000)
            for link in page.matches(of: /href="([^"#:]+)"/).map(\.1) where !link.hasPrefix("../docs/") {
                #expect(FileManager.default.fileExists(atPath: "\(folder)/paper/\(link)"), "\(link)")
            }
        }
    }

    /// A file of a set of figures, what is changed in it, and what is said of it; nothing is written.
    static let hostile: [(file: String, old: String, new: String, message: String)] = [
        (
            "contents.json", "\"name\":\"table1\"", "\"name\":\"}\\\\input{/etc/passwd}\"",
            "contents.json, line 3: name \"}\\\\input{/etc/passwd}\": expected a name in lower case letters, digits and hyphens; draw the figures again"
        ),
        ("contents.json", "\"kind\":\"table\"", "\"kind\":\"tables\"", "contents.json: is not what its program writes"),
        ("table1.md", "| ", "", "table1.md: is not a whole table as its program writes it"),
        ("figure2.svg", "</svg>", "", "figure2.svg: is not a whole figure as its program writes it"),
    ]

    @Test(arguments: hostile.indices) func whatNoProgramWritesIsNotPutIntoPages(index: Int) throws {
        let (file, old, new, message) = Self.hostile[index]
        try withReport { folder in
            try replace(old, by: new, in: "\(folder)/figures/benchmarks/\(file)")
            let before = try files(in: folder)
            let result = try Executable("artifact")(["report"], in: folder)
            #expect(result.status == 1 && result.errorLines.count == 1)
            #expect(result.error.hasPrefix("Error: figures/benchmarks/") && result.error.contains(message), "\(result.error)")
            #expect(try files(in: folder) == before)
        }
    }

    /// The line of a verdict that has changed is left out.
    @Test func verdictsHaveCauses() throws {
        try withReport { folder in
            func results() throws -> String { try text("\(folder)/docs/results.md") }
            let line = "Human, shuffled signals: right answers: not tested. Paper: no answers to shuffled signals are published."
            #expect(try results().contains("\n- \(line)\n"))
            try replace("human-shuffled,not tested", by: "human-shuffled,reproduced", in: "\(folder)/paper/causes.csv")
            #expect(try Executable("artifact")(["report"], in: folder).status == 0)
            #expect(try !results().contains(line))
            try replace("human-shuffled,reproduced,paper", by: "human-shuffled,reproduced,bad luck", in: "\(folder)/paper/causes.csv")
            let result = try Executable("artifact")(["report"], in: folder)
            #expect(result.status == 1 && result.errorLines.count == 1 && result.error.contains("causes.csv"))
        }
    }

    @Test func theSameClaimTwiceIsAnError() throws {
        try withReport { folder in
            try FileManager.default.copyItem(atPath: "\(folder)/figures/pooling", toPath: "\(folder)/figures/benchmarks/again")
            let result = try Executable("artifact")(["report"], in: folder)
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
            for (const details of document.querySelectorAll("details")) details.open = true;
            const pictures = [...document.querySelectorAll("figure .picture > svg")];
            const drawn = pictures.filter(picture => {
              const frame = picture.getBoundingClientRect(), content = picture.getBBox();
              return frame.width > 100 && frame.height > 50 && content.width > 50 && content.height > 20
                && picture.querySelectorAll("path, circle, image, text").length > 10;
            });
            const uses = [...document.querySelectorAll("use")];
            const dangling = uses.filter(use => !document.querySelector(use.getAttribute("href"))).length;
            const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
            const rows = [...document.querySelectorAll(".forest tbody tr")];
            const shown = () => rows.filter(row => row.getBoundingClientRect().height > 0).length;
            const all = shown();
            document.querySelector("#show-inconclusive").click();
            const report = {
              pictures: pictures.length, drawn: drawn.length, dangling, doubled: ids.length - new Set(ids).size,
              wide: document.documentElement.scrollWidth > innerWidth ? 1 : 0,
              loaded: performance.getEntriesByType("resource").length, rows: all === rows.length ? 1 : 0,
              filtered: shown() === all - document.querySelectorAll(".forest tr.inconclusive").length ? 1 : 0,
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
