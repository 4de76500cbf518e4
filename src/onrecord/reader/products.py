"""Matrix products on the calling thread.

NumPy's BLAS starts threads of its own for larger products. Beside readers that already work on all cores these only
wait for one another: half of a reading's processor time was lost so. Products are therefore taken in blocks of rows
that stay under BLAS's limits, which also makes results independent of the number of cores.
"""

from __future__ import annotations

import numpy as np

from onrecord.reader.encoder import Floats

_GEMM, _GEMV = 1 << 18, 9 << 10  # multiplications up to which OpenBLAS keeps to one thread (interface/gemm.c, gemv.c)


def times(rows: Floats, matrix: Floats) -> Floats:
    """rows @ matrix; rows : (n, k), matrix : (k, m) or (k,)."""
    n, k = rows.shape
    block = max(1, _GEMV // k if matrix.ndim == 1 else _GEMM // matrix.size)
    if n <= block:
        return np.asarray(rows @ matrix, dtype=np.float32)
    whole = n - n % block
    out = np.empty((n, *matrix.shape[1:]), dtype=np.float32)
    np.matmul(rows[:whole].reshape(-1, block, k), matrix, out=out[:whole].reshape(-1, block, *matrix.shape[1:]))
    out[whole:] = rows[whole:] @ matrix
    return out
