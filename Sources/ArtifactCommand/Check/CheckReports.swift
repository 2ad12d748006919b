import Foundation
import Plotting

/// What a check found, for machines.
enum CheckReports {
    /// A test for each figure, in the form that JUnit's readers know.
    static func junit(_ comparisons: [FigureComparison], accepted: Set<String>) -> String {
        let failures = comparisons.count { !$0.isEqual && !accepted.contains($0.name) }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites><testsuite name=\"figures\" tests=\"\(comparisons.count)\" failures=\"\(failures)\" errors=\"0\">\n"
        for comparison in comparisons {
            text += "<testcase classname=\"figures\" name=\"\(SVGText.escaped(comparison.name))\""
            guard !comparison.isEqual else {
                text += "/>\n"
                continue
            }
            let words = SVGText.escaped(comparison.differences.map(\.summary).joined(separator: "\n"))
            let isAccepted = accepted.contains(comparison.name)
            text += isAccepted ? "><system-out>accepted: \(words)</system-out>" : "><failure message=\"figures differ\">\(words)</failure>"
            text += "</testcase>\n"
        }
        return text + "</testsuite></testsuites>\n"
    }

    /// A table of what differs, for the summary of a workflow's step. Such pages show no pictures that they hold themselves: those are in
    /// the report.
    static func markdown(_ comparisons: [FigureComparison], accepted: Set<String>, expected: String, report: String) -> String {
        let different = comparisons.filter { !$0.isEqual }
        let open = different.count { !accepted.contains($0.name) }
        var text = "### \(open) of \(comparisons.count) figures and tables differ from \(cell(expected))\n\n"
        if different.count > open { text += "\(different.count - open) more differ and are accepted.\n\n" }
        guard !different.isEmpty else { return text }
        text += "| figure or table | what differs | |\n| :-- | :-- | :-- |\n"
        for comparison in different {
            let words = comparison.differences.map { cell($0.summary) }.joined(separator: "<br>")
            text += "| \(cell(comparison.name)) | \(words) | \(accepted.contains(comparison.name) ? "accepted" : "") |\n"
        }
        return text + "\nThe pictures are in \(cell(report)).\n"
    }

    private static func cell(_ text: String) -> String {
        let plain = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return SVGText.escaped(plain).replacingOccurrences(of: "|", with: "\\|")
    }
}
