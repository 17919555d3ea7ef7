"""Text in capitals and hard-wrapped text: read in ordinary form, at the same offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.lexicon.written_names import written_names
from hadba.text.casing import no_names, restore_case
from hadba.text.parsing import SpacyParser
from hadba.text.wrapping import unwrap

ORDINARY = "Rebels shelled the town of Idlib on Monday, killing 12 people. The army denied it."
WRAPPED = (
    "   The attack on the convoy near the border took place on Tuesday at dawn,\n"
    "and at least four soldiers were killed.  The army of the province, whose\n"
    "commander was wounded in the ambush, said that it had sent more of its men\n"
    "to the area.\n\n"
    "   Nobody claimed responsibility.\n"
)


@pytest.mark.parametrize(
    ("capitals", "restored"),
    [
        ("REBELS SHELLED THE TOWN OF SARMIN. NO ONE WAS HURT.", "Rebels shelled the town of Sarmin. No one was hurt."),
        ("PRESIDENT BUSH MET HIS GUESTS ON 4 MAY", "President Bush met his guests on 4 May"),
        ("THEY MAY MARCH INTO EL SALVADOR, THE U.S. SAID", "They may march into El Salvador, the U.S. said"),
        ("THE ELN [NATIONAL LIBERATION ARMY] HIT A BUS", "The ELN [National Liberation Army] hit a bus"),
        ("GUERRILLAS OF SHINING PATH BLEW UP A PYLON", "Guerrillas of Shining Path blew up a pylon"),
        ("THE BODY OF MARIA DE LA CRUZ WAS FOUND", "The body of Maria de la Cruz was found"),
    ],
)
def test_capitals_are_read_in_ordinary_case(capitals: str, restored: str) -> None:
    assert restore_case(capitals, written_names()) == restored


def test_a_headline_in_capitals_is_cased_as_its_text_writes_the_words() -> None:
    text = "HOPE FADES FOR MARKET VICTIMS IN SPLIT\n\nThe blast in Split killed nine, and hope fades for the others."
    assert restore_case(text, no_names()).startswith("Hope fades for market victims in Split\n\nThe blast")


def test_ordinary_text_is_left_alone() -> None:
    assert restore_case(ORDINARY, written_names()) == ORDINARY
    assert restore_case("ISIS\n\n" + ORDINARY, written_names()) == "ISIS\n\n" + ORDINARY


@given(st.text(max_size=200) | st.text(alphabet="ABCDEFIŞßNÉ .,\n['-", max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    restored = restore_case(unwrap(text), no_names())
    assert len(restored) == len(text)
    assert restored.split() == text.split() or restored.upper().split() == text.upper().split()


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    unwrapped = unwrap(WRAPPED)
    assert len(unwrapped) == len(WRAPPED)
    assert "at dawn, and at least" in unwrapped
    assert "area.\n\n   Nobody" in unwrapped


def test_lines_that_were_meant_stay() -> None:
    listed = "The dead:\n- Ali Hasan, 40, of the northern quarter\n- his son, 12\n- a neighbour of theirs\n"
    assert unwrap(listed) == listed
    assert unwrap("A headline of some words\nThe text begins here. And it goes on.") == (
        "A headline of some words\nThe text begins here. And it goes on."
    )


def test_a_parse_keeps_the_text_as_given() -> None:
    parsed = next(SpacyParser(written_names).parse([WRAPPED.upper()]))
    assert parsed.text == WRAPPED.upper()
    assert {s.paragraph for s in parsed.sentences} == {0, 1}
    soldiers = next(t for t in parsed.tokens if t.lower == "soldiers")
    assert soldiers.lemma == "soldier"
    assert soldiers.span.of(parsed.text) == "SOLDIERS"
