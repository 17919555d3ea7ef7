"""Holidays that move from year to year."""

from __future__ import annotations

from datetime import date, timedelta

from hadba.model.when import Precision
from hadba.resolve.when.days import Days, of_day

ISLAMIC_EPOCH = 227_015  # date.toordinal() of 1 Muharram 1 AH, civil reckoning (16 July 622 Julian)


def moved_holiday(name: str, year: int) -> Days | None:
    """The days of a named holiday in ``year``, or null where it falls twice or not at all."""
    if name == "easter":
        return of_day(easter(year))
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return of_day(first + timedelta(days=(3 - first.weekday()) % 7 + 21))
    if name == "ramadan":
        return ramadan(year)
    return None


def easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian computus (anonymous algorithm, Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)


def islamic_month(year: int, month: int) -> date:
    """First day of a month of the tabular Islamic calendar (30-year cycle; the sighted moon may differ by a day or two)."""
    days = 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(ISLAMIC_EPOCH + days)


def ramadan(year: int) -> Days | None:
    """The Ramadan that begins in ``year``, null where two do or the year is too early."""
    if year < 700:
        return None
    around = (year - 622) * 33 // 32
    starts = [s for h in range(around - 1, around + 3) if (s := islamic_month(h, 9)).year == year]
    if len(starts) != 1:
        return None
    start = starts[0]
    return Days(f"{start.isoformat()[:7]}", start, start + timedelta(days=29), Precision.MONTH)
