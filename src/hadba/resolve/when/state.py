"""What a resolver knows while it reads: publication, kind of text, and the date told last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.resolve.when.days import Days


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the text, as finely as it was told; ``bc`` for years before Christ; its sentence and where its words end."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    bc: bool = False
    sentence: int = -1
    end: int = -1

    def as_date(self) -> date | None:
        """The day, where it is known."""
        if self.bc or self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


NOTHING = Told()


@dataclass(slots=True)
class State:
    """The state of reading one report. ``published`` is null where unknown; ``history`` marks an account of the past.

    ``told`` is the date told last, ``told_day`` and ``told_month`` the last ones as fine as that, ``quarter`` the quarter
    told last (its year and number); ``story`` the years of months that an account of the past leaves without one;
    ``account`` the day that a text which counts no day from publication opens with, long before that.
    """

    parsed: Parsed
    published: date | None
    history: bool
    story: dict[Span, int]
    told: Told = NOTHING
    told_day: Told = NOTHING
    told_month: Told = NOTHING
    quarter: tuple[int, int] | None = None
    account: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a form came to: days with a value, or only a value (a duration), and how."""

    basis: str
    days: Days | None = None
    value: str | None = None
    flag: str | None = None


NOWHERE = Answer("nothing in the text or about it to count from")
