"""The rows of the speed table in PyTorch, as the authors' code does them: eager, one call an operation."""

import torch
from torch import nn
from torch.nn import functional as F

from serve import serve


class MLP(nn.Module):
    def __init__(self, hidden, linear=nn.Linear):
        super().__init__()
        self.first, self.second = linear(40, hidden), linear(hidden, hidden)
        self.third = linear(hidden, 10)

    def forward(self, x):
        h = self.first(x).relu()
        return self.third(h + self.second(h).relu())


class Masked(nn.Linear):
    """A dense layer whose weights and biases are multiplied by their mask before each use, as in the authors' code."""

    def __init__(self, inputs, outputs, sparsity=0.92):
        super().__init__(inputs, outputs)
        scores = torch.rand(outputs, inputs + 1)
        self.register_buffer("mask", (scores >= scores.flatten().quantile(sparsity)).float())

    def forward(self, x):
        self.weight.data *= self.mask[:, :-1]
        self.bias.data *= self.mask[:, -1]
        return super().forward(x)


class CNN(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(1, channels, 5, stride=2, padding=1), nn.ReLU(),
            nn.Conv1d(channels, channels, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv1d(channels, channels, 3, stride=2, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(5 * channels, 10))

    def forward(self, x):
        return self.layers(x[:, None, :])


class GRU(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.gru = nn.GRU(1, hidden, batch_first=True, bidirectional=True)
        self.linear = nn.Linear(2 * 40 * hidden, 10)

    def forward(self, x):
        return self.linear(self.gru(x[:, :, None])[0].flatten(1))


def examples(count=4000):
    return torch.randn(count, 40), torch.randint(0, 10, (count,))


def training(model, batch=100, shuffled=False):
    def prepare():
        network = model()
        x, y = examples()
        if shuffled:
            optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
        else:
            optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
        state = {"step": 0, "order": torch.randperm(len(x))}

        def do(times):
            for _ in range(times):
                start = state["step"] * batch % len(x)
                state["step"] += 1
                if shuffled and start == 0:
                    state["order"] = torch.randperm(len(x))
                part = state["order"][start:start + batch] if shuffled else slice(start, start + batch)
                loss = F.cross_entropy(network(x[part]), y[part])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return do
    return prepare


def weights(*sizes):
    parameters = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layer = nn.Linear(inputs, outputs)
        parameters += [layer.weight.detach().requires_grad_(), layer.bias.detach().requires_grad_()]
    return parameters


def metalearned_rate():
    """50 outer steps; each differentiates through 200 steps of gradient descent."""
    x, y = examples()

    def do(times):
        for _ in range(times):
            start = weights(40, 50, 10)
            rate = torch.tensor(0.15, requires_grad=True)
            for _ in range(50):
                w, losses = start, []
                for step in range(200):
                    part = slice(step * 50 % 4000, step * 50 % 4000 + 50)
                    h = torch.tanh(F.linear(x[part], w[0], w[1]))
                    loss = F.cross_entropy(F.linear(h, w[2], w[3]), y[part])
                    losses.append(loss)
                    gradients = torch.autograd.grad(loss, w, create_graph=True)
                    w = [p - rate * g for p, g in zip(w, gradients)]
                gradient, = torch.autograd.grad(torch.stack(losses).mean(), rate)
                rate = (rate - 0.3 * gradient).detach().requires_grad_()
    return do


def metalearned_activation():
    """One outer step through 301 steps of RMSprop, with a network of 100 tanh units as part of the activation."""
    x, y = examples(8000)
    xt, yt = examples(500)
    meta = weights(1, 100, 1)

    def noise(count):
        return 0.1 * (2 * torch.rand(count) - 1)

    def forward(x, w):
        before = F.linear(x, w[0], w[1])
        hidden = torch.tanh(F.linear(before.reshape(-1, 1), meta[0], meta[1])) + noise(100)
        learned = F.linear(hidden, meta[2], meta[3]).reshape(before.shape)
        return F.linear(F.elu(before) + 0.2 * learned + noise(128), w[2], w[3])

    def do(times):
        for _ in range(times):
            w, losses = weights(40, 128, 10), []
            squares = [torch.ones_like(p) for p in w]
            for step in range(301):
                part = slice(step * 100 % 8000, step * 100 % 8000 + 100)
                loss = F.cross_entropy(forward(x[part], w), y[part])
                losses.append(loss)
                gradients = torch.autograd.grad(loss, w, create_graph=True)
                squares = [0.4 * s + 0.6 * g * g for s, g in zip(squares, gradients)]
                w = [p - 0.01 * g / (s.sqrt() + 1e-8) for p, g, s in zip(w, gradients, squares)]
            with torch.no_grad():
                (forward(xt, w).argmax(1) == yt).float().mean()
            gradients = torch.autograd.grad(torch.stack(losses[-200:]).mean(), meta)
            with torch.no_grad():
                for p, g in zip(meta, gradients):
                    p -= 0.3 * g.clamp(-0.1, 0.1)
    return do


def contrastive():
    """A step of SimCLR as the authors' notebook takes it: each signal of both views is rolled by itself."""
    encoder = CNN(25).layers[:-1]
    network = nn.Sequential(*encoder, nn.Linear(125, 125), nn.ReLU(), nn.Linear(125, 16))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    x, _ = examples()
    positions = torch.arange(40) - 19.5
    state = {"step": 0}

    def view(x):
        slopes = (x * positions).sum(1) / (positions ** 2).sum()
        flat = x - x.mean(1, keepdim=True) - slopes[:, None] * positions
        for i, shift in enumerate(torch.randint(0, 10, (len(x),)).tolist()):
            flat[i] = torch.roll(flat[i], shift)
        return flat + torch.normal(0, 0.04, (len(x), 1)) * positions + torch.normal(0, 0.3, (len(x), 1))

    def do(times):
        for _ in range(times):
            start = state["step"] * 100 % len(x)
            state["step"] += 1
            z = [F.normalize(network(view(x[start:start + 100])[:, None, :])) for _ in range(2)]
            scores = torch.exp(z[0] @ z[1].T / 0.5)
            loss = (scores.sum(1).log() - scores.diag().log()).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return do


serve(f"PyTorch {torch.__version__.split('+')[0]}", {
    "logistic": training(lambda: nn.Linear(40, 10)),
    "one-layer-10": training(lambda: nn.Sequential(nn.Linear(40, 10), nn.ReLU(), nn.Linear(10, 10))),
    "mlp-100": training(lambda: MLP(100)),
    "cnn-25": training(lambda: CNN(25)),
    "gru-6": training(lambda: GRU(6)),
    "mlp-500": training(lambda: MLP(500)),
    "mlp-500-batch-500": training(lambda: MLP(500), batch=500),
    "mlp-500-sparse": training(lambda: MLP(500, Masked)),
    "mlp-500-sparse-batch-500": training(lambda: MLP(500, Masked), batch=500),
    "cnn-100": training(lambda: CNN(100), shuffled=True),
    "contrastive": contrastive,
    "metalearned-rate": metalearned_rate,
    "metalearned-activation": metalearned_activation,
})
