"""Holidays that move from year to year, and days and months of the Islamic calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hadba.model.when import Precision
from hadba.resolve.when.days import Days, of_day

ISLAMIC_EPOCH = 227_015  # date.toordinal() of 1 Muharram 1 AH, civil reckoning (16 July 622 Julian)
SIGHTING = timedelta(days=1)  # the sighted moon may be a day off the reckoned one, either way
NTH_WEEKDAYS = {  # month, weekday, which of them (-1 the last): US federal holidays and customs
    "memorial": (5, 0, -1),
    "labor": (9, 0, 1),
    "columbus": (10, 0, 2),
    "presidents": (2, 0, 3),
    "thanksgiving": (11, 3, 4),
    "mother": (5, 6, 2),
    "father": (6, 6, 3),
}
FROM_EASTER = {"palm_sunday": -7, "good_friday": -2, "easter": 0}  # days
FEASTS = {"fitr": (10, 1), "adha": (12, 10), "ashura": (1, 10)}  # month and day of the Islamic year


def moved_holiday(name: str, year: int, *, later: int = 0) -> Days | None:
    """The days of a named holiday in ``year``, or null where it falls twice or not at all; ``later`` days after one that is
    reckoned from Easter."""
    if name in FROM_EASTER:
        return of_day(easter(year) + timedelta(days=FROM_EASTER[name] + later))
    if name in NTH_WEEKDAYS:
        return of_day(nth_weekday(year, *NTH_WEEKDAYS[name]))
    if name in FEASTS:
        return islamic_days(year, *FEASTS[name])
    return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first, second ... or last (-1) such weekday of a month."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


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


def islamic_day(year: int, month: int, day: int = 1) -> date:
    """A day of the tabular Islamic calendar (30-year cycle) in ours."""
    days = 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + day - 1
    return date.fromordinal(ISLAMIC_EPOCH + days)


def islamic_days(year: int, month: int, day: int | None) -> Days | None:
    """A day or a month of the Islamic year that begins it in our ``year``; null where it does so twice or never.

    An Islamic ``year`` (1300 to 1500) may be given as well. The days are a little wide, for the moon is sighted.
    """
    if 1300 <= year <= 1500:
        starts = [islamic_day(year, month, day or 1)]
    elif 1600 <= year <= 2300:
        around = (year - 622) * 33 // 32
        starts = [s for h in range(around - 1, around + 3) if (s := islamic_day(h, month, day or 1)).year == year]
    else:
        return None
    if len(starts) != 1:
        return None
    start = starts[0]
    if day is not None:
        return Days(start.isoformat(), start - SIGHTING, start + SIGHTING, Precision.WEEK)
    return Days(start.isoformat()[:7], start - SIGHTING, start + timedelta(days=30), Precision.MONTH)


def nearest(candidates: list[Days], published: date, *, ahead: bool) -> Days | None:
    """The one nearest to publication, or the next where the clause looks ahead."""
    if ahead:
        candidates = [c for c in candidates if c.end is not None and c.end >= published] or candidates
    return min(candidates, key=lambda c: abs(((c.start or published) - published).days), default=None)
