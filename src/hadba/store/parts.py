"""Long lists in parts that one statement takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
IDS_A_QUERY = 500  # SQLite and PostgreSQL both bound the parameters of a statement


def parts(items: Iterable[T], size: int = IDS_A_QUERY) -> Iterator[list[T]]:
    """The items in their order, ``size`` at a time; read no further than asked for."""
    waiting = iter(items)
    while part := list(islice(waiting, size)):
        yield part
