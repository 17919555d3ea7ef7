"""One batch after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


class InProcess:
    """The engine for small jobs, and the one whose behaviour the others must match."""

    def map(
        self,
        function: Callable[[Sequence[A]], list[B]],
        batches: Iterable[Sequence[A]],
        *,
        lost: Callable[[A], B] | None = None,
    ) -> Iterator[list[B]]:
        """``function`` of each batch, in order. Nothing is ever lost here: a death of this process is the end of the run."""
        return map(function, batches)
