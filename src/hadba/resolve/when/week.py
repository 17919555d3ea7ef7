"""The week of publication from a day of the month and the weekdays that a report names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hadba.model.parse import Parsed
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.days import WEEKDAYS, valid_day
from hadba.resolve.when.form import Form

Read = list[tuple[TimeMention, Form]]

NEAR = 2  # sentences between a day of the month and the weekday that is taken for the same day
FEWEST = 2  # weekdays that must be named: one alone agrees with every seventh day by chance


@dataclass(frozen=True, slots=True)
class _Named:
    """A weekday named in a sentence."""

    weekday: int
    sentence: int


@dataclass(frozen=True, slots=True)
class _Fit:
    """A day that the text tells, in a year in which it falls on a weekday that the text names beside it."""

    day: date
    mention: TimeMention


def from_weekdays(parsed: Parsed, forms: Read) -> When | None:
    """The days on which the report may have come out, or null where the evidence is thin.

    A day of the month must agree with a weekday named beside it in exactly one of the last year that the text names and the
    year after; no later day may be told, and two weekdays at the least must be named.
    """
    named = [
        _Named(weekday, _sentence(parsed, mention))
        for mention, form in forms
        if form.kind == "weekday" and form.number("dir") != 1 and (weekday := form.number("weekday")) is not None
    ]
    weekdays = {n.weekday for n in named}
    fits = list(_fits(parsed, forms, named))
    latest = max(fits, key=lambda f: f.day, default=None)
    if latest is None or len(weekdays | {latest.day.weekday()}) < FEWEST:
        return None
    if sum(f.mention is latest.mention for f in fits) > 1 or _tells_later(forms, latest.day):
        return None
    first, last = _open_days(latest.day, weekdays)
    basis = (
        f'"{latest.mention.text}" is a {WEEKDAYS[latest.day.weekday()]} in {latest.day.year}, as the text says beside it; '
        "published between the last weekday named and the next"
    )
    precision = Precision.DAY if first == last else Precision.WEEK
    return When(first, last, precision, latest.mention.text, latest.mention.span, basis, inferred=True)


def _sentence(parsed: Parsed, mention: TimeMention) -> int:
    tokens = parsed.tokens_in(mention.span)
    return tokens[0].sentence if tokens else -1


def _fits(parsed: Parsed, forms: Read, named: list[_Named]) -> Iterator[_Fit]:
    near_years = _near_years(forms)
    for mention, form in forms:
        month, day, year, own = (form.number(k) for k in ("month", "day", "year", "weekday"))
        if form.kind != "date" or month is None or day is None:
            continue
        here = _sentence(parsed, mention)
        beside = {own} if own is not None else {n.weekday for n in named if abs(n.sentence - here) <= NEAR}
        for candidate in [year] if year else near_years:
            found = valid_day(candidate, month, day)
            if found is not None and found.weekday() in beside:
                yield _Fit(found, mention)


def _near_years(forms: Read) -> list[int]:
    """The years in which days without one may lie: the last that the text names and the next, where it names that last year
    by a part of it ("the end of 2016", "March 2016"); a bare year may be long ago."""
    years = [(y, form) for _, form in forms if form.kind == "date" and (y := form.number("year")) is not None and y >= 1900]
    last = max((y for y, _ in years), default=0)
    return [last, last + 1] if any(y == last and form.keys.keys() & {"mod", "month", "season"} for y, form in years) else []


def _tells_later(forms: Read, latest: date) -> bool:
    """Whether the text tells another day after ``latest``: one with a later year, or one later in that year."""
    for form in (f for _, f in forms if f.kind == "date" and "dir" not in f.keys):
        year, month, day = (form.number(k) for k in ("year", "month", "day"))
        if year is not None and year > latest.year:
            return True
        found = valid_day(year or latest.year, month, day) if month and day else None
        if found is not None and found > latest:
            return True
    return False


def _open_days(day: date, named: set[int]) -> tuple[date, date]:
    """The days on which a report may have come out that tells ``day`` and the weekdays ``named``.

    News names the weekdays just gone, so publication lies in the longest run of weekdays that it does not name, the day
    before that run included; where two runs are as long, anywhere in the week from ``day`` on.
    """
    steps = sorted({(w - day.weekday()) % 7 for w in named} | {0})
    runs = [(after - before, before, after) for before, after in pairwise([*steps, 7])]
    longest = max(runs)[0]
    widest = [r for r in runs if r[0] == longest]
    if len(widest) > 1:
        return day, day + timedelta(days=6)
    _, before, after = widest[0]
    return day + timedelta(days=before), day + timedelta(days=after - 1)
