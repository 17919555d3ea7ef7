"""Days of the solar Hijri calendar (Iran, Afghanistan) and of the Ethiopian one, where a text gives day, month and year."""

from __future__ import annotations

from datetime import date

from hadba.model.span import Span
from hadba.resolve.when.days import of_day
from hadba.resolve.when.form import Form
from hadba.resolve.when.state import NOWHERE, Answer, State

SOLAR_NEW_YEAR = date(2024, 3, 20).toordinal()  # 1 Farvardin 1403
SOLAR_BASE = 1403
# The rule of 33 years, which agrees with the observed equinox from 1244 to 1472 (Borkowski, "The Persian calendar for 3000
# years", 1996).
SOLAR_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
SOLAR_YEARS = range(1244, 1473)
ETHIOPIAN_EPOCH = 2431  # date.toordinal() of 1 Meskerem of year 0, less the days of no years


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day of a date of the solar Hijri calendar; null where there is none or the rule does not hold."""
    lengths = (31,) * 6 + (30,) * 5 + (30 if _is_leap(year) else 29,)
    if year not in SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1]:
        return None
    low, high = sorted((year, SOLAR_BASE))
    days = sum(365 + _is_leap(y) for y in range(low, high))
    first = SOLAR_NEW_YEAR + (days if year >= SOLAR_BASE else -days)
    return date.fromordinal(first + sum(lengths[: month - 1]) + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in SOLAR_LEAP


def ethiopian_day(year: int, month: int, day: int) -> date | None:
    """The day of a date of the Ethiopian calendar: twelve months of 30 days and one of five or six, a leap day every fourth
    year."""
    last = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not (1 <= year <= 9990 and 1 <= month <= 13 and 1 <= day <= last):
        return None
    return date.fromordinal(ETHIOPIAN_EPOCH + 365 * year + year // 4 + 30 * (month - 1) + day - 1)


def other_calendar_form(form: Form, state: State, span: Span) -> Answer:
    """ "20 Farvardin 1403", "Meskerem 1, 2016"."""
    year, day = form.number("year") or 0, form.number("day") or 0
    if (month := form.number("solar")) is not None:
        found, basis = solar_day(year, month, day), "as written, by the solar Hijri calendar"
    else:
        found, basis = ethiopian_day(year, form.number("ethiopian") or 0, day), "as written, by the Ethiopian calendar"
    return Answer(basis, of_day(found)) if found is not None else NOWHERE
