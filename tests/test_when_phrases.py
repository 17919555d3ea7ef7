"""Every phrasing of a day, week, month or year against a calendar that counts days from a fixed one by itself.

The calendar here knows no ``datetime``: it adds up the lengths of months, and Zeller's rule gives weekdays and checks it.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.extract.times import read_times
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.report import make_report
from hadba.model.span import Span
from hadba.resolve.when import resolve_times

Day = tuple[int, int, int]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
anytime = settings(deadline=None, max_examples=40)


def leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year: int, month: int) -> int:
    return 28 + leap(year) if month == 2 else 30 + (month + month // 8) % 2


def next_day(day: Day) -> Day:
    year, month, n = day
    if n < length(year, month):
        return year, month, n + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def day_before(day: Day) -> Day:
    year, month, n = day
    if n > 1:
        return year, month, n - 1
    return (year, month - 1, length(year, month - 1)) if month > 1 else (year - 1, 12, 31)


def moved(day: Day, by: int) -> Day:
    for _ in range(abs(by)):
        day = next_day(day) if by > 0 else day_before(day)
    return day


def weekday(day: Day) -> int:
    """Monday is 0 (Zeller's congruence)."""
    year, month, n = day
    if month < 3:
        year, month = year - 1, month + 12
    return (n + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400 + 5) % 7


def week_of(day: Day) -> str:
    """The ISO week: that of its Thursday, counted from the year's first Thursday."""
    thursday = moved(day, 3 - weekday(day))
    number, at = 1, thursday
    while moved(at, -7)[0] == thursday[0]:
        at, number = moved(at, -7), number + 1
    return f"{thursday[0]:04d}-W{number:02d}"


def iso(day: Day) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


days = st.tuples(st.integers(1950, 2080), st.integers(1, 12), st.integers(1, 31)).filter(lambda d: d[2] <= length(d[0], d[1]))


def value(phrase: str, published: Day, verb: str = "fell") -> str | None:
    """The value of the one expression in "Shells fell PHRASE here.", read without a parser: all hangs on the verb."""
    text = f"Shells {verb} {phrase} here."
    tokens: list[Token] = []
    at = 0
    words = text.split(" ")
    root = next(i for i, w in enumerate(words) if w in ("fell", "fall"))
    for i, word in enumerate(words):
        pos, tag, dep = ("VERB", "VBD" if word == "fell" else "VB", "ROOT") if i == root else ("NOUN", "NN", "dep")
        if word == "will":
            pos, tag, dep = "AUX", "MD", "aux"
        tokens.append(Token(i, word, at, at + len(word), word.lower(), word.lower(), pos, tag, dep, root, 0))
        at += len(word) + 1
    parsed = Parsed(text, tuple(tokens), (Sentence(0, 0, len(tokens), Span(0, len(text)), 0),))
    mentions = resolve_times(make_report(text, outlet="wire", published=date(*published)), parsed, read_times(parsed))
    assert len(mentions) == 1, [m.text for m in mentions]
    return mentions[0].value


def test_the_calendar_of_this_test_is_right_where_it_is_known() -> None:
    assert weekday((1969, 7, 20)) == 6 and weekday((2000, 1, 1)) == 5 and weekday((2017, 5, 29)) == 0
    assert (
        week_of((2016, 1, 1)) == "2015-W53" and week_of((2018, 12, 31)) == "2019-W01" and week_of((2017, 5, 29)) == "2017-W22"
    )
    assert moved((2016, 2, 28), 2) == (2016, 3, 1) and moved((2017, 1, 1), -1) == (2016, 12, 31)


@anytime
@given(
    days,
    st.integers(0, 6),
    st.sampled_from(
        ("{}", "on {}", "late {}", "early on {}", "on {} morning", "late on {} night", "at noon on {}", "{} evening")
    ),
)
def test_weekdays_told_as_past(published: Day, wanted: int, phrase: str) -> None:
    told = value(phrase.format(WEEKDAYS[wanted]), published)
    day = published
    while weekday(day) != wanted:
        day = day_before(day)
    assert told is not None and told[:10] == iso(day)


@anytime
@given(days, st.integers(0, 6), st.sampled_from(("last {}", "this past {}")))
def test_weekdays_before_the_day_of_publication(published: Day, wanted: int, phrase: str) -> None:
    day = day_before(published)
    while weekday(day) != wanted:
        day = day_before(day)
    assert value(phrase.format(WEEKDAYS[wanted]), published) == iso(day)


@anytime
@given(days, st.integers(0, 6), st.sampled_from(("next {}", "the coming {}")))
def test_weekdays_after_the_day_of_publication(published: Day, wanted: int, phrase: str) -> None:
    day = next_day(published)
    while weekday(day) != wanted:
        day = next_day(day)
    assert value(phrase.format(WEEKDAYS[wanted]), published, "will fall") == iso(day)


@anytime
@given(
    days,
    st.sampled_from(
        (
            ("today", 0), ("yesterday", -1), ("tomorrow", 1), ("earlier today", 0), ("late yesterday", -1),
            ("the day before yesterday", -2), ("the day after tomorrow", 2), ("this morning", 0), ("last night", -1),
            ("tonight", 0), ("tomorrow night", 1), ("yesterday afternoon", -1), ("at 0120 today", 0),
            ("at 5 p.m. yesterday", -1),
        )
    ),
)  # fmt: skip
def test_days_beside_publication(published: Day, phrase: tuple[str, int]) -> None:
    told = value(phrase[0], published, "will fall" if phrase[1] > 0 else "fell")
    assert told is not None and told[:10] == iso(moved(published, phrase[1]))


@anytime
@given(days, st.integers(2, 10), st.booleans())
def test_counted_days_and_weeks(published: Day, count: int, in_words: bool) -> None:
    number = NUMBERS[count - 2] if in_words else str(count)
    assert value(f"{number} days ago", published) == iso(moved(published, -count))
    assert value(f"{number} weeks ago", published) == week_of(moved(published, -7 * count))
    assert value(f"{number} weeks from now", published, "will fall") == week_of(moved(published, 7 * count))


@anytime
@given(days)
def test_weeks_months_quarters_and_years_beside_publication(published: Day) -> None:
    year, month, _ = published
    before = (year, month - 1) if month > 1 else (year - 1, 12)
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    assert value("last week", published) == week_of(moved(published, -7))
    assert value("this week", published) == week_of(published)
    assert value("early next week", published, "will fall") == week_of(moved(published, 7))
    assert value("last month", published) == f"{before[0]:04d}-{before[1]:02d}"
    assert value("earlier this month", published) == f"{year:04d}-{month:02d}"
    assert value("next month", published, "will fall") == f"{after[0]:04d}-{after[1]:02d}"
    assert value("last year", published) == f"{year - 1:04d}"
    assert value("a year ago", published) == f"{year - 1:04d}"
    assert value("the current quarter", published) == f"{year:04d}-Q{(month + 2) // 3}"
    assert value("last weekend", published)[:8] == week_of(moved(published, -7))  # type: ignore[index]


@anytime
@given(days, st.integers(-300, 30), st.integers(0, 3))
def test_days_of_the_calendar_with_a_weekday_or_a_year(published: Day, ahead: int, form: int) -> None:
    year, month, n = moved(published, ahead)
    named, spoken = WEEKDAYS[weekday((year, month, n))], MONTHS[month - 1]
    written = (
        f"on {named}, {spoken} {n}, {year}",
        f"on {n} {spoken} {year}",
        f"on the morning of {spoken} {n}, {year}",
        f"at 7:45 on {n} {spoken} {year}",
    )[form]
    told = value(written, published)
    assert told is not None and told[:10] == iso((year, month, n))


@anytime
@given(st.integers(1900, 2090), st.integers(1, 4), st.integers(1, 2))
def test_quarters_and_halves_with_their_year(year: int, quarter: int, half: int) -> None:
    published = (year, 12, 31)
    nth = ("first", "second", "third", "fourth")
    for written in ("the {} quarter of {}", "{}-quarter {}", "the end of the {} quarter of {}"):
        assert value("in " + written.format(nth[quarter - 1], year), published) == f"{year:04d}-Q{quarter}"
    assert value(f"in the {nth[half - 1]} half of {year}", published) == f"{year:04d}-H{half}"
    assert value(f"in the {nth[quarter - 1]} quarter of last year", published) == f"{year - 1:04d}-Q{quarter}"
    assert value(f"in fiscal {year}", published) == f"{year:04d}"


@anytime
@given(days)
def test_holidays_that_move(published: Day) -> None:
    """Labor Day is the first Monday of September, Thanksgiving the fourth Thursday of November, Memorial Day the last Monday of
    May; Easter comes from a table of the church (Gauss), Good Friday two days before."""
    year = published[0]
    first = next((year, 9, n) for n in range(1, 8) if weekday((year, 9, n)) == 0)
    fourth = next((year, 11, n) for n in range(22, 29) if weekday((year, 11, n)) == 3)
    last = next((year, 5, n) for n in range(31, 24, -1) if weekday((year, 5, n)) == 0)
    assert value(f"on Labor Day {year}", published) == iso(first)
    assert value(f"on Thanksgiving {year}", published) == iso(fourth)
    assert value(f"on Memorial Day {year}", published) == iso(last)
    assert value(f"on Good Friday {year}", published) == iso(moved(easter(year), -2))
    assert value(f"on Easter Monday {year}", published) == iso(moved(easter(year), 1))
    assert value(f"on Christmas Eve {year}", published) == iso((year, 12, 24))


def easter(year: int) -> Day:
    """Gauss's rule with its two exceptions, of 1816."""
    k = year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * (year % 19) + m) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7
    if (d, e) == (29, 6):
        return year, 4, 19
    if (d, e) == (28, 6) and (11 * m + 11) % 30 < 19:
        return year, 4, 18
    return moved((year, 3, 22), d + e)
