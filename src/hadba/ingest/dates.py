"""The day or moment of publication as a file gives it: read where unambiguous, refused where not."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from unicodedata import digit

from hadba.errors import InputError

EARLIEST = date(1900, 1, 2)  # before: an empty field, or another calendar (1396-03-07 is a Solar Hijri date)
_EPOCH = date(1970, 1, 1)
_AHEAD = timedelta(days=2)  # a report from the other side of the date line, and a clock that is a little wrong
_ORDERS = ("DMY", "MDY", "YMD")
# The languages in which archives on today's wars write their dates; more would make each unreadable date cost seconds.
_LANGUAGES = ["en", "ar", "fa", "tr", "fr", "es", "de", "ru", "uk", "he", "pt", "it"]
# Months as Iraq, Syria, Lebanon, Jordan and Palestine name them, which dateparser does not know; in order of the year.
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
_EGYPT = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_ISO_DAY = re.compile(r"\d{4}-?\d\d-?\d\d(?!\d)")  # fromisoformat would take 2017-W21 for its Monday
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAIL = re.compile(r"(?:(?P<day>[A-Za-z]{3}), *)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC|UT|Z)")
_OFFSET = re.compile(r"(?:[+-]\d\d:?\d\d|\b(?:UTC|GMT))\s*\Z")  # letters such as IST or ET name several zones


def read_published(value: str, *, today: date, order: str | None = None) -> date | datetime | None:
    """``value`` as a day, or as a moment where a time zone makes it one; null where it is blank.

    Raises ``InputError`` where it is no full date, where day and month could be swapped and ``order`` ("dmy", "mdy",
    "ymd") does not say how to read them, or where it cannot be true.
    """
    written = _in_digits(value.strip())
    if not written:
        return None
    found = _iso(written) or _mailed(written) or _worded(written, order)
    day = found.date() if isinstance(found, datetime) else found
    if day > today + _AHEAD:
        raise InputError(f'The date "{written}" lies in the future; correct it.')
    if day < EARLIEST or day == _EPOCH:
        raise InputError(f'The date "{written}" cannot be a day of publication; correct it or leave it out.')
    exact = isinstance(found, datetime) and found.tzinfo is not None
    return found if exact else day  # without a zone the day is known and the moment is not


def _iso(written: str) -> date | datetime | None:
    if not _ISO_DAY.match(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _mailed(written: str) -> datetime | None:
    """A moment as mails and feeds write it (RFC 5322); null where the day of the week contradicts it."""
    head = _MAIL.fullmatch(written)
    if head is None:
        return None
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    fits = head.group("day") is None or _WEEKDAYS[moment.weekday()].startswith(head.group("day").lower())
    return moment if fits and moment.tzinfo is not None else None


@lru_cache(maxsize=10_000)
def _worded(written: str, given: str | None) -> date | datetime:
    """A date in words or in another order, if every order of day, month and year reads it alike."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    unreadable = InputError(f'The date "{_short(written)}" cannot be read; write it as 2017-05-28.')
    if not re.search(r"(?<!\d)\d{4}(?!\d)", written) or len(written) > 60:
        raise unreadable
    readings: set[tuple[datetime | None, str]] = set()
    for order in (given.upper(),) if given else _ORDERS:
        settings = {
            "DATE_ORDER": order,
            "PREFER_LOCALE_DATE_ORDER": False,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": True,
            "RETURN_TIME_AS_PERIOD": True,
        }
        data = DateDataParser(languages=_LANGUAGES, settings=settings).get_date_data(written)
        readings.add((data.date_obj, data.period))
    if len(readings) > 1:
        raise InputError(f'The date "{written}" can be read in more than one way; write it as 2017-05-28, or say --date-order.')
    moment, period = readings.pop()
    if moment is None:
        raise unreadable
    named = [n for n, name in enumerate(_WEEKDAYS) if name in written.lower()]
    if named and moment.weekday() not in named:
        raise InputError(f'The date "{written}" contradicts itself: that day was a {_WEEKDAYS[moment.weekday()].title()}.')
    return moment if period == "time" and _OFFSET.search(written) else moment.date()


def _in_digits(written: str) -> str:
    """Arabic and Persian digits as European ones, Levantine months as Egyptian ones."""
    for levantine, egyptian in zip(_LEVANT, _EGYPT, strict=True):
        written = re.sub(rf"(?<!\w){levantine}(?!\w)", egyptian, written)
    return "".join(str(digit(c)) if c.isdecimal() else c for c in written)


def _short(written: str) -> str:
    return written if len(written) <= 60 else written[:57] + "..."
