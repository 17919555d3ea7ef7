"""Batches on several processes; a worker's death costs one item, not the run."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from typing import Generic, TypeVar

from hadba.errors import HadbaError

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 2  # batches in work or waiting, a worker: enough to keep all busy, few enough to bound memory


class ProcessPool:
    """``jobs`` processes of one thread each. Function, items and results must pickle."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def map(
        self,
        function: Callable[[Sequence[A]], list[B]],
        batches: Iterable[Sequence[A]],
        *,
        lost: Callable[[A], B] | None = None,
    ) -> Iterator[list[B]]:
        """``function`` of each batch, in the order of the batches.

        When a worker dies, the batches that were under way are done again one item at a time; an item on which a worker
        dies once more gets ``lost(item)``. An exception that ``function`` raises ends the run.
        """
        run = _Run(function, lost, self._jobs)
        try:
            waiting = iter(batches)
            for batch in islice(waiting, self._jobs * AHEAD):
                run.submit(batch)
            while run.pending:
                result = run.next_result()
                for batch in islice(waiting, 1):
                    run.submit(batch)
                yield result
        finally:
            run.stop()


class _Run(Generic[A, B]):
    """One call of ``map``: the pool of the moment and the batches given to it, oldest first."""

    def __init__(self, function: Callable[[Sequence[A]], list[B]], lost: Callable[[A], B] | None, jobs: int) -> None:
        self._function = function
        self._lost = lost
        self._jobs = jobs
        self._pool = _pool(jobs)
        self.pending: deque[tuple[Sequence[A], Future[list[B]]]] = deque()

    def submit(self, batch: Sequence[A]) -> None:
        try:
            self.pending.append((batch, self._pool.submit(self._function, batch)))
        except BrokenProcessPool:
            broken: Future[list[B]] = Future()
            broken.set_exception(BrokenProcessPool())
            self.pending.append((batch, broken))

    def next_result(self) -> list[B]:
        """The result of the oldest batch."""
        batch, future = self.pending.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            result = [self._alone(item) for item in batch]
            self._start_again()
            return result

    def _alone(self, item: A) -> B:
        with _pool(1) as pool:
            try:
                return pool.submit(self._function, [item]).result()[0]
            except BrokenProcessPool as death:
                if self._lost is None:
                    raise HadbaError("A worker process died twice on the same input; run with --jobs 1 to see why.") from death
                return self._lost(item)

    def _start_again(self) -> None:
        """A fresh pool; batches that the dead one finished keep their results, the others are given anew."""
        self._pool = _pool(self._jobs)
        held, self.pending = self.pending, deque()
        for batch, future in held:
            if future.done() and not future.cancelled() and future.exception() is None:
                self.pending.append((batch, future))
            else:
                self.submit(batch)

    def stop(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Not forked from this process, which may hold threads (a progress bar, a database driver).
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_settle)


def _settle() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"  # workers share the cores already; before numpy is imported
    signal.signal(signal.SIGINT, _leave)


def _leave(_signal: int, _frame: object) -> None:
    """An interrupt from the keyboard reaches all processes; a worker leaves at once and in silence, the parent tells."""
    os._exit(130)
