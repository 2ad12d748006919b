"""Whole trainings in JAX: 50 steps compiled as one scan, several seeds at once where --seeds says so.

XLA sets subnormal numbers to zero. Convolutions are products over gathered patches and the two directions of the GRU go side by
side, which XLA runs several times faster on a CPU than its own convolution and two loops.
"""

from functools import partial

import trainings

chosen = trainings.options(seeds=1)

import jax
import jax.numpy as jnp
from jax import lax

SCAN = 50


def logistic(p, x):
    return x @ p[0].T + p[1]


def one_layer(p, x):
    return jax.nn.relu(x @ p[0].T + p[1]) @ p[2].T + p[3]


def mlp(p, x):
    h = jax.nn.relu(x @ p[0].T + p[1])
    h = h + jax.nn.relu(h @ p[2].T + p[3])
    return h @ p[4].T + p[5]


def masked(p, x, masks):
    return mlp([q * m for q, m in zip(p, masks)], x)


def cnn(p, x):
    h = x[:, :, None]
    for i, kernel in [(0, 5), (2, 3), (4, 3)]:
        h = jnp.pad(h, ((0, 0), (1, 1), (0, 0)))
        length = (h.shape[1] - kernel) // 2 + 1
        # (batch, position, input, tap), as the weights' rows have them.
        patches = jnp.stack([h[:, tap:tap + 2 * length - 1:2] for tap in range(kernel)], axis=3)
        weights = p[i].reshape(p[i].shape[0], -1)
        h = jax.nn.relu(patches.reshape(*patches.shape[:2], -1) @ weights.T + p[i + 1].reshape(-1))
    return h.transpose(0, 2, 1).reshape(len(x), -1) @ p[6].T + p[7]


def gru(p, x):
    hidden = p[1].shape[1]
    w_in, w, b_in, b = [jnp.stack([p[i], p[i + 4]]) for i in range(4)]
    points = jnp.stack([x.T, x.T[::-1]], axis=1)

    def cell(h, point):
        a = point[:, :, None] * w_in[:, None, :, 0] + b_in[:, None]
        g = jnp.einsum("dbh,dgh->dbg", h, w) + b[:, None]
        r, z = jnp.split(jax.nn.sigmoid(a[..., :2 * hidden] + g[..., :2 * hidden]), 2, axis=2)
        n = jnp.tanh(a[..., 2 * hidden:] + r * g[..., 2 * hidden:])
        h = (1 - z) * n + z * h
        return h, h

    states = lax.scan(cell, jnp.zeros((2, len(x), hidden)), points, unroll=8)[1]
    both = jnp.concatenate([states[:, 0], states[::-1, 1]], axis=2)
    return both.transpose(1, 0, 2).reshape(len(x), -1) @ p[8].T + p[9]


def convolved(h, weight, bias, stride=1, dilation=1, padding=(1, 1)):
    taps = weight.shape[1] // h.shape[2]
    h = jnp.pad(h, ((0, 0), padding, (0, 0)))
    length = (h.shape[1] - dilation * (taps - 1) - 1) // stride + 1
    ends = [tap * dilation + stride * (length - 1) + 1 for tap in range(taps)]
    patches = jnp.stack([h[:, tap * dilation:end:stride] for tap, end in enumerate(ends)], axis=3)
    return patches.reshape(*patches.shape[:2], -1) @ weight.T + bias


def normalized(h, p, epsilon=1e-5, axes=None):
    """By default over all axes but the last, as batch normalization."""
    axes = tuple(range(h.ndim - 1)) if axes is None else axes
    return (h - h.mean(axes, keepdims=True)) * lax.rsqrt(h.var(axes, keepdims=True) + epsilon) * p[0] + p[1]


def stem(p, x):
    return jax.nn.relu(normalized(convolved(x[:, :, None], p[0], p[1], stride=2, padding=(3, 3)), p[2:4]))


def resnet(p, x, _):
    h = stem(p, x)
    g = jax.nn.relu(normalized(convolved(h, p[4], p[5]), p[6:8]))
    g = normalized(convolved(g, p[8], p[9]), p[10:12])
    return jax.nn.relu(h + g).mean(1) @ p[12].T + p[13]


def causal_tcn(p, x, _):
    h = stem(p, x)
    for block, dilation in enumerate((1, 2, 4, 8)):
        g = h
        for own in (p[4 + 8 * block:], p[8 + 8 * block:]):
            g = jax.nn.relu(normalized(convolved(g, own[0], own[1], dilation=dilation, padding=(2 * dilation, 0)), own[2:4]))
        h = h + g
    return h.mean(1) @ p[36].T + p[37]


def residual_mlp(p, x, _):
    h = x @ p[0].T + p[1]
    for block in range(5):
        own = p[2 + 4 * block:]
        h = h + jax.nn.relu(normalized(h, own[:2])) @ own[2].T + own[3]
    return h @ p[22].T + p[23]


def transformer(p, x, heads=4, blocks=2):
    h = x[:, :, None] * p[0][:, 0] + p[1] + p[2].T
    for block in range(blocks):
        own = p[3 + 12 * block:]
        g = normalized(h, own[8:10], axes=2) @ own[0].T + own[1]
        q, k, v = g.reshape(*h.shape[:2], 3, heads, -1).transpose(2, 0, 3, 1, 4)
        shares = jax.nn.softmax(q @ k.swapaxes(2, 3) / jnp.sqrt(q.shape[3]), axis=3)
        h = h + (shares @ v).transpose(0, 2, 1, 3).reshape(h.shape) @ own[2].T + own[3]
        g = normalized(h, own[10:12], axes=2)
        h = h + jax.nn.relu(g @ own[4].T + own[5]) @ own[6].T + own[7]
    last = p[3 + 12 * blocks:]
    return normalized(h, last[:2], axes=2).mean(1) @ last[2].T + last[3]


def row(name, scores, batch=100, rate=0.01):
    def prepare():
        x, y = (jnp.asarray(a) for a in trainings.examples(chosen.folder))
        files = [trainings.parameters(chosen.folder, name, 42 + i) for i in range(chosen.seeds)]
        # Running statistics are given and stay: nothing reads them here.
        initial, masks = ([jnp.stack(arrays) for arrays in zip(*parts)] for parts in zip(*files))

        def loss(p, masks, x, y):
            values = scores(p, x, masks) if masks else scores(p, x)
            return -jnp.take_along_axis(jax.nn.log_softmax(values), y[:, None], axis=1).mean()

        def step(masks, state, _):
            p, mean, square, t = state
            part = [lax.dynamic_slice_in_dim(a, t * batch % 4000, batch) for a in (x, y)]
            value, gradient = jax.value_and_grad(loss)(p, masks, *part)
            t = t + 1
            mean = [0.9 * m + 0.1 * g for m, g in zip(mean, gradient)]
            square = [0.999 * s + 0.001 * g * g for s, g in zip(square, gradient)]
            c1, c2 = 1 - 0.9 ** t, jnp.sqrt(1 - 0.999 ** t)
            p = [q - rate / c1 * m / (jnp.sqrt(s) / c2 + 1e-8) for q, m, s in zip(p, mean, square)]
            return (p, mean, square, t), value

        def steps(state, masks):
            return lax.scan(partial(step, masks), state, None, length=SCAN)

        if chosen.seeds > 1:
            compiled = jax.jit(jax.vmap(steps, in_axes=(((0, 0, 0, None), 0)), out_axes=((0, 0, 0, None), 0)))
        else:
            compiled = jax.jit(steps)
            initial, masks = [a[0] for a in initial], [a[0] for a in masks]
        zeros = [jnp.zeros_like(p) for p in initial]

        def train(count):
            def run():
                state, first = (initial, zeros, zeros, jnp.int32(0)), None
                for _ in range(-(-count // SCAN)):
                    state, losses = compiled(state, masks)
                    first = losses if first is None else first
                jax.block_until_ready(state)
                return first
            seconds, first = trainings.clock(run)
            return seconds, chosen.seeds, first[0] if chosen.seeds > 1 else first
        return train
    return prepare


trainings.serve(f"JAX {jax.__version__}", {
    "logistic": row("logistic", logistic),
    "one-layer-10": row("one-layer-10", one_layer),
    "mlp-100": row("mlp-100", mlp),
    "cnn-25": row("cnn-25", cnn),
    "gru-6": row("gru-6", gru),
    "mlp-500": row("mlp-500", mlp),
    "mlp-500-batch-500": row("mlp-500-batch-500", mlp, batch=500),
    "mlp-500-sparse": row("mlp-500-sparse", masked),
    "mlp-500-sparse-batch-500": row("mlp-500-sparse-batch-500", masked, batch=500),
    "residual-mlp-normalized": row("residual-mlp-normalized", residual_mlp),
    "resnet-64": row("resnet-64", resnet, rate=0.001),
    "causal-tcn-32": row("causal-tcn-32", causal_tcn, rate=0.001),
    "transformer-32": row("transformer-32", transformer, rate=0.001),
})
