import AtomicFiles

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
    /// The names of what the file holds beside them and was not read.
    public let passedOver: [String]

    public init(_ entries: [Entry], passedOver: [String] = []) {
        self.entries = entries
        self.passedOver = passedOver
    }

    /// The array of this name.
    public subscript(name: String) -> NPYArray? {
        entries.first { $0.name == name }?.array
    }

    /// Reads a `.npz` file, stored or compressed, and checks its sums. An error names the file, the
    /// byte and what was expected there.
    ///
    /// - Parameter wanted: The names of the arrays to read; all others are passed over, whatever they are. All when nil.
    public init(contentsOf path: String, only wanted: [String]? = nil) throws(DatasetError) {
        try self.init(npz: readFile(path), source: path, only: wanted)
    }

    /// Reads the bytes of a `.npz` file. `source` names them in errors.
    public init(npz bytes: [UInt8], source: String, only wanted: [String]? = nil) throws(DatasetError) {
        let reader = ZIPReader(bytes, source: source)
        var entries: [Entry] = []
        var passedOver: [String] = []
        var known: Set<String> = []
        var left = AtomicFile.largestInput
        let members = try reader.members()
        if !members.contains(where: { $0.name.hasSuffix(".npy") }),
            let advice = FileKind.advice(archive: members.map(\.name), path: source)
        {
            throw DatasetError("\(source): \(advice)")
        }
        for member in members {
            let name = member.name.hasSuffix(".npy") ? String(member.name.dropLast(4)) : member.name
            guard wanted?.contains(name) ?? true else {
                passedOver.append(name)
                continue
            }
            guard known.insert(name).inserted else {
                throw DatasetError("\(source): expected one array named \(name), found two")
            }
            // Said before anything is unpacked: a small file may claim, and hold, far more than there is memory.
            guard member.size <= left else {
                throw DatasetError("\(source), \(member.name): expected arrays of at most 1 GiB in all, found more")
            }
            left -= member.size
            let array = try NPYArray(npy: reader.content(of: member), source: "\(source), \(member.name)")
            entries.append(Entry(name, array))
        }
        self.init(entries, passedOver: passedOver)
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
