"""Dates that stand elsewhere than beside the act: at the head of a row, in who speaks, in what is told of a place."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import counted, read_text

MONDAY = date(2017, 5, 29)
TABLE = """Raids on the border posts of the river province, 2016 and 2017.

| Date | Place | Notes |
| --- | --- | --- |
| April 7, 2016 | Qalat | Planes bombed the post and five soldiers were killed. |
| May 18, 2017 | Arghan | Shells hit the post and six soldiers were killed. |
| unknown | Arghan | Shells hit the post and eight soldiers were killed. |
"""


def days(text: str, *counts: int, published: date | None = MONDAY) -> list[date | None]:
    claims = counted(text, published=published)
    return [claims[n].when.start for n in counts]


def test_a_row_is_of_the_date_at_its_head() -> None:
    assert days(TABLE, 5, 6) == [date(2016, 4, 7), date(2017, 5, 18)]
    assert counted(TABLE)[8].when.text is None


def test_today_in_a_quotation_is_the_day_on_which_it_was_said() -> None:
    told = "The aid group said on Saturday that three of its men had been killed in shelling. "
    assert days(told + '"Today planes also hit our depot and killed five drivers," it said.', 5) == [date(2017, 5, 27)]
    assert days(told + "Today planes also hit its depot and killed five drivers.", 5) == [MONDAY]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Shelling killed five men on Sunday in the city, which has been divided since July 2012.", date(2017, 5, 28)),
        ("Leaders traded charges on Monday about who had bombed a market and killed five men on Thursday.", date(2017, 5, 25)),
    ],
)
def test_what_is_told_of_a_place_dates_nothing_else(text: str, start: date) -> None:
    assert days(text, 5) == [start]


def test_a_war_begins_with_no_office() -> None:
    text = (
        "Shells killed two men in the town on Sunday. "
        "The conflict began when the party, in power since 1963, shot at protesters in 2011. "
        "Some 300,000 people have been killed in the war."
    )
    assert days(text, 300_000) == [date(2011, 1, 1)]


def test_an_account_of_one_day_goes_on_from_its_year() -> None:
    text = (
        "The base was struck by missiles on 13 March 2015. Five soldiers were killed. "
        "Six of the wounded died of the strike on 18 April. Eight others died on 2 February."
    )
    assert days(text, 6, 8) == [date(2015, 4, 18), date(2015, 2, 2)]


def test_news_goes_on_from_the_day_told_last() -> None:
    text = (
        "Talks about the town were held in the capital. Nobody knows how they will end. Both sides said that they had no hope. "
        "On Thursday rockets killed five men in Qalat. Shells wounded six women in Arghan. "
        "On Tuesday planes had bombed a bridge."
    )
    assert days(text, 5, 6) == [date(2017, 5, 25), date(2017, 5, 25)]


@pytest.mark.parametrize("text", ["A blast around 1700 killed five men.", "Shells fell about 1730, killing five men."])
def test_an_hour_is_no_year(text: str) -> None:
    assert read_text(text).times == ()


def test_a_total_is_of_the_time_that_its_sentence_tells() -> None:
    text = "Seven days of air raids across the province had left 75 civilians dead and another 150 wounded, a monitor said."
    assert days(text, 75, 150) == [date(2017, 5, 22), date(2017, 5, 22)]
    text = "The aid group said that 45 people have been killed and 307 injured in three days of army attacks on the town."
    assert days(text, 45, 307) == [date(2017, 5, 26), date(2017, 5, 26)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("On the night of 3 to 4 May, gunmen attacked Qalat and killed 31 people.", date(2017, 5, 3), date(2017, 5, 4)),
        ("Between 1 and 12 May, the monitors counted 31 dead civilians in Qalat.", date(2017, 5, 1), date(2017, 5, 12)),
        ("On Saturday and Sunday shells killed 31 people in Qalat.", date(2017, 5, 27), date(2017, 5, 28)),
        ("From Friday to Sunday shells killed 31 people in Qalat.", date(2017, 5, 26), date(2017, 5, 28)),
        ("As of 24 May, 31 people had been killed in the fighting in Qalat that began on 18 April.", date(2017, 4, 18),
         date(2017, 5, 24)),
    ],
)  # fmt: skip
def test_a_time_of_two_ends(text: str, first: date, last: date) -> None:
    when = counted(text, published=MONDAY)[31].when
    assert (when.start, when.end) == (first, last)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Three days after the truce took effect on 10 May, an air raid killed four men in Qalat.", date(2017, 5, 13)),
        ("An air raid killed four men in Qalat three days after the truce took effect on 10 May.", date(2017, 5, 13)),
        ("Fighting went on three days after a bomb killed four men in Qalat on 10 May.", date(2017, 5, 10)),
        ("On Sunday, a day after gunmen killed four men in Qalat, soldiers searched the town.", date(2017, 5, 27)),
        ("A day after gunmen killed four men in Qalat, another raid struck the town on Sunday.", date(2017, 5, 27)),
        ("It was the deadliest raid in Qalat since January, when gunmen killed four men.", date(2017, 1, 1)),
        ("Six soldiers were killed in Qalat last November and four in March.", date(2017, 3, 1)),
        ("An air strike overnight from Friday to Saturday killed four soldiers in Qalat.", date(2017, 5, 26)),
        ("The army said on Friday it killed four rebels the previous day near Qalat.", date(2017, 5, 25)),
    ],
)
def test_days_counted_from_another_happening(text: str, start: date) -> None:
    assert days(text, 4) == [start]


def test_what_was_before_dates_only_itself() -> None:
    text = (
        "Two bombs went off at a police station in Qalat on Sunday. The ministry said that four men were killed in the attack. "
        "It was the second time this month that bombers struck the police after 17 people were killed in a May 2 attack."
    )
    assert days(text, 4, 17) == [date(2017, 5, 28), date(2017, 5, 2)]
    text = "After the rebels were driven out of Qalat last month they killed 17 people in Arghan on Sunday."
    assert days(text, 17) == [date(2017, 5, 28)]


def test_the_worst_month_of_a_year_has_its_toll() -> None:
    text = "Shells hit Qalat on Sunday. April was the deadliest month this year, with 3000 people killed in the war."
    assert days(text, 3000) == [date(2017, 4, 1)]


def test_years_ago_and_this_week_are_one_time() -> None:
    text = "Shells killed four men in Qalat on Sunday. Two years ago this week, a bomb killed 31 people in the town."
    assert days(text, 31) == [date(2015, 5, 30)]


@pytest.mark.parametrize(
    ("head", "given", "start"),
    [
        ("01-06-2016 Shells killed four men.", date(2016, 2, 1), date(2016, 6, 1)),  # with dashes the day comes first
        ("05-04-2016 Shells killed four men.", date(2016, 4, 20), date(2016, 4, 20)),  # both are near: the date given stands
        ("Shells kill four in Qalat as talks go on in the capital and aid is held up at the border by the army and its allies, "
         "doctors say\nReuters\nSunday 7 May 2017\nShells killed four men on Sunday.", date(2017, 5, 20), date(2017, 5, 7)),
    ],
)  # fmt: skip
def test_the_day_of_the_page(head: str, given: date, start: date) -> None:
    assert days(head, 4, published=given) == [start]
