"""Paths -> reports and refusals: files by suffix and content, folders in order, standard input."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from hadba.errors import HadbaError, InputError
from hadba.ingest.cells import Cells
from hadba.ingest.jsonl import lines_as_parts
from hadba.ingest.kinds import HEAD, kind_of
from hadba.ingest.letters import sayable
from hadba.ingest.lines import read_lines, read_whole
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part, items_of
from hadba.ingest.plain import read_text
from hadba.ingest.reading import read_file
from hadba.log import logger
from hadba.model.capture import Borne

STDIN = "-"
Keep = Callable[[BinaryIO, str], str]  # archives the bytes that came from an origin; the id of the capture
_HIDDEN = "."  # names that begin so (.git, .DS_Store) are passed over in folders, by rule
_IN_MEMORY = 8_000_000  # bytes of standard input that wait in memory; more wait in a file


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    outlet: str  # for texts and pages that name none: the folder inside the one that was given, else the file's own name


@dataclass(frozen=True, slots=True)
class Intake:
    """How to read: ``outlet`` serves reports that name none, ``today`` bounds dates of publication, ``columns`` maps our
    names of fields to the user's, ``date_order`` reads dates that could be read in more than one way. ``jobs`` is the
    number of processes that may share one large input."""

    today: date
    outlet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None
    jobs: int = 1


def read_sources(
    paths: Sequence[str],
    *,
    outlet: str | None = None,
    today: date,
    stdin: BinaryIO | None = None,
    intake: Intake | None = None,
) -> Iterator[Item]:
    """All reports under ``paths`` (files, folders, "-"), in order, and a ``Quarantined`` for all that cannot be used.

    An id that comes again with the same content passes (the ledger knows it already); with other content it is refused.
    ``intake`` says more than ``outlet`` and ``today`` do, and then in place of them.
    """
    for _, item, _ in _Reading(intake or Intake(today, outlet), stdin, None).all(paths):
        yield item


def take_in(paths: Sequence[str], *, keep: Keep, intake: Intake, stdin: BinaryIO | None = None) -> Iterator[Item | Borne]:
    """The same, with the bytes of each file archived before they are read; what was read says from which capture and part."""
    for capture, item, part in _Reading(intake, stdin, keep).all(paths):
        yield Borne(item, capture, part) if capture else item


_Read = tuple[str | None, Item, str | None]  # capture, what was read, part of the capture


class _Reading:
    """One call: paths share the ids that were used, and the processes that parse."""

    def __init__(self, intake: Intake, stdin: BinaryIO | None, keep: Keep | None) -> None:
        self._call = Origin("", intake.today, intake.outlet, columns=intake.columns, date_order=intake.date_order)
        self._jobs = intake.jobs
        self._stdin = stdin
        self._keep = keep
        self._cells: Cells | None = None

    def all(self, paths: Sequence[str]) -> Iterator[_Read]:
        try:
            for path in paths:
                yield from self._path(path)
        finally:
            if self._cells:
                self._cells.__exit__()

    def _cellar(self) -> Cells:
        self._cells = self._cells or Cells()
        return self._cells

    def _path(self, path: str) -> Iterator[_Read]:
        if path == STDIN:
            origin = replace(self._call, name="standard input")
            yield from _guarded(self._stream(self._stdin or sys.stdin.buffer, origin), origin)
            return
        files, barred = _files(Path(path))
        for error in barred:
            reason = f"The folder cannot be read ({error.strerror}); check its permissions."
            yield None, replace(self._call, name=str(error.filename)).refused(reason), None
        if not files and not barred:
            what = "The folder holds no files" if Path(path).is_dir() else "There is no such file or folder"
            yield None, replace(self._call, name=path).refused(f"{what}; check the path."), None
        for file in files:
            # Names of files are bytes, and need not be characters.
            origin = replace(self._call, name=sayable(str(file.path)), fallback=sayable(file.outlet))
            yield from _guarded(self._file(file.path, origin), origin)

    def _file(self, path: Path, origin: Origin) -> Iterator[_Read]:
        if not path.is_file():
            raise InputError("It is no ordinary file; give a file or a folder.")  # a pipe or a device may never end
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            capture = self._kept(stream, origin)
            kind = kind_of(path.name, stream.read(HEAD))
            stream.seek(0)
            if kind is None:
                raise InputError(f'There is no reader for "{path.suffix}" files; convert it to text, HTML, CSV or JSONL.')
            for item, place in read_file(path, stream, kind, origin, self._cellar, jobs=self._jobs):
                yield capture, item, place
            after = path.stat()  # not of the open file: another one may have taken its place
        if capture and _stamp(before) != _stamp(after):
            raise InputError("It was changed while it was being read; add it again.")

    def _kept(self, stream: BinaryIO, origin: Origin) -> str | None:
        """Archive a stream that can be rewound, and rewind it."""
        if self._keep is None:
            return None
        capture = self._keep(stream, origin.name)
        stream.seek(0)
        return capture

    def _stream(self, stream: BinaryIO, origin: Origin) -> Iterator[_Read]:
        if self._keep is None:
            yield from _unnamed(stream, origin, None)
            return
        with SpooledTemporaryFile(_IN_MEMORY) as held:
            shutil.copyfileobj(stream, held)
            held.seek(0)
            yield from _unnamed(cast(BinaryIO, held), origin, self._kept(cast(BinaryIO, held), origin))


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _files(root: Path) -> tuple[list[_File], list[OSError]]:
    """The files under ``root``, or itself, in order of folder and name; and what kept folders from being read."""
    if not root.is_dir():
        return [_File(root, root.stem)] if root.exists() else [], []
    files: list[_File] = []
    barred: list[OSError] = []
    for folder, subfolders, names in os.walk(root, onerror=barred.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith(_HIDDEN))
        for name in sorted(name for name in names if not name.startswith(_HIDDEN)):
            path = Path(folder, name)
            files.append(_File(path, path.stem if path.parent == root else path.parent.name))
    return files, barred


def _guarded(read: Iterator[_Read], origin: Origin) -> Iterator[_Read]:
    """What a file gives, and a refusal in place of what stops it."""
    try:
        yield from read
    except InputError as error:
        yield None, origin.refused(error), None
    except OSError as error:
        reason = f"It cannot be read ({error.strerror or error}); check the file and its permissions."
        yield None, origin.refused(reason), None
    except HadbaError:
        raise  # the archive refused: that is no fault of the file
    except Exception as error:  # noqa: BLE001 - whatever one file does to its parser, the others go on
        logger().error("file not read", origin=origin.name, exc_info=error)
        reason = f"Its parser broke ({type(error).__name__}); save it in another form."
        yield None, origin.refused(reason), None


def _unnamed(stream: BinaryIO, origin: Origin, capture: str | None) -> Iterator[_Read]:
    """JSON lines where the first character that is not blank is "{", else one text."""
    for part in _parts_of(stream, origin):
        for item in items_of(part, origin):
            yield capture, item, part.place


def _parts_of(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    lines = read_lines(stream)
    head = []
    for line in lines:
        head.append(line)
        if line.raw.strip():
            break
    if head and head[-1].too_long and not head[-1].raw.lstrip().startswith(b"{"):
        raise InputError(f"Its first line has {head[-1].size:,} bytes, too many for one report; split it.")
    if head and head[-1].raw.lstrip().startswith(b"{"):
        yield from lines_as_parts(chain(head, lines), origin)
    else:
        rest = b"".join(line.raw for line in head) + read_whole(stream)
        yield Part(None, lambda: read_text(rest, origin))
