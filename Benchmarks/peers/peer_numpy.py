"""Generates the default dataset with the authors' package, which is written in NumPy."""

import numpy
from mnist1d.data import get_dataset_args, make_dataset

from serve import serve


def dataset():
    def do(times):
        for _ in range(times):
            make_dataset(get_dataset_args())
    return do


serve(f"NumPy {numpy.__version__}", {"dataset": dataset})
