"""CSV and TSV with a header row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from hadba.errors import InputError
from hadba.ingest.decode import encoding_of
from hadba.ingest.lines import LONGEST, Line, read_lines
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part, alone
from hadba.ingest.record import NAMES, report_of

_SAMPLE_LINES = 500  # by which encoding and delimiter are told
_UNREADABLE = "\udcff\n"  # stands for a line that is too long: the row that holds it is refused like one with foreign bytes


class _Feed:
    """Lines on their way into ``csv.reader``, which can be taken back when a quotation mark was left open."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self._row: list[str] = []  # the lines of the row that is being read
        self.number = 0  # of the first line of that row

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._row.append(line)
        return line

    def begin_row(self) -> None:
        """The next line begins a row."""
        self.number += len(self._row) or 1 if self.number else 1
        self._row.clear()

    def give_up_row(self) -> str:
        """Keep the first line of a broken row and hand back the others, which may be rows of their own."""
        first, rest = self._row[0], self._row[1:]
        self._again.extendleft(reversed(rest))
        self._row = [first]
        return first


def read_table(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """One part a row; blank rows are passed over. The origin of a row is its first line."""
    csv.field_size_limit(LONGEST)
    lines = read_lines(stream)
    sample = list(islice(lines, _SAMPLE_LINES))
    encoding = _encoding(sample)
    feed = _Feed(_text(line, encoding) for line in chain(sample, lines))
    delimiter = max(",;\t|", key=_text(sample[0], encoding).count)
    feed.begin_row()
    try:
        header = [name.strip() for name in next(csv.reader(feed, delimiter=delimiter), [])]
    except csv.Error as error:
        raise InputError(f"Its first row cannot be read ({error}); save it with one row a line.") from error
    texts = (origin.columns["text"].lower(),) if "text" in origin.columns else NAMES["text"]
    if not {name.lower() for name in header} & set(texts):
        held = ", ".join(header)[:120]
        reason = f'Its first row names no column of texts (it has: {held}); name one "text", or say --column text=NAME.'
        raise InputError(reason)
    yield from _rows(feed, delimiter, header, origin)


def _rows(feed: _Feed, delimiter: str, header: list[str], origin: Origin) -> Iterator[Part]:
    rows = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin_row()
        try:
            row = next(rows)
            if any(cell.strip() for cell in row):
                yield Part(f"line {feed.number}", partial(_row, row, header, origin, feed.number))
        except StopIteration:
            return
        except csv.Error as error:
            sample = feed.give_up_row()
            rows = csv.reader(feed, delimiter=delimiter, strict=True)
            reason = f"The row cannot be read ({error}); look for a quotation mark that is missing or not doubled."
            yield alone(origin.refused(reason, line=feed.number, sample=_shown(sample)), f"line {feed.number}")


def _row(row: list[str], header: list[str], origin: Origin, line: int) -> Iterator[Item]:
    try:
        if len(row) != len(header):
            raise InputError(f"The row has {len(row)} cells and the header {len(header)}; look for a missing quotation mark.")
        report = report_of(dict(zip(header, row, strict=True)), origin, outlet=origin.outlet)
    except InputError as error:
        yield origin.refused(error, line=line, sample=_shown(" | ".join(row)))
    else:
        yield report


def _encoding(sample: list[Line]) -> str:
    """That of the whole sample, but UTF-8 where a line is so beyond doubt: then the others are damaged, and refused alone."""
    for line in sample:
        try:
            if not line.raw.isascii() and not line.too_long and line.raw.decode("utf-8"):
                return "utf-8"
        except UnicodeDecodeError:
            continue
    return encoding_of(b"".join(line.raw for line in sample if not line.too_long))


def _text(line: Line, encoding: str) -> str:
    return _UNREADABLE if line.too_long else line.raw.decode(encoding, "surrogateescape")


def _shown(text: str) -> bytes:
    return text.encode("utf-8", "replace")
