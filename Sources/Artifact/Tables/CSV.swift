/// Tables as comma-separated values (RFC 4180): UTF-8, header line, lines end with LF.
///
/// A field with a comma, a quote or a line break is quoted. Lines that end with CR LF or CR are read as well, and so is a byte-order mark.
/// Control characters, which neither a page nor a person shows, are refused.
public enum CSV {
    public static func text(_ table: Table) -> String {
        ([table.columns] + table.rows).map { line(of: $0) }.joined()
    }

    private static func line(of fields: [String]) -> String {
        // A single empty field would be an empty line, which readers skip.
        if fields == [""] { return "\"\"\n" }
        return fields.map(quoted).joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
        guard field.unicodeScalars.contains(where: special.contains) else { return field }
        var text = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { text.unicodeScalars.append("\"") }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }

    /// The table in a file; nil if there is no such file. Errors name the file.
    public static func table(at path: String) throws -> Table? {
        try FileOutput.contents(of: path).map { try table(String(decoding: $0, as: UTF8.self), source: path) }
    }

    /// - Parameter source: The file's name, for errors.
    public static func table(_ text: String, source: String = "CSV") throws -> Table {
        var lines = try records(text, source: source)
        guard !lines.isEmpty else { throw ArtifactError("\(source): is empty; expected a header line") }
        let header = lines.removeFirst()
        var table = Table(columns: header)
        for (number, line) in lines.enumerated() {
            guard line.count == header.count else {
                throw ArtifactError(
                    "\(source), row \(number + 2): has \(line.count) fields; the header has \(header.count)")
            }
            table.append(line)
        }
        return table
    }

    /// How a control character is called that is no white space; nil for other characters.
    private static func control(_ scalar: Unicode.Scalar) -> String? {
        guard scalar.value < 0x20 || scalar.value == 0x7F, !["\t", "\n", "\r"].contains(scalar) else { return nil }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private static func records(_ text: String, source: String) throws -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var wasQuoted = false
        var scalars = text.unicodeScalars.dropFirst(text.unicodeScalars.first == "\u{FEFF}" ? 1 : 0).makeIterator()
        var current = scalars.next()

        func endField() {
            record.append(String(field))
            field = String.UnicodeScalarView()
            wasQuoted = false
        }
        func endRecord() {
            if record.isEmpty, field.isEmpty, !wasQuoted { return }
            endField()
            records.append(record)
            record = []
        }

        while let scalar = current {
            current = scalars.next()
            if let control = control(scalar) {
                throw ArtifactError("\(source), row \(records.count + 1): expected text, found the control character \(control)")
            }
            switch scalar {
            case "\"" where field.isEmpty && !wasQuoted:
                wasQuoted = true
                while true {
                    guard let inside = current else {
                        throw ArtifactError("\(source), row \(records.count + 1): a quote is not closed")
                    }
                    current = scalars.next()
                    if let control = control(inside) {
                        throw ArtifactError("\(source), row \(records.count + 1): expected text, found the control character \(control)")
                    }
                    if inside != "\"" {
                        field.append(inside)
                    } else if current == "\"" {
                        field.append("\"")
                        current = scalars.next()
                    } else {
                        break
                    }
                }
            case ",": endField()
            case "\n": endRecord()
            case "\r" where current == "\n": break
            case "\r": endRecord()
            default:
                guard !wasQuoted else {
                    throw ArtifactError("\(source), row \(records.count + 1): text after a closing quote")
                }
                field.append(scalar)
            }
        }
        endRecord()
        return records
    }
}
