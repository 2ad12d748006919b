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


def convolved(h, weight, bias, **options):
    return F.conv1d(h, weight.reshape(len(weight), h.shape[1], -1), bias, **options)


def normalized(h, p, statistics):
    return F.batch_norm(h, *statistics, *p, True)


def stem(p, x, statistics):
    return normalized(convolved(x[:, None], p[0], p[1], stride=2, padding=3), p[2:4], statistics[:2]).relu()


def resnet(p, x, s):
    h = stem(p, x, s)
    g = normalized(convolved(h, p[4], p[5], padding=1), p[6:8], s[2:4]).relu()
    g = normalized(convolved(g, p[8], p[9], padding=1), p[10:12], s[4:6])
    return F.linear((h + g).relu().mean(2), p[12], p[13])


def causal_tcn(p, x, s):
    h = stem(p, x, s)
    for layer, dilation in enumerate((1, 1, 2, 2, 4, 4, 8, 8)):
        own, statistics = p[4 + 4 * layer:], s[2 + 2 * layer:]
        g = convolved(F.pad(h if layer % 2 == 0 else g, (2 * dilation, 0)), own[0], own[1], dilation=dilation)
        g = normalized(g, own[2:4], statistics[:2]).relu()
        h = h + g if layer % 2 == 1 else h
    return F.linear(h.mean(2), p[36], p[37])


def residual_mlp(p, x, s):
    h = F.linear(x, p[0], p[1])
    for block in range(5):
        own = p[2 + 4 * block:]
        h = h + F.linear(normalized(h, own[:2], s[2 * block:2 * block + 2]).relu(), own[2], own[3])
    return F.linear(h, p[22], p[23])


def transformer(p, x, heads=4, blocks=2):
    h = x[:, :, None] * p[0][:, 0] + p[1] + p[2].T
    for block in range(blocks):
        own = p[3 + 12 * block:]
        g = F.linear(F.layer_norm(h, h.shape[2:], own[8], own[9]), own[0], own[1])
        q, k, v = g.reshape(*h.shape[:2], 3, heads, -1).permute(2, 0, 3, 1, 4)
        h = h + F.linear(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(h.shape), own[2], own[3])
        g = F.layer_norm(h, h.shape[2:], own[10], own[11])
        h = h + F.linear(F.linear(g, own[4], own[5]).relu(), own[6], own[7])
    last = p[3 + 12 * blocks:]
    return F.linear(F.layer_norm(h, h.shape[2:], last[0], last[1]).mean(1), last[2], last[3])


def row(name, scores, batch=100, rate=0.01):
    def prepare():
        x, y = (torch.from_numpy(a) for a in trainings.examples(chosen.folder))
        initial, given = ([torch.from_numpy(a) for a in part] for part in trainings.parameters(chosen.folder, name, 42))

        def loss(p, given, x, y):
            return F.cross_entropy(scores(p, x, given) if given else scores(p, x), y)

        if chosen.compile:
            loss = torch.compile(loss)

        def train(count):
            p = [a.clone().requires_grad_() for a in initial]
            # Running statistics change.
            own = [a.clone() for a in given]
            optimizer = torch.optim.Adam(p, lr=rate, fused=True)

            def run():
                first = []
                for step in range(count):
                    part = slice(step * batch % 4000, step * batch % 4000 + batch)
                    value = loss(p, own, x[part], y[part])
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
    "residual-mlp-normalized": row("residual-mlp-normalized", residual_mlp),
    "resnet-64": row("resnet-64", resnet, rate=0.001),
    "causal-tcn-32": row("causal-tcn-32", causal_tcn, rate=0.001),
    "transformer-32": row("transformer-32", transformer, rate=0.001),
})
