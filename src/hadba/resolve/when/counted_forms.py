"""Dates counted from another: from publication in news, from the date told before in an account of the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hadba.model.span import Span
from hadba.resolve.when.days import (
    Days,
    of_day,
    of_month,
    of_months,
    of_week,
    of_weekend,
    of_year,
    of_years,
    shift_days,
    shift_month,
)
from hadba.resolve.when.form import Form
from hadba.resolve.when.state import NOWHERE, Answer, State
from hadba.resolve.when.tense import AHEAD, direction


def rel_form(form: Form, state: State, span: Span) -> Answer:
    """ "yesterday", "last week", "this month", "two years ago": counted from publication."""
    count = form.number("n") or 0
    if form.text("n") == "tense" and state.published is not None:
        past = direction(state.parsed, span) != AHEAD
        count = -1 if past and state.published.weekday() < 5 else 0
    if form.text("num") == "X":
        return Answer("some time before publication", None, "PAST_REF" if count < 0 else "FUTURE_REF")
    unit, number = whole_units(form.text("num") or "1", form.keys["unit"])
    count *= number
    if state.history:
        if unit == "D" and "num" not in form.keys and "part" not in form.keys:
            return Answer("the time of writing", None, "PRESENT_REF")
        return _from_told(state, unit, count)
    if state.published is None:
        return Answer("publication unknown", None, None)
    days = moved_by(state.published, unit, count)
    if days and count == 0 and unit not in ("D", "WE") and state.parsed.text[span.start :].lower().startswith("earlier"):
        days = _until_before(days, state.published)
    return Answer(_rel_basis(unit, count), days) if days else NOWHERE


def _until_before(days: Days, published: date) -> Days:
    """ "Earlier this month" ends before the day of publication, where the month does not begin with it."""
    earlier = published - timedelta(days=1)
    return replace(days, end=earlier) if days.start is not None and days.start <= earlier else days


def _rel_basis(unit: str, count: int) -> str:
    names = {
        "D": "day",
        "W": "week",
        "2W": "fortnight",
        "WE": "weekend",
        "M": "month",
        "Y": "year",
        "Q": "quarter",
        "DE": "decade",
    }
    name = names.get(unit, "time")
    if count == 0:
        return f"{name} of publication"
    return f"{abs(count)} {name}{'' if abs(count) == 1 else 's'} {'before' if count < 0 else 'after'} publication"


def moved_by(day: date, unit: str, count: int) -> Days | None:
    """The unit that lies ``count`` units from the one that holds ``day``."""
    if unit in ("D", "W", "2W", "WE"):
        moved = shift_days(day, count * {"D": 1, "W": 7, "2W": 14, "WE": 7}[unit])
        if moved is None:
            return None
        return of_day(moved) if unit == "D" else of_weekend(moved) if unit == "WE" else of_week(moved)
    if unit in ("M", "Q"):
        year, month = shift_month(day.year, day.month, count * (3 if unit == "Q" else 1))
        if unit == "Q":
            return _quarter(year, (month - 1) // 3 + 1)
        return of_month(year, month) if 1 <= year <= 9999 else None
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if years is None:
        return of_day(day) if unit.startswith("T") else None
    year = day.year + count * years
    if not 1 <= year <= 9989:
        return None
    if unit == "DE":
        return of_years(f"{year // 10:03d}", year // 10 * 10, year // 10 * 10 + 9)
    if unit == "CE":
        return of_years(f"{year // 100:02d}", max(1, year // 100 * 100), year // 100 * 100 + 99)
    return of_year(year)


HALVES = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "M": ("D", 30), "W": ("D", 7), "TH": ("TM", 60)}


def whole_units(number: str, unit: str) -> tuple[str, int]:
    """ "half a century" as 50 years, "a year and a half" as 18 months; a whole number stays as it is."""
    amount = 1.0 if number == "X" else float(number)
    if amount != int(amount) and unit in HALVES:
        finer, each = HALVES[unit]
        return finer, round(amount * each)
    return unit, int(amount)


def _quarter(year: int, quarter: int) -> Days:
    return of_months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3)


def _from_told(state: State, unit: str, count: int) -> Answer:
    """``count`` units from the date told last, as finely as that was told."""
    told = state.told
    if not state.history and not told.bc:  # "in February ... a year ago ... the month before": the last one fine enough
        told = state.told_day if unit in ("D", "W", "2W", "WE") else state.told_month if unit == "M" else told
        told = told if told.year is not None else state.told
    if told.year is None:
        return NOWHERE
    side = "after" if count > 0 else "before"
    basis = f"counted {side} the date told before" if count else "the date told before"
    if told.bc:
        return _told_bc(told.year, told.month, unit, count, basis)
    whole = told.as_date()
    if unit in ("D", "W", "2W", "WE"):
        if whole is None:
            month = f"-{told.month:02d}" if told.month else "-XX"
            return Answer(basis, None, f"{told.year:04d}{month}-XX" if unit == "D" else f"{told.year:04d}-WXX")
        days = moved_by(whole, unit, count)
    elif unit == "M" and told.month is None:
        return Answer(basis, None, f"{told.year:04d}-XX")
    else:
        days = moved_by(whole or date(told.year, told.month or 1, 1), unit, count)
    return Answer(basis, days) if days else NOWHERE


def _told_bc(year: int, month: int | None, unit: str, count: int, basis: str) -> Answer:
    if unit in ("Y", "DE"):
        moved = year - count * (10 if unit == "DE" else 1)
        return Answer(basis, None, f"BC{moved:04d}" if unit == "Y" or abs(count) > 1 else f"BC{moved // 10:03d}")
    return Answer(basis, None, f"BC{year:04d}" + (f"-{month:02d}" if month else "-XX"))


def shift_form(form: Form, state: State, span: Span) -> Answer:
    """ "two days later", "a year earlier", "the next day": counted from the date told before, else from publication."""
    count, unit = form.number("n") or 0, form.keys["unit"]
    amount = form.text("num") or "1"
    if amount == "X":
        return Answer("some time from the date told before", None, "FUTURE_REF" if count > 0 else "PAST_REF")
    unit, number = whole_units(amount, unit)
    if (whole := form.text("whole")) is not None and state.quarter is not None and whole in ("Q", "0") and not state.history:
        year, quarter = state.quarter
        return Answer("the quarter told before, moved by years", _quarter(year + count * number, quarter))
    if unit.startswith("T"):
        return _from_told(state, "D", 0)
    if state.told.year is None and state.published is not None and not state.history:
        days = moved_by(state.published, unit, count * number)
        return Answer(_rel_basis(unit, count * number), days) if days else NOWHERE
    return _from_told(state, unit, count * number)


def same_form(form: Form, state: State, span: Span) -> Answer:
    """ "that day", "the same month", "the end of the year", "at the time"."""
    unit = form.keys["unit"]
    if unit == "time":
        return _at_the_time(form, state)
    if unit == "Q" and state.quarter is not None:
        return Answer("the quarter told before", _quarter(*state.quarter))
    if form.text("det") == "the" and state.published is not None and not state.history:
        days = moved_by(state.published, unit, 0)
        return Answer(_rel_basis(unit, 0), days) if days else NOWHERE
    if unit == "D" and state.told.year is None and state.published and not state.history:
        return Answer("day of publication", of_day(state.published))
    if unit.startswith("T"):
        return NOWHERE
    return _from_told(state, unit, 0)


def _at_the_time(form: Form, state: State) -> Answer:
    if form.text("det") == "this":
        return Answer("the time of writing", None, "PRESENT_REF")
    told = state.told
    if told.year is None or told.bc:
        return NOWHERE
    whole = told.as_date()
    days = of_day(whole) if whole else of_month(told.year, told.month) if told.month else of_year(told.year)
    return Answer("the date told before", days, "" if state.history else "PAST_REF")


def weekday_form(form: Form, state: State, span: Span) -> Answer:
    """ "on Sunday": before publication unless the clause looks ahead; publication's own weekday is publication day."""
    weekday = int(form.keys["weekday"])
    way = form.number("dir")
    if state.history:
        return _weekday_told(state, weekday)
    if state.published is None:
        return Answer("publication unknown", None, f"XXXX-WXX-{weekday + 1}")
    published = state.published
    back = (published.weekday() - weekday) % 7
    if way == 1:
        return Answer("weekday after publication", _day(published, 7 - back))
    if way == -1:
        return Answer("weekday before publication", _day(published, -(back or 7)))
    if way == 0:
        this = _day(published, weekday - published.weekday())
        return Answer("weekday in the week of publication", this)
    if direction(state.parsed, span) == AHEAD and back:
        return Answer("weekday after publication", _day(published, 7 - back))
    return Answer("weekday before publication" if back else "weekday of publication", _day(published, -back))


def _day(day: date, by: int) -> Days | None:
    moved = shift_days(day, by)
    return of_day(moved) if moved else None


def _weekday_told(state: State, weekday: int) -> Answer:
    told = state.told.as_date()
    if told is None:
        return Answer("weekday of a week not told", None, f"XXXX-WXX-{weekday + 1}")
    ahead = (weekday - told.weekday()) % 7
    nearest = told + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return Answer("weekday nearest to the date told before", of_day(nearest))
