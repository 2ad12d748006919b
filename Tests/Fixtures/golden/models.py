"""The classifiers of the MNIST-1D experiments as PyTorch modules.

Parameters are created in the order of the assignments in `__init__`, which fixes the initial weights for a
seed. Inputs are (N, 40) arrays; outputs are (N, 10) logits.
"""

import torch
from torch import nn
from torch.nn import functional


class Logistic(nn.Module):
    def __init__(self, inputs=40, outputs=10):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.linear(x)


class ResidualMLP(nn.Module):
    """Benchmark: the second layer adds to the first one's output."""

    def __init__(self, inputs=40, outputs=10, hidden=100):
        super().__init__()
        self.linear1 = nn.Linear(inputs, hidden)
        self.linear2 = nn.Linear(hidden, hidden)
        self.linear3 = nn.Linear(hidden, outputs)

    def forward(self, x):
        h = torch.relu(self.linear1(x))
        h = h + torch.relu(self.linear2(h))
        return self.linear3(h)


class PlainMLP(ResidualMLP):
    """Double descent: the same layers without the residual connection."""

    def forward(self, x):
        return self.linear3(torch.relu(self.linear2(torch.relu(self.linear1(x)))))


class CNN(nn.Module):
    def __init__(self, channels=25, outputs=10):
        super().__init__()
        self.conv1 = nn.Conv1d(1, channels, 5, stride=2, padding=1)
        self.conv2 = nn.Conv1d(channels, channels, 3, stride=2, padding=1)
        self.conv3 = nn.Conv1d(channels, channels, 3, stride=2, padding=1)
        self.linear = nn.Linear(5 * channels, outputs)

    def forward(self, x):
        h = x.unsqueeze(1)  # (N, 1, 40)
        h = torch.relu(self.conv1(h))  # (N, C, 19)
        h = torch.relu(self.conv2(h))  # (N, C, 10)
        h = torch.relu(self.conv3(h))  # (N, C, 5)
        return self.linear(h.flatten(1))  # channel-major: feature c * 5 + l


class GRU(nn.Module):
    def __init__(self, hidden=6, outputs=10, length=40):
        super().__init__()
        self.gru = nn.GRU(1, hidden, batch_first=True, bidirectional=True)
        self.linear = nn.Linear(length * 2 * hidden, outputs)

    def forward(self, x):
        h, _ = self.gru(x.unsqueeze(-1))  # (N, 40, 2 H), initial state 0
        return self.linear(h.flatten(1))  # time-major: feature t * 2 H + (forward H, backward H)


class PoolingCNN(nn.Module):
    """`pooling` is none, stride, max, average or l2."""

    def __init__(self, pooling, channels=20, outputs=10):
        super().__init__()
        self.pooling = pooling
        stride = 2 if pooling == "stride" else 1
        length = 40 if pooling == "none" else 10
        self.conv1 = nn.Conv1d(1, channels, 3, stride=stride, padding=1)
        self.conv2 = nn.Conv1d(channels, channels, 3, stride=stride, padding=1)
        self.linear = nn.Linear(length * channels, outputs)

    def pool(self, h):
        match self.pooling:
            case "none" | "stride":
                return h
            case "max":
                return functional.max_pool1d(h, 2)
            case "average":
                return functional.avg_pool1d(h, 2)
            case "l2":
                return functional.lp_pool1d(h, 2.0, 2)
        raise ValueError(self.pooling)

    def forward(self, x):
        h = x.unsqueeze(1)
        h = self.pool(torch.relu(self.conv1(h)))
        h = self.pool(torch.relu(self.conv2(h)))
        return self.linear(h.flatten(1))
