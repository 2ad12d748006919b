"""Embeds the default dataset with scikit-learn's t-SNE as Intel's extension makes it, on all cores: 750 iterations."""

import importlib.metadata

import numpy
from sklearnex import patch_sklearn

patch_sklearn(verbose=False)

from mnist1d.data import get_dataset_args, make_dataset
from sklearn.manifold import TSNE

from serve import serve


def embedding():
    data = make_dataset(get_dataset_args())
    x = numpy.concatenate([data["x"], data["x_test"]])

    def do(times):
        for _ in range(times):
            TSNE(max_iter=750, n_jobs=-1, random_state=42).fit_transform(x)
    return do


serve(f"scikit-learn-intelex {importlib.metadata.version('scikit-learn-intelex')}", {"t-sne": embedding})
