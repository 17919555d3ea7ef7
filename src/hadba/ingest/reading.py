"""One input, archived and of a known kind -> what was read from it, here or in a process apart."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from hadba.errors import InputError
from hadba.ingest.cells import Cells, processes_for
from hadba.ingest.frames import Job
from hadba.ingest.kinds import APART, Kind, reader_of, streamed
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, items_of

Placed = tuple[Item, str | None]  # what was read, and from which part of the input
Cellar = Callable[[], Cells]


def read_file(path: Path, stream: BinaryIO, kind: Kind, origin: Origin, cells: Cellar, *, jobs: int) -> Iterator[Placed]:
    """What the file at ``path``, open as ``stream``, holds."""
    if kind not in APART:
        yield from something(read_here(stream, kind, origin))
        return
    size = os.fstat(stream.fileno()).st_size
    count = processes_for(size, streamed=streamed(kind), jobs=jobs)
    job = job_of("read", kind, origin, path=str(path.absolute()))
    yield from something(_read_apart(job, origin, cells(), count))


def something(read: Iterator[Placed]) -> Iterator[Placed]:
    """The same; ``InputError`` where it is nothing at all, so that no input is passed over in silence."""
    first = next(read, None)
    if first is None:
        raise InputError("It holds nothing that is read: it is empty, or all in it is passed over by rule.")
    yield first
    yield from read


def read_bytes(raw: bytes, kind: Kind, origin: Origin, cells: Cells) -> Iterator[Placed]:
    """What ``raw`` holds; always apart, as strangers sent it."""
    try:
        yield from something(_read_apart(job_of("read", kind, origin, raw=raw), origin, cells, 1))
    except InputError as error:
        yield origin.refused(error), None


def read_here(stream: BinaryIO, kind: Kind, origin: Origin) -> Iterator[Placed]:
    """The same in this process."""
    for part in reader_of(kind)(stream, origin):
        for item in items_of(part, origin):
            yield item, part.place


def _read_apart(job: Job, origin: Origin, cells: Cells, count: int) -> Iterator[Placed]:
    for answer in cells.read(job, processes=count):
        for report in answer.reports:
            try:
                yield origin.unique(report), answer.place
            except InputError as error:
                yield origin.refused(error, part=answer.place), answer.place
        for refused in answer.refused:
            yield refused, answer.place


def job_of(task: str, kind: Kind, origin: Origin, *, path: str | None = None, raw: bytes = b"") -> Job:
    """A job for a process apart."""
    return Job(
        task,
        kind,
        origin.name,
        origin.today,
        path,
        raw,
        origin.outlet,
        origin.fallback,
        origin.address,
        columns=dict(origin.columns),
        date_order=origin.date_order,
    )
