"""How often Python looks for cycles while a ledger is derived or written out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 20)  # objects made and not yet freed, and so on as ``gc.set_threshold`` counts


@contextmanager
def seldom_collecting(*threshold: int) -> Iterator[None]:
    """Look for cycles as ``threshold`` says (``gc.set_threshold``). Records are trees: of 100,000 claims' worth none is in a
    cycle, and looking for one after every 700 objects took a sixth of the time. What is no longer held is freed at once all
    the same."""
    usual = gc.get_threshold()
    gc.set_threshold(*threshold)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
