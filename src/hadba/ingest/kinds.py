"""What kind of input this is, by what it says it is and by its first bytes; and the reader of each kind."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from hadba.ingest.origin import Origin
from hadba.ingest.part import Part, whole

Reader = Callable[[BinaryIO, Origin], Iterator[Part]]


class Kind(StrEnum):
    """A format with a reader of its own."""

    LINES = "lines"
    TABLE = "table"
    JSON = "json"
    PAGE = "page"
    TEXT = "text"


_SUFFIXES = {
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
    ".text": Kind.TEXT,
    "": Kind.TEXT,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".json": Kind.JSON,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
}
_READERS = {  # kind -> (module, function); of those in _WHOLE the function takes the bytes of the whole input
    Kind.LINES: ("jsonl", "read_jsonl"),
    Kind.TABLE: ("table", "read_table"),
    Kind.JSON: ("jsonl", "read_json"),
    Kind.PAGE: ("page", "read_page"),
    Kind.TEXT: ("plain", "read_text"),
}
_WHOLE = frozenset({Kind.PAGE, Kind.TEXT})


def kind_of(name: str) -> Kind | None:
    """By the ending of a name; null where none of ours."""
    return _SUFFIXES.get(PurePosixPath(name).suffix.lower())


def reader_of(kind: Kind) -> Reader:
    """The reader; its module, and what that stands on, is imported now."""
    module, function = _READERS[kind]
    read = getattr(importlib.import_module(f"hadba.ingest.{module}"), function)
    return partial(whole, read) if kind in _WHOLE else read
