"""Generates a default dataset with NumPy, all examples at once: the same steps with the same distributions as the authors' loop over
examples, but other random draws."""

import numpy
from mnist1d.data import get_dataset_args, get_templates
from scipy.ndimage import gaussian_filter1d

from serve import serve

ARGS = get_dataset_args()
LENGTH = ARGS.template_len + ARGS.padding[1]


def sampled(signals, positions):
    """Linear interpolation of each row at its own positions."""
    left = numpy.minimum(positions.astype(int), signals.shape[1] - 2)
    part = positions - left
    return numpy.take_along_axis(signals, left, 1) * (1 - part) + numpy.take_along_axis(signals, left + 1, 1) * part


def make():
    random = numpy.random.default_rng(ARGS.seed)
    templates = get_templates()
    count = ARGS.num_samples
    labels = numpy.repeat(templates["y"], count // 10)

    def uniform():
        return random.random((count, 1))

    x = numpy.zeros((count, LENGTH))
    x[:, :ARGS.template_len] = templates["x"][labels] + 1e-8
    zeros = ARGS.padding[0] + (uniform() * (ARGS.padding[1] - ARGS.padding[0] + 1)).astype(int)
    x = sampled(x, numpy.linspace(0, 1, LENGTH) * (ARGS.template_len + zeros - 1))
    x *= 1 + ARGS.scale_coeff * (uniform() - 0.5)
    shift = random.integers(0, ARGS.max_translation, (count, 1))
    x = numpy.take_along_axis(x, (numpy.arange(LENGTH) - shift) % LENGTH, 1)
    noise = gaussian_filter1d(ARGS.corr_noise_scale * random.standard_normal((count, LENGTH)), 2, axis=1)
    x = numpy.where(x != 0, x, noise) + ARGS.iid_noise_scale * random.standard_normal((count, LENGTH))
    x -= ARGS.shear_scale * (uniform() - 0.5) * numpy.linspace(-0.5, 0.5, LENGTH)
    x = sampled(x, numpy.broadcast_to(numpy.linspace(0, LENGTH - 1, ARGS.final_seq_length), (count, ARGS.final_seq_length)))
    order = random.permutation(count)
    x, labels = x[order], labels[order]
    return (x - x.mean()) / x.std(), labels


def dataset():
    def do(times):
        for _ in range(times):
            make()
    return do


if __name__ == "__main__":
    serve(f"NumPy {numpy.__version__}, vectorised", {"dataset": dataset})
