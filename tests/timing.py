"""How the time of a piece of work grows with its input, measured so that a busy machine does not decide the answer."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from math import log

TIMES = 8  # how much longer the second input is: linear work takes 8 times as long, quadratic 64 times
QUADRATIC = 1.6  # an exponent that linear work does not reach on a busy machine, nor quadratic work undercut


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return the exponent k of time ~ size**k between `size` and TIMES the size.

    `work(n)` prepares an input of size n and returns what is timed. The quickest of some tries by the processor's own
    clock stands for each size, without the collector, whose pauses grow with everything else the process holds.
    """
    small, large = (_quickest(work(n), tries) for n, tries in ((size, 7), (size * TIMES, 3)))
    return log(max(large, 1e-9) / max(small, 1e-3)) / log(TIMES)  # below a millisecond the clock is too coarse


def _quickest(timed: Callable[[], object], tries: int) -> float:
    took = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(tries):
            began = time.process_time()
            timed()
            took.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(took)
