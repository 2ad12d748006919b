/// Named arrays in one `.npz` file: a ZIP archive of `.npy` files, as `numpy.savez` and `numpy.load`
/// write and read it.
public struct NPZArchive: Sendable, Hashable {
    /// An array and its name, without the suffix `.npy` that it has in the archive.
    public struct Entry: Sendable, Hashable {
        public let name: String
        public let array: NPYArray

        public init(_ name: String, _ array: NPYArray) {
            self.name = name
            self.array = array
        }
    }

    /// The arrays, in the order of the file.
    public let entries: [Entry]

    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The array of this name.
    public subscript(name: String) -> NPYArray? {
        entries.first { $0.name == name }?.array
    }

    /// Reads a `.npz` file, stored or compressed, and checks its sums. An error names the file, the
    /// byte and what was expected there.
    public init(contentsOf path: String) throws(DatasetError) {
        try self.init(npz: readFile(path), source: path)
    }

    /// Reads the bytes of a `.npz` file. `source` names them in errors.
    public init(npz bytes: [UInt8], source: String) throws(DatasetError) {
        var entries: [Entry] = []
        for member in try ZIPReader(bytes, source: source).members() {
            let name = member.name.hasSuffix(".npy") ? String(member.name.dropLast(4)) : member.name
            guard !entries.contains(where: { $0.name == name }) else {
                throw DatasetError("\(source): expected one array named \(name), found two")
            }
            let array = try NPYArray(npy: member.bytes, source: "\(source), \(member.name)")
            entries.append(Entry(name, array))
        }
        self.init(entries)
    }

    /// Writes a `.npz` file, whole or not at all. The same arrays give the same bytes.
    public func write(to path: String) throws(DatasetError) {
        try writeFile(npzBytes(), to: path)
    }

    /// The bytes of a `.npz` file: each array stored as it is.
    public func npzBytes() throws(DatasetError) -> [UInt8] {
        var writer = ZIPWriter()
        for entry in entries { try writer.append(entry.array.npyBytes(), name: entry.name + ".npy") }
        return try writer.finish()
    }
}
