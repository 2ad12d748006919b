/// Eigenvalues and eigenvectors of a small symmetric matrix, largest eigenvalue first.
///
/// Jacobi's method, sweeping over the elements above the diagonal row by row until nothing is left there.
/// - Parameter matrix: Row by row; only its symmetric part is meaningful.  // (n, n)
/// - Returns: `vectors[k]` belongs to `values[k]` and has length 1. Equal eigenvalues stay in the order in which the
///   method leaves them.
func symmetricEigenvectors(_ matrix: [Double], size n: Int) -> (values: [Double], vectors: [[Double]]) {
    var a = matrix
    var v = [Double](repeating: 0, count: n * n)
    for i in 0..<n { v[i * n + i] = 1 }
    for _ in 0..<60 {
        var rotated = false
        for p in 0..<n {
            for q in p + 1..<max(n, p + 1) {
                let off = a[p * n + q]
                guard off.magnitude > 1e-17 * (a[p * n + p].magnitude * a[q * n + q].magnitude).squareRoot(), off != 0
                else { continue }
                rotated = true
                let theta = (a[q * n + q] - a[p * n + p]) / (2 * off)
                let t = (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
                let c = 1 / (t * t + 1).squareRoot()
                let s = t * c
                for k in 0..<n {
                    let (x, y) = (a[k * n + p], a[k * n + q])
                    a[k * n + p] = c * x - s * y
                    a[k * n + q] = s * x + c * y
                }
                for k in 0..<n {
                    let (x, y) = (a[p * n + k], a[q * n + k])
                    a[p * n + k] = c * x - s * y
                    a[q * n + k] = s * x + c * y
                    (v[k * n + p], v[k * n + q]) = (c * v[k * n + p] - s * v[k * n + q], s * v[k * n + p] + c * v[k * n + q])
                }
            }
        }
        if !rotated { break }
    }
    let diagonal: [Double] = (0..<n).map { a[$0 * n + $0] }
    let order = (0..<n).sorted { (diagonal[$1], $0) < (diagonal[$0], $1) }
    return (order.map { diagonal[$0] }, order.map { k in (0..<n).map { v[$0 * n + k] } })
}
