/// The outputs of a program: different files, none of them one that it reads.
///
///     var outputs = OutputSet(inputs: [("--data", "d.npz")])
///     let losses = try outputs.open("l.csv", as: "--losses")
public struct OutputSet {
    private var known: [(identity: FileIdentity, name: String)] = []

    /// - Parameter inputs: What is read, and how errors name it; those that are not there do not matter.
    public init(inputs: [(name: String, path: String)] = []) {
        known = inputs.compactMap { name, path in FileIdentity(of: path).map { ($0, name) } }
    }

    /// Opens a file for what is to be written.
    ///
    /// - Parameters:
    ///   - name: How errors name it, such as the option that gives its path.
    /// - Throws: ``FileError`` that begins with name and path, also for a file that is an input or another output.
    public mutating func open(_ path: String, as name: String) throws(FileError) -> OutputFile {
        let file: OutputFile
        do { file = try OutputFile(path) } catch {
            throw FileError(path: "\(name) \(path)", reason: "cannot be written: \(error.reason)")
        }
        guard let identity = file.identity else { return file }
        if let other = known.first(where: { $0.identity == identity }) {
            throw FileError(path: "\(name) \(path)", reason: "cannot be written: \(other.name) names the same file")
        }
        known.append((identity, name))
        return file
    }
}
