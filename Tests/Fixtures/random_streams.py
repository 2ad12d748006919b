"""Values of NumPy's legacy random stream and of PyTorch's CPU stream.

    python random_streams.py FOLDER

writes numpy_random_state.json and torch_generator.json into FOLDER. Made with NumPy 2.4.6 (glibc 2.36) and
PyTorch 2.15.0 (CPU, AVX-512), whose versions the files repeat. Each sequence is a list of calls on
one generator in order, with what they returned, so the order of draws is tested with the values.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

folder = Path(sys.argv[1])


def numpy_sequence(seed):
    state = np.random.RandomState(seed)
    calls = []

    def call(name, *arguments):
        result = getattr(state, name)(*arguments)
        values = [float(v) if name in ("rand", "randn") else int(v) for v in np.atleast_1d(result)]
        calls.append({"name": name, "arguments": list(arguments), "values": values})

    call("rand", 4)
    call("randn", 3)  # leaves one number of a pair waiting
    call("choice", 48)
    call("randn", 2)
    call("choice", 1)  # draws nothing
    call("rand", 1)
    for bounds in [(0, 1), (-5, 9), (0, 2**32), (0, 2**32 + 1), (-(2**62), 2**62), (7, 8), (0, 10**12)]:
        call("randint", *bounds)
        call("randint", *bounds)
    call("permutation", 40)
    call("permutation", 1)
    call("permutation", 1000)
    call("randn", 1)
    call("permutation", 3)
    call("randn", 1000)
    call("rand", 2)
    return {"seed": seed, "calls": calls}


def torch_sequence(seed):
    torch.manual_seed(seed)
    calls = []

    def call(name, arguments, tensor):
        calls.append({"name": name, "arguments": arguments, "values": tensor.tolist()})

    call("rand", [5], torch.rand(5))
    for low, high in [(-0.1, 0.1), (0.0, 1.0), (-1 / 40**0.5, 1 / 40**0.5), (3.0, 3.5)]:
        call("uniform", [50, low, high], torch.empty(50).uniform_(low, high))
    for n in [0, 1, 2, 40, 1000]:
        call("randperm", [n], torch.randperm(n))
    call("rand", [3], torch.rand(3))
    call("uniform", [1000, -0.05, 0.05], torch.empty(1000).uniform_(-0.05, 0.05))
    for count, mean, deviation in [(16, 0.0, 1.0), (100, 0.0, 0.04), (1000, 0.25, 2.0)]:
        call("normal", [count, mean, deviation], torch.normal(mean, deviation, size=(count,)))
    # The processor's maker decides how: see TorchGenerator.bernoulli.
    for count, probability in [(7, 0.5), (1000, 0.8)]:
        call("bernoulli", [count, probability], torch.empty(count).bernoulli_(probability))
    call("rand", [3], torch.rand(3))
    return {"seed": seed, "calls": calls}


def write(name, origin, sequences):
    text = json.dumps({"origin": origin, "sequences": sequences}, separators=(",", ":"))
    (folder / name).write_text(text.replace('{"name"', '\n{"name"') + "\n")


write(
    "numpy_random_state.json",
    f"random_streams.py, NumPy {np.__version__}",
    [numpy_sequence(seed) for seed in [0, 42, 2**32 - 1]],
)
write(
    "torch_generator.json",
    f"random_streams.py, PyTorch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}",
    [torch_sequence(seed) for seed in [0, 42, 2**32 + 5, 2**64 - 1]],
)
