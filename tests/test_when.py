"""Time expressions in real sentences: what is read, what it is counted from, and which of them dates a happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from hadba.extract.times import read_times, times_of
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Family, Realis, Trigger
from hadba.model.parse import Parsed
from hadba.model.report import make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.resolve.when import date_claims, publication_of, resolve_times
from hadba.text.parsing import SpacyParser

MONDAY = date(2017, 5, 29)


@cache
def parse(text: str) -> Parsed:
    return next(iter(SpacyParser().parse([text])))


def values(text: str, published: date | None = MONDAY) -> list[tuple[str, str | None]]:
    parsed = parse(text)
    mentions = resolve_times(make_report(text, outlet="wire", published=published), parsed, read_times(parsed))
    return [(m.text, m.value) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sunday's attack killed ten people.", [("Sunday", "2017-05-28")]),
        ("The army took the town earlier this month.", [("earlier this month", "2017-05")]),
        ("The offensive was launched last October.", [("last October", "2016-10")]),
        ("The city would be retaken by the end of 2016.", [("the end of 2016", "2016")]),
        ("Planes struck the village overnight.", [("overnight", "2017-05-28TNI")]),
        ("The shelling began late on Friday night.", [("late on Friday night", "2017-05-26TNI")]),
        ("He was shot on 3 May and died two days later.", [("3 May", "2017-05-03"), ("two days later", "2017-05-05")]),
        ("At least 40 people died in the past six days.", [("the past six days", "P6D")]),
        ("The talks will resume on Wednesday.", [("Wednesday", "2017-05-31")]),
        ("Raids are carried out every night.", [("every night", "XXXX-XX-XXTNI")]),
        ("The war began in the 1990s.", [("the 1990s", "199")]),
        ("They fled at 8:30 p.m. on Saturday.", [("8:30 p.m. on Saturday", "2017-05-27T20:30")]),
        ("The strikes of 17/3/2017 are being investigated.", [("17/3/2017", "2017-03-17")]),
        ("Fighting raged from March 5-9, 2016 in the city.", [("March 5", "2016-03-05"), ("9, 2016", "2016-03-09")]),
        ("Food prices doubled in the third quarter of 2016.", [("the third quarter of 2016", "2016-Q3")]),
        ("Ramadan 2017 began under siege.", [("Ramadan 2017", "2017-05")]),
        ("The truce was agreed on 1 Ramadan 1438.", [("1 Ramadan 1438", "2017-05-27")]),
        ("The town was shelled on Eid al-Adha.", [("Eid al-Adha", "2017-09-02")]),
        ("Tariq Ramadan spoke to General Rajab.", []),
        ("Some 2000 people may march on the second floor in the fall of the city.", []),
        ("Up to 1429 people died, 12% of them children.", []),
    ],
)
def test_expressions(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text) == expected


def test_a_history_counts_from_the_date_told_before() -> None:
    text = (
        "In June 1950 the war began. By September 1950 the south was nearly lost. The landing of 15 September 1950 turned it. "
        "It had been planned since July 1950 and was feared in August 1950. "
        "On 25 October a new army crossed the river. The next day it struck. In January the capital fell again."
    )
    assert values(text, date(2009, 12, 19))[5:] == [
        ("25 October", "1950-10-25"),
        ("The next day", "1950-10-26"),
        ("January", "1951-01"),
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("In a war that began in 2011, planes bombed the town on May 20.", date(2017, 5, 20)),
        ("In 2014, on 10 June, militants overran the city.", date(2014, 6, 10)),
        ("The siege began on 3 August 2014. On 9 November the relief column came.", date(2014, 11, 9)),
        ("The siege began on 3 August 2014. On 27 May the relief column came.", date(2017, 5, 27)),
    ],
)
def test_the_year_of_a_day_in_news(text: str, start: date) -> None:
    parsed = parse(text)
    mentions = resolve_times(make_report(text, outlet="wire", published=MONDAY), parsed, read_times(parsed))
    assert mentions[-1].start == start


def test_publication_is_inferred_from_weekdays_and_marked() -> None:
    text = (
        "Iraq had pledged to retake the city by the end of 2016. The command on May 27 said the assault went on. "
        "The new phase was announced on Saturday. A raid on Sunday killed 20 people."
    )
    parsed = parse(text)
    report = make_report(text, outlet="wire")
    mentions = read_times(parsed)
    published = publication_of(report, parsed, mentions)
    assert published.inferred and published.start == date(2017, 5, 28) and published.precision is Precision.WEEK
    raid = resolve_times(report, parsed, mentions)[-1]
    assert (raid.text, raid.start, raid.end) == ("Sunday", date(2017, 5, 28), date(2017, 5, 28))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BEIRUT, 3 May 2016 - Rockets hit the airport.", date(2016, 5, 3)),
        ("The convoy was hit yesterday, 26 May 2017, near the border.", date(2017, 5, 27)),
        ("The convoy was hit on 26 May 2017 near the border.", None),
    ],
)
def test_publication_beside_a_whole_date(text: str, day: date | None) -> None:
    parsed = parse(text)
    assert publication_of(make_report(text, outlet="wire"), parsed, read_times(parsed)).start == day


def dating(text: str, word: str, said: str | None = None) -> list[str]:
    parsed = parse(text)
    at = text.index(word)
    said_spans = [Span(text.index(said), text.index(said) + len(said))] if said else []
    return [m.text for m in times_of(parsed, Span(at, at + len(word)), read_times(parsed), said=said_spans)]


def test_a_happening_takes_its_own_date_and_not_that_of_the_saying() -> None:
    text = "Also on Thursday, the ministry acknowledged that 105 civilians had died in an air strike on the city on March 17."
    assert dating(text, "strike", said="Thursday")[:1] == ["March 17"]
    assert dating("Officials said on Thursday that a bomb exploded in the market.", "exploded") == []
    assert dating("The raid, which was carried out on Sunday, injured 25 people.", "injured")[:1] == ["Sunday"]
    assert dating("The May 27 attack on the camp lasted three hours.", "attack") == ["May 27"]
    assert dating("Police fired on protesters for three days.", "fired") == []


def claim(text: str, word: str, *, happening: str = "", main: bool = True, realis: Realis = Realis.ACTUAL) -> Claim:
    at = text.index(word)
    span = Span(at, at + len(word))
    parsed = parse(text)
    times = times_of(parsed, span, read_times(parsed))
    when = When(text=times[0].text, span=times[0].span) if times else When()
    return Claim(
        claim_id=f"c{at}",
        report_id="r1",
        family=Family.EVENT,
        type="air_strike",
        realis=realis,
        spans=(span,),
        trigger=Trigger(word, *span),
        attribution=(Speaker(name="Wire"),),
        when=when,
        happening=happening,
        main=main,
    )


def dated(text: str, *claims: Claim, published: date | None = MONDAY) -> list[When]:
    parsed = parse(text)
    report = make_report(text, outlet="wire", published=published)
    return [c.when for c in date_claims(report, parsed, resolve_times(report, parsed, read_times(parsed)), claims)]


def test_a_claim_without_a_date_takes_that_of_its_happening() -> None:
    text = "Planes bombed the village on Tuesday. Ten people were killed in the raid."
    bombed, killed = dated(text, claim(text, "bombed", happening="h1"), claim(text, "killed", happening="h1"))
    assert bombed.start == killed.start == date(2017, 5, 23)
    assert killed.basis == "same happening, dated in another sentence"


def test_no_date_in_the_text_is_a_week_for_news_and_nothing_for_background() -> None:
    text = "Planes bombed the village. The town was shelled in the past. Troops may attack the bridge."
    bombed, shelled, attack = dated(
        text,
        claim(text, "bombed"),
        claim(text, "shelled", main=False),
        claim(text, "attack", realis=Realis.HYPOTHETICAL),
    )
    assert (bombed.start, bombed.end, bombed.precision) == (MONDAY, MONDAY, Precision.WEEK)
    assert shelled.start is None and attack.start is None
    assert dated(text, claim(text, "bombed"), published=None)[0].start is None


def test_the_day_before_what_was_told() -> None:
    text = "On May 27 the army attacked. The move came a day after planes dropped leaflets over the town."
    assert dated(text, claim(text, "dropped"))[0].start == date(2017, 5, 26)


def test_relative_words_are_kept_where_publication_is_unknown() -> None:
    text = "Planes bombed the village on Tuesday."
    (when,) = dated(text, claim(text, "bombed"), published=None)
    assert when.start is None and when.text == "Tuesday" and when.basis == "publication unknown"


def test_what_has_happened_is_not_dated_ahead() -> None:
    text = "The strike that will be remembered killed ten people on Friday."
    assert dated(text, claim(text, "killed"))[0].start == date(2017, 5, 26)


def test_ranges_and_open_intervals() -> None:
    text = "Planes bombed the city from 10 March to 17 March 2017."
    (when,) = dated(text, claim(text, "bombed"))
    assert (when.start, when.end) == (date(2017, 3, 10), date(2017, 3, 17))
    text = "Planes have bombed the city since Thursday."
    (when,) = dated(text, claim(text, "bombed"))
    assert (when.start, when.end) == (date(2017, 5, 25), MONDAY)


def test_the_day_of_a_statement_does_not_date_what_it_states() -> None:
    text = "On Thursday, the ministry stated that planes had struck the city. Ten people were killed by the planes on Sunday."
    struck = replace(claim(text, "struck"), when=When(text="Thursday", span=Span(3, 11)))
    assert dated(text, struck)[0].span != Span(3, 11)


def test_an_undated_toll_is_of_the_day_on_which_it_was_told_as_news_to_the_week() -> None:
    text = "The monitor said on Sunday that ten people were killed in raids. On Friday two soldiers were hurt in a clash."
    said = When(text="Sunday", span=Span(text.index("Sunday"), text.index("Sunday") + 6))
    hurt = replace(claim(text, "hurt", happening="h2"), type="armed_clash")
    killed, _ = dated(text, replace(claim(text, "killed", happening="h1"), when=When(), said_on=said), hurt)
    assert (killed.start, killed.end, killed.precision) == (date(2017, 5, 28), date(2017, 5, 28), Precision.WEEK)
    (conceded,) = dated(text, replace(claim(text, "killed"), when=When(), said_on=said, stance=Stance.CONCEDES))
    assert conceded.start is None and conceded.basis is not None and "conceded" in conceded.basis


def test_an_account_of_one_past_day_gives_it_to_its_tolls_and_never_the_week_of_publication() -> None:
    text = (
        "The attack on the port was a strike of 24 March 2016. A ship sank. "
        "Eight people were killed in the attack. Shells hit another town."
    )
    attack, hit = dated(text, claim(text, "attack."), claim(text, "hit"))
    assert attack.start == date(2016, 3, 24) and attack.precision is Precision.WEEK
    assert hit.start is None


def test_a_sentence_that_goes_on_with_meanwhile_is_of_the_day_told_before() -> None:
    text = "On Friday, shells hit the city. On Thursday a camp was hit. Meanwhile three people were killed in the north."
    assert dated(text, claim(text, "killed"))[0].start == date(2017, 5, 25)


def test_killed_during_the_assault_is_of_the_day_of_the_assault() -> None:
    text = "Rebels launched an assault on Thursday. On Saturday the base burned. Forty men were killed during the assault."
    assault, killed = dated(text, claim(text, "assault"), claim(text, "killed"))
    assert killed.start == assault.start == date(2017, 5, 25)


def test_acts_that_became_more_date_no_single_one() -> None:
    text = "Raids killed ten people. The attacks intensified in March."
    killed, attacks = dated(text, claim(text, "killed", happening="h1"), claim(text, "attacks", happening="h1"))
    assert attacks.start == date(2017, 3, 1) and killed.start == MONDAY


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("On Saturday, the army admitted that its troops had shot down a plane.", "shot"),
        ("The following day, the ministry noted five more strikes on the city.", "strikes"),
        ("On Wednesday the militia fired missiles in retaliation for the raid.", "raid"),
        ("KABUL, Afghanistan (Dec. 11, 2010) - Forces killed five insurgents in an operation.", "killed"),
    ],
)
def test_days_that_date_something_else(text: str, word: str) -> None:
    assert dating(text, word) == []


def test_the_past_days_are_a_span_of_days() -> None:
    text = "Fighting has killed 45 people over the past two days."
    (when,) = dated(text, claim(text, "killed"))
    assert (when.start, when.end) == (date(2017, 5, 27), MONDAY)


def test_what_lies_ahead_does_not_date_a_toll() -> None:
    text = "The war, which enters its fifth year next month, has killed 210,000 people."
    assert dated(text, claim(text, "killed"))[0].start != date(2017, 6, 1)
