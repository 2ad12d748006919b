import Foundation

/// The experiments that the package names, so that the tests of what all have in common cover a new one by itself.
let experiments: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: packageFolder.appending(path: "Sources/Programs").path)
    precondition(names?.isEmpty == false, "Sources/Programs: holds no experiment")
    return names!.sorted()
}()

/// The folder of `Package.swift`, where the experiments find their data.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

/// The options of an experiment at quick scale with folders of its own.
func quick(_ results: String, _ figures: String, _ more: [String] = []) -> [String] {
    ["--scale", "quick", "--results", results, "--figures", figures, "--package", packageFolder.path] + more
}

/// The bytes of all files in a folder and in those within, by path. A store's hidden lock names a process and is left out.
func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
        let path = "\(folder)/\(name)"
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isFolder.boolValue else {
            files[name] = try Data(contentsOf: URL(filePath: path))
            continue
        }
        for (inner, bytes) in try CommandLineTests.files(in: path) { files["\(name)/\(inner)"] = bytes }
    }
    return files
}

/// The rows of a CSV file by column. Quoted fields may hold commas, but no quotes and no line breaks.
func rows(_ path: String) throws -> [[String: String]] {
    func fields(_ line: Substring) -> [String] {
        // Every other part is within quotes; outside, commas divide.
        var fields = [""]
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            let pieces = index % 2 == 1 ? [part] : part.split(separator: ",", omittingEmptySubsequences: false)
            fields[fields.count - 1] += pieces[0]
            fields += pieces.dropFirst().map(String.init)
        }
        return fields
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = fields(lines[0])
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, fields($0))) }
}
