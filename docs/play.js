// MNIST-1D in JavaScript, with the bits of the Swift library: Sources/Datasets and Sources/RandomGenerators say what each step means.
"use strict";
const mnist1d = (() => {
  // MARK: Random numbers: NumPy's RandomState

  class RandomState {
    constructor(seed) {
      this.state = new Uint32Array(624);
      for (let i = 0, word = seed >>> 0; i < 624; i += 1) {
        this.state[i] = word;
        word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0;
      }
      this.position = 624;
      this.waiting = null;
    }

    /// The next word of MT19937.
    next() {
      if (this.position === 624) {
        const { state } = this;
        for (let k = 0; k < 624; k += 1) {
          const word = (state[k] & 0x80000000) | (state[(k + 1) % 624] & 0x7fffffff);
          state[k] = state[(k + 397) % 624] ^ (word >>> 1) ^ (word & 1 ? 0x9908b0df : 0);
        }
        this.position = 0;
      }
      let word = this.state[this.position];
      this.position += 1;
      word ^= word >>> 11;
      word ^= (word << 7) & 0x9d2c5680;
      word ^= (word << 15) & 0xefc60000;
      return (word ^ (word >>> 18)) >>> 0;
    }

    rand() {
      const high = this.next() >>> 5;
      return (high * 2 ** 26 + (this.next() >>> 6)) * 2 ** -53;
    }

    /// By the polar method, in pairs.
    randn() {
      if (this.waiting !== null) {
        const number = this.waiting;
        this.waiting = null;
        return number;
      }
      for (;;) {
        const x = 2 * this.rand() - 1;
        const y = 2 * this.rand() - 1;
        const square = x * x + y * y;
        if (square < 1 && square !== 0) {
          const factor = Math.sqrt((-2 * logarithm(square)) / square);
          this.waiting = factor * x;
          return factor * y;
        }
      }
    }

    /// Uniform over 0...widest.
    offset(widest) {
      if (widest === 0) return 0;
      const mask = 2 ** (32 - Math.clz32(widest)) - 1;
      for (;;) {
        const value = (this.next() & mask) >>> 0;
        if (value <= widest) return value;
      }
    }

    permutation(count) {
      const numbers = Array.from({ length: count }, (_, i) => i);
      for (let last = count - 1; last > 0; last -= 1) {
        const other = this.offset(last);
        [numbers[last], numbers[other]] = [numbers[other], numbers[last]];
      }
      return numbers;
    }
  }

  // MARK: Arithmetic

  const double = new Float64Array(1);
  /// The two halves of a double's pattern, the lower one first.
  const words = new Uint32Array(double.buffer);

  /// What rounding lost when a + b became `sum`.
  const sumError = (a, b, sum) => {
    const part = sum - a;
    return a - (sum - part) + (b - part);
  };
  /// The upper half of a number's digits (Dekker 1971).
  const upperHalf = (x) => {
    const large = 134217729 * x;
    return large - (large - x);
  };
  /// What rounding lost when a b became `product`.
  const productError = (a, b, product) => {
    const [aHigh, bHigh] = [upperHalf(a), upperHalf(b)];
    const [aLow, bLow] = [a - aHigh, b - bHigh];
    return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  };
  /// a b + c with one rounding (Boldo and Melquiond 2008, "Emulation of FMA and correctly rounded sums").
  const fused = (a, b, c) => {
    const product = a * b;
    const productLow = productError(a, b, product);
    const low = c + productLow;
    const lowLow = sumError(c, productLow, low);
    const high = product + low;
    const highLow = sumError(product, low, high);
    const odd = lowLow + highLow;
    const rest = sumError(lowLow, highLow, odd);
    if (rest === 0) return high + odd;
    // Rounded to odd: where the last bit is 0, the neighbour on the side of the rest.
    double[0] = odd;
    if ((words[0] & 1) === 0) {
      if (rest > 0 === odd > 0) words[0] += 1;
      else {
        if (words[0] === 0) words[1] -= 1;
        words[0] -= 1;
      }
    }
    return high + double[0];
  };

  /// The natural logarithm of a number in 2^-1022...1, term by term as in NaturalLogarithm.swift.
  const logarithm = (x) => {
    double[0] = x;
    // From the square root of a half.
    const exponent = (words[1] - 0x3fe6a09e - (words[0] < 0x667f3bcd ? 1 : 0)) >> 20;
    words[1] -= exponent << 20;
    const m = double[0];
    const difference = m - 1;
    const sum = m + 1;
    const sumLow = m - (sum - 1);
    const s = difference / sum;
    const sLow = (fused(-s, sum, difference) - s * sumLow) / sum;
    const z = s * s;
    const zLow = fused(s, s, -z) + 2 * s * sLow;
    const z2 = z * z;
    const z4 = z2 * z2;
    const low = fused(z2, fused(z, 1 / 11, 1 / 9), fused(z, 1 / 7, 1 / 5));
    const high = fused(z4, fused(z, 1 / 23, 1 / 21), fused(z2, fused(z, 1 / 19, 1 / 17), fused(z, 1 / 15, 1 / 13)));
    const tail = fused(z4, high, low);
    const third = 1 / 3;
    const correction = z * tail;
    const factor = third + correction;
    const factorLow = third - factor + correction + 2 ** -54 / 3;
    const w = z * factor;
    const wLow = fused(z, factor, -w) + z * factorLow + zLow * factor;
    const cubic = s * w;
    const cubicLow = fused(s, w, -cubic) + s * wLow + sLow * w;
    const half = s + cubic;
    const halfLow = s - half + cubic + (cubicLow + sLow);
    const whole = exponent * (0x162e42fefa38 * 2 ** -45);
    const fraction = 2 * half;
    const result = whole + fraction;
    return result + (whole - result + fraction + (2 * halfLow + exponent * (0x1ef35793c7673 * 2 ** -93)));
  };

  const pairwiseSum = (values) => {
    const count = values.length;
    if (count < 8) return values.reduce((a, b) => a + b, 0);
    if (count > 128) {
      const middle = Math.floor(Math.floor(count / 2) / 8) * 8;
      return pairwiseSum(values.slice(0, middle)) + pairwiseSum(values.slice(middle));
    }
    const lanes = values.slice(0, 8);
    const whole = count - (count % 8);
    for (let i = 8; i < whole; i += 1) lanes[i % 8] += values[i];
    const [a, b, c, d, e, f, g, h] = lanes;
    return values.slice(whole).reduce((sum, value) => sum + value, a + b + (c + d) + (e + f + (g + h)));
  };
  const meanAndDeviation = (values) => {
    const mean = pairwiseSum(values) / values.length;
    return [mean, Math.sqrt(pairwiseSum(values.map((value) => (value - mean) * (value - mean))) / values.length)];
  };
  const spaced = (low, high, count) => {
    const step = (high - low) / (count - 1);
    return Array.from({ length: count }, (_, i) => (i === count - 1 ? high : i * step + low));
  };
  /// As many points at equal distances on the line through the points of a signal.
  const resampled = (signal, count) => {
    const last = signal.length - 1;
    const [inputStep, outputStep] = [1 / last, count === 1 ? 0 : 1 / (count - 1)];
    const inputPosition = (j) => (j === last ? 1 : j * inputStep);
    let left = 0;
    return Array.from({ length: count }, (_, i) => {
      const position = i > 0 && i === count - 1 ? 1 : i * outputStep;
      while (left < last && inputPosition(left + 1) <= position) left += 1;
      if (left === last) return signal[last];
      const slope = (signal[left + 1] - signal[left]) / (inputPosition(left + 1) - inputPosition(left));
      return slope * (position - inputPosition(left)) + signal[left];
    });
  };

  const radius = 8;
  const exponentials = [
    1, 0.8824969025845955, 0.6065306597126334, 0.32465246735834974, 0.1353352832366127, 0.04393693362340742,
    0.011108996538242306, 0.002187491118182885, 0.00033546262790251185,
  ];
  const total = pairwiseSum(Array.from({ length: 2 * radius + 1 }, (_, i) => exponentials[Math.abs(i - radius)]));
  const weights = exponentials.map((value) => value / total);
  /// The Gaussian filter of deviation 2 at one point, reflected at the ends.
  const filtered = (center, signal) => {
    const period = 2 * signal.length;
    const at = (place) => {
      const wrapped = ((place % period) + period) % period;
      return signal[wrapped < signal.length ? wrapped : period - 1 - wrapped];
    };
    let sum = signal[center] * weights[0];
    for (let distance = radius; distance > 0; distance -= 1) {
      sum += (at(center - distance) + at(center + distance)) * weights[distance];
    }
    return sum;
  };

  // MARK: Dataset

  const templates = [
    [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5], [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
    [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5], [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
    [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5], [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
    [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5], [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
    [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5], [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
  ].map((drawn) => {
    const mean = pairwiseSum(drawn) / drawn.length;
    const centered = drawn.map((value) => value - mean);
    const [, deviation] = meanAndDeviation(centered);
    const scaled = centered.map((value) => value / deviation);
    return scaled.map((value) => (value - scaled[0]) / 6);
  });

  const defaults = {
    minimumPadding: 36, maximumPadding: 60, scaleCoefficient: 0.4, maximumTranslation: 48, correlatedNoiseScale: 0.25,
    iidNoiseScale: 0.02, shearScale: 0.75, finalLength: 40, seed: 42,
  };

  /// Each step: its name, and what it makes of a signal.
  const steps = [
    ["Pad", (signal, { minimumPadding: low, maximumPadding: high }, random) =>
      signal.map((value) => value + 1e-8).concat(Array(low + Math.floor(random.rand() * (high - low + 1))).fill(0))],
    ["Stretch", (signal, { maximumPadding }) => resampled(signal, 12 + maximumPadding)],
    ["Scale", (signal, { scaleCoefficient }, random) => {
      const factor = 1 + scaleCoefficient * (random.rand() - 0.5);
      return signal.map((value) => value * factor);
    }],
    ["Translate", (signal, { maximumTranslation }, random) => {
      if (maximumTranslation === 0) return signal;
      const shift = random.offset(maximumTranslation - 1);
      return shift < signal.length ? signal.slice(signal.length - shift).concat(signal.slice(0, signal.length - shift)) : signal;
    }],
    ["Correlated noise", (signal, { correlatedNoiseScale }, random) => {
      const noise = signal.map(() => random.randn() * correlatedNoiseScale);
      return signal.map((value, i) => (value === 0 ? filtered(i, noise) : value));
    }],
    ["Noise at each point", (signal, { iidNoiseScale }, random) => {
      const noise = signal.map(() => random.randn() * iidNoiseScale);
      return signal.map((value, i) => value + noise[i]);
    }],
    ["Shear", (signal, { shearScale }, random) => {
      const slope = shearScale * (random.rand() - 0.5);
      const ramp = spaced(-0.5, 0.5, signal.length);
      return signal.map((value, i) => value - slope * ramp[i]);
    }],
    ["Sample", (signal, { finalLength }) => resampled(signal, finalLength)],
  ];

  /// For each digit its template and what each step makes of it, in the order of the draws of a dataset with one example a class.
  const stages = (settings, random = new RandomState(settings.seed)) =>
    templates.map((template) => steps.reduce((all, [, apply]) => [...all, apply(all.at(-1), settings, random)], [template]));

  /// Makes the dataset of `mnist1d generate`, of any number of signals, and returns it; stops after every class, so that a page can
  /// do something else meanwhile.
  ///
  /// The dataset: `x` and `t` as the library has them, the labels `y`, how many signals come before the test part, and the length.
  const generation = function* (settings, samples = 5000) {
    const random = new RandomState(settings.seed);
    const perClass = Math.floor(samples / templates.length);
    const signals = [];
    for (const template of templates) {
      for (let example = 0; example < perClass; example += 1) {
        signals.push(steps.reduce((signal, [, apply]) => apply(signal, settings, random), template));
      }
      yield;
    }
    const order = random.permutation(signals.length);
    const length = settings.finalLength;
    const x = new Float64Array(signals.length * length);
    order.forEach((example, place) => x.set(signals[example], place * length));
    const [mean, deviation] = meanAndDeviation(x);
    for (let i = 0; i < x.length; i += 1) x[i] = (x[i] - mean) / deviation;
    const places = resampled(resampled(spaced(-5, 5, 12).map((place) => place / 6), 12 + settings.maximumPadding), length);
    return {
      x, y: order.map((example) => Math.floor(example / perClass)), t: places.map((place) => place / deviation), length,
      trainCount: Math.floor(signals.length * 0.8),
    };
  };

  /// The whole dataset at once.
  const dataset = (settings, samples) => {
    const making = generation(settings, samples);
    for (;;) {
      const { done, value } = making.next();
      if (done) return value;
    }
  };

  return { templates, defaults, steps: steps.map(([name]) => name), stages, generation, dataset, RandomState };
})();
if (typeof module !== "undefined") module.exports = mnist1d;
