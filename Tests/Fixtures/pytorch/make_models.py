"""Writes what PyTorch computes for layers, optimizers, schedules, initializers and whole trainings.

    python make_models.py OUTPUT_DIRECTORY DATASET.npz

needs PyTorch (CPU) and NumPy. DATASET is what `mnist1d generate --output d.npz` writes. Files are those of make_fixtures.py: one tensor a line,
`name,shape,values`; `trainings.csv` has the loss of each step before its update, a column a training.
"""

import pathlib
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional

from make_fixtures import differentiated, draw, layer, write


def module(directory, case, generator, network, inputs, extra=None):
    """A module's output and gradients, by the names of its parameters; then what a pass has changed."""
    for value in inputs.values():
        value.requires_grad_()
    parameters = dict(network.named_parameters())
    before = {f"before_{name}": value.clone() for name, value in network.named_buffers() if value.dtype.is_floating_point}
    output = network(*inputs.values())
    output = output[0] if isinstance(output, tuple) else output
    gradient = draw(generator, *output.shape)
    tensors = differentiated(inputs | parameters, output, gradient)
    after = {f"after_{name}": value for name, value in network.named_buffers() if value.dtype.is_floating_point}
    network.eval()
    again = network(*inputs.values())
    again = again[0] if isinstance(again, tuple) else again
    write(directory, case, tensors | before | after | {"evaluated": again})


def shaken(generator, network):
    """Other numbers than zeros and ones in all parameters."""
    with torch.no_grad():
        for value in network.parameters():
            value.add_(draw(generator, *value.shape) * 0.3)
    return network


class Attention(nn.Module):
    def __init__(self, causal):
        super().__init__()
        self.inner = nn.MultiheadAttention(6, 2, batch_first=True)
        self.mask = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1) if causal else None

    def named_parameters(self, *arguments, **options):
        return self.inner.named_parameters()

    def forward(self, x):
        return self.inner(x, x, x, attn_mask=self.mask, need_weights=True)[0]


def layers(directory):
    generator = numpy.random.default_rng(11)
    torch.manual_seed(3)
    module(directory, "batch_norm", generator, shaken(generator, nn.BatchNorm1d(3)), {"input": draw(generator, 6, 3) + 1})
    module(directory, "batch_norm_positions", generator, shaken(generator, nn.BatchNorm1d(3)), {"input": draw(generator, 4, 3, 5) * 2})
    module(directory, "layer_norm", generator, shaken(generator, nn.LayerNorm(5)), {"input": draw(generator, 4, 5) + 1})
    for causal in (False, True):
        module(
            directory, "causal_attention" if causal else "attention", generator, shaken(generator, Attention(causal)),
            {"input": draw(generator, 3, 5, 6)})
    for case, options in {
        "conv1d_dilation2": {"dilation": 2, "padding": 2}, "conv1d_groups2": {"groups": 2, "padding": 1},
        "conv1d_dilation3_stride2": {"dilation": 3, "stride": 2, "padding": 3},
    }.items():
        channels = 4 // options.get("groups", 1)
        layer(
            directory, case, generator, lambda input, weight, bias: functional.conv1d(input, weight, bias, **options),
            {"input": draw(generator, 2, 4, 9), "weight": draw(generator, 6, channels, 3), "bias": draw(generator, 6)})
    for mode in ("circular", "replicate"):
        layer(
            directory, f"conv1d_{mode}", generator,
            lambda input, weight, bias: functional.conv1d(functional.pad(input, (2, 2), mode=mode), weight, bias),
            {"input": draw(generator, 2, 3, 7), "weight": draw(generator, 4, 3, 5), "bias": draw(generator, 4)})
    points = torch.tensor([-9, -3, -1, -0.3, -0.01, 0, 0.01, 0.3, 1, 3, 9])
    layer(directory, "gelu", generator, functional.gelu, {"input": points.clone()})
    layer(directory, "gelu_tanh", generator, lambda input: functional.gelu(input, approximate="tanh"), {"input": points.clone()})
    layer(directory, "silu", generator, functional.silu, {"input": points.clone()})
    layer(
        directory, "embedding", generator, lambda numbers, weight: functional.embedding(numbers, weight),
        {"numbers": torch.tensor([[0, 2], [4, 4], [1, 0]]), "weight": draw(generator, 5, 4)})


def optimizers(directory):
    cases = {
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
        "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "sgd_clip_norm": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "sgd_clip_value": lambda p: torch.optim.SGD(p, lr=0.05),
    }
    generator = numpy.random.default_rng(12)
    for case, make in cases.items():
        parameter = nn.Parameter(draw(generator, 7))
        gradients = draw(generator, 20, 7)
        optimizer = make([parameter])
        average = torch.optim.swa_utils.AveragedModel(
            torch.nn.ParameterList([parameter]), multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.9))
        rows, averages = [parameter.detach().clone()], []
        for gradient in gradients:
            parameter.grad = gradient.clone()
            if case == "sgd_clip_norm":
                torch.nn.utils.clip_grad_norm_([parameter], 2.0)
            if case == "sgd_clip_value":
                torch.nn.utils.clip_grad_value_([parameter], 0.5)
            optimizer.step()
            average.update_parameters(torch.nn.ParameterList([parameter]))
            rows.append(parameter.detach().clone())
            averages.append(next(average.parameters()).detach().clone())
        write(
            directory, case, {"gradients": gradients, "parameters": torch.stack(rows), "averages": torch.stack(averages)})


def schedules(path):
    rates = torch.optim.lr_scheduler
    cases = {
        "step": lambda o: rates.StepLR(o, 7, 0.5), "steps": lambda o: rates.MultiStepLR(o, [5, 20], 0.3),
        "exponential": lambda o: rates.ExponentialLR(o, 0.9), "cosine": lambda o: rates.CosineAnnealingLR(o, 15, 0.1),
        "linear": lambda o: rates.LinearLR(o, 0.25, 0.75, 12),
        "one_cycle": lambda o: rates.OneCycleLR(o, 1.0, 40, cycle_momentum=False),
        "warm_up_then_cosine": lambda o: rates.SequentialLR(
            o, [rates.LinearLR(o, 0.1, 1.0, 5), rates.CosineAnnealingLR(o, 30)], [5]),
        "product": lambda o: rates.ChainedScheduler([rates.ExponentialLR(o, 0.95), rates.StepLR(o, 10, 0.5)]),
    }
    columns = []
    for make in cases.values():
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
        schedule = make(optimizer)
        column = []
        for _ in range(40):
            column.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        columns.append(column)
    lines = [",".join(cases)] + [",".join(repr(float(v)) for v in row) for row in zip(*columns)]
    path.write_text("\n".join(lines) + "\n")


def initializers(directory):
    cases = {
        "kaiming_uniform": lambda t: nn.init.kaiming_uniform_(t), "kaiming_normal": lambda t: nn.init.kaiming_normal_(t),
        "xavier_uniform": lambda t: nn.init.xavier_uniform_(t), "xavier_normal": lambda t: nn.init.xavier_normal_(t),
        "orthogonal": lambda t: nn.init.orthogonal_(t), "normal": lambda t: nn.init.normal_(t, 0.5, 2.0),
    }
    tensors = {}
    for case, fill in cases.items():
        for name, shape in {"wide": (3, 8), "tall": (8, 3), "convolution": (4, 3, 5)}.items():
            torch.manual_seed(5)
            tensors[f"{case}_{name}"] = fill(torch.empty(shape))
    write(directory, "initializers", tensors)


class Residual(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.body = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.body(x)


class Mean(nn.Module):
    def forward(self, x):
        return x.mean(-1)


def he(layer):
    if isinstance(layer, (nn.Linear, nn.Conv1d)):
        nn.init.kaiming_uniform_(layer.weight)
        layer.bias.data.fill_(0.0)


def perceptron(*sizes):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


class Channels(nn.Module):
    def forward(self, x):
        return x[:, None]


def trainings():
    def normalized(size):
        return Residual(nn.BatchNorm1d(size), nn.ReLU(), nn.Linear(size, size))

    def block(channels):
        return Residual(
            nn.Conv1d(channels, channels, 3, padding=1), nn.BatchNorm1d(channels), nn.ReLU(),
            nn.Conv1d(channels, channels, 3, padding=1), nn.BatchNorm1d(channels))

    def convolution(inputs, outputs, dilation=1):
        return nn.Conv1d(inputs, outputs, 3, padding=dilation, dilation=dilation)

    class Causal(nn.Module):
        """Zeros on both sides, of which the later ones are cut off again."""

        def __init__(self, channels, dilation):
            super().__init__()
            self.inner = nn.Conv1d(channels, channels, 3, padding=2 * dilation, dilation=dilation)
            self.cut = 2 * dilation

        def forward(self, x):
            return self.inner(x)[:, :, :-self.cut]

    def temporal(first, second):
        """Without dropout, whose stream of random numbers differs among processors."""
        return Residual(first, nn.BatchNorm1d(16), nn.ReLU(), second, nn.BatchNorm1d(16), nn.ReLU())

    def stem():
        return [Channels(), nn.Conv1d(1, 16, 7, stride=2, padding=3), nn.BatchNorm1d(16), nn.ReLU()]

    class Positions(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.empty(16, 40))
            nn.init.normal_(self.weight, 0, 0.02)

        def forward(self, x):
            return x + self.weight

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = nn.TransformerEncoderLayer(16, 2, 32, 0.0, batch_first=True, norm_first=True)

        def forward(self, x):
            return self.inner(x.transpose(1, 2)).transpose(1, 2)

    class Last(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = nn.LayerNorm(16)

        def forward(self, x):
            return self.inner(x.transpose(1, 2)).transpose(1, 2).mean(-1)

    sgd = lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)
    adam = lambda p: torch.optim.Adam(p, lr=0.001)
    return {
        "perceptron_he": (lambda: perceptron(40, 100, 100, 10).apply(he), sgd, 100),
        "residual_batch_norm": (
            lambda: nn.Sequential(nn.Linear(40, 100), *[normalized(100) for _ in range(5)], nn.Linear(100, 10)).apply(he), sgd, 200),
        "convolutions": (
            lambda: nn.Sequential(
                Channels(), nn.Conv1d(1, 15, 3, stride=2), nn.ReLU(), nn.Conv1d(15, 15, 3, stride=2), nn.ReLU(),
                nn.Conv1d(15, 15, 3, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(60, 10)).apply(he), sgd, 100),
        "resnet": (
            lambda: nn.Sequential(
                Channels(), nn.Conv1d(1, 64, 7, stride=2, padding=3), nn.BatchNorm1d(64), nn.ReLU(), block(64), nn.ReLU(), Mean(),
                nn.Linear(64, 10)), lambda p: torch.optim.Adam(p, lr=0.001), 100),
        "transformer": (
            lambda: nn.Sequential(
                Channels(), nn.Conv1d(1, 16, 1), Positions(), Block(), Block(), Last(), nn.Linear(16, 10)),
            lambda p: torch.optim.AdamW(p, lr=0.003), 100),
        "tcn": (
            lambda: nn.Sequential(*stem(), temporal(convolution(16, 16), convolution(16, 16)), Mean(), nn.Linear(16, 10)), adam, 100),
        "causal_tcn": (
            lambda: nn.Sequential(
                *stem(), *[temporal(Causal(16, d), Causal(16, d)) for d in (1, 2, 4)], Mean(), nn.Linear(16, 10)), adam, 100),
        "dilated_cnn": (
            lambda: nn.Sequential(
                Channels(), convolution(1, 16, 2), nn.ReLU(), convolution(16, 16, 2), nn.ReLU(), convolution(16, 16, 2), nn.ReLU(), Mean(),
                nn.Linear(16, 10)), lambda p: torch.optim.Adam(p, lr=0.01), 100),
    }


def losses(path, dataset):
    arrays = numpy.load(dataset)
    x, y = torch.tensor(arrays["x"], dtype=torch.float32), torch.tensor(arrays["y"])
    columns = {}
    for name, (make, optimizer, size) in trainings().items():
        torch.manual_seed(42)
        network = make()
        rule = optimizer(network.parameters())
        column = []
        for step in range(40):
            start = step * size % len(x)
            loss = functional.cross_entropy(network(x[start:start + size]), y[start:start + size])
            rule.zero_grad()
            loss.backward()
            rule.step()
            column.append(loss.item())
        network.eval()
        column.append(functional.cross_entropy(network(x[:1000]), y[:1000]).item())
        columns[name] = column
    lines = [",".join(columns)] + [",".join(repr(v) for v in row) for row in zip(*columns.values())]
    path.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    print("PyTorch", torch.__version__, "NumPy", numpy.__version__)
    torch.set_num_threads(1)
    directory = pathlib.Path(sys.argv[1])
    for name in ("layers", "optimizers", "models"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    layers(directory / "layers")
    optimizers(directory / "optimizers")
    schedules(directory / "models/schedules.csv")
    initializers(directory / "models")
    losses(directory / "models/trainings.csv", sys.argv[2])
