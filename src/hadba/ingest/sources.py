"""Paths -> reports and refusals: files by suffix and content, folders in order, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from hadba.errors import InputError
from hadba.ingest.archive import Archive
from hadba.ingest.jsonl import read_json, read_jsonl
from hadba.ingest.lines import read_lines, read_whole
from hadba.ingest.origin import Origin
from hadba.ingest.page import read_page
from hadba.ingest.plain import read_text
from hadba.ingest.table import read_table
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report

STDIN = "-"
_TEXT = frozenset({".txt", ".md", ".text"})
_LINES = frozenset({".jsonl", ".ndjson"})
_TABLE = frozenset({".csv", ".tsv"})
_PAGE = frozenset({".html", ".htm", ".xhtml"})
_LONGEST_JSON = 200_000_000  # bytes: a list of reports is decoded as a whole
_HIDDEN = "."  # names that begin so (.git, .DS_Store) are passed over in folders, by rule


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    outlet: str  # for texts and pages that name none: the folder inside the one that was given, else the file's own name


def read_sources(
    paths: Sequence[str],
    *,
    outlet: str | None = None,
    today: date,
    stdin: BinaryIO | None = None,
    archive: Archive | None = None,
) -> Iterator[Report | Quarantined]:
    """All reports under ``paths`` (files, folders, "-"), in order, and a ``Quarantined`` for all that cannot be used.

    ``outlet`` serves reports that name none. ``today`` bounds dates of publication. An id that comes again with the same
    content passes (the ledger knows it already); with other content it is refused. ``archive`` keeps the bytes of pages,
    whose text is only a part of what was published.
    """
    call = Origin("", today, outlet, archive=archive)
    for path in paths:
        yield from _read(path, call, stdin)


def _read(path: str, call: Origin, stdin: BinaryIO | None) -> Iterator[Report | Quarantined]:
    if path == STDIN:
        origin = replace(call, name="standard input")
        yield from _guarded(_stream(stdin or sys.stdin.buffer, origin), origin)
        return
    files, barred = _files(Path(path))
    for error in barred:
        yield replace(call, name=str(error.filename)).refused(
            f"The folder cannot be read ({error.strerror}); check its permissions."
        )
    if not files and not barred:
        what = "The folder holds no files" if Path(path).is_dir() else "There is no such file or folder"
        yield replace(call, name=path).refused(f"{what}; check the path.")
    for file in files:
        origin = replace(call, name=str(file.path), fallback=file.outlet)
        yield from _guarded(_file(file.path, origin), origin)


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


def _guarded(items: Iterator[Report | Quarantined], origin: Origin) -> Iterator[Report | Quarantined]:
    """What a file gives, and a refusal in place of what stops it."""
    try:
        yield from items
    except InputError as error:
        yield origin.refused(error)
    except OSError as error:
        yield origin.refused(f"It cannot be read ({error.strerror or error}); check the file and its permissions.")


def _file(path: Path, origin: Origin) -> Iterator[Report | Quarantined]:
    with path.open("rb") as stream:
        suffix = path.suffix.lower()
        if suffix in _LINES:
            yield from _some(read_jsonl(read_lines(stream), origin), origin)
        elif suffix in _TABLE:
            yield from read_table(stream, origin)
        elif suffix == ".json":
            yield from read_json(
                read_whole(stream, longest=_LONGEST_JSON, instead="write it as JSON lines, one report a line"), origin
            )
        elif suffix in _PAGE:
            yield from read_page(read_whole(stream), origin)
        elif suffix in _TEXT or not suffix:
            yield from read_text(read_whole(stream), origin)
        else:
            yield origin.refused(f'There is no reader for "{suffix}" files; convert it to text, HTML, CSV or JSONL.')


def _some(items: Iterator[Report | Quarantined], origin: Origin) -> Iterator[Report | Quarantined]:
    """What a file gives; a refusal where it gives nothing at all."""
    first = next(items, None)
    if first is None:
        raise InputError("It is empty; there is nothing to read.")
    yield from chain((first,), items)


def _stream(stream: BinaryIO, origin: Origin) -> Iterator[Report | Quarantined]:
    """JSON lines where the first character that is not blank is "{", else one text."""
    lines = read_lines(stream)
    head = []
    for line in lines:
        head.append(line)
        if line.raw.strip():
            break
    if head and head[-1].too_long and not head[-1].raw.lstrip().startswith(b"{"):
        raise InputError(f"Its first line has {head[-1].size:,} bytes, too many for one report; split it.")
    if head and head[-1].raw.lstrip().startswith(b"{"):
        yield from read_jsonl(chain(head, lines), origin)
    else:
        rest = b"".join(line.raw for line in head) + read_whole(stream)
        yield from read_text(rest, origin)
