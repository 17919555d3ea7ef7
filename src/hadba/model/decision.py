"""What a person ruled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hadba.model.ids import content_id


class Action(StrEnum):
    """The kinds of decision."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    REDACT = "redact"
    PUBLISH = "publish"
    DISCOUNT = "discount"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """An append-only ruling. ``targets`` are claim or incident ids (for ``undo`` a decision id); ``values`` maps a field
    of a corrected claim (``figures.0.low``, ``when.start``) to its new value as JSON text; for ``add`` it holds the whole
    claim that a person read in a report, under ``claim``."""

    id: str
    action: Action
    targets: tuple[str, ...]
    who: str
    at: datetime
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def make_decision(
    action: Action, targets: tuple[str, ...], *, who: str, at: datetime, why: str = "", values: Mapping[str, str] | None = None
) -> Decision:
    """A decision with its id, which hashes all of it."""
    held = dict(values or {})
    return Decision(content_id("d", action, list(targets), who, at.isoformat(), why, held), action, targets, who, at, why, held)
