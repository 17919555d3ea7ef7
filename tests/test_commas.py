"""Commas restored to text that lost them. The texts are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.text.commas import restore_commas
from hadba.text.parsing import SpacyParser
from tests.reading import counted

STRIPPED = (
    "Mortar fire killed seven shoppers in a market held by rebel fighters a monitoring group said on Sunday. "
    "The Tigris Observatory a Geneva-based monitor said the shells fell in the early evening near the old bridge. "
    "The market had been crowded because it was the first dry day of the week and many families had come to buy bread. "
    "Five more people were wounded local media reported citing medical sources. No side has said that it fired on the town."
)


def test_who_said_it_is_set_off() -> None:
    read = restore_commas(STRIPPED)
    assert "rebel fighters,a monitoring group said on Sunday." in read
    assert "Observatory,a Geneva-based monitor,said" in read
    assert "wounded,local media reported,citing medical sources." in read
    assert len(read) == len(STRIPPED)


def test_the_speaker_at_the_end_speaks_for_the_toll() -> None:
    claim = counted(STRIPPED)[7]
    assert claim.attribution[-1].name == "monitoring group"


def test_the_date_that_a_page_prints_ends_its_heading() -> None:
    page = "Mortar fire kills seven in market AFP Friday 10 Oct 2014 " + STRIPPED
    assert restore_commas(page).startswith("Mortar fire kills seven in market\rAFP Friday 10 Oct 2014\rMortar fire killed")


def test_who_says_it_may_be_followed_by_when_and_why() -> None:
    page = STRIPPED + " Shells killed four people in the old town opposition activists said as talks began in the capital."
    assert "old town,opposition activists said as" in restore_commas(page)


@pytest.mark.parametrize(
    ("told", "joined"),
    [
        ("Rockets killed four of the Red Front the Tigris Observatory for Human Rights monitoring group said.", "Front,the"),
        ("A car bomb killed six people in the city state television reported on Friday without details.", "city,state"),
        ("Raids have cost 136 lives near the airport said the Observatory which has people there.", "airport,said the"),
        ("Six children were among the dead in the shelling on Friday Orchard Watch reported.", "Friday,Orchard Watch reported"),
        ("Shells fell on three streets of the town Observatory director Omar Al Salim told Reuters.", "town,Observatory"),
        ("Ten were hurt in the raid the UN childrens agency UNICEF said Monday.", "raid,the UN"),
    ],
)
def test_who_said_it_may_be_a_name_an_office_or_stand_after_its_verb(told: str, joined: str) -> None:
    assert joined in restore_commas(STRIPPED + " " + told)


def test_a_heading_is_parsed_apart() -> None:
    page = "Mortar fire kills seven in market AFP Friday 10 Oct 2014 Seven guards died a monitor said. " + STRIPPED
    parsed = next(iter(SpacyParser().parse([page])))
    heads = [(parsed.tokens[t.head].sentence, t.sentence) for t in parsed.tokens]
    assert all(head == own for head, own in heads[:30])


def test_text_with_commas_is_left_alone() -> None:
    edited = STRIPPED.replace("market held", "market, held", 1)
    assert restore_commas(edited) == edited


@given(st.text(max_size=400))
def test_nothing_moves(text: str) -> None:
    read = restore_commas(text)
    assert len(read) == len(text)
    assert all(a == b or (a == " " and b in ",\r") for a, b in zip(text, read, strict=True))
