"""Keeps the processes that parse for us: gives them jobs, waits with a limit, and goes on without the one that dies."""

from __future__ import annotations

import contextlib
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from threading import Lock
from time import monotonic

import msgspec

from hadba.ingest.frames import LARGEST, Answer, Job, packed
from hadba.model.quarantine import Quarantined

PATIENCE = 10.0  # seconds that one part may take
_START = 60.0  # seconds to start: a cold disk has to load Python and lxml
_PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV")  # no secrets


class _DeathError(Exception):
    """The process is gone; the text says why."""


class _Cell:
    """One process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hadba.ingest.cell"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={n: os.environ[n] for n in _PASSED_ON if n in os.environ}
            | {"OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
            start_new_session=True,  # an interrupt from the keyboard is ours to handle
        )
        assert self._process.stdout is not None
        self._out = self._process.stdout.fileno()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self._held = bytearray()
        self._fresh = True

    def give(self, job: Job) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(packed(job))
            self._process.stdin.flush()
        except OSError as error:
            raise _DeathError("The process that reads it died") from error

    def answer(self) -> Answer:
        """The next answer; ``_DeathError`` where none comes in time."""
        until = monotonic() + (_START if self._fresh else PATIENCE)
        length = int.from_bytes(self._bytes(4, until), "big")
        if length > LARGEST:
            self.kill()
            raise _DeathError("The process that reads it gave no sense")
        body = self._bytes(length, until)
        self._fresh = False
        try:
            return msgspec.msgpack.decode(body, type=Answer)
        except msgspec.MsgspecError as error:
            self.kill()
            raise _DeathError("The process that reads it gave no sense") from error

    def _bytes(self, size: int, until: float) -> bytes:
        while len(self._held) < size:
            left = until - monotonic()
            if left <= 0 or not self._selector.select(left):
                self.kill()
                raise _DeathError(f"Reading it took more than {PATIENCE:.0f} seconds")
            more = os.read(self._out, 1 << 20)
            if not more:
                self.kill()
                raise _DeathError("The process that reads it died")
            self._held += more
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._selector.close()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # a pipe with unsent bytes cannot be flushed into a dead process
                if pipe is not None:
                    pipe.close()


class Cells:
    """Processes that are started when first needed and used again. Used as a context manager; one job at a time."""

    def __init__(self) -> None:
        self._idle: list[_Cell] = []
        self._lock = Lock()

    def __enter__(self) -> Cells:
        return self

    def __exit__(self, *exc: object) -> None:
        while self._idle:
            self._idle.pop().kill()

    def one(self, job: Job) -> Answer:
        """The answer to a job that has only one; a refusal where the process dies of it."""
        with self._lock:
            cell = self._taken()
            try:
                cell.give(job)
                answer = cell.answer()
            except _DeathError as death:
                return Answer(refused=(_refusal(job, None, death),), done=True)
            self._idle.append(cell)
            return answer

    def read(self, job: Job, *, processes: int = 1) -> Iterator[Answer]:
        """The parts of an input in order; a part of which its process dies is refused, and the rest goes on."""
        shares = [_Share(self, replace(job, first=k, step=processes)) for k in range(processes)]
        try:
            number = 0
            while (answer := shares[number % processes].next()) is not None:
                yield answer
                if answer.done:
                    return
                number += 1
        finally:
            for share in shares:
                share.leave()

    def _taken(self) -> _Cell:
        return self._idle.pop() if self._idle else _Cell()


class _Share:
    """Every n-th part of an input, read by one process, or by its successors."""

    def __init__(self, cells: Cells, job: Job) -> None:
        self._cells = cells
        self._job = job
        self._cell: _Cell | None = cells._taken()
        self._finished = False
        self._give()

    def _give(self) -> None:
        assert self._cell is not None
        with contextlib.suppress(_DeathError):  # told by the next answer
            self._cell.give(self._job)

    def next(self) -> Answer | None:
        """The next part; an answer that is done, or null, at the end."""
        if self._cell is None:
            return None
        begun: Answer | None = None
        try:
            while (answer := self._cell.answer()).begun:
                begun = answer
        except _DeathError as death:
            refusal = _refusal(self._job, begun.place if begun else None, death)
            if begun is None:  # it died of finding the parts, and would again
                self._cell = None
                return Answer(refused=(refusal,), done=True)
            self._cell = self._cells._taken()
            self._job = replace(self._job, first=begun.number + self._job.step)
            self._give()
            return Answer(begun.number, begun.place, refused=(refusal,))
        self._finished = answer.done
        return answer

    def leave(self) -> None:
        """Keep a process that is through with its job for the next one."""
        if self._cell is None:
            return
        if self._finished:
            self._cells._idle.append(self._cell)
        else:
            self._cell.kill()
        self._cell = None


def _refusal(job: Job, place: str | None, death: _DeathError) -> Quarantined:
    where = f"{job.name}, {place}" if place else job.name
    return Quarantined(where, f"{death}; it may be damaged or hostile. The rest went on.")


def processes_for(size: int, *, streamed: bool, jobs: int) -> int:
    """How many processes read one input: several only where there is enough to read."""
    return min(max(jobs, 1), 8) if streamed and size > 4_000_000 else 1
