/// A small table for people: Markdown for the README, LaTeX for the paper.
public struct PrintedTable: Sendable, Equatable {
    public let header: [String]
    /// So many columns are set flush left, the others flush right.
    public let wordColumns: Int
    public private(set) var rows: [[String]] = []

    /// - Parameters:
    ///   - header: The columns' titles.
    ///   - wordColumns: How many columns, from the first, hold words and are set flush left; the others flush right.
    public init(header: [String], wordColumns: Int = 1) {
        self.header = header
        self.wordColumns = wordColumns
    }

    /// Adds a row with as many cells as the header has.
    public mutating func append(_ row: [String]) {
        precondition(
            row.count == header.count, "a row of \(row.count) cells under a header of \(header.count)")
        rows.append(row)
    }

    /// A GitHub-style table, columns aligned.
    public var markdown: String {
        let cells = ([header] + rows).map { $0.map(Self.cell) }
        // The rule below the header takes two characters.
        let widths = header.indices.map { column in max(2, cells.map { $0[column].count }.max()!) }
        func line(_ row: [String]) -> String {
            let padded = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return column < wordColumns ? row[column] + space : space + row[column]
            }
            return "| " + padded.joined(separator: " | ") + " |\n"
        }
        let rule = header.indices.map { column in
            let dashes = String(repeating: "-", count: widths[column] - 1)
            return column < wordColumns ? ":" + dashes : dashes + ":"
        }
        return line(cells[0]) + line(rule) + cells.dropFirst().map(line).joined()
    }

    /// A cell is on one line, a bar in it is no border, and nothing in it is HTML.
    private static func cell(_ text: String) -> String {
        markdownEscaped(withMinus(text)).replacing("|", with: "\\|")
    }

    /// A hyphen before a number is a minus sign; between two numbers it is a range.
    private static func withMinus(_ text: String) -> String {
        text.replacing(/(^|[ \[(])-(?=[0-9])/) { "\($0.output.1)−" }
    }

    /// A `tabular` with the rules of the booktabs package.
    public var latex: String {
        func line(_ row: [String]) -> String {
            row.map { latexEscaped(Self.withMinus($0)) }.joined(separator: " & ") + " \\\\\n"
        }
        let alignment = header.indices.map { $0 < wordColumns ? "l" : "r" }.joined()
        return "\\begin{tabular}{\(alignment)}\n\\toprule\n" + line(header) + "\\midrule\n"
            + rows.map(line).joined() + "\\bottomrule\n\\end{tabular}\n"
    }
}

/// `text` in one line of Markdown, of which nothing is HTML.
public func markdownEscaped(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing(/<(?=[A-Za-z\/!?])/, with: "\\<")
}
