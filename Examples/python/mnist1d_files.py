"""What this package writes, in Python: signals and models for PyTorch, finished runs, tables. NumPy and PyTorch are needed."""
import csv, glob, json, numpy, torch
from torch import nn

def table(path):
    with open(path, newline="") as file: return list(csv.DictReader(file))

def results(folder): return [json.load(open(path)) for path in sorted(glob.glob(folder + "/**/*.json", recursive=True))]

class Signals(torch.utils.data.Dataset):
    def __init__(self, path, part="train"):  # or test; a file of mnist1d generate, or one like it
        if path.endswith(".npz"): x, y = (numpy.load(path)[name + ("_test" if part == "test" else "")] for name in "xy")
        else:
            rows = [row for row in table(path) if row.get("split", "train") == part]
            x, y = [[float(row[k]) for k in row if k not in ("label", "split")] for row in rows], [int(row["label"]) for row in rows]
        self.x, self.y = torch.tensor(numpy.array(x), dtype=torch.float32), torch.tensor(numpy.array(y))
    def __len__(self): return len(self.y)
    def __getitem__(self, index): return self.x[index], self.y[index]

class Model(nn.Module):
    def __init__(self, path):  # a file of mnist1d train --save, .npz or .safetensors
        super().__init__()
        if path.endswith(".npz"):
            state = {name: torch.tensor(array) for name, array in numpy.load(path).items()}
            self.words = json.loads(state.pop("__metadata__").numpy().tobytes())
        else:
            from safetensors import safe_open
            with safe_open(path, "pt") as file: self.words, state = file.metadata(), {k: file.get_tensor(k) for k in file.keys()}
        for name in [name[:-7] for name in state if name.endswith(".weight")]:
            w = state[name + ".weight"]
            self.add_module(name, nn.Linear(*w.T.shape) if w.ndim == 2 else nn.Conv1d(w.shape[1], w.shape[0], w.shape[2], 2, 1))
        if "gru.bias_ih_l0" in state: self.gru = nn.GRU(1, int(self.words["hidden_size"]), batch_first=True, bidirectional=True)
        self.load_state_dict(state)
    def forward(self, x):  # signals (N, L), scores (N, K)
        seed = self.words.get("shuffle_positions")
        if seed: x = x[:, numpy.random.RandomState(int(seed)).permutation(x.shape[1])]
        if hasattr(self, "gru"): return self.linear(self.gru(x[:, :, None])[0].flatten(1))
        if hasattr(self, "linear3"): return self.linear3((h := self.linear1(x).relu()) + self.linear2(h).relu())
        if not hasattr(self, "conv1"): return self.linear(x)
        return self.linear(self.conv3(self.conv2(self.conv1(x[:, None]).relu()).relu()).relu().flatten(1))
