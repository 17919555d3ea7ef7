"""WARC files, streamed: one part for each page that a server gave.

Passed over by rule: requests, redirects, errors, and what is no text (pictures, scripts, styles).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from hadba.errors import InputError
from hadba.ingest.kinds import HEAD, Kind, kind_of_answer, reader_of
from hadba.ingest.lines import LONGEST
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part, alone

_READ = frozenset({Kind.PAGE, Kind.PDF, Kind.WORD, Kind.TEXT})


def read_warc(stream: BinaryIO, origin: Origin, *, within: str = "") -> Iterator[Part]:
    """The parts of a file, in order. A part must be read before the next one is asked for."""
    wanted = WarcRecordType.response | WarcRecordType.resource
    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True, auto_decode="all"):
            number += 1
            media_type = _media_type(record)
            if media_type is not None:
                yield Part(f"{within}record {number}", partial(_page, record, media_type, number, origin))
    except (ValueError, OSError, RuntimeError, EOFError) as error:  # damage shows in fastwarc as one of these
        yield alone(
            origin.refused(
                f"After record {number} it is damaged ({_short(error)}); the rest was not read.",
                part=f"{within}record {number + 1}",
            )
        )
        return
    if number == 0:
        raise InputError("It is a WARC file without answers of servers, or none at all; there is nothing to read.")


def _media_type(record: Any) -> str | None:
    """What the answer calls itself; null where it is no answer that could bear a report."""
    http = record.http_headers
    if record.record_type == WarcRecordType.response and (http is None or http.status_code != 200):
        return None
    told = (http.get("Content-Type") if http is not None else record.headers.get("Content-Type")) or ""
    kind = kind_of_answer(told, b"")
    return told if kind in (*_READ, Kind.FEED) or not told else None


def _page(record: Any, media_type: str, number: int, origin: Origin) -> Iterator[Item]:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    mine = replace(
        origin,
        name=f"{origin.name}, record {number} ({address[:200]})",
        address=address if address.startswith(("http://", "https://")) else None,
        today=_day(record.headers.get("WARC-Date")) or origin.today,
        fallback=None,
    )
    try:
        raw = record.reader.read(LONGEST + 1)
        if len(raw) > LONGEST:
            raise InputError(f"It is longer than {LONGEST // 1_000_000} MB.")
        kind = kind_of_answer(media_type, raw[:HEAD], address)
        if kind in _READ:
            for part in reader_of(kind)(BytesIO(raw), mine):
                yield from part.read()
    except InputError as error:
        yield mine.refused(error)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:120]
