import Plotting

/// What an experiment says about its runs: tables, figures and claims, as declarations.
///
///     func report() throws -> Report<Self> {
///         Report {
///             Part.data("histories", caption: "Losses and accuracies of all runs.", Listing([loss, accuracy], by: [examples, seed]))
///             Part.figure("accuracy", caption: "Test accuracy.", means, Curves(x: examples, y: .linear("Test accuracy (%)"), height: 60))
///             Part.claims(claims)
///         }
///     }
///
/// Each part writes a CSV file, and draws or prints from that file alone, so a report can be drawn again without runs.
public struct Report<Study: Experiment> {
    let metrics: [Metric<Study.Run>]
    private let parts: [Part<Study.Run>]

    /// - Parameters:
    ///   - metrics: What sweeps show of each run: numbers and curves.
    ///   - parts: In the order in which readers find them.
    public init(
        sweeping metrics: [Metric<Study.Run>] = [], @ReportBuilder<Study.Run> _ parts: () throws -> [Part<Study.Run>]
    ) rethrows {
        self.metrics = metrics
        self.parts = try parts()
    }

    func write(_ runs: [Study.Run], into figures: FigureFolder) throws {
        for part in parts { try part.write(runs, into: figures) }
    }
}

/// Rows of a table that a part of a report has written: see ``Part/data(_:caption:rows:keptIn:)``.
public final class WrittenRows<Row> {
    /// None before the table is written.
    public fileprivate(set) var rows: [Row] = []

    /// Without rows, for the table to come.
    public init() {}
}

/// A part of a ``Report``.
public struct Part<Run> {
    private let body: ([Run], FigureFolder) throws -> Void

    private init(_ body: @escaping ([Run], FigureFolder) throws -> Void) { self.body = body }

    /// Writes the files of this part.
    public func write(_ runs: [Run], into figures: FigureFolder) throws { try body(runs, figures) }

    /// A table for programs: `<name>.csv`.
    public static func data(_ name: String, caption: String, _ rows: some Tabulated<Run>) -> Part {
        Part { runs, figures in try figures.write(name, caption: caption, table: try rows.table(runs)) }
    }

    /// The same of rows of your own.
    ///
    /// - Parameter kept: Gets the rows as the file holds them, for printed tables below that are made of them too.
    public static func data<Row: Codable>(
        _ name: String, caption: String, rows: @escaping ([Run]) throws -> [Row], keptIn kept: WrittenRows<Row>? = nil
    ) -> Part {
        Part { runs, figures in
            let written = try figures.write(name, caption: caption, table: Table(rows(runs)))
            if let kept { kept.rows = try written.values(as: Row.self, source: "\(name).csv") }
        }
    }

    /// A figure, and the table that it is drawn from.
    public static func figure(_ name: String, caption: String, _ rows: some Tabulated<Run>, _ curves: Curves) -> Part {
        figure(name, caption: caption, rows, curves.figure)
    }

    /// A figure of your own, drawn from a table's rows.
    public static func figure(
        _ name: String, caption: String, _ rows: some Tabulated<Run>, _ figure: @escaping ([Record]) throws -> Figure
    ) -> Part {
        Part { runs, figures in
            try figures.draw(name, caption: caption, table: try rows.table(runs)) { table in
                try figure(records(of: table, rows, name))
            }
        }
    }

    /// A figure of your own, drawn from rows of your own.
    public static func figure<Row: Codable>(
        _ name: String, caption: String, rows: @escaping ([Run]) throws -> [Row], figure: @escaping ([Row]) throws -> Figure
    ) -> Part {
        Part { runs, figures in try figures.draw(name, caption: caption, rows: rows(runs), figure: figure) }
    }

    /// A printed table, and the table that it is made of.
    public static func table(_ name: String, caption: String, _ rows: some Tabulated<Run>, _ pivot: Pivot) -> Part {
        table(name, caption: caption, rows, pivot.table)
    }

    /// A printed table of your own, made of a table's rows.
    public static func table(
        _ name: String, caption: String, _ rows: some Tabulated<Run>, _ printed: @escaping ([Record]) throws -> PrintedTable
    ) -> Part {
        Part { runs, figures in
            try figures.tabulate(name, caption: caption, table: try rows.table(runs)) { table in
                try printed(records(of: table, rows, name))
            }
        }
    }

    /// A printed table of your own, made of rows of your own.
    public static func table<Row: Codable>(
        _ name: String, caption: String, rows: @escaping ([Run]) throws -> [Row], table: @escaping ([Row]) throws -> PrintedTable
    ) -> Part {
        Part { runs, figures in try figures.tabulate(name, caption: caption, rows: rows(runs), table: table) }
    }

    /// A printed table with a row for each row of a table.
    ///
    /// - Parameter columns: Headers, and the text of a row's cell; nil for a dash.
    public static func table(
        _ name: String, caption: String, _ rows: some Tabulated<Run>, columns: KeyValuePairs<String, (Record) -> String?>
    ) -> Part {
        table(name, caption: caption, rows) { records in
            var table = PrintedTable(header: columns.map(\.key))
            for record in records { table.append(columns.map { $0.value(record) ?? "–" }) }
            return table
        }
    }

    /// A statement, judged by the sample that the runs give: see ``Claim``.
    ///
    /// - Parameter evidence: From the runs, such as ``Metric/evidence(_:)``.
    public static func claim(
        _ id: String, _ tier: Claim.Tier, at location: String, quote: String = "", statement: String, unit: String = "", paper: String,
        rule: Claim.Rule, because: String, decided: String, over replicationUnit: String, decimals: Int = 1,
        evidence: @escaping ([Run]) throws -> Evidence
    ) -> Part {
        claims { runs in
            [
                Claim(
                    id, tier, at: location, quote: quote, statement: statement, unit: unit, paper: paper, rule: rule, because: because,
                    decided: decided, over: replicationUnit, decimals: decimals, evidence: try evidence(runs))
            ]
        }
    }

    /// Bytes of a file of another kind, such as arrays.
    public static func attachment(_ name: String, _ bytes: @escaping ([Run]) throws -> [UInt8]) -> Part {
        Part { runs, figures in try figures.attach(name, bytes(runs)) }
    }

    /// Statements of the paper, judged.
    public static func claims(_ claims: @escaping ([Run]) throws -> [Claim]) -> Part {
        Part { runs, figures in try figures.judge(claims(runs)) }
    }

    private static func records(of table: Table, _ rows: some Tabulated<Run>, _ name: String) throws -> [Record] {
        guard !table.rows.isEmpty else { throw ArtifactError("\(name).csv: expected at least one row") }
        return try table.records(columns: rows.columns, numbers: rows.numbers, source: "\(name).csv")
    }
}

/// Collects the parts of a report; loops and conditions are allowed.
@resultBuilder
public enum ReportBuilder<Run> {
    public static func buildExpression(_ item: Part<Run>) -> [Part<Run>] { [item] }
    public static func buildExpression(_ items: [Part<Run>]) -> [Part<Run>] { items }
    public static func buildBlock(_ parts: [Part<Run>]...) -> [Part<Run>] { parts.flatMap { $0 } }
    public static func buildArray(_ parts: [[Part<Run>]]) -> [Part<Run>] { parts.flatMap { $0 } }
    public static func buildOptional(_ part: [Part<Run>]?) -> [Part<Run>] { part ?? [] }
    public static func buildEither(first part: [Part<Run>]) -> [Part<Run>] { part }
    public static func buildEither(second part: [Part<Run>]) -> [Part<Run>] { part }
}
