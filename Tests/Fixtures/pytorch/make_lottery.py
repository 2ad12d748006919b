"""Writes lottery/: the losses of tickets that train, before each update, by PyTorch.

    python make_lottery.py .

needs PyTorch (CPU), NumPy and the `mnist1d` package, which makes the data.
"""

import csv
import pathlib
import sys

import numpy
import torch
from mnist1d.data import get_dataset_args, make_dataset
from torch import nn
from torch.nn import functional

STEPS = 20


class Masked(nn.Module):
    """A linear layer whose weights and biases are multiplied by one mask, weights first, in each forward pass."""

    def __init__(self, linear):
        super().__init__()
        self.linear = linear
        self.mask = torch.ones(linear.weight.numel() + linear.bias.numel())

    def values(self):
        linear = self.linear
        return torch.cat([linear.weight.detach().flatten(), linear.bias.detach()]) * self.mask

    def prune(self, scores, sparsity):
        self.mask = torch.ones(len(scores))
        self.mask[scores.argsort(stable=True)[: int(sparsity * len(scores))]] = 0

    def forward(self, x):
        weight, bias = self.linear.weight, self.linear.bias
        count = weight.numel()
        return functional.linear(x, weight * self.mask[:count].view_as(weight), bias * self.mask[count:])


class Network(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.linear1 = Masked(nn.Linear(40, hidden))
        self.linear2 = Masked(nn.Linear(hidden, hidden))
        self.linear3 = Masked(nn.Linear(hidden, 10))
        self.layers = [self.linear1, self.linear2, self.linear3]

    def forward(self, x):
        h = torch.relu(self.linear1(x))
        return self.linear3(h + torch.relu(self.linear2(h)))


def network(hidden, seed):
    torch.manual_seed(seed)
    return Network(hidden)


def train(model, x, y, steps, batch, after_step=lambda step: None):
    adam = torch.optim.Adam(model.parameters(), lr=0.02)
    losses = []
    for step in range(steps):
        start = step * batch % len(x)
        loss = functional.cross_entropy(model(x[start : start + batch]), y[start : start + batch])
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.item())
        after_step(step)
    return losses


def analyses(x, y):
    """A dense network and tickets of 92 % sparsity by initial magnitude, hidden 500, batches of 500."""
    numpy.random.seed(0)
    permutation = numpy.random.permutation(40)
    data = {"none": x, "reversed": x[:, ::-1].copy(), "permuted": x[:, permutation]}

    def ticket(seed):
        model, first = network(500, seed), network(500, 42)
        for layer, ranked in zip(model.layers, first.layers):
            layer.prune(ranked.values().abs(), 0.92)
        return model

    def losses(model, inputs):
        return train(model, torch.tensor(inputs, dtype=torch.float32), y, STEPS, 500)

    columns = {"step": range(STEPS)}
    for change, inputs in data.items():
        columns[f"dense_{change}"] = losses(network(500, 42), inputs)
        columns[f"ticket_{change}"] = losses(ticket(42), inputs)
    columns["ticket_newWeights"] = losses(ticket(43), x)
    return columns


def chain(x, y):
    """Three retrains of hidden 30, six steps each: prune by the magnitudes after step 3 of the one before, rewind, train."""
    x = torch.tensor(x, dtype=torch.float32)
    columns = {"step": range(6)}
    scores = None
    for sparsity in (0.0, 0.5, 0.9):
        model = network(30, 42)
        if scores:
            for layer, score in zip(model.layers, scores):
                layer.prune(score, sparsity)
        kept = []

        def keep(step):
            if step == 3:
                kept.extend(layer.values().abs() for layer in model.layers)

        columns[f"sparsity_{sparsity}"] = train(model, x, y, 6, 100, keep)
        scores = kept
    return columns


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_lottery.py OUTPUT_DIRECTORY")
    directory = pathlib.Path(sys.argv[1]) / "lottery"
    directory.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    data = make_dataset(get_dataset_args())
    x, y = data["x"], torch.tensor(data["y"])
    for name, columns in {"analyses": analyses(x, y), "chain": chain(x, y)}.items():
        with open(directory / f"{name}.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(zip(*columns.values()))


if __name__ == "__main__":
    main()
