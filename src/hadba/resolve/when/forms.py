"""From a form to days: one function for each kind of form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hadba.model.span import Span
from hadba.resolve.when.days import (
    WEEKDAYS,
    Days,
    of_day,
    of_month,
    of_months,
    of_season,
    of_week,
    of_weekend,
    of_year,
    of_years,
    shift_days,
    shift_month,
    valid_day,
)
from hadba.resolve.when.form import Form
from hadba.resolve.when.moved import moved_holiday
from hadba.resolve.when.state import Answer, State
from hadba.resolve.when.tense import AHEAD, direction
from hadba.resolve.when.years import year_of

Resolver = Callable[[Form, State, Span], Answer]
NOWHERE = Answer("nothing in the text or about it to count from")


def date_form(form: Form, state: State, span: Span) -> Answer:
    """Calendar dates, whole or in part, with or without a year."""
    if form.text("era") == "BC" or form.text("range"):
        return _before_christ(form)
    if state.told.bc and "year" not in form.keys:
        return _before_christ(Form("date", {**form.keys, "year": str(state.told.year)}))
    if form.text("holiday"):
        form = _with_holiday(form, state)
    month, day, season = form.number("month"), form.number("day"), form.text("season")
    year, basis = _year(form, state, span)
    if year is None:
        return _without_year(month, day, season)
    if form.text("moved"):
        return _moved(form, year, basis)
    if season:
        return Answer(basis, of_season(year, season))
    if half := form.number("half"):
        return Answer(basis, of_months(f"{year:04d}-H{half}", year, 6 * half - 5, 6))
    if (quarter := form.number("nth")) and 1 <= quarter <= 4:
        return Answer(basis, of_months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3))
    if month is None:
        if day is not None:
            return _day_of_told_month(day, state)
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
        month, day = name.split("-")
        return Form("date", {**form.keys, "month": month.lstrip("0"), "day": day})
    return Form("date", {**form.keys, "moved": name})


def _moved(form: Form, year: int, basis: str) -> Answer:
    interval = moved_holiday(form.keys["moved"], year)
    if interval is None:
        return Answer(basis, of_year(year))
    return Answer(basis, interval)


def _year(form: Form, state: State, span: Span) -> tuple[int | None, str]:
    """The year that a form bears or that its surroundings give."""
    if (year := form.number("year")) is not None:
        return year, "as written"
    if (short := form.number("yy")) is not None:
        return _century_for(short, state), "century of the year told before"
    if form.text("of"):
        anchor = state.told.year
        if anchor is None or form.text("of") == "this":
            anchor = state.published.year if state.published and not state.history else anchor
        return anchor, "year told before"
    if (way := form.number("dir")) is not None:
        return _directed(form, state, way)
    month = form.number("month")
    if "nth" in form.keys and state.published is not None and not state.history:
        begun = (form.number("nth") or 1) * 3 - 2 <= state.published.month
        ahead = direction(state.parsed, span) == AHEAD
        return state.published.year - (0 if begun or ahead else 1), "last such quarter before publication"
    if month is None and (season := form.text("season")):
        return _season_year(season, state, span)
    if month is None:
        if form.text("moved") and state.published and not state.history:
            return state.published.year, "year of publication"
        return state.told.year, "year told before"
    found = year_of(state, span, month, form.number("day"))
    return found or (None, "")


def _season_year(season: str, state: State, span: Span) -> tuple[int | None, str]:
    if state.history or state.published is None:
        return state.story.get(span, state.told.year), "year of the story so far"
    return state.published.year, "season of the year of publication"


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


def _day_of_told_month(day: int, state: State) -> Answer:
    told = state.told
    if not state.history and state.published is not None and told.month is None:
        found = valid_day(state.published.year, state.published.month, day)
        return Answer("day of the month of publication", of_day(found)) if found else NOWHERE
    if told.year is None or told.month is None or told.bc:
        return NOWHERE
    found = valid_day(told.year, told.month, day)
    return Answer("day of the month told before", of_day(found)) if found else NOWHERE


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
    a, b, c = (int(p) for p in form.keys["slashed"].replace("/", "-").replace(".", "-").split("-"))
    year = c if c > 99 else _century_for(c, state)
    readings = [d for d in (valid_day(year, b, a), valid_day(year, a, b)) if d is not None]
    if not readings:
        return Answer("as written; no such day")
    if len(readings) == 1 or readings[0] == readings[1] or "." in form.keys["slashed"]:
        return Answer("as written", of_day(readings[0]))
    if state.published is not None:
        near = [d for d in readings if abs((d - state.published).days) <= 7]
        if len(near) == 1:
            return Answer("as written; day and month in the order that is near publication", of_day(near[0]))
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


def rel_form(form: Form, state: State, span: Span) -> Answer:
    """ "yesterday", "last week", "this month", "two years ago": counted from publication."""
    count = form.number("n") or 0
    if form.text("n") == "tense" and state.published is not None:
        past = direction(state.parsed, span) != AHEAD
        count = -1 if past and state.published.weekday() < 5 else 0
    if "num" in form.keys:
        if form.keys["num"] == "X":
            return Answer("some time before publication", None, "PAST_REF" if count < 0 else "FUTURE_REF")
        count *= int(float(form.keys["num"]))
    unit = form.keys["unit"]
    if state.history:
        if unit == "D" and "num" not in form.keys and "part" not in form.keys:
            return Answer("the time of writing", None, "PRESENT_REF")
        return _from_told(state, unit, count)
    if state.published is None:
        return Answer("publication unknown", None, None)
    days = moved_by(state.published, unit, count)
    return Answer(_rel_basis(unit, count), days) if days else NOWHERE


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
            quarter = (month - 1) // 3 + 1
            return of_months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3)
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


def _from_told(state: State, unit: str, count: int) -> Answer:
    """``count`` units from the date told last, as finely as that was told."""
    told = state.told
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
    number = float(amount)
    if number != int(number) and unit == "Y":
        unit, number = "M", round(number * 12)
    if unit.startswith("T"):
        return _from_told(state, "D", 0)
    if state.told.year is None and state.published is not None and not state.history:
        days = moved_by(state.published, unit, count * int(number))
        return Answer(_rel_basis(unit, count * int(number)), days) if days else NOWHERE
    return _from_told(state, unit, count * int(number))


def same_form(form: Form, state: State, span: Span) -> Answer:
    """ "that day", "the same month", "the end of the year", "at the time"."""
    unit = form.keys["unit"]
    if unit == "time":
        return _at_the_time(form, state)
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
    return Answer("the date told before", days, "")


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


def dur_form(form: Form, state: State, span: Span) -> Answer:
    """Durations; "the past six days" also covers days, counted back from publication."""
    value = duration_value(form)
    which, number, unit = form.text("which"), form.number("num") or 1, form.keys["unit"]
    if which in ("past", "last") and state.published is not None and not state.history and form.text("num") != "X":
        first = moved_by(state.published, unit, -number)
        if first is not None and first.start is not None and not unit.startswith("T"):
            start = first.start if unit != "W" else state.published - timedelta(days=7 * number)
            return Answer(f"the {number} {unit} up to publication", Days(value, start, state.published, first.precision))
    return Answer("a length of time", None, value)


def duration_value(form: Form) -> str:
    """ "P3D", "PT24H", "PXM"."""
    number, unit = form.text("num") or "1", form.keys["unit"]
    if number == "0.5" and unit in ("Y", "TH"):
        return "P6M" if unit == "Y" else "PT30M"
    if unit == "2W":
        return "PXW" if number == "X" else f"P{int(float(number) * 2)}W"
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"


def event_form(form: Form, state: State, span: Span) -> Answer:
    """ "a day after the army dropped leaflets": a length from another happening; ``claims`` counts from that."""
    if state.history:
        return shift_form(Form("shift", {**form.keys, "num": form.text("num") or "1"}), state, span)
    return Answer("a length of time from another happening", None, duration_value(form))


def set_form(form: Form, state: State, span: Span) -> Answer:
    """ "daily", "every Sunday", "per month"."""
    kind = form.keys["value"]
    if kind == "week":
        return Answer(
            "recurring",
            None,
            f"XXXX-WXX-{int(form.keys['weekday']) + 1}" + (f"T{form.keys['part']}" if "part" in form.keys else ""),
        )
    if kind == "part":
        return Answer("recurring", None, f"XXXX-XX-XXT{form.keys['part']}")
    if kind == "word":
        word = form.keys["word"]
        return Answer("recurring", None, _LOOSE.get(word, word) if state.history else word)
    value = duration_value(form)
    return Answer("recurring", None, _LOOSE.get(value, value) if state.history and kind != "per" else value)


_LOOSE = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}


def ref_form(form: Form, state: State, span: Span) -> Answer:
    """ "now", "recently", "the future"."""
    return Answer("vague", None, form.text("ref"))


def time_form(form: Form, state: State, span: Span) -> Answer:
    """A clock time or a part of the day alone: on the day told last in the sentence, else of an unknown day."""
    told = state.told.as_date()
    tokens = state.parsed.tokens_in(span)
    near = bool(tokens) and state.told.sentence == tokens[0].sentence
    if told is not None and (near or ("clock" in form.keys and state.history)):
        return Answer("on the day told before", of_day(told))
    if state.history or state.published is None:
        return Answer("a time of a day that is not told", None, "XXXX-XX-XX")
    return Answer("a time of a day that is not told", None, state.published.isoformat())


RESOLVERS: dict[str, Resolver] = {
    "date": date_form,
    "iso": iso_form,
    "slashed": slashed_form,
    "decade": decade_form,
    "century": century_form,
    "rel": rel_form,
    "shift": shift_form,
    "same": same_form,
    "weekday": weekday_form,
    "dur": dur_form,
    "event": event_form,
    "set": set_form,
    "ref": ref_form,
    "loose": ref_form,
    "time": time_form,
}
