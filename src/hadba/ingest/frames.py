"""What passes between Hadba and the process that parses for it: frames of msgpack, each after its length in 4 bytes.

Answers are read as plain data of known types, never unpickled: the process that met a hostile file may be hostile itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

import msgspec

from hadba.ingest.entries import Listing
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report

LARGEST = 128 << 20  # bytes a frame


@dataclass(frozen=True, slots=True)
class Job:
    """Read an input: the file at ``path``, or ``raw`` where that is null.

    ``task`` is "read" (parts of reports), "list" (the entries of a feed or site map) or "robots" (may ``address`` be
    fetched by ``agent`` under this robots.txt). Parts ``first``, ``first + step`` ... are read, the others passed over.
    """

    task: str
    kind: str
    name: str
    today: date
    path: str | None = None
    raw: bytes = b""
    outlet: str | None = None
    fallback: str | None = None
    address: str | None = None
    agent: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    date_order: str | None = None
    first: int = 0
    step: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job gave so far. ``begun`` tells that part ``number`` is being read; then come its reports and refusals; the
    last answer has ``done``."""

    number: int = 0
    place: str | None = None
    begun: bool = False
    reports: tuple[Report, ...] = ()
    refused: tuple[Quarantined, ...] = ()
    listing: Listing | None = None
    allowed: bool = False
    delay: float | None = None
    done: bool = False


_ENCODER = msgspec.msgpack.Encoder()


def packed(frame: Job | Answer) -> bytes:
    """A frame with its length before it."""
    body = _ENCODER.encode(frame)
    return len(body).to_bytes(4, "big") + body


def unpacked_job(stream: BinaryIO) -> Job | None:
    """The next job; null at the end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    return msgspec.msgpack.decode(stream.read(int.from_bytes(head, "big")), type=Job)
