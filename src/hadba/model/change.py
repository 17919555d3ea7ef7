"""What a derivation changed: the history of incidents, of which only the last state is derived again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """What became of an incident."""

    NEW = "new"
    RESTATED = "restated"  # it says something else than before
    MERGED = "merged"  # its claims are now in ``into``
    WITHDRAWN = "withdrawn"  # its claims are gone, or rejected


@dataclass(frozen=True, slots=True)
class Change:
    """``what`` says in sentences what is other than before, and why. ``into`` is the incident that now stands for a merged
    one; ``claims`` are those that it last rested on."""

    incident_id: str
    at: datetime
    kind: ChangeKind
    what: tuple[str, ...]
    into: str | None = None
    claims: tuple[str, ...] = ()
