"""Lines and rows of an export, made by as many processes as there are cores; each opens the ledger for itself."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hadba.app.looking import Selection
from hadba.app.outgoing import Loose, Outgoing, Rules
from hadba.deriving.collecting import seldom_collecting
from hadba.engine.in_process import InProcess
from hadba.engine.process_pool import ProcessPool
from hadba.model.ports import Engine
from hadba.publish.export import SEPARATED, WITH_LOOSE, all_facts, lines_of
from hadba.publish.gate import Released
from hadba.publish.geoparquet import table
from hadba.settings import cores
from hadba.store.ledger import SqlLedger

FEW = 2_000  # incidents below which starting processes costs more than it saves
_OBJECTS = 100_000  # made between two looks for cycles: what is made here holds none, and looking is dear


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told once a batch. ``where`` is the ledger's path or URL."""

    where: str
    rules: Rules
    selection: Selection
    format: str
    convention: str
    whole: bool  # what need not be told apart again is one text: it comes over sooner

    def written(self, part: Released) -> Any:
        """The lines of a part, or its table."""
        if self.format == "geoparquet":
            return table(all_facts([part], convention=self.convention, revision=self.rules.revision))
        lines = lines_of(self.format, part, convention=self.convention, revision=self.rules.revision)
        return ["".join(lines)] if self.whole and self.format not in SEPARATED else list(lines)


def written(
    held: Outgoing, selection: Selection, *, format: str, convention: str, jobs: int = 0, whole: bool = False
) -> Iterator[Any]:
    """The lists of lines (or tables) of all parts in order: the selected incidents, then what is in none of them. ``whole``:
    all lines of a part may come as one."""
    task = Task(held.ledger.where, held.rules, selection, format, convention, whole)
    jobs = jobs or (cores() if held.ledger.count_incidents() >= FEW else 1)
    engine: Engine = InProcess() if jobs == 1 else ProcessPool(jobs)
    here = held if jobs == 1 else None
    used = array("Q")
    with seldom_collecting(_OBJECTS):
        for lines, numbers in _each(engine, _Incidents(task, here), held.batches()):
            used.extend(numbers)
            yield lines
        if format in WITH_LOOSE:
            yield from _each(engine, _Loose(task, here), held.loose(used, selection))


def _each(engine: Engine, function: Callable[[Sequence[Any]], list[Any]], batches: Iterator[list[Any]]) -> Iterator[Any]:
    """``function`` of each batch, which an engine takes for one item."""
    for results in engine.map(function, ([batch] for batch in batches)):
        yield from results


@dataclass(frozen=True, slots=True)
class _Incidents:
    """Batches of ids of incidents -> what is written of each, and the numbers of its claims. ``here``: the ledger, where the
    work is done in this process."""

    task: Task
    here: Outgoing | None

    def __call__(self, batches: Sequence[list[str]]) -> list[tuple[Any, array[int]]]:
        held = self.here or _opened(self.task)
        parts = (held.part(batch, self.task.selection) for batch in batches)
        return [(self.task.written(part), numbers) for part, numbers in parts]


@dataclass(frozen=True, slots=True)
class _Loose:
    """The same for claims that are in no incident."""

    task: Task
    here: Outgoing | None

    def __call__(self, batches: Sequence[list[Loose]]) -> list[Any]:
        held = self.here or _opened(self.task)
        return [self.task.written(held.release_loose(batch, self.task.selection)) for batch in batches]


def _opened(task: Task) -> Outgoing:
    """The ledger, opened once a worker."""
    if task.where not in _OPEN:
        gc.set_threshold(_OBJECTS)
        _OPEN[task.where] = Outgoing(SqlLedger(task.where, create=False), task.rules)
    return _OPEN[task.where]


_OPEN: dict[str, Outgoing] = {}
