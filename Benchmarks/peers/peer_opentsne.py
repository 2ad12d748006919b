"""Embeds the default dataset with openTSNE's own defaults, on all cores."""

import numpy
import openTSNE
from mnist1d.data import get_dataset_args, make_dataset

from serve import serve


def embedding():
    data = make_dataset(get_dataset_args())
    x = numpy.concatenate([data["x"], data["x_test"]])

    def do(times):
        for _ in range(times):
            openTSNE.TSNE(n_jobs=-1, random_state=42).fit(x)
    return do


serve(f"openTSNE {openTSNE.__version__}", {"t-sne": embedding})
