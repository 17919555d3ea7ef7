"""Counts of people in claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hadba.model.attribution import Speaker
from hadba.model.span import Span


class FigureKind(StrEnum):
    """What befell those counted."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    TRAPPED = "trapped"
    RETURNED = "returned"


class Victims(StrEnum):
    """The status of those counted, as far as the text says."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """What a figure is a total of. Only ``INCIDENT`` enters a range by itself."""

    INCIDENT = "incident"
    PART = "part"
    CUMULATIVE = "cumulative"
    COVERS_SEVERAL = "covers_several"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as written and as read.

    ``low``, ``point`` and ``high`` follow the rules for reading quantities in the design: null where the words give
    none, never 0 for "not said". ``unit`` is ``people`` unless the text counts families, households or the like.
    ``groups`` are child, woman, man, elderly, staff, medical, press, aid, un, perpetrator and nationalities as written.
    ``part_of`` is the span of the total that a part hangs on. ``attribution`` is null when it is the claim's own.
    """

    kind: FigureKind
    victims: Victims
    low: int | None
    point: int | None
    high: int | None
    text: str
    span: Span
    scope: Scope = Scope.INCIDENT
    groups: tuple[str, ...] = ()
    unit: str = "people"
    approximate: bool = False
    part_of: Span | None = None
    attribution: tuple[Speaker, ...] | None = None

    @property
    def top(self) -> int | None:
        """high, else point, else low (the rule for the upper end of a vote)."""
        return next((n for n in (self.high, self.point, self.low) if n is not None), None)

    @property
    def open(self) -> bool:
        """Whether the words leave the upper end open ("at least 20")."""
        return self.high is None and self.low is not None
