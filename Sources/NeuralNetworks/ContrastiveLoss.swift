import Autodiff

/// InfoNCE over two views of the same examples (A. van den Oord et al. 2018; SimCLR, T. Chen et al. 2020), each example's
/// second view against the second views of all others:
///
///     -1/N Σᵢ log(exp(uᵢ·vᵢ / τ) / Σⱼ exp(uᵢ·vⱼ / τ)),  u and v the representations divided by their lengths
///
/// First and second are (D, N), one example a column; the loss is a scalar.
public func contrastiveLoss(_ first: Tensor, _ second: Tensor, temperature: Float) -> Tensor {
    let (u, v) = (first.normalizedColumns / temperature, second.normalizedColumns)
    return (logSumExp(ofProduct: u, v) - (u * v).sum(axes: [0])).mean()
}
