// The paper's convolutional network of 5210 numbers, forward, in single precision and in the order of the Swift library's sums:
// Sources/NeuralNetworks/Models/ConvolutionalNetwork.swift. Its weights are in play-weights.js.
"use strict";
const classifierOf = (() => {
  const [channels, classes, length] = [25, 10, 40];

  /// A convolution of stride 2 with one zero at each end, then ReLU: (inputs, size) to (outputs, about half of size).
  const convolution = (signal, inputs, kernel, weight, bias) => {
    const size = signal.length / inputs;
    const positions = Math.floor((size + 2 - kernel) / 2) + 1;
    const result = new Float32Array(channels * positions);
    for (let output = 0; output < channels; output += 1) {
      for (let position = 0; position < positions; position += 1) {
        let sum = 0;
        for (let input = 0; input < inputs; input += 1) {
          for (let tap = 0; tap < kernel; tap += 1) {
            const place = 2 * position - 1 + tap;
            if (place < 0 || place >= size) continue;
            // The product is exact in double precision, so that it is rounded once, as a fused multiply-add is.
            sum = Math.fround(sum + weight[(output * inputs + input) * kernel + tap] * signal[input * size + place]);
          }
        }
        result[output * positions + position] = Math.max(0, Math.fround(sum + bias[output]));
      }
    }
    return result;
  };

  /// The network with the weights that a text in base64 holds, little-endian, in PyTorch's order.
  return (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const numbers = new Float32Array(bytes.buffer);
    let start = 0;
    const next = (count) => numbers.subarray(start, (start += count));
    const layers = [[1, 5], [channels, 3], [channels, 3]].map(([inputs, kernel]) =>
      [inputs, kernel, next(channels * inputs * kernel), next(channels)]);
    const features = (numbers.length - start - classes) / classes;
    const [weight, bias] = [next(classes * features), next(classes)];

    /// The scores of the ten classes for a signal of 40 points.
    const scores = (signal) => {
      const hidden = layers.reduce((values, layer) => convolution(values, ...layer), Float32Array.from(signal));
      return Float32Array.from(bias, (constant, digit) => {
        let sum = 0;
        for (let i = 0; i < features; i += 1) sum = Math.fround(sum + weight[digit * features + i] * hidden[i]);
        return sum + constant;
      });
    };
    /// The class of the highest score, the first among equals.
    const answer = (signal) => {
      const all = scores(signal);
      return all.indexOf(Math.max(...all));
    };
    return { scores, answer, length, size: numbers.length };
  };
})();
if (typeof module !== "undefined") module.exports = classifierOf;
