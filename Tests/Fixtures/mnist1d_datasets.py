"""MNIST-1D datasets made by the authors' Python package, for several parameters.

    python mnist1d_datasets.py FOLDER

writes mnist1d_<name>.npz into FOLDER: the arrays of the original package, or some of their rows for
the default one. Made with mnist1d 0.0.2.post1, NumPy 2.4.6 and SciPy 1.17.1.
"""

import os
import sys
import types
from pathlib import Path

# NumPy's AVX-512 exponential function is off by an ulp for one weight of the Gaussian filter, which
# moves a third of all values by up to 8.9e-16. The others round it correctly.
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"

import numpy as np

# The package imports a plotting library that making datasets does without.
sys.modules.setdefault("matplotlib", types.ModuleType("matplotlib"))
sys.modules.setdefault("matplotlib.pyplot", types.ModuleType("matplotlib.pyplot"))
import mnist1d

folder = Path(sys.argv[1])


def dataset(name, rows=None, **changes):
    arguments = mnist1d.get_dataset_args(as_dict=True)
    assert set(changes) <= set(arguments)
    arguments |= changes
    made = mnist1d.data.make_dataset(mnist1d.ObjectView(arguments))
    arrays = {key: made[key] for key in ["x", "y", "x_test", "y_test", "t"]}
    if rows:
        arrays["x"], arrays["x_test"] = arrays["x"][:rows], arrays["x_test"][:rows]
    np.savez_compressed(folder / f"mnist1d_{name}.npz", **arrays)


dataset("default", rows=100)
dataset("shuffled", num_samples=200, shuffle_seq=True, seed=7)
dataset("longer", num_samples=130, final_seq_length=101, padding=[10, 90], max_translation=60, seed=0)
dataset("still", num_samples=100, max_translation=1, padding=[0, 0], final_seq_length=12, seed=2**32 - 1)
dataset("overturned", num_samples=100, max_translation=200, train_split=0.333, seed=3)
dataset("quiet", num_samples=107, corr_noise_scale=0, iid_noise_scale=0, shear_scale=-2.5, scale_coeff=0, seed=5)
dataset("point", num_samples=60, final_seq_length=1, train_split=1.0, seed=6)
