"""The rows of the speed table in JAX: 50 training steps compiled as one scan, the metalearning studies as one scan a training."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from serve import serve

SCAN = 50


def layer(generator, *shape):
    return jnp.asarray(generator.normal(size=shape) / np.sqrt(np.prod(shape[1:])), jnp.float32)


def linear(generator, inputs, outputs):
    return [layer(generator, outputs, inputs), jnp.zeros(outputs)]


def logistic(generator):
    return linear(generator, 40, 10), lambda p, x: x @ p[0].T + p[1]


def one_layer(hidden):
    def make(generator):
        parameters = linear(generator, 40, hidden) + linear(generator, hidden, 10)
        return parameters, lambda p, x: jax.nn.relu(x @ p[0].T + p[1]) @ p[2].T + p[3]
    return make


def mlp(hidden):
    def make(generator):
        parameters = (
            linear(generator, 40, hidden) + linear(generator, hidden, hidden) + linear(generator, hidden, 10))

        def scores(p, x):
            h = jax.nn.relu(x @ p[0].T + p[1])
            h = h + jax.nn.relu(h @ p[2].T + p[3])
            return h @ p[4].T + p[5]
        return parameters, scores
    return make


def masked(hidden, sparsity=0.92):
    """The network above; weights and biases are multiplied by a mask."""
    def make(generator):
        parameters, dense = mlp(hidden)(generator)
        masks = [jnp.asarray(generator.random(p.shape) >= sparsity, jnp.float32) for p in parameters]
        return parameters, lambda p, x: dense([q * m for q, m in zip(p, masks)], x)
    return make


def cnn(channels):
    def make(generator):
        parameters = []
        for inputs, kernel in [(1, 5), (channels, 3), (channels, 3)]:
            parameters += [layer(generator, channels, inputs, kernel), jnp.zeros((channels, 1))]
        parameters += linear(generator, 5 * channels, 10)

        def scores(p, x):
            h = x[:, None, :]
            for i in (0, 2, 4):
                h = jax.nn.relu(lax.conv_general_dilated(h, p[i], (2,), [(1, 1)]) + p[i + 1])
            return h.reshape(len(x), -1) @ p[6].T + p[7]
        return parameters, scores
    return make


def gru(hidden):
    def make(generator):
        parameters = []
        for _ in range(2):
            parameters += [layer(generator, 3 * hidden, 1), layer(generator, 3 * hidden, hidden),
                           jnp.zeros(3 * hidden), jnp.zeros(3 * hidden)]
        parameters += linear(generator, 80 * hidden, 10)

        def direction(p, points):
            def cell(h, x):
                a = x[:, None] @ p[0].T + p[2]
                b = h @ p[1].T + p[3]
                r, z = jnp.split(jax.nn.sigmoid(a[:, :2 * hidden] + b[:, :2 * hidden]), 2, axis=1)
                n = jnp.tanh(a[:, 2 * hidden:] + r * b[:, 2 * hidden:])
                h = (1 - z) * n + z * h
                return h, h
            return lax.scan(cell, jnp.zeros((points.shape[1], hidden)), points)[1]

        def scores(p, x):
            outputs = jnp.concatenate([direction(p[:4], x.T), direction(p[4:8], x.T[::-1])[::-1]], axis=2)
            return outputs.transpose(1, 0, 2).reshape(len(x), -1) @ p[8].T + p[9]
        return parameters, scores
    return make


def cross_entropy(scores, y):
    return -jnp.take_along_axis(jax.nn.log_softmax(scores), y[:, None], axis=1).mean()


def examples(generator, count):
    x = jnp.asarray(generator.normal(size=(count, 40)), jnp.float32)
    return x, jnp.asarray(generator.integers(0, 10, count))


def training(make, batch=100):
    def prepare():
        generator = np.random.default_rng(0)
        parameters, scores = make(generator)
        x, y = examples(generator, 4000)

        def loss(p, x, y):
            return cross_entropy(scores(p, x), y)

        def step(state, _):
            p, mean, square, t = state
            start = t * batch % 4000
            part = [lax.dynamic_slice_in_dim(a, start, batch) for a in (x, y)]
            value, gradient = jax.value_and_grad(loss)(p, *part)
            t = t + 1
            mean = [0.9 * m + 0.1 * g for m, g in zip(mean, gradient)]
            square = [0.999 * s + 0.001 * g * g for s, g in zip(square, gradient)]
            c1, c2 = 1 - 0.9 ** t, jnp.sqrt(1 - 0.999 ** t)
            p = [q - 0.01 / c1 * m / (jnp.sqrt(s) / c2 + 1e-8) for q, m, s in zip(p, mean, square)]
            return (p, mean, square, t), value

        scan = jax.jit(lambda state: lax.scan(step, state, None, length=SCAN))
        zeros = [jnp.zeros_like(p) for p in parameters]
        box = [(parameters, zeros, zeros, jnp.int32(0))]

        def do(times):
            for _ in range(times):
                box[0], losses = scan(box[0])
            jax.block_until_ready(losses)
        do.unit = SCAN
        return do
    return prepare


def metalearned_rate():
    """50 outer steps; each differentiates through 200 steps of gradient descent."""
    generator = np.random.default_rng(0)
    x, y = examples(generator, 4000)
    batches = x.reshape(80, 50, 40), y.reshape(80, 50)
    start = linear(generator, 40, 50) + linear(generator, 50, 10)

    def loss(p, x, y):
        return cross_entropy(jnp.tanh(x @ p[0].T + p[1]) @ p[2].T + p[3], y)

    def inner(rate):
        def step(p, i):
            value, gradient = jax.value_and_grad(loss)(p, batches[0][i % 80], batches[1][i % 80])
            return [q - rate * g for q, g in zip(p, gradient)], value
        return lax.scan(step, start, jnp.arange(200))[1].mean()

    outer = jax.jit(lambda rate: lax.scan(lambda r, _: (r - 0.3 * jax.grad(inner)(r), r), rate, None, length=50))
    outer(0.15)[0].block_until_ready()

    def do(times):
        for _ in range(times):
            outer(0.15)[0].block_until_ready()
    return do


def metalearned_activation():
    """One outer step through 301 steps of RMSprop, with a network of 100 tanh units as part of the activation.

    Each step is computed again on the way back; keeping all its values takes four times as long and 5 to 11 GB.
    """
    generator = np.random.default_rng(0)
    x, y = examples(generator, 8000)
    xt, yt = examples(generator, 500)
    batches = x.reshape(80, 100, 40), y.reshape(80, 100)
    start = linear(generator, 40, 128) + linear(generator, 128, 10)
    learned = linear(generator, 1, 100) + linear(generator, 100, 1)

    def forward(x, p, meta, key):
        noise = 0.1 * (2 * jax.random.uniform(key, (228,)) - 1)
        before = x @ p[0].T + p[1]
        units = jnp.tanh(before[..., None] * meta[0][:, 0] + meta[1]) + noise[:100]
        hidden = jax.nn.elu(before) + 0.2 * (units @ meta[2][0] + meta[3][0]) + noise[100:]
        return hidden @ p[2].T + p[3]

    def inner(meta, key):
        def step(state, i):
            p, squares, key = state
            key, own = jax.random.split(key)
            value, gradient = jax.value_and_grad(
                lambda p: cross_entropy(forward(batches[0][i % 80], p, meta, own), batches[1][i % 80]))(p)
            squares = [0.4 * s + 0.6 * g * g for s, g in zip(squares, gradient)]
            p = [q - 0.01 * g / (jnp.sqrt(s) + 1e-8) for q, g, s in zip(p, gradient, squares)]
            return (p, squares, key), value
        state = (start, [jnp.ones_like(p) for p in start], key)
        (p, _, key), losses = lax.scan(jax.checkpoint(step), state, jnp.arange(301))
        accuracy = (forward(xt, p, meta, key).argmax(1) == yt).mean()
        return losses[-200:].mean(), accuracy

    @jax.jit
    def outer(meta, key):
        gradient, accuracy = jax.grad(inner, has_aux=True)(meta, key)
        return [m - 0.3 * jnp.clip(g, -0.1, 0.1) for m, g in zip(meta, gradient)], accuracy

    key = jax.random.key(0)
    jax.block_until_ready(outer(learned, key))

    def do(times):
        for _ in range(times):
            jax.block_until_ready(outer(learned, key))
    return do


serve(f"JAX {jax.__version__}", {
    "logistic": training(logistic),
    "one-layer-10": training(one_layer(10)),
    "mlp-100": training(mlp(100)),
    "cnn-25": training(cnn(25)),
    "gru-6": training(gru(6)),
    "mlp-500": training(mlp(500)),
    "mlp-500-batch-500": training(mlp(500), batch=500),
    "mlp-500-sparse": training(masked(500)),
    "mlp-500-sparse-batch-500": training(masked(500), batch=500),
    "metalearned-rate": metalearned_rate,
    "metalearned-activation": metalearned_activation,
})
