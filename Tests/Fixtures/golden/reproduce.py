"""Computes the files of this directory again and compares them.

    python reproduce.py OUTPUT_DIRECTORY

needs PyTorch (CPU), NumPy and the `mnist1d` package, which makes the data. Prints versions and, for each
column, the largest relative difference from the file here: 0 with the same versions. The metalearning files
are not among them.
"""

import csv
import pathlib
import sys

import numpy
import torch
from mnist1d.data import get_dataset_args, make_dataset
from torch import nn
from torch.nn import functional

from models import CNN, GRU, Logistic, PlainMLP, PoolingCNN, ResidualMLP

HERE = pathlib.Path(__file__).parent


def dataset(positions=slice(None), **changes):
    """The training inputs (N, 40) as float32, their positions reordered, and the labels."""
    arguments = get_dataset_args()
    for name, value in changes.items():
        setattr(arguments, name, value)
    data = make_dataset(arguments)
    return torch.tensor(data["x"][:, positions], dtype=torch.float32), torch.tensor(data["y"])


def mean_squared_error(output, target):
    """Against one-hot targets, the mean over all N x 10 elements."""
    return functional.mse_loss(output, functional.one_hot(target, 10).float())


def losses(model, x, y, steps, optimizer, loss=functional.cross_entropy, batch=100):
    """The loss before each update; batches in order, beginning again after the last."""
    values = []
    for step in range(steps):
        start = step * batch % len(x)
        value = loss(model(x[start : start + batch]), y[start : start + batch])
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        values.append(value.item())
    return values


def seeded(seed, make):
    torch.manual_seed(seed)
    return make()


def initial_parameters(make):
    columns = {"parameter": [], "shape": [], "first6": [], "sum": [], "abs_sum": []}
    for name, value in seeded(42, make).named_parameters():
        values = value.detach().numpy().ravel().astype(numpy.float64)
        columns["parameter"].append(name)
        columns["shape"].append("x".join(map(str, value.shape)))
        columns["first6"].append(" ".join(map(repr, map(float, values[:6]))))
        columns["sum"].append(float(values.sum()))
        columns["abs_sum"].append(float(numpy.abs(values).sum()))
    return columns


def benchmark():
    x, y = dataset()
    numpy.random.seed(42)
    shuffled, _ = dataset(numpy.random.permutation(40))
    columns = {"step": range(100)}
    for name, make in {"logistic": Logistic, "mlp": ResidualMLP, "cnn": CNN, "gru": GRU}.items():
        for suffix, inputs in {"": x, "_shuffled": shuffled}.items():
            model = seeded(42, make)
            adam = torch.optim.Adam(model.parameters(), lr=0.01)
            columns[name + suffix] = losses(model, inputs, y, 100, adam)
    return columns


def pooling():
    x, y = dataset(num_samples=2000, train_split=0.5)
    columns = {"step": range(60)}
    names = {
        "none": "no_pool", "stride": "stride_2", "max": "max_pool", "average": "avg_pool",
        "l2": "l2_pool",
    }
    for kind, name in names.items():
        model = seeded(0, lambda: PoolingCNN(kind))
        adam = torch.optim.Adam(model.parameters(), lr=0.01)
        columns[name] = losses(model, x, y, 60, adam)
    return columns


def double_descent():
    x, y = dataset()
    cases = {
        "mlp12_nll": (lambda: PlainMLP(hidden=12), functional.cross_entropy),
        "mlp12_mse": (lambda: PlainMLP(hidden=12), mean_squared_error),
        "mlp80_nll": (lambda: PlainMLP(hidden=80), functional.cross_entropy),
        "mlp80_mse": (lambda: PlainMLP(hidden=80), mean_squared_error),
        "cnn6_nll": (lambda: CNN(channels=6), functional.cross_entropy),
        "cnn24_nll": (lambda: CNN(channels=24), functional.cross_entropy),
    }
    columns = {"step": range(60)}
    for name, (make, loss) in cases.items():
        model = seeded(0, make)
        sgd = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
        columns[name] = losses(model, x, y, 60, sgd, loss)
    return columns


class Masked(nn.Module):
    """A linear layer whose weights and biases are multiplied by a mask in each forward pass."""

    def __init__(self, linear, sparsity):
        super().__init__()
        self.linear = linear
        scores = torch.cat([linear.weight.detach().abs().flatten(), linear.bias.detach().abs()])
        mask = torch.ones(len(scores))
        mask[scores.argsort()[: int(sparsity * len(scores))]] = 0
        self.weight_mask = mask[: linear.weight.numel()].view_as(linear.weight)
        self.bias_mask = mask[linear.weight.numel() :]

    def forward(self, x):
        return functional.linear(
            x, self.linear.weight * self.weight_mask, self.linear.bias * self.bias_mask)


def lottery():
    x, y = dataset()
    columns = {"step": range(60)}
    for sparsity in (0.0, 0.5, 0.92):
        model = seeded(42, lambda: ResidualMLP(hidden=500))
        for name in ("linear1", "linear2", "linear3"):
            setattr(model, name, Masked(getattr(model, name), sparsity))
        adam = torch.optim.Adam(model.parameters(), lr=0.02)
        columns[f"sparsity_{sparsity}"] = losses(model, x, y, 60, adam)
    return columns


def differences(columns, path):
    """The largest relative difference of each column, or the number of unequal words."""
    with open(path) as file:
        rows = list(csv.DictReader(file))
    for name, values in columns.items():
        expected = [row[name] for row in rows]
        assert len(expected) == len(list(values)), (path, name)
        pairs = [
            (float(a), float(b)) for left, right in zip(values, expected)
            for a, b in zip(str(left).split(), right.split(), strict=True)
            if name not in ("parameter", "shape")
        ]
        if pairs:
            worst = max(abs(a - b) / max(abs(b), 1e-30) for a, b in pairs)
            print(f"{path.name}: {name}: {worst:.1e}", flush=True)
        else:
            print(f"{path.name}: {name}: {sum(map(str.__ne__, values, expected))} unequal")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: reproduce.py OUTPUT_DIRECTORY")
    directory = pathlib.Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    print(f"torch {torch.__version__} numpy {numpy.__version__} python {sys.version.split()[0]}")
    torch.set_num_threads(1)
    makers = {
        "init_logistic_seed42": lambda: initial_parameters(Logistic),
        "init_mlp_seed42": lambda: initial_parameters(ResidualMLP),
        "init_cnn_seed42": lambda: initial_parameters(CNN),
        "init_gru_seed42": lambda: initial_parameters(GRU),
        "benchmark_losses_adam_seed42": benchmark,
        "pooling_losses_1000train_adam_seed0": pooling,
        "double_descent_losses_sgd_seed0_sequential": double_descent,
        "lottery_losses_magnitude_of_init_adam_seed42": lottery,
    }
    for name, make in makers.items():
        columns = make()
        with open(directory / f"{name}.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(zip(*columns.values()))
        differences(columns, HERE / f"{name}.csv")


if __name__ == "__main__":
    main()
