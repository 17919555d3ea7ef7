"""Dates of the calendar, whole or in part: forms to days."""

from __future__ import annotations

from datetime import date, timedelta

from hadba.model.span import Span
from hadba.resolve.when.days import (
    SEASON_MONTHS,
    WEEKDAYS,
    of_day,
    of_month,
    of_months,
    of_season,
    of_year,
    of_years,
    shift_month,
    slashed_days,
    valid_day,
)
from hadba.resolve.when.form import Form
from hadba.resolve.when.moved import islamic_days, moved_holiday, nearest
from hadba.resolve.when.state import NOWHERE, Answer, State
from hadba.resolve.when.tense import AHEAD, direction
from hadba.resolve.when.years import year_of

REACH = 2  # sentences that a month told before holds for


def date_form(form: Form, state: State, span: Span) -> Answer:
    """Calendar dates, whole or in part, with or without a year."""
    if form.text("era") == "BC" or form.text("range"):
        return _before_christ(form)
    if state.told.bc and "year" not in form.keys:
        return _before_christ(Form("date", {**form.keys, "year": str(state.told.year)}))
    if form.text("holiday"):
        form = _with_holiday(form, state)
    if form.text("moved"):
        return _moved(form, state, span)
    month, day, season = form.number("month"), form.number("day"), form.text("season")
    if month is None and day is not None:
        return _day_alone(day, state, span)
    year, basis = _year(form, state, span)
    if year is None:
        return _without_year(month, day, season)
    if season:
        return Answer(basis, of_season(year, season))
    if half := form.number("half"):
        return Answer(basis, of_months(f"{year:04d}-H{half}", year, 6 * half - 5, 6))
    if (quarter := form.number("nth")) and 1 <= quarter <= 4:
        return Answer(basis, of_months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3))
    if month is None:
        return Answer(basis, of_year(year))
    if day is None:
        return Answer(basis, of_month(year, month))
    found = valid_day(year, month, day)
    if found is None:
        return Answer("as written; no such day in that month", of_month(year, month) if 1 <= month <= 12 else None)
    return Answer(_check_weekday(form, found, basis), of_day(found))


def _with_holiday(form: Form, state: State) -> Form:
    name = form.keys["holiday"]
    if "-" in name:
        month, day = (int(part) for part in name.split("-"))
        if form.text("before"):  # "Christmas Eve": the day before, in a year of 366 days
            eve = date(2000, month, day) - timedelta(days=1)
            month, day = eve.month, eve.day
        return Form("date", {**form.keys, "month": str(month), "day": str(day)})
    return Form("date", {**form.keys, "moved": name})


def _moved(form: Form, state: State, span: Span) -> Answer:
    """A holiday that moves, in the year written or else the one nearest to publication."""
    name = form.keys["moved"]
    monday = 1 if name == "easter" and form.number("weekday") == 0 else 0  # "Easter Monday"
    if (year := form.number("year")) is not None:
        return Answer("as written", moved_holiday(name, year, later=monday) or of_year(year))
    if state.history or state.published is None:
        found = moved_holiday(name, state.told.year, later=monday) if state.told.year is not None else None
        return Answer("in the year told before", found) if found else NOWHERE
    around = [d for y in (-1, 0, 1) if (d := moved_holiday(name, state.published.year + y, later=monday)) is not None]
    ahead = direction(state.parsed, span) == AHEAD
    return Answer("the one nearest to publication", nearest(around, state.published, ahead=ahead))


def hijri_form(form: Form, state: State, span: Span) -> Answer:
    """ "Ramadan", "15 Shaaban 1438": reckoned by the tabular calendar."""
    month, day, year = form.number("hijri") or 1, form.number("day"), form.number("year")
    if year is not None:
        found = islamic_days(year, month, day)
        return Answer("as written, by the tabular Islamic calendar", found) if found else NOWHERE
    if state.history or state.published is None:
        return NOWHERE
    around = [d for y in (-1, 0, 1) if (d := islamic_days(state.published.year + y, month, day)) is not None]
    found = nearest(around, state.published, ahead=direction(state.parsed, span) == AHEAD)
    return Answer("the one nearest to publication, by the tabular Islamic calendar", found)


def _year(form: Form, state: State, span: Span) -> tuple[int | None, str]:
    """The year that a form bears or that its surroundings give."""
    if (year := form.number("year")) is not None:
        return year, "as written"
    if (short := form.number("yy")) is not None:
        return _century_for(short, state), "century of the year told before"
    if which := form.text("of"):
        return _year_beside(which, state)
    if (way := form.number("dir")) is not None:
        return _directed(form, state, way)
    month = form.number("month")
    if form.keys.keys() & {"nth", "half"} and state.published is not None and not state.history:
        begun = _first_month(form) <= state.published.month
        ahead = direction(state.parsed, span) == AHEAD
        return state.published.year - (0 if begun or ahead else 1), "last such part of a year before publication"
    if month is None and (season := form.text("season")):
        return _season_year(season, state, span)
    if month is None:
        return state.told.year, "year told before"
    found = year_of(state, span, month, form.number("day"))
    return found or (None, "")


def _first_month(form: Form) -> int:
    """Of a quarter or half of a year."""
    return (form.number("nth") or 1) * 3 - 2 if "nth" in form.keys else (form.number("half") or 1) * 6 - 5


def _year_beside(which: str, state: State) -> tuple[int | None, str]:
    """ "of that year", "this year", "of next year"."""
    if which == "same" or state.history or state.published is None:
        step = {"last": -1, "next": 1}.get(which, 0)
        return (None if state.told.year is None else state.told.year + step), "year told before"
    return state.published.year + {"last": -1, "this": 0, "next": 1}[which], "year counted from publication"


def _season_year(season: str, state: State, span: Span) -> tuple[int | None, str]:
    if state.history or state.published is None:
        return state.story.get(span, state.told.year), "year of the story so far"
    begun = SEASON_MONTHS[season] <= state.published.month or season == "WI"
    if begun or direction(state.parsed, span) == AHEAD:
        return state.published.year, "season of the year of publication"
    return state.published.year - 1, "last such season before publication"


def _directed(form: Form, state: State, way: int) -> tuple[int | None, str]:
    """ "last October", "next spring", "this May": from publication, in an account of the past from the date told before."""
    month = form.number("month") or {"SP": 4, "SU": 7, "FA": 10, "WI": 12}.get(form.text("season") or "", 0)
    if state.history or state.published is None:
        base = state.told.year
        at = state.told.month or 6
        source = "date told before"
    else:
        base, at, source = state.published.year, state.published.month, "publication"
    if base is None:
        return None, ""
    if way < 0:
        return (base if month < at else base - 1), f"last such time before {source}"
    if way > 0:
        return (base if month > at else base + 1), f"next such time after {source}"
    return base, f"year of {source}"


def _century_for(short: int, state: State) -> int:
    around = state.told.year or (state.published.year if state.published else 1950)
    return min(
        (c + short for c in range(around // 100 * 100 - 100, around // 100 * 100 + 101, 100)), key=lambda y: abs(y - around)
    )


def _day_alone(day: int, state: State, span: Span) -> Answer:
    """ "the 15th": of the month told just before; in news else of the month that brings it near publication."""
    told = state.told
    tokens = state.parsed.tokens_in(span)
    near = bool(tokens) and 0 <= tokens[0].sentence - told.sentence <= REACH
    if told.year is not None and told.month is not None and not told.bc and (near or state.history):
        found = valid_day(told.year, told.month, day)
        return Answer("day of the month told before", of_day(found)) if found else NOWHERE
    if state.history or state.published is None:
        return NOWHERE
    months = [shift_month(state.published.year, state.published.month, by) for by in (-1, 0, 1)]
    days = [d for year, month in months if (d := valid_day(year, month, day)) is not None]
    if direction(state.parsed, span) == AHEAD:
        found = next((d for d in days if d >= state.published), None)
        return Answer("next such day after publication", of_day(found)) if found else NOWHERE
    found = max((d for d in days if d <= state.published), default=None)
    return Answer("last such day before publication", of_day(found)) if found else NOWHERE


def _before_christ(form: Form) -> Answer:
    year = form.number("year") or form.number("num")
    if year is None:
        return NOWHERE
    value = f"BC{year:04d}"
    if month := form.number("month"):
        value += f"-{month:02d}"
    elif season := form.text("season"):
        value += f"-{season}"
    return Answer("as written", None, value)


def _without_year(month: int | None, day: int | None, season: str | None) -> Answer:
    value = "XXXX"
    if season:
        value = f"XXXX-{season}"
    elif month is not None:
        value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day is not None else "")
    return Answer("no year in the text", None, value)


def _check_weekday(form: Form, day: date, basis: str) -> str:
    weekday = form.number("weekday")
    if weekday is None or weekday == day.weekday():
        return basis
    return f"{basis}; written {WEEKDAYS[weekday]}, but that day was a {WEEKDAYS[day.weekday()]}: the day of the month is kept"


def iso_form(form: Form, state: State, span: Span) -> Answer:
    """ "2017-05-27"."""
    year, month, day = (int(p) for p in form.keys["iso"][:10].split("-"))
    found = valid_day(year, month, day)
    return Answer("as written", of_day(found)) if found else Answer("as written; no such day")


def slashed_form(form: Form, state: State, span: Span) -> Answer:
    """ "17/3/2017": day first unless that cannot be; month first where the text's other days or publication say so."""
    written = form.keys["slashed"]
    last = int(written.replace("/", "-").replace(".", "-").rsplit("-", 1)[-1])
    century = 0 if last > 99 else _century_for(last, state) - last
    readings = slashed_days(written, century)
    if not readings:
        return Answer("as written; no such day")
    if len(set(readings)) == 1 or "." in written:
        return Answer("as written", of_day(readings[0]))
    if state.published is not None:
        near = [d for d in readings if abs((d - state.published).days) <= 7]
        if len(near) == 1:
            return Answer("as written; day and month in the order that is near publication", of_day(near[0]))
    year = readings[0].year
    return Answer("as written; day and month may be the other way round", of_year(year), value=f"{year:04d}")


def decade_form(form: Form, state: State, span: Span) -> Answer:
    """ "the 1930s", "the '70s"."""
    tens = form.keys["tens"]
    if form.text("era") == "BC":
        return Answer("as written", None, f"BC{int(tens) // 10:03d}")
    first = int(tens) if len(tens) == 4 else _century_for(int(tens[-2:]), state)
    return Answer("as written", of_years(f"{first // 10:03d}", first, first + 9))


def century_form(form: Form, state: State, span: Span) -> Answer:
    """ "the 20th century"."""
    nth = form.number("nth") or 0
    if form.text("era") == "BC":
        return Answer("as written", None, f"BC{nth - 1:02d}")
    if not 1 < nth < 90:
        return NOWHERE
    return Answer("as written", of_years(f"{nth - 1:02d}", nth * 100 - 100, nth * 100 - 1))
