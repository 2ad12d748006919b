"""Whole trainings for the table of throughput: data and initial weights come from the files that `speed` wrote.

A line "row steps" on standard input asks for a training of so many steps from the initial weights. The answer is "seconds
trainings losses": the time, how many trainings were done at once, and the first losses of the first, with commas. Everything is
compiled before the clock starts. Rows that a peer does not know are answered with "none".
"""

import argparse
import os
import sys
import time
from pathlib import Path

# How many losses are compared with ours.
COMPARED = 20


def options(**flags):
    """The command line; with --core the process keeps to that core, which libraries take for the only one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--core", type=int)
    for name, default in flags.items():
        kind = dict(action="store_true") if default is False else dict(type=int, default=default)
        parser.add_argument(f"--{name}", **kind)
    chosen = parser.parse_args()
    if chosen.core is not None:
        os.sched_setaffinity(0, {chosen.core})
        os.environ["OMP_NUM_THREADS"] = "1"
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    return chosen


def examples(folder):
    import numpy as np

    with np.load(folder / "examples.npz") as file:
        return file["x"].astype(np.float32), file["y"].astype(np.int64)


def parameters(folder, row, seed):
    """Arrays by name, in the order of the model, and those that are given and not trained: masks and running statistics."""
    import numpy as np

    with np.load(folder / f"{row}-{seed}.npz") as file:
        arrays = {name: file[name] for name in file.files}
    given = {name for name in arrays if name.startswith("mask") or ".running_" in name}
    return [a for name, a in arrays.items() if name not in given], [a for name, a in arrays.items() if name in given]


def serve(name, rows):
    """rows: functions that prepare a row and return train(steps) -> (seconds, trainings, losses)."""
    print(name, flush=True)
    known = {}
    for line in sys.stdin:
        row, steps = line.split()
        if row not in rows:
            print("none", flush=True)
            continue
        if row not in known:
            known[row] = rows[row]()
            known[row](COMPARED)
        seconds, trainings, losses = known[row](int(steps))
        print(seconds, trainings, ",".join(repr(float(loss)) for loss in losses[:COMPARED]), flush=True)


def clock(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
