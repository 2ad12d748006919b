"""Writes the losses of the first 60 steps of each kind of training of the double-descent study.

    python double_descent.py OUTPUT_FILE

needs PyTorch (CPU), NumPy and the `mnist1d` package, which makes the data; versions are printed. A column a
training, its loss before each update. Data: MNIST-1D, seed 42, of 12500 examples the first 10000 (`figure4`,
batches of 100 in a new order each epoch) or of 5000 the first 400 (`small`, batches of 100 in order), labels
modulo the number of outputs. Torch seed 0 before each model is made. Squared errors are against one-hot
targets, mean over all elements. `adam_to_zero`: Adam, whose rate falls from 0.02 in a straight line and
would be 0 at step 60.
"""

import sys

import mnist1d.data
import numpy
import torch
from torch import nn
from torch.nn import functional

STEPS = 60


def dataset(samples, train_split, count):
    arguments = mnist1d.data.get_dataset_args()
    arguments.num_samples = samples
    arguments.train_split = train_split
    data = mnist1d.data.make_dataset(arguments)
    return torch.tensor(data["x"][:count], dtype=torch.float32), torch.tensor(data["y"][:count])


def batch_order(seed, count):
    """The permutation of the first epoch, from the stream "batch-order": its key is the seed's two words, the
    name's length and its bytes, four to a word; drawn as by torch.randperm."""
    name = b"batch-order"
    words = [int.from_bytes(name[start : start + 4], "little") for start in range(0, len(name), 4)]
    stream = numpy.random.RandomState([seed, 0, len(name)] + words)
    order = list(range(count))
    for index in range(count - 1):
        word = int(stream.randint(0, 2**32, dtype=numpy.uint32))
        other = index + word % (count - index)
        order[index], order[other] = order[other], order[index]
    return order


def mlp(hidden, outputs):
    return nn.Sequential(nn.Linear(40, hidden), nn.ReLU(), nn.Linear(hidden, outputs))


def cnn(channels, outputs):
    layers = [nn.Unflatten(1, (1, 40))]
    for inputs, kernel in ((1, 5), (channels, 3), (channels, 3)):
        layers += [nn.Conv1d(inputs, channels, kernel, stride=2, padding=1), nn.ReLU()]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(5 * channels, outputs))


def nll(scores, labels, outputs):
    return functional.cross_entropy(scores, labels)


def mse(scores, labels, outputs):
    return functional.mse_loss(scores, functional.one_hot(labels, outputs).float())


def losses(make, width, outputs, loss, rule, data):
    x, y = data
    y = y % outputs
    torch.manual_seed(0)
    model = make(width, outputs)
    if rule[0] == "momentum":
        optimizer = torch.optim.SGD(model.parameters(), lr=rule[1], momentum=0.9)
    else:
        optimizer = torch.optim.Adam(model.parameters(), lr=rule[1])
    factor = (lambda step: (STEPS - step) / STEPS) if rule[0] == "adam_to_zero" else (lambda step: 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
    values = []
    for step in range(STEPS):
        start = step * 100 % len(x)
        value = loss(model(x[start : start + 100]), y[start : start + 100], outputs)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        schedule.step()
        values.append(value.item())
    return values


def main():
    print("torch", torch.__version__, "numpy", numpy.__version__)
    x, y = dataset(12500, 0.8, 10000)
    order = batch_order(0, 10000)
    data = {"figure4": (x[order], y[order]), "small": dataset(5000, 0.2, 400)}
    columns = {}
    for name, make, width in (("mlp", mlp, 90), ("cnn", cnn, 20)):
        for rule in (("adam", 0.002), ("momentum", 0.03)):
            columns[f"figure4_{name}{width}_nll_k10_{rule[0]}"] = losses(make, width, 10, nll, rule, data["figure4"])
    for name, make, width in (("mlp", mlp, 9), ("cnn", cnn, 6)):
        for loss in (nll, mse):
            for outputs in (2, 5, 10):
                columns[f"small_{name}{width}_{loss.__name__}_k{outputs}_adam_to_zero"] = losses(
                    make, width, outputs, loss, ("adam_to_zero", 0.02), data["small"])
    lines = [",".join(columns)] + [",".join(map(repr, row)) for row in zip(*columns.values())]
    with open(sys.argv[1], "w") as file:
        file.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    main()
