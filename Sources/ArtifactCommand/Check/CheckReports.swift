import Foundation

/// What a check found, for machines.
enum CheckReports {
    /// A test for each figure, in the form that JUnit's readers know.
    static func junit(_ comparisons: [FigureComparison], accepted: Set<String>) -> String {
        let failures = comparisons.count { !$0.isEqual && !accepted.contains($0.name) }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites><testsuite name=\"figures\" tests=\"\(comparisons.count)\" failures=\"\(failures)\" errors=\"0\">\n"
        for comparison in comparisons {
            text += "<testcase classname=\"figures\" name=\"\(xml(comparison.name))\""
            guard !comparison.isEqual else {
                text += "/>\n"
                continue
            }
            let words = xml(comparison.differences.map(\.summary).joined(separator: "\n"))
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
        return xml(plain).replacingOccurrences(of: "|", with: "\\|")
    }

    private static func xml(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
