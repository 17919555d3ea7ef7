"""Time expressions of news as TIMEX3 marks them: the calendar of business, named days, rates, ages, the hours of wires."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from hadba.extract.times import read_times
from hadba.model.parse import Parsed
from hadba.model.report import make_report
from hadba.resolve.when import publication_of, resolve_times
from hadba.text.parsing import SpacyParser
from tests.reading import read_text

FRIDAY = date(1989, 10, 27)
SPRING = date(2013, 3, 22)  # a Friday too


@cache
def parse(text: str) -> Parsed:
    return next(iter(SpacyParser().parse([text])))


def values(text: str, published: date) -> list[tuple[str, str | None]]:
    parsed = parse(text)
    mentions = resolve_times(make_report(text, outlet="wire", published=published), parsed, read_times(parsed))
    return [(m.text, m.value) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Third-quarter net fell from that of a year earlier.", [("Third-quarter", "1989-Q3"), ("a year earlier", "1988")]),
        (
            "Net rose in the third quarter. In the year-earlier period it fell. Sales in the quarter were flat.",
            [("the third quarter", "1989-Q3"), ("the year-earlier period", "1988-Q3"), ("the quarter", "1989-Q3")],
        ),
        ("It lost money in the fourth quarter of last year.", [("the fourth quarter of last year", "1988-Q4")]),
        ("In last year's third quarter it earned more.", [("last year's third quarter", "1988-Q3")]),
        ("Debt grew by the end of the third quarter.", [("the end of the third quarter", "1989-Q3")]),
        ("Sales in fiscal 1990 will exceed those of the first half of 1989.", [("fiscal 1990", "1990"),
                                                                              ("the first half of 1989", "1989-H1")]),
        ("The notes fall due next March 31.", [("next March 31", "1990-03-31")]),
        ("The current year has been a poor one.", [("The current year", "1989")]),
        ("Mr. Brown, 53 years old, and a 45-year-old driver left.", []),
        ("The two-year-old war goes on.", [("two-year-old", "P2Y")]),
        ("It may last two or three months, or a year and a half.", [("two or three months", "P3M"),
                                                                    ("a year and a half", "P1.5Y")]),
        ("It was founded half a century ago.", [("half a century ago", "1939")]),
        ("They meet twice a month and every other week.", [("twice a month", "P1M"), ("every other week", "P2W")]),
        ("The envoy left the day before yesterday and returns the day after tomorrow.",
         [("the day before yesterday", "1989-10-25"), ("the day after tomorrow", "1989-10-29")]),
        ("The vote will be held two weeks from now.", [("two weeks from now", "1989-W45")]),
        ("Prices rose on Labor Day and on Christmas Eve 1988.",
         [("Labor Day", "1989-09-04"), ("Christmas Eve 1988", "1988-12-24")]),
        ("The bomb went off at 0120 today.", [("0120 today", "1989-10-27T01:20")]),
        ("A truce held from 0600 to 1200 on Thursday.", [("0600", "1989-10-27T06:00"), ("1200", "1989-10-27T12:00"),
                                                         ("Thursday", "1989-10-26")]),
        ("The party quit the 27 May vote, said the April 19 Movement.", [("27 May", "1989-05-27")]),
        ("Planes flew at 1500 feet over the night clubs.", []),
    ],
)  # fmt: skip
def test_wires_of_the_eighties(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text, FRIDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 9/11 attacks, or Sept. 11 attacks, were planned abroad.", [("9/11", "2001-09-11"), ("Sept. 11", "2001-09-11")]),
        ("The visit ends Sunday.", [("Sunday", "2013-03-24")]),
        ("Police came in the wee hours of Thursday morning.", [("the wee hours of Thursday morning", "2013-03-21TMO")]),
        ("Shelling began at about 5:30 in the morning.", [("5:30 in the morning", "2013-03-22T05:30")]),
        ("Unemployment fell in February from that of a year ago and that of the month before.",
         [("February", "2013-02"), ("a year ago", "2012"), ("the month before", "2013-01")]),
        ("In the days after the quake, many fled.", [("the days", "PXD")]),
        ("Troops will stay over the next decade.", [("the next decade", "P1DE")]),
        ("They will vote on Good Friday and Easter Monday.", [("Good Friday", "2013-03-29"), ("Easter Monday", "2013-04-01")]),
        ("The town has been shelled since December.", [("December", "2012-12")]),
        ("The music of the seventies is back.", [("the seventies", "197")]),
    ],
)  # fmt: skip
def test_news_of_today(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text, SPRING) == expected


def published(text: str, given: date) -> tuple[date | None, bool]:
    parsed = parse(text)
    found = publication_of(make_report(text, outlet="wire", published=given), parsed, read_times(parsed))
    return found.start, found.inferred


def test_a_dateline_overrules_a_date_given_with_the_report_that_it_contradicts() -> None:
    later = "Saturday 18 Nov 2017 A car bomb killed ten people on Friday."
    assert published(later, date(2017, 11, 10)) == (date(2017, 11, 18), True)
    assert published(later, date(2017, 11, 17)) == (date(2017, 11, 18), True)  # "Saturday" counts from the page's own day
    plain = "18 November 2017 - A car bomb killed ten people on Friday."
    assert published(plain, date(2017, 11, 17)) == (date(2017, 11, 17), False)  # a time zone apart
    assert published("Posted on May 3, 2016 Rockets hit the airport.", date(2017, 11, 10))[0] == date(2016, 5, 3)
    wrong = "Tuesday 18 Nov 2013 is a day many remember. A bomb went off."
    assert published(wrong, date(2017, 11, 10)) == (date(2017, 11, 10), False)
    told = "Planes struck the town on 18 November 2017, the army said."
    assert published(told, date(2017, 11, 10)) == (date(2017, 11, 10), False)


def test_four_digits_after_at_are_an_hour() -> None:
    text = "A car bomb exploded at approximately 1100 in Mosul and killed five people. It was the first since about 1985."
    assert [t.form for t in read_text(text).times if "year" in t.form] == ["date year=1985"]
