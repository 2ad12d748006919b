"""Multiplies matrices of single precision on one core with the library that --library names: openblas, mkl or onednn.

A row is named after the sizes (M, K) · (K, N), as in product-100-500-500. Each product is compared with NumPy's in double precision
before it is timed.
"""

import argparse
import ctypes
import glob
import os
import sys

# Before any library looks at how many cores there are, and where the libraries that it needs itself are.
LIBRARIES = os.path.join(sys.prefix, "lib")
if LIBRARIES not in os.environ.get("LD_LIBRARY_PATH", "").split(":"):
    os.environ.update(LD_LIBRARY_PATH=LIBRARIES, MKL_INTERFACE_LAYER="LP64", MKL_THREADING_LAYER="SEQUENTIAL")
    os.execv(sys.executable, [sys.executable] + sys.argv)
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import numpy

from serve import serve


def library(pattern):
    """The shared library that a package has installed beside this Python."""
    found = sorted(glob.glob(os.path.join(LIBRARIES, pattern)))
    if not found:
        sys.exit(f"peer_products.py: {pattern} is not installed: make bench PEERS=1 installs it")
    return ctypes.CDLL(found[-1], mode=ctypes.RTLD_GLOBAL)


def openblas():
    config = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
    if "openblas" not in config["name"]:
        sys.exit(f"peer_products.py: NumPy uses {config['name']}, not OpenBLAS")
    return f"OpenBLAS {config['version']}", lambda a, b, c: lambda: numpy.matmul(a, b, out=c)


def pointer(array):
    return ctypes.c_void_p(array.ctypes.data)


def mkl():
    mkl = library("libmkl_rt.so.*")
    mkl.MKL_Set_Num_Threads(1)
    text = ctypes.create_string_buffer(200)
    mkl.MKL_Get_Version_String(text, 200)
    words = text.value.decode().split()
    version = words[words.index("Version") + 1].split("-")[0] if "Version" in words else ""

    def product(a, b, c):
        (m, k), n = a.shape, b.shape[1]
        # Rows one after another, neither operand transposed.
        arguments = (
            101, 111, 111, m, n, k, ctypes.c_float(1), pointer(a), k, pointer(b), n, ctypes.c_float(0), pointer(c), n)
        return lambda: mkl.cblas_sgemm(*arguments)

    return f"MKL {version}", product


def onednn():
    dnnl = library("libdnnl.so.*")

    class Version(ctypes.Structure):
        _fields_ = [("major", ctypes.c_int), ("minor", ctypes.c_int), ("patch", ctypes.c_int)]

    dnnl.dnnl_version.restype = ctypes.POINTER(Version)
    version = dnnl.dnnl_version().contents

    def product(a, b, c):
        size = ctypes.c_int64
        (m, k), n = a.shape, b.shape[1]
        arguments = (
            ctypes.c_char(b"N"), ctypes.c_char(b"N"), size(m), size(n), size(k), ctypes.c_float(1), pointer(a), size(k),
            pointer(b), size(n), ctypes.c_float(0), pointer(c), size(n))
        return lambda: dnnl.dnnl_sgemm(*arguments)

    return f"oneDNN {version.major}.{version.minor}.{version.patch}", product


class Rows:
    """Makes the row of any sizes."""

    def __init__(self, product):
        self.product = product

    def __contains__(self, row):
        return row.startswith("product-")

    def __getitem__(self, row):
        m, k, n = map(int, row.split("-")[1:])

        def prepare():
            generator = numpy.random.default_rng(1)
            a = generator.uniform(-1, 1, (m, k)).astype(numpy.float32)
            b = generator.uniform(-1, 1, (k, n)).astype(numpy.float32)
            c = numpy.zeros((m, n), numpy.float32)
            once = self.product(a, b, c)
            once()
            if not numpy.allclose(c, a.astype(numpy.float64) @ b.astype(numpy.float64), atol=1e-3):
                sys.exit(f"peer_products.py: {row}: a wrong product")

            # The arrays live as long as this: libraries are given their addresses alone.
            def do(times, arrays=(a, b, c)):
                for _ in range(times):
                    once()
            return do
        return prepare


parser = argparse.ArgumentParser()
parser.add_argument("--library", choices=["openblas", "mkl", "onednn"], required=True)
name, product = {"openblas": openblas, "mkl": mkl, "onednn": onednn}[parser.parse_args().library]()
serve(name, Rows(product))
