"""From a form to days or a value: lengths, sets and vague times, and the table of all kinds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import ceil

from hadba.model.span import Span
from hadba.model.when import Precision
from hadba.resolve.when.calendar_forms import century_form, date_form, decade_form, hijri_form, iso_form, slashed_form
from hadba.resolve.when.calendars import other_calendar_form
from hadba.resolve.when.counted_forms import rel_form, same_form, shift_form, weekday_form
from hadba.resolve.when.days import Days, of_day, shift_days
from hadba.resolve.when.form import Form
from hadba.resolve.when.state import Answer, State

Resolver = Callable[[Form, State, Span], Answer]


_LOOSE = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}


def dur_form(form: Form, state: State, span: Span) -> Answer:
    """Durations; those that last until now ("the past six days", "recent weeks") also cover days, back from publication."""
    value = duration_value(form)
    if form.text("which") in ("past", "last", "recent") and state.published is not None and not state.history:
        number = None if form.text("num") == "X" else form.number("num") or 1
        found = _until_now(form.keys["unit"], number, state.published)
        if found is not None:
            start, precision = found
            return Answer("counted back from publication, up to it", Days(value, start, state.published, precision))
    return Answer("a length of time", None, value)


def _until_now(unit: str, number: int | None, published: date) -> tuple[date, Precision] | None:
    """The first day of the time up to publication, and how finely it is told; ``number`` is null for "some days"."""
    if number is None:
        days = {"TH": 1, "D": 6, "W": 27}.get(unit)
        grain = {"TH": Precision.DAY, "D": Precision.WEEK, "W": Precision.MONTH}.get(unit, Precision.YEAR)
    else:
        each = {"TH": 1 / 24, "D": 1, "W": 7, "M": 30, "Y": 365}.get(unit)
        days = None if each is None else ceil(number * each)
        grain = _grain(days or 0)
    first = None if days is None else shift_days(published, -days)
    return None if first is None else (first, grain)


def _grain(days: int) -> Precision:
    return Precision.DAY if days <= 6 else Precision.WEEK if days <= 14 else Precision.MONTH if days <= 62 else Precision.YEAR


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
    if state.history or (form.text("the") and state.told.year is not None):
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
    "hijri": hijri_form,
    "calendar": other_calendar_form,
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
