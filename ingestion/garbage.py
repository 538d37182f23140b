"""How often Python looks for cyclic garbage while rows pass through by the million."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for cyclic garbage rarely meanwhile.

    Rows are millions of small objects in no cycle, alive until their page is done: looking through
    them took up to a fifth of the CPU, and found nothing.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
