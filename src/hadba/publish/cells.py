"""Rows of a CSV file that no spreadsheet takes for formulas, and the same bytes for the same rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

Cell = str | int | float | bool | date | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MEMORY = 10_000  # texts that are known to be harmless: words repeat, and a look costs


class _Line:
    """A file for the CSV writer that gives back the line it is given."""

    def write(self, line: str) -> str:
        return line


_writer = csv.writer(_Line(), lineterminator="")


def cell(value: Cell) -> str:
    """A value as text: nothing for null, ISO days, at most six decimals; a text that a spreadsheet would run is quoted."""
    if value is None:
        return ""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return truth(value)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, int):
        return str(value)
    return day(value) or ""


def single(value: str | None) -> str:
    """Words as a cell holds them, on one line and no formula: of what stands in a file but once or twice."""
    if not value:
        return ""
    words = " ".join(value.split())
    return f"'{words}" if value.startswith(_FORMULA) or words.startswith(_FORMULA) else words


@lru_cache(maxsize=_MEMORY)
def text(value: str | None) -> str:
    """The same of words that repeat, which are remembered."""
    return single(value)


def truth(value: bool) -> str:
    """ "true" or "false"."""
    return "true" if value else "false"


@lru_cache(maxsize=20_000)
def day(value: date | None) -> str | None:
    """A day as ISO 8601 writes it."""
    return None if value is None else value.isoformat()


def joined(cells: Iterable[Cell]) -> str:
    """Cells as a part of a line: a cell with a comma or a quotation mark stands in quotation marks (RFC 4180)."""
    return ready([value if value is None or type(value) is int else cell(value) for value in cells])


def ready(cells: Sequence[str | int | None]) -> str:
    """The same of cells that are as they shall stand: counts, words of lexicons, and what ``text`` and its like gave."""
    line: str = _writer.writerow(cells)
    return line


def head(columns: Sequence[str]) -> str:
    """The first line of a file."""
    return joined(columns) + "\n"


def lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The further lines, ended by a line feed."""
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row of {len(row)} cells for {len(columns)} columns")
        yield joined(row) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """All lines of a file."""
    yield head(columns)
    yield from lines(columns, rows)
