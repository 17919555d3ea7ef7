"""The full CSV, edited in a spreadsheet and read back: which cells a person changed, and which cannot be changed so.

A row is known by its claim and the number of its figure. Rows may be missing or in another order: that says nothing. What
a spreadsheet does to cells by itself (TRUE for true, 20.0 for 20, an apostrophe that goes) is no change.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hadba.errors import InputError

Key = tuple[str, str]


def _whole(text: str) -> object:
    if not text:
        return None
    number = float(text.replace(" ", ""))
    if number != int(number) or number < 0:
        raise ValueError
    return int(number)


def _day(text: str) -> object:
    return date.fromisoformat(text).isoformat() if text else None


def _truth(text: str) -> object:
    return {"true": True, "false": False}[text.lower()]


def _word(text: str) -> object:
    return text


def _word_or_none(text: str) -> object:
    return text or None


@dataclass(frozen=True, slots=True)
class _Editable:
    """``path`` of the claim's field ({n}: number of the figure), how a cell becomes a value, and what it must be."""

    path: str
    read: Callable[[str], object]
    wanted: str


_WORD, _NUMBER, _TRUTH, _DATE = "a word of its list", "a whole number or empty", "true or false", "a day as 2017-05-28"
EDITABLE = {
    "type": _Editable("type", _word, _WORD),
    "realis": _Editable("realis", _word, _WORD),
    "stance": _Editable("stance", _word, _WORD),
    "main": _Editable("main", _truth, _TRUTH),
    "hedge": _Editable("hedge", _word_or_none, "words or empty"),
    "detail": _Editable("detail", _word_or_none, "words or empty"),
    "when_start": _Editable("when.start", _day, _DATE),
    "when_end": _Editable("when.end", _day, _DATE),
    "when_precision": _Editable("when.precision", _word, _WORD),
    "kind": _Editable("figures.{n}.kind", _word, _WORD),
    "victims": _Editable("figures.{n}.victims", _word, _WORD),
    "scope": _Editable("figures.{n}.scope", _word, _WORD),
    "unit": _Editable("figures.{n}.unit", _word, "a word"),
    "approximate": _Editable("figures.{n}.approximate", _truth, _TRUTH),
    "low": _Editable("figures.{n}.low", _whole, _NUMBER),
    "point": _Editable("figures.{n}.point", _whole, _NUMBER),
    "high": _Editable("figures.{n}.high", _whole, _NUMBER),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One changed cell. ``line`` counts as the spreadsheet does, the head being 1; ``value`` is JSON text."""

    line: int
    column: str
    claim_id: str
    path: str
    old: str
    new: str
    value: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell (or a row, where ``column`` is null) that cannot be taken, and why."""

    line: int
    column: str | None
    reason: str


def read_edited(path: Path) -> dict[Key, tuple[int, dict[str, str]]]:
    """The rows of the edited file by claim and figure, each with its line; ``InputError`` where it is no such file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text; save it as CSV in UTF-8.") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if missing := {"claim_id", "figure"} - set(rows.fieldnames or ()):
        raise InputError(f"{path} has no column {min(missing)}; export it with `hadba export --format csv`.")
    found: dict[Key, tuple[int, dict[str, str]]] = {}
    for line, row in enumerate(rows, start=2):
        key = (_plain(row["claim_id"]), _plain(row["figure"]).removesuffix(".0"))
        if key in found:
            raise InputError(f"{path}: lines {found[key][0]} and {line} are the same figure of the claim {key[0]}.")
        found[key] = line, {column: _plain(cell) for column, cell in row.items() if column}
    return found


def compare(
    current: Iterable[Mapping[str, str]], edited: Mapping[Key, tuple[int, Mapping[str, str]]]
) -> Iterator[Change | Fault]:
    """What a person changed in ``edited``, against the rows as they would be exported now."""
    seen: set[Key] = set()
    for row in current:
        key = (row["claim_id"], row["figure"])
        if key in edited:
            seen.add(key)
            line, cells = edited[key]
            for column, old in row.items():
                if column in cells and not _same(old, cells[column]):
                    yield _change(line, column, key, _plain(old), cells[column])
    for key in edited.keys() - seen:
        yield Fault(edited[key][0], None, f"the ledger has no figure {key[1] or 'row'} of a claim {key[0] or '(none)'}")


def _change(line: int, column: str, key: Key, old: str, new: str) -> Change | Fault:
    field = EDITABLE.get(column)
    if field is None:
        return Fault(line, column, f"cannot be changed here ({old or 'empty'} became {new or 'empty'})")
    if "{n}" in field.path and not key[1]:
        return Fault(line, column, "this claim has no figure; correct the claim in review")
    try:
        value = field.read(new)
    except (ValueError, KeyError, OverflowError):
        return Fault(line, column, f"{new!r} is not {field.wanted}")
    return Change(line, column, key[0], field.path.format(n=key[1]), old, new, json.dumps(value, ensure_ascii=False))


def _plain(cell: str | None) -> str:
    return (cell or "").strip().removeprefix("'")


_NUMERIC = re.compile(r"-?\d+(?:\.\d+)?")


def _same(old: str, new: str) -> bool:
    a, b = _plain(old), _plain(new)
    if a == b or (a in ("true", "false") and a == b.lower()):
        return True
    return bool(_NUMERIC.fullmatch(a) and _NUMERIC.fullmatch(b)) and float(a) == float(b)
