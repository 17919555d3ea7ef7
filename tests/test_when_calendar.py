"""Weekdays, days of the month and counted days against a calendar that the tests compute for themselves."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.extract.times import read_times
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.report import make_report
from hadba.model.span import Span
from hadba.model.when import Precision, TimeMention
from hadba.resolve.when import publication_of, resolve_times
from hadba.resolve.when.calendars import ethiopian_day, solar_day

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
unhurried = settings(deadline=None, max_examples=60)  # the first call compiles the grammar
published_days = st.dates(date(1950, 1, 1), date(2080, 12, 31))


def plain(text: str, tense: str = "VBD") -> Parsed:
    """A parse without a parser: every word hangs on the first verb, "fell" or "falls"; "will" is its auxiliary."""
    tokens: list[Token] = []
    at = 0
    words = text.split(" ")
    verb = next((i for i, w in enumerate(words) if w.strip(".") in ("fell", "fall")), 0)
    for i, word in enumerate(words):
        pos, tag, dep = (
            ("VERB", tense, "ROOT") if i == verb else ("AUX", "MD", "aux") if word == "will" else ("NOUN", "NN", "dep")
        )
        tokens.append(Token(i, word, at, at + len(word), word.lower(), word.lower(), pos, tag, dep, verb, 0))
        at += len(word) + 1
    return Parsed(text, tuple(tokens), (Sentence(0, 0, len(tokens), Span(0, len(text)), 0),))


def resolved(text: str, published: date | None, tense: str = "VBD") -> TimeMention:
    parsed = plain(text, tense)
    (mention,) = resolve_times(make_report(text, outlet="wire", published=published), parsed, read_times(parsed))
    return mention


def last_before(weekday: int, day: date) -> date:
    """Walk back day by day, publication day included."""
    while day.isoweekday() != weekday + 1:
        day -= timedelta(days=1)
    return day


@unhurried
@given(published_days, st.integers(0, 6), st.sampled_from(("Shells fell on {}.", "Shells fell {}.", "Shells of {} fell.")))
def test_a_weekday_told_as_past_is_the_last_one_up_to_publication(published: date, weekday: int, phrase: str) -> None:
    mention = resolved(phrase.format(DAYS[weekday]), published)
    assert mention.start == mention.end == last_before(weekday, published)
    assert mention.precision is Precision.DAY and mention.value == mention.start.isoformat()


@unhurried
@given(published_days, st.integers(0, 6))
def test_a_weekday_to_come_is_the_next_one_from_publication(published: date, weekday: int) -> None:
    mention = resolved(f"Shells will fall on {DAYS[weekday]}.", published, "VB")
    day = published
    while day.isoweekday() != weekday + 1:
        day += timedelta(days=1)
    assert mention.start == mention.end == day


@unhurried
@given(published_days, st.integers(0, 6))
def test_last_and_next_never_mean_publication_day(published: date, weekday: int) -> None:
    last = resolved(f"Shells fell last {DAYS[weekday]}.", published).start
    following = resolved(f"Shells fell next {DAYS[weekday]}.", published).start
    assert last == last_before(weekday, published - timedelta(days=1))
    assert following == last_before(weekday, published + timedelta(days=7))


@unhurried
@given(published_days, st.integers(0, 6), st.sampled_from(("morning", "evening", "night")))
def test_a_part_of_a_weekday_is_on_that_day(published: date, weekday: int, part: str) -> None:
    mention = resolved(f"Shells fell on {DAYS[weekday]} {part}.", published)
    code = {"morning": "MO", "evening": "EV", "night": "NI"}[part]
    assert mention.value == f"{last_before(weekday, published).isoformat()}T{code}"


@unhurried
@given(published_days, st.integers(-200, 20))
def test_a_day_and_month_is_in_the_year_that_brings_it_near(published: date, ahead: int) -> None:
    day = published + timedelta(days=ahead)
    mention = resolved(f"Shells fell on {MONTHS[day.month - 1]} {day.day}.", published)
    assert mention.start == mention.end == day


@unhurried
@given(published_days, st.integers(1, 60))
def test_days_ago_are_counted(published: date, count: int) -> None:
    mention = resolved(f"Shells fell {count} days ago.", published)
    assert mention.start == published - timedelta(days=count)


@unhurried
@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.none() | published_days)
def test_whole_dates_need_no_publication(day: date, published: date | None) -> None:
    for written in (
        f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {MONTHS[day.month - 1][:3].upper()} {day.year}",
        f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}",
        day.isoformat(),
    ):
        mention = resolved(f"Shells fell on {written} here.", published)
        assert (mention.text, mention.start, mention.end) == (written, day, day)


@unhurried
@given(published_days, st.integers(0, 11), st.sampled_from(("last", "this", "next")))
def test_months_beside_publication(published: date, month: int, which: str) -> None:
    mention = resolved(f"Shells fell {which} {MONTHS[month]}.", published)
    year = published.year
    if which == "last" and month + 1 >= published.month:
        year -= 1
    if which == "next" and month + 1 <= published.month:
        year += 1
    assert mention.value == f"{year:04d}-{month + 1:02d}" and mention.precision is Precision.MONTH


@unhurried
@given(st.integers(0, 6), st.sampled_from(("on {}", "yesterday", "last week", "May 27", "two days ago", "earlier this month")))
def test_without_publication_nothing_is_guessed(weekday: int, phrase: str) -> None:
    text = f"Shells fell {phrase.format(DAYS[weekday])}."
    mention = resolved(text, None)
    assert mention.start is None and mention.end is None and mention.precision is Precision.UNKNOWN
    assert mention.basis
    parsed = plain(text)
    assert publication_of(make_report(text, outlet="wire"), parsed, read_times(parsed)).start is None


@unhurried
@given(st.text(alphabet="MonSuday 2017-05/:.,'’()BCthMarchlasweekof\n\u2013 ", max_size=120) | st.text(max_size=60))
def test_spans_are_their_words_and_never_overlap(text: str) -> None:
    parsed = plain(text)
    mentions = read_times(parsed)
    for mention in mentions:
        assert mention.span.of(text) == mention.text
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    resolve_times(make_report(text, outlet="wire", published=date(2017, 5, 29)), parsed, mentions)


@pytest.mark.parametrize("written", ["31 June 2017", "30 February 2016", "February 29, 2017"])
def test_an_impossible_day_is_kept_as_written_and_flagged(written: str) -> None:
    mention = resolved(f"Shells fell on {written} here.", date(2017, 8, 1))
    assert mention.text == written and mention.precision is Precision.MONTH
    assert mention.basis is not None and "no such day" in mention.basis


def test_a_weekday_that_contradicts_its_date_is_flagged_and_the_date_kept() -> None:
    mention = resolved("Shells fell on Monday, May 29 2018 here.", date(2018, 6, 1))
    assert mention.start == date(2018, 5, 29)
    assert mention.basis is not None and "was a Tuesday" in mention.basis


@unhurried
@given(st.dates(date(1951, 1, 1), date(2079, 12, 31)), st.integers(1, 6))
def test_publication_lies_among_the_days_inferred_and_weekdays_resolve_as_if_it_were_given(day: date, later: int) -> None:
    published = day + timedelta(days=later)
    told = f"{MONTHS[day.month - 1]} {day.day}"
    text = (
        f"By the end of {day.year - 1} nothing fell. On {told} shells fell. "
        f"They fell on {DAYS[day.weekday()]} and on {DAYS[(day.weekday() + 1) % 7]}."
    )
    parsed = plain(text)
    mentions = read_times(parsed)
    inferred = publication_of(make_report(text, outlet="wire"), parsed, mentions)
    if day.month == 2 and day.day == 29:
        return
    assert inferred.inferred and inferred.start is not None and inferred.end is not None
    assert inferred.start <= published <= inferred.end
    undated = resolve_times(make_report(text, outlet="wire"), parsed, mentions)
    given_day = resolve_times(make_report(text, outlet="wire", published=published), parsed, mentions)
    assert [m.start for m in undated[1:]] == [m.start for m in given_day[1:]] == [day, day, day + timedelta(days=1)]


def test_new_years_of_other_calendars() -> None:
    new_years = [date(2017, 3, 21), date(2020, 3, 20), date(2021, 3, 21), date(2025, 3, 21)]
    assert [solar_day(year, 1, 1) for year in (1396, 1399, 1400, 1404)] == new_years
    assert [ethiopian_day(year, 1, 1) for year in (2015, 2016, 2017)] == [
        date(2022, 9, 11),
        date(2023, 9, 12),
        date(2024, 9, 11),
    ]
    assert solar_day(1403, 12, 30) == date(2025, 3, 20) and ethiopian_day(2013, 2, 25) == date(2020, 11, 4)


@given(st.integers(1244, 1471), st.integers(1500, 2200))
def test_years_of_other_calendars_join(solar: int, ethiopian: int) -> None:
    for day_of, year, month in ((solar_day, solar, 12), (ethiopian_day, ethiopian, 13)):
        ends = [d for n in (5, 6, 29, 30) if (d := day_of(year, month, n)) is not None]
        following = day_of(year + 1, 1, 1)
        assert following is not None and max(ends) + timedelta(days=1) == following
