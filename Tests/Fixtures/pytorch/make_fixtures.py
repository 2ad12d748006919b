"""Writes what the layers, losses and optimizers of PyTorch compute on small inputs.

    python make_fixtures.py OUTPUT_DIRECTORY

needs PyTorch (CPU) and NumPy; versions are printed. One file a case, one tensor a line:
`name,shape,values`, as in `weight,3x5,0.5 -1.25 ...`, in row-major order, each number the shortest decimal
that reads back as the same float. A scalar has shape 1.
"""

import gzip
import pathlib
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional


def write(directory, case, tensors):
    lines = []
    for name, value in tensors.items():
        array = numpy.atleast_1d(torch.as_tensor(value).detach().numpy())
        shape = "x".join(str(n) for n in array.shape)
        values = " ".join(str(v) for v in array.ravel())
        lines.append(f"{name},{shape},{values}\n")
    (directory / f"{case}.csv").write_text("".join(lines))


def draw(generator, *shape):
    """Float32 numbers from N(0, 1), rounded to three decimals to keep the files small."""
    return torch.tensor(generator.standard_normal(shape).round(3), dtype=torch.float32)


def differentiated(inputs, output, output_gradient=None):
    """The output and its gradients with respect to the inputs, as tensors to write."""
    output.backward(output_gradient)
    tensors = {name: value for name, value in inputs.items()}
    tensors["output"] = output
    if output_gradient is not None:
        tensors["output_gradient"] = output_gradient
    for name, value in inputs.items():
        if value.grad is not None:
            tensors[f"{name}_gradient"] = value.grad
    return tensors


def layer(directory, case, generator, function, inputs):
    for value in inputs.values():
        if value.is_floating_point():
            value.requires_grad_()
    output = function(**inputs)
    gradient = draw(generator, *output.shape) if output.dim() else None
    write(directory, case, differentiated(inputs, output, gradient))


def layers(directory):
    generator = numpy.random.default_rng(1)
    layer(
        directory, "linear", generator, functional.linear,
        {"input": draw(generator, 4, 5), "weight": draw(generator, 3, 5), "bias": draw(generator, 3)})
    for kernel in (3, 5):
        for stride in (1, 2):
            layer(
                directory, f"conv1d_kernel{kernel}_stride{stride}_padding1", generator,
                lambda input, weight, bias: functional.conv1d(
                    input, weight, bias, stride=stride, padding=1),
                {
                    "input": draw(generator, 2, 3, 10), "weight": draw(generator, 4, 3, kernel),
                    "bias": draw(generator, 4),
                })
    gated_recurrent_unit(directory, generator)
    logits = draw(generator, 5, 10) * 3
    logits[1, 4] = 90  # exp overflows unless the largest is subtracted
    logits[2, :] = -200
    labels = torch.tensor([3, 4, 0, 9, 9])
    layer(
        directory, "log_softmax", generator,
        lambda input: functional.log_softmax(input, dim=1), {"input": logits.clone()})
    layer(
        directory, "negative_log_likelihood", generator, functional.cross_entropy,
        {"input": logits.clone(), "target": labels})
    layer(
        directory, "mean_squared_error", generator, functional.mse_loss,
        {"input": draw(generator, 4, 10), "target": draw(generator, 4, 10)})
    layer(
        directory, "mean_squared_error_one_hot", generator,
        lambda input, target: functional.mse_loss(input, functional.one_hot(target, 10).float()),
        {"input": draw(generator, 5, 10), "target": labels})
    activations = {
        "relu": functional.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "elu": functional.elu,
        "softplus": functional.softplus, "log_sigmoid": functional.logsigmoid,
    }
    points = torch.cat([
        torch.tensor([0, -0.0, 1e-6, -1e-6, 20.5, -20.5, 100, -100]), torch.linspace(-6, 6, 25)])
    for name, function in activations.items():
        layer(directory, name, generator, function, {"input": points.clone()})
    # An odd length: the last position belongs to no window. Equal neighbours show which of them takes the
    # gradient of a maximum, a window of zeros what becomes of the root's infinite slope there.
    series = draw(generator, 2, 3, 7)
    series[0, 0, :4] = torch.tensor([0.5, 0.5, -1.0, 2.0])
    series[1, 0, 2:4] = 0
    pools = {
        "max_pool2": lambda input: functional.max_pool1d(input, 2),
        "average_pool2": lambda input: functional.avg_pool1d(input, 2),
        "l2_pool2": lambda input: functional.lp_pool1d(input, 2.0, 2),
    }
    for name, function in pools.items():
        layer(directory, name, generator, function, {"input": series.clone()})
    # Both axes differ in everything, so that one taken for the other shows.
    generator = numpy.random.default_rng(3)
    layer(
        directory, "conv2d_kernel3x5_stride2x1_padding1x2", generator,
        lambda input, weight, bias: functional.conv2d(
            input, weight, bias, stride=(2, 1), padding=(1, 2)),
        {
            "input": draw(generator, 2, 3, 7, 6), "weight": draw(generator, 4, 3, 3, 5),
            "bias": draw(generator, 4),
        })
    # One, two, three and six equal maxima, which share the gradient.
    tied = draw(numpy.random.default_rng(4), 4, 2, 3)
    tied[1, 0, 2] = tied[1, 1, 0] = 3
    tied[2, 1, :] = 2.5
    tied[3] = -1
    layer(
        directory, "maximum_over_axes", generator, lambda input: torch.amax(input, dim=(1, 2)),
        {"input": tied})
    generator = numpy.random.default_rng(5)
    layer(directory, "normalize", generator, functional.normalize, {"input": draw(generator, 4, 3)})
    # What is shorter than 1e-12 is divided by that.
    short = draw(generator, 3, 4) * 1e-13
    short[1] = 0
    layer(directory, "normalize_short", generator, functional.normalize, {"input": short})
    layer(
        directory, "contrastive_loss", generator,
        lambda first, second: functional.cross_entropy(
            functional.normalize(first) @ functional.normalize(second).T / 0.05, torch.arange(5)),
        {"first": draw(generator, 5, 4), "second": draw(generator, 5, 4)})
    # Odd sides, and ties in reading order, in the other order and of all four.
    images = draw(generator, 2, 3, 5, 7)
    images[0, 0, :2, :2] = torch.tensor([[0.5, 2.0], [2.0, -1.0]])
    images[0, 0, :2, 2:4] = torch.tensor([[-0.5, 0.0], [0.25, 0.25]])
    images[1, 2, 2:4, 2:4] = 0
    layer(
        directory, "max_pool2d", generator, lambda input: functional.max_pool2d(input, 2), {"input": images})
    torch.manual_seed(7)
    layer(
        directory, "dropout", generator, lambda input: functional.dropout(input, 0.2),
        {"input": draw(generator, 5, 8)})


def gated_recurrent_unit(directory, generator):
    """Both directions, 2 inputs, 3 hidden units, 5 positions, a batch of 4."""
    gru = nn.GRU(2, 3, batch_first=True, bidirectional=True)
    with torch.no_grad():
        for parameter in gru.parameters():
            parameter.copy_(draw(generator, *parameter.shape))
    input = draw(generator, 4, 5, 2).requires_grad_()
    output, _ = gru(input)
    inputs = {"input": input, **dict(gru.named_parameters())}
    write(
        directory, "gru_bidirectional",
        differentiated(inputs, output, draw(generator, *output.shape)))


def optimizers(directory):
    """Twenty steps with gradients that do not depend on the parameters."""
    generator = numpy.random.default_rng(2)
    start = draw(generator, 6)
    gradients = draw(generator, 20, 6)
    gradients[:, 4] *= 1e-3
    gradients[:, 5] = 0
    cases = {
        "sgd": (torch.optim.SGD, {"lr": 0.1}),
        "sgd_momentum": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
        "sgd_momentum_weight_decay": (
            torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.02}),
        "adam": (torch.optim.Adam, {"lr": 0.01}),
        "adam_weight_decay": (torch.optim.Adam, {"lr": 0.01, "weight_decay": 0.1}),
        "rmsprop": (torch.optim.RMSprop, {"lr": 0.01}),
        "rmsprop_momentum": (torch.optim.RMSprop, {"lr": 0.01, "momentum": 0.4}),
        "rmsprop_momentum_weight_decay": (
            torch.optim.RMSprop, {"lr": 0.01, "momentum": 0.4, "weight_decay": 0.1}),
    }
    for name, (make, options) in cases.items():
        parameter = nn.Parameter(start.clone())
        optimizer = make([parameter], foreach=False, **options)
        trajectory = [start]
        for gradient in gradients:
            parameter.grad = gradient.clone()
            optimizer.step()
            trajectory.append(parameter.detach().clone())
        names = {"lr": "learning_rate"}
        write(directory, name, {
            **{names.get(key, key): numpy.float64(value) for key, value in options.items()},
            "gradients": gradients, "parameters": torch.stack(trajectory),
        })


def image_models(directory):
    """The losses of 60 steps of the benchmark models, of 20 steps of an MLP with dropout, and of 20 of LeNet on
    standardised pixels, over the images of Data/mnist-subset: Adam, rate 0.001, batches of 100 in order, torch seed 42
    before each model is made."""
    folder = pathlib.Path(__file__).parents[3] / "Data/mnist-subset"
    with gzip.open(folder / "train-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read()[16:], numpy.uint8).reshape(-1, 28, 28)
    with gzip.open(folder / "train-labels-idx1-ubyte.gz") as file:
        labels = torch.tensor(numpy.frombuffer(file.read()[8:], numpy.uint8).astype(numpy.int64))
    images = torch.tensor(images.astype(numpy.float32) / numpy.float32(255))
    small = {"logistic": Logistic, "mlp": MLP, "cnn": CNN, "gru": GRU}
    write_losses(directory / "losses.csv", small, images, labels, 60)
    write_losses(directory / "dropout_losses.csv", {"dropout": DropoutMLP}, images, labels, 20)
    write_losses(directory / "lenet_losses.csv", {"lenet": LeNet}, (images - 0.1307) / 0.3081, labels, 20)


def write_losses(path, models, images, labels, steps):
    columns = {}
    for name, make in models.items():
        torch.manual_seed(42)
        model = make()
        optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
        columns[name] = []
        for step in range(steps):
            batch = slice(step % 40 * 100, (step % 40 + 1) * 100)
            loss = functional.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            columns[name].append(loss.item())
    lines = [",".join(columns)] + [",".join(map(repr, row)) for row in zip(*columns.values())]
    path.write_text("".join(line + "\n" for line in lines))


class DropoutMLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear1 = nn.Linear(784, 512)
        self.linear2 = nn.Linear(512, 512)
        self.linear3 = nn.Linear(512, 10)

    def forward(self, x):
        h = functional.dropout(torch.relu(self.linear1(x.flatten(1))), 0.5)
        return self.linear3(functional.dropout(torch.relu(self.linear2(h)), 0.5))


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 20, 5)
        self.conv2 = nn.Conv2d(20, 50, 5)
        self.linear1 = nn.Linear(50 * 4 * 4, 500)
        self.linear2 = nn.Linear(500, 10)

    def forward(self, x):
        h = functional.max_pool2d(torch.relu(self.conv1(x.unsqueeze(1))), 2)  # (N, 20, 12, 12)
        h = functional.max_pool2d(torch.relu(self.conv2(h)), 2)  # (N, 50, 4, 4)
        return self.linear2(torch.relu(self.linear1(h.flatten(1))))


class Logistic(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(784, 10)

    def forward(self, x):
        return self.linear(x.flatten(1))


class MLP(nn.Module):
    def __init__(self, hidden=100):
        super().__init__()
        self.linear1 = nn.Linear(784, hidden)
        self.linear2 = nn.Linear(hidden, hidden)
        self.linear3 = nn.Linear(hidden, 10)

    def forward(self, x):
        h = torch.relu(self.linear1(x.flatten(1)))
        return self.linear3(h + torch.relu(self.linear2(h)))


class CNN(nn.Module):
    def __init__(self, channels=8):
        super().__init__()
        self.conv1 = nn.Conv2d(1, channels, 5, stride=2, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride=2, padding=1)
        self.conv3 = nn.Conv2d(channels, channels, 3, stride=2, padding=1)
        self.linear = nn.Linear(4 * 4 * channels, 10)

    def forward(self, x):
        h = torch.relu(self.conv1(x.unsqueeze(1)))  # (N, C, 13, 13)
        h = torch.relu(self.conv2(h))  # (N, C, 7, 7)
        h = torch.relu(self.conv3(h))  # (N, C, 4, 4)
        return self.linear(h.flatten(1))


class GRU(nn.Module):
    def __init__(self, hidden=6):
        super().__init__()
        self.gru = nn.GRU(28, hidden, batch_first=True, bidirectional=True)
        self.linear = nn.Linear(28 * 2 * hidden, 10)

    def forward(self, x):
        h, _ = self.gru(x)  # (N, 28, 2 H): a row of the image at a time
        return self.linear(h.flatten(1))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_fixtures.py OUTPUT_DIRECTORY")
    root = pathlib.Path(sys.argv[1])
    print(f"torch {torch.__version__} numpy {numpy.__version__} python {sys.version.split()[0]}")
    torch.set_num_threads(1)
    for name, make in {"layers": layers, "optimizers": optimizers, "image_models": image_models}.items():
        (root / name).mkdir(parents=True, exist_ok=True)
        make(root / name)


if __name__ == "__main__":
    main()
