"""Files as people bring them: small ones, of the kinds that real programs write.

    python brought.py FOLDER

writes them into FOLDER, which is brought/ here. All hold the same signals: element i of x is i/4 - 1, counted in C order, shape (4, 3); x_test is
its first two rows, y is 0, 1, 2, 1 and y_test is 2, 0. Made with Python 3.11, NumPy 2.4.6, pandas 3.1.1 and PyArrow 26.0.1.
"""

import io
import pickle
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

folder = Path(sys.argv[1])
x = np.arange(12).reshape(4, 3) / 4 - 1
y = np.array([0, 1, 2, 1])
data = {"x": x, "x_test": x[:2], "y": y, "y_test": np.array([2, 0]), "t": np.linspace(-5, 5, 3),
        "templates": {"x": np.zeros((10, 12)), "names": ["zero", 1, 0.5, None, True, 10**30]}}

for protocol in range(2, 6):
    (folder / f"protocol-{protocol}.pkl").write_bytes(pickle.dumps(data, protocol=protocol))
fortran = dict(data, x=np.asfortranarray(x), y=y.astype(">i2"), y_test=np.array([2.0, 0.0], "f4"), seed=np.int64(42))
(folder / "fortran.pkl").write_bytes(pickle.dumps(fortran, protocol=5))
# As NumPy 1 names its functions.
(folder / "numpy-1.pkl").write_bytes(pickle.dumps(data, protocol=3).replace(b"numpy._core", b"numpy.core"))


class Code:
    def __reduce__(self):
        return eval, ("print('code of a file was run')",)


(folder / "code.pkl").write_bytes(pickle.dumps(dict(data, x=Code()), protocol=4))
(folder / "list.pkl").write_bytes(pickle.dumps([x, y], protocol=4))
(folder / "object.pkl").write_bytes(pickle.dumps(dict(data, x=np.array([[1, None]], object)), protocol=4))


def old_text(text):
    return b"U" + bytes([len(text)]) + text


def old_array(array, type_name, memo):
    """The operations of Python 2 for an array, protocol 2."""
    shape = b"".join(b"K" + bytes([size]) for size in array.shape)
    return (b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + old_text(b"b") + b"\x87R(K\x01" + b"(" + shape + b"t"
            + b"cnumpy\ndtype\n" + old_text(type_name) + b"K\x00K\x01\x87Rq" + bytes([memo]) + b"(K\x03" + old_text(b"<") + b"NNNJ\xff\xff\xff\xff"
            + b"J\xff\xff\xff\xffK\x00tb\x89T" + struct.pack("<I", array.nbytes) + array.tobytes() + b"tb")


names = [("x", "f8"), ("x_test", "f8"), ("y", "i8"), ("y_test", "i8")]
(folder / "python-2.pkl").write_bytes(
    b"\x80\x02}(" + b"".join(old_text(name.encode()) + old_array(data[name], kind.encode(), i) for i, (name, kind) in enumerate(names)) + b"u.")


def with_wide_end(archive, spoiled):
    """An archive with a ZIP64 record at its end that nothing needs; spoiled where the old record refers to it."""
    start = archive.rindex(b"PK\x05\x06")
    count, size, offset = struct.unpack("<HII", archive[start + 10:start + 20])
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<IIQI", 0x07064B50, 0, start, 1)
    end = archive[start:]
    if spoiled:
        end = end[:8] + struct.pack("<HHII", 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF) + end[20:]
    return archive[:start] + record + locator + end


arrays = {name: data[name] for name in ["x", "y", "x_test", "y_test"]}
file = io.BytesIO()
np.savez(file, **arrays)
(folder / "wide-end.npz").write_bytes(with_wide_end(file.getvalue(), False))
(folder / "wide-end-alone.npz").write_bytes(with_wide_end(file.getvalue(), True))


def with_wide_member(archive):
    """An archive whose first member's sizes and place stand in a ZIP64 field of the directory."""
    start = archive.index(b"PK\x01\x02")
    packed, size, name, extra = struct.unpack("<IIHH", archive[start + 20:start + 32])
    field = struct.pack("<HHQQQ", 1, 24, size, packed, struct.unpack("<I", archive[start + 42:start + 46])[0])
    head = archive[start:start + 20] + b"\xff" * 8 + struct.pack("<HH", name, extra + len(field)) + archive[start + 32:start + 42] + b"\xff" * 4
    end = archive.rindex(b"PK\x05\x06")
    directory = head + archive[start + 46:start + 46 + name] + field + archive[start + 46 + name:end]
    tail = archive[end:end + 12] + struct.pack("<I", len(directory)) + archive[end + 16:]
    return archive[:start] + directory + tail


(folder / "wide-member.npz").write_bytes(with_wide_member(file.getvalue()))

# The names that torch.save gives to the parts of its archive.
file = io.BytesIO()
with zipfile.ZipFile(file, "w") as archive:
    for name in ["data.pkl", "byteorder", "data/0", "version"]:
        archive.writestr(zipfile.ZipInfo("m/" + name), b"little")
(folder / "torch.pt").write_bytes(with_wide_end(file.getvalue(), False))

# Types that NumPy converts to by default or on request.
np.savez(folder / "float-labels.npz", **dict(arrays, y=y.astype(float), y_test=np.array([2.0, 0.0], "f2")))
np.savez(folder / "small-types.npz", x=(4 * x).astype("i1"), y=y.astype("i1"), x_test=(4 * x[:2]).astype(">i2"), y_test=np.array([2, 0], "u8"))
np.savez(folder / "column.npz", x=x[:, None, :], y=y[:, None], x_test=x[:2, :, None], y_test=np.array([[2], [0]], "u2"))
np.savez(folder / "no-test.npz", x=x, y=y)
numbers = np.arange(24).reshape(2, 3, 4)
np.savez(folder / "types.npz", f2=(numbers / 4).astype("f2"), i1=(numbers - 2).astype("i1"), i2=(numbers - 2).astype("i2"),
         u2=numbers.astype("u2"), u4=numbers.astype("u4"), u8=numbers.astype("u8"), big_f8=(numbers / 4).astype(">f8"),
         big_f4=(numbers / 4).astype(">f4"), big_i4=(numbers - 2).astype(">i4"), big_fortran=np.asfortranarray((numbers - 2).astype(">i8")),
         half=np.array([1, -2.5, 65504, 6e-8, -0.0, np.inf, np.nan], "f2"))

pd.DataFrame({"x": list(x), "y": y}).to_parquet(folder / "hub.parquet")
np.savetxt(folder / "matrix.txt", x)
np.savetxt(folder / "matrix.csv", x, delimiter=",", header="four signals")
names = ["x0", "x1", "x2", "label"]
np.savetxt(folder / "named.csv", np.c_[x, y], delimiter=",", header=",".join(names))
table = pd.DataFrame(np.c_[x, y], columns=names)
table.to_csv(folder / "index.csv")
pd.read_csv(folder / "index.csv").to_csv(folder / "unnamed.csv", index=False)
table.to_csv(folder / "semicolons.csv", index=False, sep=";", decimal=",")
table.to_csv(folder / "tabs.csv", index=False, sep="\t")
table.to_csv(folder / "decimal-commas.csv", index=False, decimal=",")
table.to_csv(folder / "mark.csv", index=False, encoding="utf-8-sig")
table.to_csv(folder / "utf-16.csv", index=False, encoding="utf-16")
