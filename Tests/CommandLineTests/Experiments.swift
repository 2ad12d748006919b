import Foundation

/// The experiments that the `Makefile` names, so that the tests of what all have in common cover a new one by itself.
let experiments: [String] = {
    let makefile = (try? String(contentsOf: packageFolder.appending(path: "Makefile"), encoding: .utf8)) ?? ""
    let line = makefile.split(separator: "\n").first { $0.hasPrefix("EXPERIMENTS := ") }
    return line?.split(separator: " ").dropFirst(2).map(String.init) ?? []
}()

/// The folder of `Package.swift`, where the experiments find their data.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

/// The options of an experiment at quick scale with folders of its own.
func quick(_ results: String, _ figures: String, _ more: [String] = []) -> [String] {
    ["--scale", "quick", "--results", results, "--figures", figures, "--package", packageFolder.path] + more
}

/// The bytes of all files in a folder, by name. A store's hidden lock names a process and is left out.
func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
        files[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    return files
}

/// The rows of a CSV file without quoted fields, by column.
func rows(_ path: String) throws -> [[String: String]] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let header = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return Dictionary(uniqueKeysWithValues: zip(header, fields))
    }
}
