import AtomicFiles

extension NPZArchive {
    /// Reads the arrays of a dictionary that Python has pickled, as the authors' `mnist1d_data.pkl` is one. No code is run: the few
    /// operations that such a file needs are read (``PickleReader``), and any other is an error that names it.
    ///
    /// What the dictionary holds beside arrays is passed over, as are arrays that nobody wants.
    ///
    /// - Parameters:
    ///   - source: The file, for errors.
    ///   - wanted: The names of the arrays to read; all when nil.
    public init(pickle bytes: [UInt8], source: String, only wanted: [String]? = nil) throws(DatasetError) {
        var reader = PickleReader(bytes, source: source)
        let value = try reader.value()
        guard case .dictionary(let place) = value else {
            throw DatasetError("\(source): expected a dictionary of NumPy's arrays, found \(value.shown)")
        }
        var entries: [Entry] = []
        var passedOver: [String] = []
        var known: Set<String> = []
        var left = AtomicFile.largestInput
        for (key, value) in reader.dictionaries[place] {
            guard let name = reader.name(key) else { continue }
            let shown = SignalTable.shown(name)
            guard wanted?.contains(name) ?? true, case .array(let index) = value else {
                passedOver.append(shown)
                continue
            }
            guard known.insert(name).inserted else { throw DatasetError("\(source): expected one array named \(shown), found two") }
            // An array may be there under many names.
            let array = reader.arrays[index]
            let size = reader.byteCount(array)
            guard size <= left else { throw DatasetError("\(source), \(shown): expected arrays of at most 1 GiB in all, found more") }
            left -= size
            entries.append(Entry(name, try reader.values(array, "\(source), \(shown)")))
        }
        self.init(entries, passedOver: passedOver)
    }
}
