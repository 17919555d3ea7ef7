"""The days of tolls as whole reports tell them: by the head of the news, by the length of a war, by the number of a release."""

from __future__ import annotations

from datetime import date

import pytest

from hadba.model.claim import Claim
from hadba.model.when import Precision
from tests.reading import counted

MONDAY = date(2017, 5, 29)
RELEASE = "Force Detains Commander\nRiver Joint Command - {number} For Immediate Release\n{place}"
SAID = "A security force killed five insurgents in Arghan district yesterday."


def five(text: str, published: date | None = MONDAY) -> Claim:
    return counted(text, published=published)[5]


@pytest.mark.parametrize(
    ("number", "place", "first", "last", "precision"),
    [
        ("2010-09-CA-005", "KABUL, Afghanistan (Sept. 1) - ", date(2010, 8, 31), date(2010, 8, 31), Precision.DAY),
        ("2010-08-CA-399", "KABUL, Afghanistan (Sept. 1) - ", date(2010, 8, 31), date(2010, 8, 31), Precision.DAY),
        ("2011-07-S-022", "", date(2011, 7, 1), date(2011, 7, 30), Precision.MONTH),
    ],
)
def test_a_release_is_dated_by_its_number(number: str, place: str, first: date, last: date, precision: Precision) -> None:
    when = five(RELEASE.format(number=number, place=place) + SAID, None).when
    assert (when.start, when.end, when.precision, when.inferred) == (first, last, precision, True)


def test_a_number_alone_makes_no_release() -> None:
    assert five("Case 2011-07-S-022 of the court\n" + SAID, None).when.start is None


def test_a_dateline_that_opens_news_overrules_a_date_of_another_year() -> None:
    text = "March 3 2014 Market bombing kills five. Five people were killed on Sunday when a bomb hit a market, police said."
    assert five(text, date(2015, 3, 3)).when.start == date(2014, 3, 2)
    glued = "Last updated at Jul 282016 QALAT Rockets killed five people on Wednesday, police said."
    assert five(glued, date(2016, 7, 19)).when.start == date(2016, 7, 27)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Shelling killed five soldiers during the past 24 hours.", date(2017, 5, 28), MONDAY),
        ("Five soldiers were killed in shelling in recent days.", date(2017, 5, 23), MONDAY),
        ("Five soldiers were killed in shelling in recent weeks.", date(2017, 5, 2), MONDAY),
        ("Shelling has killed five soldiers since the siege of the town began in March 2016.", date(2016, 3, 1), MONDAY),
        # only how long there was none like it
        ("Five soldiers were killed in the first raid on the town since March 2016.", MONDAY, MONDAY),
        ("Five soldiers killed on Saturday in army shelling were buried.", date(2017, 5, 27), date(2017, 5, 27)),
        # who reports, and when, is not what happened
        ("According to a report published in March, five soldiers were killed in the battle.", MONDAY, MONDAY),
    ],
)
def test_how_long_until_now(text: str, first: date, last: date) -> None:
    when = five(text).when
    assert (when.start, when.end) == (first, last)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Shelling killed two soldiers. The six-year war has killed more than 300,000 people.", 2011),
        ("Shelling killed two soldiers. The war, now in its third year, has killed more than 300,000 people.", 2015),
        ("The town was the cradle of the uprising in 2012. The conflict has since killed more than 300,000 people.", 2012),
        ("Shelling killed two soldiers. The conflict, which began in 2013, has killed more than 300,000 people.", 2013),
        ("Shelling killed two soldiers. The war has killed more than 300,000 people.", None),
    ],
)
def test_a_war_counts_from_its_beginning(text: str, year: int | None) -> None:
    when = counted(text)[300_001].when
    assert when.start == (None if year is None else date(year, 1, 1)) and when.end == (MONDAY if year else None)


def test_news_without_a_day_is_of_the_day_that_its_head_tells() -> None:
    text = (
        "Army units hit several towns on Sunday. A tank burned on the road to Arghan on Friday. "
        "Farmers left their fields. Traders closed their shops. Rockets killed five people in Qalat."
    )
    when = five(text).when
    assert (when.start, when.precision) == (date(2017, 5, 28), Precision.WEEK)


def test_a_bare_toll_goes_on_from_an_act_of_long_ago() -> None:
    text = "Monitors will visit Qalat, where the ministry reported a gas attack on March 19. It said five people were killed."
    assert five(text).when.start == date(2017, 3, 19)
