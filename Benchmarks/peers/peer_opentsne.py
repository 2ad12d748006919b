"""Embeds the default dataset with openTSNE, on all cores: with its own defaults, which are Barnes-Hut's tree at this size, or with --fft by
FIt-SNE's interpolation and Fourier transforms."""

import argparse

import numpy
import openTSNE
from mnist1d.data import get_dataset_args, make_dataset

from serve import serve


def embedding():
    data = make_dataset(get_dataset_args())
    x = numpy.concatenate([data["x"], data["x_test"]])

    def do(times):
        for _ in range(times):
            openTSNE.TSNE(negative_gradient_method="fft" if options.fft else "auto", n_jobs=-1, random_state=42).fit(x)
    return do


parser = argparse.ArgumentParser()
parser.add_argument("--fft", action="store_true")
options = parser.parse_args()
serve(f"openTSNE {openTSNE.__version__}{', FIt-SNE' if options.fft else ''}", {"t-sne": embedding})
