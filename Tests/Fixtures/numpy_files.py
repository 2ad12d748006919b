"""Arrays of every supported type in NumPy's file formats.

    python numpy_files.py FOLDER

writes numpy_types.npz (deflated; element i of each array is i/4, i - 2 or i modulo 2, counted in C order,
shape (2, 3, 4)), numpy_version_2.npy and numpy_big_endian.npy into FOLDER. Made with NumPy 2.4.6.
"""

import sys
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
numbers = np.arange(24).reshape(2, 3, 4)
np.savez_compressed(
    folder / "numpy_types.npz",
    f4=(numbers / 4).astype("<f4"),
    f8=numbers / 4,
    i4=(numbers - 2).astype("<i4"),
    i8=numbers - 2,
    u1=numbers.astype("u1"),
    bool=numbers % 2 == 1,
    f8_fortran=np.asfortranarray(numbers / 4),
    i4_fortran=np.asfortranarray((numbers - 2).astype("<i4")),
    scalar=np.float64(2.5),
    empty=np.zeros((3, 0, 2)),
    vector=np.array([1.5]),
)
with open(folder / "numpy_version_2.npy", "wb") as file:
    np.lib.format.write_array(file, numbers / 4, version=(2, 0))
np.save(folder / "numpy_big_endian.npy", numbers.astype(">f8"))
