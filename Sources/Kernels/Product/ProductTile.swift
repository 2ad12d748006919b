/// A few vectors side by side: the columns of a register tile.
protocol TileColumns {
    /// The number of vectors.
    static var vectors: Int { get }
    init()
    init(loading source: UnsafePointer<Float>)
    /// Not `mutating`: the thread sanitizer records four nested accesses for each such call.
    func addingProduct(_ scalar: Float, _ columns: Self) -> Self
    mutating func add(_ columns: Self)
    /// Stores finished sums, small ones as zero.
    func store(to destination: UnsafeMutablePointer<Float>)
    /// Stores sums as they are.
    func storeUnfinished(to destination: UnsafeMutablePointer<Float>)
    /// Adds the products with as many vectors to the lanes of one sum, one vector after the other.
    func addingProducts(to sum: Vector, _ vectors: UnsafePointer<Float>) -> Vector
    /// Zero in the other lanes of the last vector.
    func keepingInLast(_ lanes: SIMDMask<SIMD16<Int32>>) -> Self
}

struct OneVector: TileColumns {
    var first = Vector()

    @inline(__always) static var vectors: Int { 1 }
    @inline(__always) init() {}
    @inline(__always) init(loading source: UnsafePointer<Float>) { first = source.vector() }

    @inline(__always) func addingProduct(_ scalar: Float, _ columns: Self) -> Self {
        var sums = self
        sums.first = first.addingProduct(Vector(repeating: scalar), columns.first)
        return sums
    }

    @inline(__always) mutating func add(_ columns: Self) { first += columns.first }

    @inline(__always) func store(to destination: UnsafeMutablePointer<Float>) {
        destination.store(first.flushed)
    }

    @inline(__always) func storeUnfinished(to destination: UnsafeMutablePointer<Float>) { destination.store(first) }

    @inline(__always) func addingProducts(to sum: Vector, _ vectors: UnsafePointer<Float>) -> Vector {
        sum.addingProduct(first, vectors.vector())
    }

    @inline(__always) func keepingInLast(_ lanes: SIMDMask<SIMD16<Int32>>) -> Self {
        var columns = self
        columns.first = Vector().replacing(with: first, where: lanes)
        return columns
    }
}

struct BesideColumns<Left: TileColumns, Right: TileColumns>: TileColumns {
    var left = Left()
    var right = Right()

    @inline(__always) static var vectors: Int { Left.vectors &+ Right.vectors }
    @inline(__always) init() {}
    @inline(__always) init(loading source: UnsafePointer<Float>) {
        left = Left(loading: source)
        right = Right(loading: source + 16 &* Left.vectors)
    }

    @inline(__always) func addingProduct(_ scalar: Float, _ columns: Self) -> Self {
        var sums = self
        sums.left = left.addingProduct(scalar, columns.left)
        sums.right = right.addingProduct(scalar, columns.right)
        return sums
    }

    @inline(__always) mutating func add(_ columns: Self) {
        left.add(columns.left)
        right.add(columns.right)
    }

    @inline(__always) func store(to destination: UnsafeMutablePointer<Float>) {
        left.store(to: destination)
        right.store(to: destination + 16 &* Left.vectors)
    }

    @inline(__always) func storeUnfinished(to destination: UnsafeMutablePointer<Float>) {
        left.storeUnfinished(to: destination)
        right.storeUnfinished(to: destination + 16 &* Left.vectors)
    }

    @inline(__always) func addingProducts(to sum: Vector, _ vectors: UnsafePointer<Float>) -> Vector {
        right.addingProducts(to: left.addingProducts(to: sum, vectors), vectors + 16 &* Left.vectors)
    }

    @inline(__always) func keepingInLast(_ lanes: SIMDMask<SIMD16<Int32>>) -> Self {
        var columns = self
        columns.right = right.keepingInLast(lanes)
        return columns
    }
}

/// A few rows of accumulators, all in registers: a register tile MR x NR of the product.
///
/// Tiles are composed from smaller tiles, so one short definition gives every size, and the compiler
/// unrolls each into straight-line code.
protocol RegisterTile {
    associatedtype Columns: TileColumns
    static var rows: Int { get }
    init()
    /// Adds the rows of a rectangle.
    mutating func add(_ source: UnsafePointer<Float>, rowStride: Int)
    /// Adds the outer product of one column of the left operand and one row of the right one.
    func addingProduct(_ left: UnsafePointer<Float>, rowStride: Int, _ right: Columns) -> Self
    /// Stores finished sums, small ones as zero.
    func store(to destination: UnsafeMutablePointer<Float>, rowStride: Int)
}

struct OneRow<Columns: TileColumns>: RegisterTile {
    var row = Columns()

    @inline(__always) static var rows: Int { 1 }
    @inline(__always) init() {}
    @inline(__always) mutating func add(_ source: UnsafePointer<Float>, rowStride: Int) {
        row.add(Columns(loading: source))
    }

    @inline(__always)
    func addingProduct(_ left: UnsafePointer<Float>, rowStride: Int, _ right: Columns) -> Self {
        var sums = self
        sums.row = row.addingProduct(left[0], right)
        return sums
    }

    @inline(__always)
    func store(to destination: UnsafeMutablePointer<Float>, rowStride: Int) {
        row.store(to: destination)
    }
}

struct Above<Upper: RegisterTile, Lower: RegisterTile>: RegisterTile where Upper.Columns == Lower.Columns {
    typealias Columns = Upper.Columns
    var upper = Upper()
    var lower = Lower()

    @inline(__always) static var rows: Int { Upper.rows &+ Lower.rows }
    @inline(__always) init() {}
    @inline(__always) mutating func add(_ source: UnsafePointer<Float>, rowStride: Int) {
        upper.add(source, rowStride: rowStride)
        lower.add(source + rowStride &* Upper.rows, rowStride: rowStride)
    }

    @inline(__always)
    func addingProduct(_ left: UnsafePointer<Float>, rowStride: Int, _ right: Columns) -> Self {
        var sums = self
        sums.upper = upper.addingProduct(left, rowStride: rowStride, right)
        sums.lower = lower.addingProduct(left + rowStride &* Upper.rows, rowStride: rowStride, right)
        return sums
    }

    @inline(__always)
    func store(to destination: UnsafeMutablePointer<Float>, rowStride: Int) {
        upper.store(to: destination, rowStride: rowStride)
        lower.store(to: destination + rowStride &* Upper.rows, rowStride: rowStride)
    }
}
