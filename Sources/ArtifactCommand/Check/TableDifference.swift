import Artifact

/// How two CSV files differ, in words.
enum TableDifference {
    static func words(expected: [UInt8], actual: [UInt8], file: String) throws -> String {
        let old = try CSV.table(String(decoding: expected, as: UTF8.self), source: "expected \(file)")
        let new = try CSV.table(String(decoding: actual, as: UTF8.self), source: "fresh \(file)")
        guard old.columns == new.columns else {
            return "columns \(new.columns.joined(separator: ",")), expected \(old.columns.joined(separator: ","))"
        }
        var count = 0
        var first: String?
        var largest = 0.0
        var isNumeric = true
        for (row, (oldFields, newFields)) in zip(old.rows, new.rows).enumerated() {
            for (column, (oldField, newField)) in zip(oldFields, newFields).enumerated() where oldField != newField {
                count += 1
                // Rows are counted as a spreadsheet does: the header is the first.
                first = first ?? "row \(row + 2), \(old.columns[column]): \(newField), expected \(oldField)"
                if let a = Double(oldField), let b = Double(newField) {
                    let difference = (a - b).magnitude
                    if difference > largest || difference.isNaN { largest = difference }
                } else {
                    isNumeric = false
                }
            }
        }
        var words: [String] = []
        if old.rows.count != new.rows.count { words.append("\(new.rows.count) rows, expected \(old.rows.count)") }
        if let first {
            let common = min(old.rows.count, new.rows.count) * old.columns.count
            let extent = isNumeric ? ", by at most \(largest)" : ""
            words.append("\(count) of \(common) values\(extent), the first in \(first)")
        }
        return words.isEmpty ? "the same values in other bytes" : words.joined(separator: "; ")
    }
}
