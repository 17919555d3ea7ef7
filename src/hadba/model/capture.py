"""Bytes as they arrived, with their custody: when, from where, by whom; and which report was read from which of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hadba.model.ids import content_id
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report


class Header(NamedTuple):
    """A line of what a server said before the body."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where bytes came from. ``origin`` is a path, an address or "standard input", as it was asked for.

    ``by`` is the account that took them in. Of a web answer, ``address`` is where redirects ended and ``peer`` the IP
    address that answered; ``status`` and ``headers`` are as received.
    """

    origin: str
    at: datetime
    by: str
    address: str | None = None
    peer: str | None = None
    status: int | None = None
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """Archived bytes, immutable: ``size`` bytes whose SHA-256 is ``sha256``, in ``blocks`` (SHA-256 each, in order).

    The same bytes from the same origin are one capture, that of the first arrival.
    """

    id: str
    sha256: str
    size: int
    blocks: tuple[str, ...]
    arrival: Arrival


def capture_id(origin: str, sha256: str) -> str:
    """The id of a capture: a hash of where it came from and what it is."""
    return content_id("k", origin, sha256)


@dataclass(frozen=True, slots=True)
class Bearing:
    """``report_id`` was read from a capture: from ``part`` of it ("line 3", "record 17"), or from the whole where null."""

    report_id: str
    capture_id: str
    part: str | None = None

    @property
    def id(self) -> str:
        """One report is read once from one capture."""
        return f"{self.report_id} {self.capture_id}"


@dataclass(frozen=True, slots=True)
class Borne:
    """A report or refusal on its way into the ledger, with the capture that it was read from and the part of it."""

    item: Report | Quarantined
    capture_id: str
    part: str | None = None
