"""Lines of a byte stream, one at a time, with a bound on memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from hadba.errors import InputError
from hadba.ingest.decode import decode

LONGEST = 20_000_000  # bytes: the longest report, line or page that is read
_CHUNK = 1 << 20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32's mark begins with one of them


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number, from 1. ``size`` is its length in bytes; of one that is too long, ``raw`` is only the start."""

    number: int
    raw: bytes
    size: int

    @property
    def too_long(self) -> bool:
        return self.size > LONGEST


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of ``stream``, ends included, without a byte-order mark; UTF-16 (Excel, PowerShell) comes as UTF-8.

    Of a line beyond ``LONGEST`` the first 200 bytes are kept and the rest is only counted.
    """
    number = 0
    while raw := stream.readline(LONGEST + 1):
        if number == 0 and raw.startswith(_WIDE):
            text = decode(raw + read_whole(stream))
            yield from read_lines(BytesIO(text.encode("utf-8")))
            return
        number += 1
        size = len(raw)
        if size > LONGEST:
            ended = raw.endswith(b"\n")
            raw = raw[:200]
            while not ended and (more := stream.readline(_CHUNK)):
                size += len(more)
                ended = more.endswith(b"\n")
        yield Line(number, raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw, size)


def read_whole(stream: BinaryIO, *, longest: int = LONGEST, instead: str = "split it") -> bytes:
    """All of ``stream``; ``InputError``, with what to do ``instead``, where that is more than ``longest`` bytes."""
    raw = stream.read(longest + 1)
    if len(raw) > longest:
        raise InputError(f"It is longer than {longest // 1_000_000} MB; {instead}.")
    return raw
