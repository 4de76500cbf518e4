"""Products in blocks are the products."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.reader.products import times


@pytest.mark.parametrize("n", [0, 1, 27, 28, 29, 500, 3001])
@pytest.mark.parametrize(("k", "m"), [(96, 96), (48, 64), (192, 10), (64, 1), (700, 900)])
def test_a_product_in_blocks_is_the_product(n: int, k: int, m: int) -> None:
    numbers = np.random.default_rng(n + k + m)
    rows, matrix = (numbers.standard_normal(shape).astype(np.float32) for shape in ((n, k), (k, m)))
    found = times(rows, matrix)
    assert (found.shape, found.dtype) == ((n, m), np.float32)
    np.testing.assert_allclose(found, rows.astype(np.float64) @ matrix, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("n", [0, 1, 95, 96, 97, 4000])
def test_a_product_with_a_vector(n: int) -> None:
    numbers = np.random.default_rng(n)
    rows, vector = (numbers.standard_normal(shape).astype(np.float32) for shape in ((n, 96), (96,)))
    found = times(rows, vector)
    assert found.shape == (n,)
    np.testing.assert_allclose(found, rows.astype(np.float64) @ vector, rtol=1e-3, atol=1e-3)


def test_a_row_does_not_depend_on_how_many_blocks_come_before_it() -> None:
    numbers = np.random.default_rng(3)
    rows, matrix = (numbers.standard_normal(shape).astype(np.float32) for shape in ((280, 96), (96, 96)))
    np.testing.assert_array_equal(times(rows, matrix)[28:56], times(rows[28:], matrix)[:28])
