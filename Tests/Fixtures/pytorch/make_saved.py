"""Writes what PyTorch saves of networks of signals, and what they say.

    python make_saved.py OUTPUT_DIRECTORY DATASET.npz

needs PyTorch (CPU), NumPy and safetensors. DATASET is what `mnist1d generate --output d.npz` writes. For each network: `<name>.npz`, the arrays of
its `state_dict`, `<name>.safetensors`, the same by `save_file`, both without metadata, and `<name>-scores.npy`, the scores of the first 20 test
signals in evaluation mode. Each was trained for 30 steps, so that running statistics and counts of batches are not those of the start.
"""

import pathlib
import sys

import numpy
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional


class PlainMLP(nn.Module):
    def __init__(self, hidden, layers):
        super().__init__()
        sizes = [40] + [hidden] * layers
        for number, (inputs, outputs) in enumerate(zip(sizes, sizes[1:]), 1):
            setattr(self, f"linear{number}", nn.Linear(inputs, outputs))
            setattr(self, f"norm{number}", nn.BatchNorm1d(outputs))
        setattr(self, f"linear{layers + 1}", nn.Linear(hidden, 10))
        self.count = layers

    def forward(self, x):
        for number in range(1, self.count + 1):
            x = functional.relu(getattr(self, f"norm{number}")(getattr(self, f"linear{number}")(x)))
        return getattr(self, f"linear{self.count + 1}")(x)


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv1d(channels, channels, 3, padding=1)
        self.bn1 = nn.BatchNorm1d(channels)
        self.conv2 = nn.Conv1d(channels, channels, 3, padding=1)
        self.bn2 = nn.BatchNorm1d(channels)

    def forward(self, x):
        return functional.relu(x + self.bn2(self.conv2(functional.relu(self.bn1(self.conv1(x))))))


class ResNet(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv1d(1, channels, 7, stride=2, padding=3)
        self.bn1 = nn.BatchNorm1d(channels)
        self.block1, self.block2 = Block(channels), Block(channels)
        self.linear = nn.Linear(channels, 10)

    def forward(self, x):
        return self.linear(self.block2(self.block1(functional.relu(self.bn1(self.conv1(x[:, None]))))).mean(-1))


class Transformer(nn.Module):
    def __init__(self, size, heads, hidden):
        super().__init__()
        self.embedding = nn.Conv1d(1, size, 1)
        self.positions = nn.Parameter(0.02 * torch.randn(size, 40))
        self.block1 = nn.TransformerEncoderLayer(size, heads, hidden, 0.0, batch_first=True, norm_first=True)
        self.norm = nn.LayerNorm(size)
        self.linear = nn.Linear(size, 10)

    def forward(self, x):
        h = (self.embedding(x[:, None]) + self.positions).transpose(1, 2)
        return self.linear(self.norm(self.block1(h)).mean(1))


if __name__ == "__main__":
    print("PyTorch", torch.__version__, "NumPy", numpy.__version__)
    torch.set_num_threads(1)
    directory = pathlib.Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    arrays = numpy.load(sys.argv[2])
    x, y, test = torch.tensor(arrays["x"], dtype=torch.float32), torch.tensor(arrays["y"]), torch.tensor(arrays["x_test"], dtype=torch.float32)
    networks = {"plain-mlp": lambda: PlainMLP(16, 3), "resnet": lambda: ResNet(8), "transformer": lambda: Transformer(8, 2, 16)}
    for name, make in networks.items():
        torch.manual_seed(42)
        network = make()
        rule = torch.optim.Adam(network.parameters(), lr=0.01)
        for step in range(30):
            loss = functional.cross_entropy(network(x[100 * step:100 * step + 100]), y[100 * step:100 * step + 100])
            rule.zero_grad()
            loss.backward()
            rule.step()
        network.eval()
        state = network.state_dict()
        numpy.savez(directory / f"{name}.npz", **{key: value.numpy() for key, value in state.items()})
        save_file(state, directory / f"{name}.safetensors")
        with torch.no_grad():
            numpy.save(directory / f"{name}-scores.npy", network(test[:20]).numpy())
