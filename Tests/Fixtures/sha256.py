"""SHA-256 by Python's hashlib.

    python sha256.py FOLDER

writes sha256.csv into FOLDER: length,sha256 for messages of 0 to 300 bytes, which end in every place of a block, and for a long one.
Byte i is i * 2654435761 // 8192 mod 256. Made with Python 3.11.
"""

import hashlib
import sys
from pathlib import Path

LONG = 5_000_011
message = bytes(i * 2654435761 // 8192 % 256 for i in range(LONG))
lines = ["length,sha256"] + [f"{n},{hashlib.sha256(message[:n]).hexdigest()}" for n in [*range(301), LONG]]
(Path(sys.argv[1]) / "sha256.csv").write_text("\n".join(lines) + "\n")
