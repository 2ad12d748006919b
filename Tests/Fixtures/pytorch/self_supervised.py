"""Writes what PyTorch, NumPy and scikit-learn make of contrastive learning on MNIST-1D.

    python self_supervised.py OUTPUT_DIRECTORY

needs PyTorch (CPU), NumPy, scikit-learn and the `mnist1d` package, which makes the data; versions are printed.
`losses.csv`: the losses of the first 60 steps with three projectors, before each update. Adam, rate 0.01, batches of
100 in a new permutation each epoch, two views each, InfoNCE with temperature 0.5. Before each model
`numpy.random.seed(42)`, which gives order and shifts, and `torch.manual_seed(42)`: weights, slopes and offsets.
`views.csv` (one tensor a line: name,shape,values): the two views of the first step's first 20 examples, default projector.
`probe.csv`: of logistic regression on the standardised first 400 training examples, to convergence: coefficients,
intercepts, and the predictions of the 1000 test examples; `neighbors`: the predictions by 10 nearest neighbours
by the cosine's distance, and `neighbors_euclidean`.
"""

import pathlib
import sys

import mnist1d.data
import numpy
import sklearn
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.nn import functional

BATCH = 100
POSITIONS = torch.arange(40) - 19.5


def view(signals):
    """A random view of signals (N, 40)."""
    centred = signals - signals.mean(dim=1, keepdim=True)
    slopes = (signals @ POSITIONS) / (POSITIONS @ POSITIONS)
    flat = centred - slopes[:, None] * POSITIONS
    shifts = numpy.random.randint(0, 10, size=len(signals))
    rolled = torch.stack([torch.roll(signal, int(shift)) for signal, shift in zip(flat, shifts)])
    slopes = torch.normal(0, 0.04, size=(len(signals), 1))
    offsets = torch.normal(0, 0.3, size=(len(signals), 1))
    return rolled + slopes * POSITIONS + offsets


def network(hidden_layers):
    """The encoder, and a projector with so many hidden layers; None for no projector."""
    layers = [nn.Unflatten(1, (1, 40))]
    for inputs, kernel in ((1, 5), (25, 3), (25, 3)):
        layers += [nn.Conv1d(inputs, 25, kernel, stride=2, padding=1), nn.ReLU()]
    layers.append(nn.Flatten())
    if hidden_layers is not None:
        for _ in range(hidden_layers):
            layers += [nn.Linear(125, 125), nn.ReLU()]
        layers.append(nn.Linear(125, 16))
    return nn.Sequential(*layers)


def losses(signals, hidden_layers):
    numpy.random.seed(42)
    torch.manual_seed(42)
    model = network(hidden_layers)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    result, first = [], None
    while len(result) < 60:
        order = numpy.random.permutation(len(signals))
        for start in range(0, len(signals), BATCH):
            batch = signals[order[start : start + BATCH]]
            views = view(batch), view(batch)
            first = first or views
            z = [functional.normalize(model(v)) for v in views]
            # The pair's own score is the one of its row to be found.
            loss = functional.cross_entropy(z[0] @ z[1].T / 0.5, torch.arange(BATCH))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            result.append(loss.item())
            if len(result) == 60:
                break
    return result, first


def write(path, tensors):
    lines = []
    for name, array in tensors.items():
        array = numpy.atleast_1d(numpy.asarray(array, dtype=numpy.float32))
        shape = "x".join(map(str, array.shape))
        lines.append(f"{name},{shape},{' '.join(str(v) for v in array.ravel())}\n")
    path.write_text("".join(lines))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: self_supervised.py OUTPUT_DIRECTORY")
    folder = pathlib.Path(sys.argv[1])
    print(f"torch {torch.__version__} numpy {numpy.__version__} sklearn {sklearn.__version__} python {sys.version.split()[0]}")
    torch.set_num_threads(1)
    data = mnist1d.data.make_dataset(mnist1d.data.get_dataset_args())
    train, test = data["x"].astype(numpy.float32), data["x_test"].astype(numpy.float32)
    columns = {}
    for name, hidden_layers in {"default": 1, "none": None, "deep": 3}.items():
        columns[name], views = losses(torch.tensor(train), hidden_layers)
        if name == "default":
            write(folder / "views.csv", {"first": views[0][:20], "second": views[1][:20]})
    lines = [",".join(columns)] + [",".join(map(repr, row)) for row in zip(*columns.values())]
    (folder / "losses.csv").write_text("".join(line + "\n" for line in lines))

    few, labels = train[:400].astype(numpy.float64), data["y"][:400]
    scaler = StandardScaler().fit(few)
    probe = LogisticRegression(tol=1e-12, max_iter=100000, solver="newton-cg")
    probe.fit(scaler.transform(few), labels)
    predictions = {"predictions": probe.predict(scaler.transform(test.astype(numpy.float64)))}
    for name, metric in {"neighbors": "cosine", "neighbors_euclidean": "euclidean"}.items():
        neighbors = KNeighborsClassifier(n_neighbors=10, metric=metric).fit(few, labels)
        predictions[name] = neighbors.predict(test.astype(numpy.float64))
    write(folder / "probe.csv", {"weights": probe.coef_, "biases": probe.intercept_, **predictions})


if __name__ == "__main__":
    main()
