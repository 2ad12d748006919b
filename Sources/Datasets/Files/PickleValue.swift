/// What the operations of a pickle make: values of Python as far as a dictionary of NumPy's arrays needs them.
///
/// Values are flat: what holds others is a number in the reader's lists, so that no file can nest them too deeply. Texts and bytes are
/// where they stand in the file.
enum PickleValue {
    case none
    case boolean(Bool)
    case integer(Int)
    /// A number that nothing here needs.
    case number
    /// In UTF-8.
    case text(Range<Int>)
    case bytes(Range<Int>)
    /// Bytes as the characters 0 to 255 of a text: so Python 3 pickles them for protocol 2.
    case latin1(Range<Int>)
    /// Its place among ``PickleReader/tuples``.
    case tuple(Int)
    /// Its elements are not kept.
    case list
    /// Its place among ``PickleReader/dictionaries``.
    case dictionary(Int)
    case call(PickleCall)
    /// Its place among ``PickleReader/types``.
    case type(Int)
    /// Its place among ``PickleReader/arrays``.
    case array(Int)

    /// What it is, for errors.
    var shown: String {
        switch self {
        case .none: "None"
        case .boolean, .integer, .number: "a number"
        case .text, .latin1: "a text"
        case .bytes: "bytes"
        case .tuple: "a tuple"
        case .list: "a list"
        case .dictionary: "a dictionary"
        case .call(let call): call.rawValue
        case .type: "a dtype"
        case .array: "an array"
        }
    }
}

/// The functions and classes of Python that a pickle of arrays names. None is called: what they would make is known.
enum PickleCall: String {
    case reconstruct = "numpy.core.multiarray._reconstruct"
    case fromBuffer = "numpy.core.numeric._frombuffer"
    case ndarray = "numpy.ndarray"
    case dtype = "numpy.dtype"
    /// A single number.
    case scalar = "numpy.core.multiarray.scalar"
    case encode = "_codecs.encode"
    case orderedDictionary = "collections.OrderedDict"

    /// - Parameter name: As NumPy 1 or NumPy 2 has it.
    init?(name: String) { self.init(rawValue: name.hasPrefix("numpy._core.") ? "numpy.core." + name.dropFirst(12) : name) }
}

/// NumPy's `dtype`.
struct PickledType {
    /// Without byte order: `f8`.
    let name: String
    var isBigEndian = false
}

/// NumPy's `ndarray`: empty until its state is set.
struct PickledArray {
    var shape: [Int] = []
    /// Its place among ``PickleReader/types``.
    var type: Int?
    var isFortranOrder = false
    var data = PickleValue.none
}
