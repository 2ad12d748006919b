"""Natural logarithms to 60 digits, as the nearest double and what it leaves out.

    python natural_logarithm.py FOLDER

writes natural_logarithm.csv into FOLDER: x, the double nearest to log x, and (log x - nearest) in
units of the nearest double's last place. Made with mpmath 1.4.1.
"""

import math
import random
import sys
from pathlib import Path

import mpmath

mpmath.mp.dps = 60
random.seed(1)

arguments = [1.0, 2.0, 0.5, math.e, 10.0, 5e-324, 2.2250738585072014e-308, sys.float_info.max]
arguments += [math.nextafter(1, 0), math.nextafter(1, 2), math.nextafter(math.sqrt(0.5), 0), math.sqrt(0.5)]
arguments += [math.nextafter(math.sqrt(2), 0), math.sqrt(2), math.nextafter(math.sqrt(2), 2)]
arguments += [random.random() for _ in range(1000)]  # the squares of the polar method
arguments += [1 + random.choice([-1, 1]) * 2 ** random.uniform(-52, -1) for _ in range(600)]
arguments += [random.uniform(1, 2) * 2.0 ** random.randint(-1022, 1022) for _ in range(600)]
arguments += [random.random() * 2.0**-1022 for _ in range(50)]

lines = ["x,log,remainder"]
for x in arguments:
    exact = mpmath.log(mpmath.mpf(x))
    nearest = float(exact)
    remainder = float((exact - mpmath.mpf(nearest)) / mpmath.mpf(math.ulp(nearest))) if nearest else 0.0
    lines.append(f"{x!r},{nearest!r},{remainder:.6f}")
(Path(sys.argv[1]) / "natural_logarithm.csv").write_text("\n".join(lines) + "\n")
