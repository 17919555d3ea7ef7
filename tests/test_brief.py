"""The brief: it says what the claims bear, cites each sentence, and keeps names of victims to itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hadba.model.attribution import Speaker
from hadba.model.claim import Trigger
from hadba.model.figure import FigureKind, Victims
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.publish.brief import PRINTED, brief, brief_of, compose, print_brief
from hadba.publish.gate import release
from hadba.publish.naming import speaker
from hadba.publish.placing import respelled, spellings
from hadba.publish.wording import counted, number, on, opening, sentence
from tests.publish_world import CLAIMS, INCIDENTS, MARCH, MAY, REPORTS, WATER, WIRE, figure

BRIEF = brief(INCIDENTS, CLAIMS, REPORTS)


def test_it_tells_who_says_what_of_each_toll() -> None:
    assert (
        "The Defence Department acknowledged on 25 May that an air strike on Mosul on 17 March killed at least 105 civilians"
        in BRIEF
    )
    assert "Radio Ninawa put the toll at 237" in BRIEF
    assert "killed at least 20 civilians, including six children, and injured 25 others" in BRIEF
    assert "The coalition, cited by Valley Times, denied this." in BRIEF


def test_a_garbled_echo_is_told_as_an_echo_and_is_no_disagreement() -> None:
    assert "is not counted again" in BRIEF
    quarrel = BRIEF.split("## Disagreements")[1].split("## ")[0]
    assert "105" in quarrel and "237" in quarrel
    assert "300" not in quarrel


def test_each_sentence_of_the_body_cites_a_passage_that_stands_in_its_report() -> None:
    digest = compose(release(INCIDENTS, CLAIMS, REPORTS), convention="airwars")
    body = [s for section in digest.sections for part in section.parts for p in part.passages for s in p.sentences]
    uncited = [s.text for s in body if not s.notes]
    assert all(text.startswith(("By the Airwars rule", "A weaker one")) for text in uncited)
    assert {note.n for note in digest.notes} == {n for s in body for n in s.notes}
    for note in digest.notes:
        source = digest.sources[note.source - 1].report
        quoted = note.quote.split("[name withheld]")[0]
        assert source.text[note.span.start : note.span.end].startswith(quoted)


def test_every_number_in_the_body_is_in_a_quote_or_a_range() -> None:
    body, notes = BRIEF.split("## Incidents")[1].split("## Notes")
    body = re.sub(r"\[\d+\]|on \d+ \w+|`[^`]*`", "", body)
    known = set(re.findall(r"\d+", notes))
    assert set(re.findall(r"\d+", body)) <= known


def test_names_of_victims_are_withheld() -> None:
    wire = replace(WIRE, text=WIRE.text.replace("Families in the", "Salim Haddad, 34, was killed; families in the"))
    water = replace(CLAIMS[WATER.claim_id], trigger=Trigger("water", wire.text.index("water"), wire.text.index("water") + 5))
    for format in ("md", "html"):
        text = brief(INCIDENTS, {**CLAIMS, WATER.claim_id: water}, {**REPORTS, WIRE.id: wire}, format=format)
        assert "Haddad" not in text
        assert "[name withheld]" in text


def test_selection_by_place_and_day() -> None:
    only = brief(INCIDENTS, CLAIMS, REPORTS, since=date(2017, 5, 1), place="mosul")
    assert only.startswith("# Mosul: 1 to 28 May 2017")
    assert "237" not in only
    nothing = brief(INCIDENTS, CLAIMS, REPORTS, since=date(2019, 1, 1))
    assert "No incident" in nothing
    assert "## Incidents" not in nothing
    assert "No incident" in brief((), {}, {}, format="html")


def test_a_redacted_incident_is_nowhere() -> None:
    text = brief((replace(MAY, review_state="redacted"), MARCH), CLAIMS, REPORTS)
    assert "Sinaa" not in text
    assert "237" in text


def test_html_needs_nothing_from_outside_and_escapes_what_reports_say() -> None:
    evil = {**REPORTS, WIRE.id: replace(WIRE, title="<script>alert(1)</script>")}
    page = brief(INCIDENTS, CLAIMS, evil, format="html")
    assert "<script" not in page
    assert "<link" not in page and "src=" not in page
    assert "prefers-color-scheme: dark" in page
    assert set(re.findall(r'href="#(n\d+)"', page)) == set(re.findall(r'id="(n\d+)"', page))


def test_it_is_the_same_whatever_the_order() -> None:
    assert brief(tuple(reversed(INCIDENTS)), dict(reversed(list(CLAIMS.items()))), REPORTS) == BRIEF


@pytest.mark.parametrize(
    ("words", "low", "high", "victims", "expected"),
    [
        ("at least 20 civilians", 20, None, Victims.CIVILIAN, "at least 20 civilians"),
        ("one civilian", 1, 1, Victims.CIVILIAN, "one civilian"),
        ("six", 6, 6, Victims.UNKNOWN, "six people"),
        ("1400 militants", 1400, 1400, Victims.COMBATANT, "1,400 militants"),
        ("more than 100 people", 101, None, Victims.UNKNOWN, "more than 100 people"),
        ("12 to 40 people", 12, 40, Victims.UNKNOWN, "between 12 and 40 people"),
        ("up to 40 people", None, 40, Victims.UNKNOWN, "up to 40 people"),
        ("nobody", 0, 0, Victims.UNKNOWN, "nobody"),
        ("2 million people", 2_000_000, 2_000_000, Victims.UNKNOWN, "two million people"),
    ],
)
def test_quantities_keep_their_bounds(words: str, low: int | None, high: int | None, victims: Victims, expected: str) -> None:
    base = figure(WIRE, "25 other people", low, high, kind=FigureKind.KILLED, victims=victims)
    assert counted(replace(base, text=words)) == expected


def test_dates_are_as_fine_as_they_are_known() -> None:
    last, first = date(2017, 5, 29), date(2017, 5, 23)
    assert on(When(last, last, Precision.DAY), year=2017) == "on 29 May"
    assert on(When(last, last, Precision.DAY, inferred=True)) == "on or about 29 May 2017"
    assert on(When(first, last, Precision.WEEK), year=2017) == "in the week to 29 May"
    assert on(When(date(2017, 5, 26), date(2017, 5, 28), Precision.DAY), year=2017) == "between 26 and 28 May"
    assert on(When(date(2017, 5, 1), date(2017, 5, 31), Precision.MONTH)) == "in May 2017"
    assert on(When()) == ""
    assert [number(n) for n in (0, 1, 9, 10, 12345)] == ["no", "one", "nine", "10", "12,345"]


def test_the_printed_briefs_say_the_same_and_open(tmp_path: Path) -> None:
    import docx
    import pypdfium2

    out = release(INCIDENTS, CLAIMS, REPORTS)
    for form in PRINTED:
        print_brief(out, tmp_path / f"b.{form}", format=form, convention="airwars")
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as pdf:
        paper = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    word = " ".join(p.text for p in docx.Document(str(tmp_path / "b.docx")).paragraphs)
    for text in (paper, word):
        plain = " ".join(text.split())
        assert "killed at least 105 civilians" in plain and "Radio Ninawa" in plain
        assert "Disagreements" in plain and "Haddad" not in plain


def test_a_situation_report_says_what_it_counts_and_what_it_cannot_tell() -> None:
    digest = compose(release(INCIDENTS, CLAIMS, REPORTS), convention="airwars", kind="sitrep")
    assert [(f.label, f.value) for f in digest.figures] == [("Incidents", "2"), ("People killed", "237")]
    assert (
        all(f.means.endswith(".") for f in digest.figures) and "one weaker one would add 20 or more" in digest.figures[1].means
    )
    titles = [s.title for s in digest.sections]
    assert {"Needs", "Response", "Funding"} <= set(titles)
    (conditions,) = [s for s in digest.sections if s.title == "Humanitarian conditions"]
    told = {p.heading: " ".join(s.text for passage in p.passages for s in passage.sentences) for p in conditions.parts}
    assert "say nothing of it" in told["Food"] and "say nothing of it" not in told["Water, power and fuel"]
    assert {c.title for c in digest.charts} == {"Incidents by month", "Where the incidents are"}
    for chart in digest.charts:
        assert ElementTree.fromstring(chart.svg).tag.endswith("svg") and chart.words


def test_a_situation_report_is_a_page_with_a_head_for_each_column() -> None:
    page = brief_of(release(INCIDENTS, CLAIMS, REPORTS), format="html", kind="sitrep")
    assert page.count('<th scope="col">') == 2 and '<html lang="en">' in page and "<caption>" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.index("<h1>") < page.index("<h2>")


def test_a_place_is_spelled_as_the_reports_spell_it() -> None:
    at = Span(0, 1)
    town = Where("Saada", at, "p", "Şa‘dah", 16.9, 43.7, PlacePrecision.TOWN)
    named = [town, town, replace(town, text="Sa'ada"), replace(town, text="the northern city"), replace(town, text="SAADA")]
    spelled = spellings([*named, replace(town, text="Hodeidah", relation="north of")])
    assert spelled == {"Şa‘dah": "Saada"}
    assert respelled(replace(town, text="Dahyan", within="Şa‘dah"), spelled).within == "Saada"


def test_no_sentence_opens_with_a_digit_but_a_day_may() -> None:
    assert sentence("14 incidents were told") == "Fourteen incidents were told."
    assert sentence("56 ISIS vehicles were destroyed") == "Fifty-six ISIS vehicles were destroyed."
    assert sentence("17 March was a Friday") == "17 March was a Friday."
    assert sentence("10,000 homes were destroyed") == "10,000 homes were destroyed."
    assert [opening(n) for n in (1, 10, 19, 20, 41, 99, 100)] == [
        "one",
        "ten",
        "nineteen",
        "twenty",
        "forty-one",
        "ninety-nine",
        "",
    ]


def test_speakers_lose_the_capital_of_a_sentence_and_broadcasters_take_their_article() -> None:
    def told(name: str) -> str:
        return speaker(Speaker(name, 0, len(name), named=False))

    assert told("Several residents of the camp") == "several residents of the camp"
    assert told("Opponents of the ruling party") == "opponents of the ruling party"
    assert told("Rudaw television network") == "the Rudaw television network"
    assert told("local television network") == "a local television network"
