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


def row(name, scores, batch=100):
    def prepare():
        x, y = (jnp.asarray(a) for a in trainings.examples(chosen.folder))
        files = [trainings.parameters(chosen.folder, name, 42 + i) for i in range(chosen.seeds)]

        def arrays(prefix):
            keys = [key for key in files[0] if key.startswith("mask") == prefix]
            return [jnp.stack([jnp.asarray(file[key]) for file in files]) for key in keys]

        initial, masks = arrays(False), arrays(True)

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
            p = [q - 0.01 / c1 * m / (jnp.sqrt(s) / c2 + 1e-8) for q, m, s in zip(p, mean, square)]
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
})
