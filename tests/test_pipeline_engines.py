"""What every engine must do, and what a pool must survive."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from hadba.engine.in_process import InProcess
from hadba.engine.process_pool import ProcessPool
from hadba.errors import HadbaError
from hadba.model.ports import Engine

POISON = 7


def double(batch: Sequence[int]) -> list[int]:
    return [2 * n for n in batch]


def double_or_die(batch: Sequence[int]) -> list[int]:
    if POISON in batch:
        os._exit(1)  # as a crash in a C library or a kill for memory would
    return double(batch)


def double_or_raise(batch: Sequence[int]) -> list[int]:
    raise ValueError(f"cannot double {batch[0]}")


def minus(n: int) -> int:
    return -n


@pytest.mark.parametrize("engine", [InProcess(), ProcessPool(2)], ids=["in process", "pool"])
def test_results_come_in_the_order_of_the_batches(engine: Engine) -> None:
    batches = [[n, n + 100] for n in range(12)]
    assert list(engine.map(double, batches)) == [double(b) for b in batches]
    assert list(engine.map(double, [])) == []


@pytest.mark.parametrize("engine", [InProcess(), ProcessPool(2)], ids=["in process", "pool"])
def test_an_exception_ends_the_run(engine: Engine) -> None:
    with pytest.raises(ValueError, match="cannot double 3"):
        list(engine.map(double_or_raise, [[3]]))


def test_a_dying_worker_costs_one_item() -> None:
    batches = [[1, 2], [3, POISON], [8, 9], [10]]
    found = list(ProcessPool(2).map(double_or_die, batches, lost=minus))
    assert found == [[2, 4], [6, -POISON], [16, 18], [20]]


def test_without_a_stand_in_a_death_is_told_in_a_sentence() -> None:
    with pytest.raises(HadbaError, match="died twice"):
        list(ProcessPool(1).map(double_or_die, [[POISON]]))


def test_batches_are_not_drawn_far_ahead() -> None:
    drawn: list[int] = []

    def endless() -> Iterator[list[int]]:
        n = 0
        while True:
            drawn.append(n)
            yield [n]
            n += 1

    results = ProcessPool(1).map(double, endless())
    assert next(results) == [0]
    assert len(drawn) < 10
    results.close()  # type: ignore[attr-defined]
