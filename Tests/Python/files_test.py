"""files_test.py FOLDER-OF-PROGRAMS: what Swift predicts, PyTorch predicts from the same files; and docs/reuse with its Python.

Every model of the paper is trained for some steps, on the paper's dataset and on signals of another length and number of classes, saved in
both formats, loaded by Examples/python/mnist1d_files.py, and used on test signals read from both kinds of dataset. Scores may differ by 1e-6 of the
largest, where that is above 1.
"""
import os, re, subprocess, sys, tempfile

import numpy
import torch

package = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
sys.path.insert(0, os.path.join(package, "Examples/python"))
import mnist1d_files as files

programs = os.path.abspath(sys.argv[1])
checked = 0


def run(*arguments):
    subprocess.run([os.path.join(programs, arguments[0]), *arguments[1:]], check=True, stdout=subprocess.DEVNULL)


def check(truth, words):
    global checked
    checked += 1
    if not truth:
        sys.exit(f"files_test: {words}")


def own_signals():
    """64 points and 16 classes: sines of 16 frequencies with noise."""
    random = numpy.random.default_rng(0)
    labels = numpy.arange(480) % 16
    phase = random.uniform(0, 1, (480, 1))
    signals = numpy.sin(2 * numpy.pi * ((labels[:, None] + 1) * numpy.linspace(0, 1, 64) / 2 + phase)) + random.normal(0, 0.3, (480, 64))
    with open("own.csv", "w") as file:
        file.write(",".join(f"p{i}" for i in range(64)) + ",label,split\n")
        for i, signal in enumerate(signals):
            file.write(",".join(repr(float(v)) for v in signal) + f",{labels[i]},{'test' if i // 16 % 4 == 3 else 'train'}\n")
    part = numpy.arange(480) // 16 % 4 == 3
    numpy.savez("own.npz", x=signals[~part], y=labels[~part], x_test=signals[part], y_test=labels[part])


def compare(model, data, length, classes, options=()):
    for ending in ["npz", "safetensors"]:
        saved = f"{model}.{ending}"
        run("mnist1d", "train", "--model", model, "--steps", "60", "--data", data + ".npz", "--save", saved, *options)
        for kind in ["csv", "npz"]:
            run("mnist1d", "predict", "--load", saved, "--data", f"{data}.{kind}", "--output", "p.csv")
            rows = files.table("p.csv")
            signals = files.Signals(f"{data}.{kind}", "test")
            check(len(signals) == len(rows) and signals[0][0].shape == (length,), f"{data}.{kind}: {len(rows)} rows")
            run("mnist1d", "predict", "--load", saved, "--data", f"{data}.{kind}", "--output", "s.npy")
            with torch.no_grad():
                scores = files.Model(saved)(signals.x).double()
            torchs = torch.softmax(scores, 1).numpy()
            largest = max(1, scores.abs().max().item())
            difference = (scores - torch.tensor(numpy.load("s.npy"))).abs().max().item() / largest
            check(difference < 1e-6, f"{saved} on {data}.{kind}: scores differ by {difference} of the largest")
            swift = numpy.array([[float(row[f"p{k}"]) for k in range(classes)] for row in rows])
            probabilities = numpy.abs(swift - torchs).max()
            check(probabilities < 1e-6 * largest, f"{saved} on {data}.{kind}: probabilities differ by {probabilities}")
            check([int(row["label"]) for row in rows] == signals.y.tolist(), f"{data}.{kind}: other labels")
            clear = numpy.sort(torchs, 1)[:, -1] - numpy.sort(torchs, 1)[:, -2] > 1e-5
            same = numpy.array([int(row["prediction"]) for row in rows]) == torchs.argmax(1)
            check(same[clear].all(), f"{saved} on {data}.{kind}: other predictions")
        print(f"{' '.join([saved, *options])}: {classes} classes of {length} points, scores up to {largest:.0f} within {difference:.1e} of that, "
              f"probabilities within {probabilities:.1e}")


def page(path):
    """Runs the commands and the Python of a page, in their order."""
    environment = dict(os.environ, PATH=programs + ":" + os.environ["PATH"], PYTHONPATH=sys.path[0])
    for language, code in re.findall(r"^```(sh|python)\n(.*?)^```$", open(path).read(), re.M | re.S):
        command = ["/bin/sh", "-euc", code] if language == "sh" else [sys.executable, "-c", code]
        print(subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True).stdout, end="")
        check(True, path)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    page(os.path.join(package, "docs/reuse/own-signals.md"))
    for kind in ["csv", "npz"]:
        run("mnist1d", "generate", "--samples", "1000", "--output", f"d.{kind}")
    own_signals()
    for model in ["logistic", "mlp", "cnn", "gru"]:
        compare(model, "d", 40, 10)
        compare(model, "own", 64, 16)
    compare("cnn", "d", 40, 10, ["--shuffle-positions", "7", "--channels", "5"])
    # A model of PyTorch's is used by Swift.
    module = files.Model("cnn.safetensors")
    check(module.words["channels"] == "5" and module.words["shuffle_positions"] == "7", f"{module.words}")
    run("width-study", "--scale", "quick", "--hidden", "5")
    found = files.results("build/quick/results")
    check(len(found) == 2 and 0 < found[0]["result"]["accuracy"] < 100, "width-study: results")
    check(files.table("build/custom/width-study/accuracy.csv")[0]["hidden"] == "5", "width-study: table")
print(f"files_test: {checked} comparisons, all equal")
