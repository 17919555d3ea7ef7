"""Calendar arithmetic: intervals of days with their TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from hadba.model.when import Precision

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern meteorological seasons


@dataclass(frozen=True, slots=True)
class Days:
    """A TIMEX3 value and the days it covers; both days null where the value has none (years before Christ)."""

    value: str
    start: date | None
    end: date | None
    precision: Precision


def of_day(day: date) -> Days:
    """One day."""
    return Days(day.isoformat(), day, day, Precision.DAY)


def of_week(day: date) -> Days:
    """The ISO week that holds ``day``, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    last = first + timedelta(days=6) if first <= date.max - timedelta(days=6) else date.max
    return Days(f"{year:04d}-W{week:02d}", first, last, Precision.WEEK)


def of_weekend(day: date) -> Days:
    """Saturday and Sunday of the ISO week that holds ``day``."""
    week = of_week(day)
    assert week.start is not None
    saturday = week.start + timedelta(days=5)
    return Days(f"{week.value}-WE", saturday, saturday + timedelta(days=1), Precision.WEEK)


def of_month(year: int, month: int) -> Days:
    """A calendar month."""
    last = monthrange(year, month)[1]
    return Days(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, last), Precision.MONTH)


def of_months(value: str, year: int, month: int, count: int) -> Days:
    """``count`` months from ``month`` on, under a value of their own (a season, a quarter, half a year)."""
    last_year, last_month = shift_month(year, month, count - 1)
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Days(value, date(year, month, 1), last, Precision.MONTH if count <= 1 else Precision.YEAR)


def of_season(year: int, season: str) -> Days:
    """A season; winter is December of ``year`` to February, but may be the start of ``year`` too, so the whole year counts."""
    if season == "WI":
        return Days(f"{year:04d}-WI", date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    return of_months(f"{year:04d}-{season}", year, SEASON_MONTHS[season], 3)


def of_year(year: int) -> Days:
    """A calendar year."""
    return Days(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def of_years(value: str, first: int, last: int) -> Days:
    """A decade or a century."""
    return Days(value, date(first, 1, 1), date(last, 12, 31), Precision.YEAR)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or null where the calendar has none ("31 June")."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def slashed_days(written: str, century: int = 2000) -> list[date]:
    """The days that "17/3/2017" or "3/17/17" may be, day first before month first; both where they are one."""
    a, b, c = (int(p) for p in written.replace("/", "-").replace(".", "-").split("-"))
    year = c if c > 99 else century + c
    return [d for d in (valid_day(year, b, a), valid_day(year, a, b)) if d is not None]


def plain_slashed(written: str) -> date | None:
    """The day where only one reading is a day, or where the points of "03.05.2016" say that the day comes first."""
    found = slashed_days(written)
    if len(written.rsplit("/", 1)[-1]) < 4 and "/" in written:
        return None  # two digits of a year
    return found[0] if found and (len(set(found)) == 1 or "." in written) else None


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months later."""
    total = year * 12 + month - 1 + by
    return total // 12, total % 12 + 1


def shift_days(day: date, by: int) -> date | None:
    """``by`` days later, or null beyond the calendar."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None
