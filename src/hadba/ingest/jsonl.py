"""JSON lines (one report a line) and JSON files (one report, a list of them, a JSON feed, a Telegram export)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from itertools import chain
from typing import Any, BinaryIO

import msgspec

from hadba.errors import InputError
from hadba.ingest.feed import is_json_feed, json_listing, listing_as_parts
from hadba.ingest.lines import LONGEST, Line, read_lines, read_whole
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part
from hadba.ingest.record import report_of
from hadba.ingest.telegram import is_telegram, telegram_as_parts
from hadba.model.report import Report

_LONGEST_JSON = 200_000_000  # bytes: a list of reports is decoded as a whole


def read_jsonl(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """One part a line; blank lines are passed over. ``InputError`` where there is nothing else."""
    parts = lines_as_parts(read_lines(stream), origin)
    first = next(parts, None)
    if first is None:
        raise InputError("It is empty; there is nothing to read.")
    yield from chain((first,), parts)


def lines_as_parts(lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
    """One part a line that is not blank."""
    return (Part(f"line {line.number}", partial(_line, line, origin)) for line in lines if line.raw.strip())


def _line(line: Line, origin: Origin) -> Iterator[Item]:
    try:
        if line.too_long:
            limit = LONGEST // 1_000_000
            raise InputError(f"The line has {line.size:,} bytes, more than the {limit} MB that a report may have; split it.")
        report = _report(decoded(line.raw), origin)
    except InputError as error:
        yield origin.refused(error, line=line.number, sample=line.raw)
    else:
        yield report


def read_json(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """A file that is one object or one list of objects; a file of JSON lines under this name is read as such."""
    raw = read_whole(stream, longest=_LONGEST_JSON, instead="write it as JSON lines, one report a line")
    try:
        content = decoded(raw)
    except InputError:
        if b"\n" in raw.strip() and raw.lstrip().partition(b"\n")[0].strip().endswith(b"}"):
            yield from read_jsonl(BytesIO(raw), origin)
            return
        raise
    if is_json_feed(content):
        yield from listing_as_parts(json_listing(content, origin.address), origin)
    elif is_telegram(content):
        yield from telegram_as_parts(content, origin)
    else:
        yield from objects_as_parts(content, origin)


def objects_as_parts(content: object, origin: Origin) -> Iterator[Part]:
    """One part an object of a decoded list, or the one object."""
    for number, item in enumerate(content if isinstance(content, list) else [content], 1):
        yield Part(f"item {number}", partial(_object, item, number, origin))


def _object(item: object, number: int, origin: Origin) -> Iterator[Item]:
    try:
        report = _report(item, origin)
    except InputError as error:
        yield origin.refused(f"Item {number}: {error}", sample=str(item)[:1000])
    else:
        yield report


def _report(item: object, origin: Origin) -> Report:
    if not isinstance(item, dict):
        kind = "a list" if isinstance(item, list) else "a bare value"
        raise InputError(f'It is {kind}, not an object; write each report as {{"outlet": ..., "text": ...}}.')
    return report_of(item, origin, outlet=origin.outlet)


def decoded(raw: bytes) -> Any:
    """JSON as Python values; ``InputError`` where it is none."""
    try:
        return msgspec.json.decode(raw)
    except UnicodeDecodeError as error:
        raise InputError(f"It is not UTF-8 ({error.reason}), which JSON must be; save it as UTF-8.") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"It is no complete JSON ({error}); correct or remove it.") from error
