"""JSON lines (one report a line) and JSON files (one report, or a list of them)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from hadba.errors import InputError
from hadba.ingest.lines import LONGEST, Line
from hadba.ingest.origin import Origin
from hadba.ingest.record import report_of
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report


def read_jsonl(lines: Iterable[Line], origin: Origin) -> Iterator[Report | Quarantined]:
    """One report or refusal a line; blank lines are passed over."""
    for line in lines:
        if not line.raw.strip():
            continue
        try:
            if line.too_long:
                limit = LONGEST // 1_000_000
                raise InputError(
                    f"The line has {line.size:,} bytes, more than the {limit} MB that a report may have; split it."
                )
            report = _report(_decoded(line.raw), origin)
        except InputError as error:
            yield origin.refused(error, line=line.number, sample=line.raw)
        else:
            yield report


def read_json(raw: bytes, origin: Origin) -> Iterator[Report | Quarantined]:
    """A file that is one object or one list of objects; a file of JSON lines under this name is read as such."""
    try:
        content = _decoded(raw)
    except InputError as error:
        lines = [Line(n, part, len(part)) for n, part in enumerate(raw.splitlines(keepends=True), 1)]
        if len(lines) > 1 and lines[0].raw.strip().endswith(b"}"):
            yield from read_jsonl(lines, origin)
        else:
            yield origin.refused(error, sample=raw)
        return
    for number, item in enumerate(content if isinstance(content, list) else [content], 1):
        try:
            report = _report(item, origin)
        except InputError as error:
            yield origin.refused(f"Item {number}: {error}", sample=str(item))
        else:
            yield report


def _report(item: object, origin: Origin) -> Report:
    if not isinstance(item, dict):
        kind = "a list" if isinstance(item, list) else "a bare value"
        raise InputError(f'It is {kind}, not an object; write each report as {{"outlet": ..., "text": ...}}.')
    return report_of(item, origin, outlet=origin.outlet)


def _decoded(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except UnicodeDecodeError as error:
        raise InputError(f"It is not UTF-8 ({error.reason}), which JSON must be; save it as UTF-8.") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"It is no complete JSON ({error}); correct or remove it.") from error
