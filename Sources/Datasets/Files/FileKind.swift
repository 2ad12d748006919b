/// What a file is that is none of those that are read, known by its first bytes; for errors, with what converts it.
public enum FileKind {
    /// What the file is, and how a file that is read comes from it; nil where that cannot be told.
    ///
    ///     is a Parquet table; python3 -c 'import …'
    ///
    /// - Parameter path: As it stands in the line that converts it.
    public static func advice(_ bytes: [UInt8], path: String) -> String? {
        func starts(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
        func starts(_ first: UInt8...) -> Bool { bytes.starts(with: first) }
        let name = quoted(path)
        if bytes.isEmpty { return "is empty" }
        if starts("PAR1") {
            return "is a Parquet table; "
                + python(
                    "import numpy, pandas; d = pandas.read_parquet(\(name)); numpy.savez(\"d.npz\", x=numpy.stack(d[\"x\"]), y=d[\"y\"])")
        }
        if starts(0x89, 0x48, 0x44, 0x46) {
            return "is an HDF5 file; "
                + python("import h5py, numpy; d = h5py.File(\(name)); numpy.savez(\"d.npz\", x=d[\"x\"][()], y=d[\"y\"][()])")
        }
        if starts("MATLAB 5.0") {
            return "is a MATLAB file; "
                + python("import numpy, scipy.io; d = scipy.io.loadmat(\(name)); numpy.savez(\"d.npz\", x=d[\"x\"], y=d[\"y\"].ravel())")
        }
        if starts("ARROW1") || starts("FEA1") {
            return "is an Arrow table; " + python("import pandas; pandas.read_feather(\(name)).to_csv(\"d.csv\", index=False)")
        }
        if starts(0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59) {
            return "is a .npy file of one array; signals and labels together are a .npz file: numpy.savez(\"d.npz\", x=x, y=y)"
        }
        if starts(0x80), bytes.count > 1, (2...5).contains(bytes[1]) { return "is a pickle of Python" }
        if starts("(dp") || starts("}q") {
            return "is a pickle of Python's protocol 0 or 1; pickle.dump(data, file, protocol=4) writes one that is read"
        }
        if starts("PK") { return "is a ZIP archive" }
        if starts(0x1F, 0x8B) { return "is compressed with gzip; unpack it with gunzip" }
        if starts("BZh") { return "is compressed with bzip2; unpack it with bunzip2" }
        if starts(0xFD, 0x37, 0x7A, 0x58, 0x5A) { return "is compressed with xz; unpack it with unxz" }
        if starts(0x28, 0xB5, 0x2F, 0xFD) { return "is compressed with zstd; unpack it with unzstd" }
        if starts(0xD0, 0xCF, 0x11, 0xE0) { return "is a workbook of Excel; save it as CSV (UTF-8)" }
        if starts(0xFF, 0xFE) || starts(0xFE, 0xFF) { return "is text in UTF-16; save it in UTF-8" }
        if starts("SQLite format 3") { return "is an SQLite database" }
        if starts(0x89, 0x50, 0x4E, 0x47) || starts("%PDF") { return "is a picture or a document" }
        if starts("version https://git-lfs") { return "is what Git LFS keeps in place of a file; git lfs pull brings the file" }
        let text = String(decoding: bytes.prefix(256).drop { $0 <= 0x20 }, as: UTF8.self).lowercased()
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") { return "is a web page; download the file itself (raw)" }
        if bytes.count > 9, bytes[8] == UInt8(ascii: "{"), bytes[4..<8].allSatisfy({ $0 == 0 }) { return "is a .safetensors file" }
        if text.hasPrefix("{") || text.hasPrefix("[") { return "is JSON" }
        return nil
    }

    /// A path that is no text is not in the line.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy { $0.value >= 0x20 && !"\"\\'".unicodeScalars.contains($0) }
        return isPlain && path.utf8.count < 256 ? "\"\(path)\"" : "\"FILE\""
    }

    /// A line for a shell.
    static func python(_ program: String) -> String { "python3 -c '\(program)'" }

    /// What a ZIP archive without arrays is, by the names in it.
    static func advice(archive names: [String], path: String) -> String? {
        if names.contains(where: { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") }) {
            return "is a file of torch.save; "
                + python("import numpy, torch; numpy.savez(\"d.npz\", **{k: v.numpy() for k, v in torch.load(\(quoted(path))).items()})")
        }
        if names.contains("[Content_Types].xml") { return "is a workbook of Excel; save it as CSV (UTF-8)" }
        return nil
    }

    /// How a table whose fields are not parted by commas becomes one whose are; nil of a table with commas, or of one column.
    ///
    ///     row 1: expected commas between columns, found semicolons; python3 -c 'import pandas; …'
    public static func advice(separatorsOf table: [UInt8], path: String) -> String? {
        let lines = table.prefix(1 << 16).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(2)
        guard let first = lines.first else { return nil }
        func count(_ character: Unicode.Scalar) -> Int { first.count { $0 == UInt8(ascii: character) } }
        let commas = count(",")
        let found: (name: String, separator: String)? =
            if count(";") > commas {
                ("semicolons", ";")
            } else if count("\t") > commas {
                ("tabs", "\\t")
            } else if commas == 0, count("|") > 0 {
                ("bars", "|")
            } else { nil }
        guard let found else { return nil }
        let hasDecimalCommas = lines.last!.contains(UInt8(ascii: ","))
        return "row 1: expected commas between columns, found \(found.name)\(hasDecimalCommas ? ", and commas in numbers" : ""); "
            + python(
                "import pandas; pandas.read_csv(\(quoted(path)), sep=\"\(found.separator)\"\(hasDecimalCommas ? ", decimal=\",\"" : ""))"
                    + ".to_csv(\"commas.csv\", index=False)")
    }

    /// What to say beside a cell that is no number but would be one with a point; empty for any other.
    public static func decimalAdvice(_ cell: String) -> String {
        let isNumber = Double(cell) == nil && cell.contains(",") && Double(cell.replacing(",", with: ".", maxReplacements: 1)) != nil
        return isNumber ? "; decimals have a point (pandas: decimal=\",\")" : ""
    }
}
