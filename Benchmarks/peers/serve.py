"""Answers lines "row seconds" on standard input with the seconds that doing the row once took.

A row is a function that prepares everything and returns a function do(times). Where do(1) does the row n times over, do.unit is n.
"""

import sys
import time


def serve(name, rows):
    """Names the peer, then answers until the input ends. Rows it does not know are answered with "none"."""
    print(name, flush=True)
    known = {}
    for line in sys.stdin:
        row, seconds = line.split()
        if row not in rows:
            print("none", flush=True)
            continue
        if row not in known:
            do = rows[row]()
            known[row] = (do, calibrate(do, float(seconds)))
        do, times = known[row]
        print(seconds_of(do, times) / times / getattr(do, "unit", 1), flush=True)


def calibrate(do, seconds):
    """How often a row is done in a block of so many seconds; rows asked for 0 seconds are done once, without warm-up."""
    if seconds == 0:
        return 1
    do(1)
    times, elapsed = 1, seconds_of(do, 1)
    while elapsed < seconds / 8:
        times *= 2
        elapsed = seconds_of(do, times)
    return max(1, int(seconds / elapsed * times))


def seconds_of(do, times):
    start = time.perf_counter()
    do(times)
    return time.perf_counter() - start
