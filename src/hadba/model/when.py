"""When something happened: an interval of days, a precision, and how it was resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hadba.model.span import Span


class Precision(StrEnum):
    """How finely a date is known. The interval is always given too; this names its grain."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """Days ``start`` to ``end``, both included; both null when the text does not say.

    ``text`` and ``span`` are the words it was read from (null where it follows from publication or from another mention);
    ``basis`` says in words how it was resolved; ``inferred`` marks a date that rests on an inferred publication date.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    text: str | None = None
    span: Span | None = None
    basis: str | None = None
    inferred: bool = False


class TimexType(StrEnum):
    """The four TIMEX3 classes."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a report.

    ``form`` is what the recogniser understood before any anchor is known, in its own small language (see
    ``extract.times``); ``value`` is the TIMEX3 value, null until resolved and null for ever where there is none.
    ``start`` and ``end`` are the days that it covers.
    """

    span: Span
    text: str
    type: TimexType
    form: str
    value: str | None = None
    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: str | None = None
