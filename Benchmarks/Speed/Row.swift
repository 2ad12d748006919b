/// A row of the speed table: a piece of work that peers may do too.
struct Row {
    /// The name by which peers know it.
    let name: String
    let title: String
    /// Multiplications and additions of its matrix products and convolutions; nil where they do not dominate.
    let operations: Double?
    /// The cores that it uses.
    let cores: Int
    /// Whether it takes seconds, so that it is timed once and not in blocks.
    let isLong: Bool
    /// Sets everything up and gives the work.
    let prepare: () throws -> Work

    init(
        _ name: String, _ title: String, operations: Double? = nil, cores: Int = 1,
        isLong: Bool = false, prepare: @escaping () throws -> Work
    ) {
        self.name = name
        self.title = title
        self.operations = operations
        self.cores = cores
        self.isLong = isLong
        self.prepare = prepare
    }
}
