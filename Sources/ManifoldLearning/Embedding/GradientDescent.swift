import Kernels

/// The steps of an embedding: gradient descent with momentum and a gain for each coordinate.
///
///     gradient = exaggeration * attraction - repulsion / Z
///     gain     = gain + 0.2 where the update and the gradient have different signs, else 0.8 gain, at least 0.01
///     update   = momentum * update - learningRate * gain * gradient, at most 5 long
///
/// After each step the points' mean is 0. Constants and order are those of openTSNE 1.0, but for the gains: it adds 0.01
/// to 0.8 gain where van der Maaten's code takes the larger of both, which ends at lower divergences.
final class GradientDescent {
    private let attraction: Attraction
    private let repulsion: any Repulsion
    private let attractionX: VectorBuffer
    private let attractionY: VectorBuffer
    private let repulsionX: VectorBuffer
    private let repulsionY: VectorBuffer
    private let gainX: VectorBuffer
    private let gainY: VectorBuffer
    private let updateX: VectorBuffer
    private let updateY: VectorBuffer

    private static let longestStep: Float = 5

    init(_ affinities: Affinities, repulsion: any Repulsion) {
        let count = paddedCount(affinities.count)
        attraction = Attraction(affinities)
        self.repulsion = repulsion
        (attractionX, attractionY) = (VectorBuffer(count: count), VectorBuffer(count: count))
        (repulsionX, repulsionY) = (VectorBuffer(count: count), VectorBuffer(count: count))
        (gainX, gainY) = (VectorBuffer(count: count, of: 1), VectorBuffer(count: count, of: 1))
        (updateX, updateY) = (VectorBuffer(count: count), VectorBuffer(count: count))
    }

    func step(_ layout: Layout, exaggeration: Float, learningRate: Float, momentum: Float, threads: Int) {
        attraction.evaluate(layout, into: attractionX, attractionY, threads: threads)
        let z = repulsion.evaluate(layout, into: repulsionX, repulsionY, threads: threads)
        // Points that all are infinitely far from each other do not repel.
        let perZ = z > 0 ? Float(1 / z) : 0
        var (sumX, sumY) = (0.0, 0.0)
        for i in 0..<layout.count {
            let gradientX = exaggeration * attractionX[i] - repulsionX[i] * perZ
            let gradientY = exaggeration * attractionY[i] - repulsionY[i] * perZ
            gainX[i] = Self.gain(gainX[i], updateX[i], gradientX)
            gainY[i] = Self.gain(gainY[i], updateY[i], gradientY)
            var stepX = momentum * updateX[i] - learningRate * gainX[i] * gradientX
            var stepY = momentum * updateY[i] - learningRate * gainY[i] * gradientY
            let length = (stepX * stepX + stepY * stepY).squareRoot()
            if length > Self.longestStep {
                stepX *= Self.longestStep / length
                stepY *= Self.longestStep / length
            }
            (updateX[i], updateY[i]) = (stepX, stepY)
            layout.x[i] += stepX
            layout.y[i] += stepY
            sumX += Double(layout.x[i])
            sumY += Double(layout.y[i])
        }
        let (meanX, meanY) = (Float(sumX / Double(layout.count)), Float(sumY / Double(layout.count)))
        for i in 0..<layout.count {
            layout.x[i] -= meanX
            layout.y[i] -= meanY
        }
    }

    @inline(__always)
    private static func gain(_ gain: Float, _ update: Float, _ gradient: Float) -> Float {
        let isSame = (update > 0 && gradient > 0) || (update < 0 && gradient < 0) || (update == 0 && gradient == 0)
        return isSame ? max(0.8 * gain, 0.01) : gain + 0.2
    }
}
