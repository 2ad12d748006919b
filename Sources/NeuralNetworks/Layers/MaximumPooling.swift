import Autodiff

/// The largest of each square of `size` positions a side, next to each other and without overlap: (C, H, W, N) →
/// (C, H / size, W / size, N), PyTorch's `nn.MaxPool2d(size)`. What a last square lacks is left out.
///
/// Of several largest the first in reading order takes the gradient, as in PyTorch.
public func maximumPooling(_ x: Tensor, size: Int = 2) -> Tensor {
    func every(_ row: Int, _ column: Int) -> Tensor {
        x.slice(axis: 1, start: row, stride: size, count: x.shape[1] / size)
            .slice(axis: 2, start: column, stride: size, count: x.shape[2] / size)
    }
    let positions = (0..<size * size).map { every($0 / size, $0 % size) }
    return positions.dropFirst().reduce(positions[0]) { maximum($0, $1) }
}
