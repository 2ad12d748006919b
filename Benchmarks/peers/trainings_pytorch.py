"""Whole trainings in PyTorch with subnormal numbers set to zero: eager, or with --compile compiled by inductor. Adam is fused."""

import trainings

chosen = trainings.options(compile=False)

import torch
from torch.nn import functional as F

torch.set_flush_denormal(True)
if chosen.core is not None:
    torch.set_num_threads(1)


def logistic(p, x):
    return F.linear(x, p[0], p[1])


def one_layer(p, x):
    return F.linear(F.linear(x, p[0], p[1]).relu(), p[2], p[3])


def mlp(p, x):
    h = F.linear(x, p[0], p[1]).relu()
    return F.linear(h + F.linear(h, p[2], p[3]).relu(), p[4], p[5])


def masked(p, x, masks):
    return mlp([q * m for q, m in zip(p, masks)], x)


def cnn(p, x):
    h = x[:, None, :]
    for i in (0, 2, 4):
        kernels = p[i].reshape(len(p[i]), h.shape[1], -1)
        h = F.conv1d(h, kernels, p[i + 1].flatten(), stride=2, padding=1).relu()
    return F.linear(h.flatten(1), p[6], p[7])


def gru(p, x):
    start = x.new_zeros(2, len(x), p[1].shape[1])
    states, _ = torch.gru(x[:, :, None], start, p[:8], True, 1, 0.0, True, True, True)
    return F.linear(states.flatten(1), p[8], p[9])


def row(name, scores, batch=100):
    def prepare():
        x, y = (torch.from_numpy(a) for a in trainings.examples(chosen.folder))
        arrays = trainings.parameters(chosen.folder, name, 42)
        initial = [torch.from_numpy(a) for key, a in arrays.items() if not key.startswith("mask")]
        masks = [torch.from_numpy(a) for key, a in arrays.items() if key.startswith("mask")]

        def loss(p, x, y):
            return F.cross_entropy(scores(p, x, masks) if masks else scores(p, x), y)

        if chosen.compile:
            loss = torch.compile(loss)

        def train(count):
            p = [a.clone().requires_grad_() for a in initial]
            optimizer = torch.optim.Adam(p, lr=0.01, fused=True)

            def run():
                first = []
                for step in range(count):
                    part = slice(step * batch % 4000, step * batch % 4000 + batch)
                    value = loss(p, x[part], y[part])
                    optimizer.zero_grad()
                    value.backward()
                    optimizer.step()
                    if step < trainings.COMPARED:
                        first.append(value.item())
                return first
            seconds, first = trainings.clock(run)
            return seconds, 1, first
        return train
    return prepare


name = f"PyTorch {torch.__version__.split('+')[0]}" + (", compiled" if chosen.compile else "")
trainings.serve(name, {
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
