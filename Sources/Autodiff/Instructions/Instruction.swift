/// One piece of a program, with everything that does not change from run to run worked out beforehand.
///
/// A class, since a run reaches its instructions without counting references, which takes a tenth of a small step.
class Instruction {
    /// The kind of work, for profiles.
    var kind: String { preconditionFailure("an instruction of no kind") }
    func run(_ memory: Memory) { preconditionFailure("an instruction that does nothing") }
}

/// The arena and the inputs of a program.
struct Memory {
    let bases: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    /// How many threads an instruction may divide its outputs among.
    let threads: Int

    @inline(__always)
    subscript(location: BufferPlan.Location) -> UnsafeMutablePointer<Float> {
        bases[location.base] + location.offset
    }
}

/// A location in memory and the shape of what lies there.
struct TensorLocation {
    let location: BufferPlan.Location
    let shape: Shape
}
