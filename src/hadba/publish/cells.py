"""Rows of a CSV file that no spreadsheet takes for formulas, and the same bytes for the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

Cell = str | int | float | bool | date | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TO_QUOTE = re.compile(r'[",]')


def cell(value: Cell) -> str:
    """A value as text: nothing for null, ISO days, at most six decimals; a text that a spreadsheet would run is quoted."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = " ".join(value.split())
        return f"'{text}" if value.startswith(_FORMULA) or text.startswith(_FORMULA) else text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, int):
        return str(value)
    return value.isoformat()


def joined(cells: Iterable[Cell]) -> str:
    """Cells as a part of a line: a cell with a comma or a quotation mark stands in quotation marks (RFC 4180)."""
    parts = []
    for value in cells:
        if value is None:
            parts.append("")
        elif type(value) is str and value.isidentifier():  # most texts are one word, and harmless
            parts.append(value)
        else:
            parts.append(_quoted(cell(value)))
    return ",".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of the file, head first, ended by a line feed."""
    yield joined(columns) + "\n"
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row of {len(row)} cells for {len(columns)} columns")
        yield joined(row) + "\n"
