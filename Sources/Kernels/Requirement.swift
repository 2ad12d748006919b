/// Stops with a message where a caller breaks the rules of a kernel, in every build.
///
/// Kernels are compiled with `-Ounchecked`, which assumes the condition of a `precondition` instead of
/// testing it. Tests come before loops, never inside.
@inline(__always)
func require(_ isMet: Bool, _ message: @autoclosure () -> String) {
    guard isMet else { stop(message()) }
}

/// Stops unless `count` floats are whole vectors.
@inline(__always)
func requireWholeVectors(_ count: Int) {
    require(count >= 0 && count % laneCount == 0, "\(count) floats are no whole vectors")
}

@inline(never)
private func stop(_ message: String) -> Never { fatalError(message) }
