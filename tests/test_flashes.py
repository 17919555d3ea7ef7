"""News of a few words: what it takes to be of conflict, and what does not make it so. The sentences are our own."""

from __future__ import annotations

import pytest

from tests.reading import events

OURS = [
    ("A settler shot dead a 17-year-old Palestinian near Hebron on Monday.", 1),
    ("Bandits killed 10 farmers and rustled 200 cows in Zamfara's Maru district.", 10),
    ("An Israeli strike on a car near Tyre killed a Hezbollah commander.", 1),
    ("Overnight Russian attack on Odesa: seven dead, port warehouse on fire.", 7),
    ("Gunmen killed three Spanish tourists in Bamyan.", 3),
    ("Police in N'Djamena fired on demonstrators: 73 dead, authorities say.", 73),
    ("Attackers opened fire on a bus carrying Copts in Minya, killing 28.", 28),
    ("Protests in Dhaka: six shot dead by police at a demonstration.", 6),
    ("The bodies of 14 men with gunshot wounds to the head were found in Diyala.", 14),
    ("Sinai tribesmen found five policemen dead after an attack on a checkpoint.", 5),
    ("Mali's army says it neutralised 30 terrorists in an operation near Menaka.", 30),
]

NOT_OURS = [
    "A man was shot dead outside a bar in Naples on Saturday night; police are looking for two men on a scooter.",
    "A heart attack on the pitch killed a young player from Kisumu.",
    "A shark attack on a surfer off Perth: man dead, beach closed.",
    "A rally driver was killed when his car hit a tree at the Rally of Portugal.",
    "Nine mourners were killed when a bridge collapsed during a funeral in Ecuador.",
    "Two American climbers were killed in an ice fall on Everest, the Nepali army said.",
    "Bandits robbed a bank in Sicily and fled with 40,000 euros; nobody was hurt.",
    "A bus plunged into a ravine in Nepal, killing 14 passengers, police said.",
    "A police officer shot and killed a man with a knife in Minneapolis, the department said.",
    "Sappers neutralised 30 mines on a beach near Odesa.",
    "Rebels and the army agreed on the elimination of chemical weapons in Taiz.",
]


@pytest.mark.parametrize(("text", "dead"), OURS)
def test_a_flash_of_conflict_is_ours(text: str, dead: int) -> None:
    assert dead in {f.low for c in events(text) for f in c.figures}


@pytest.mark.parametrize("text", NOT_OURS)
def test_a_flash_of_something_else_is_not(text: str) -> None:
    assert events(text) == []


def test_what_speaks_for_a_flash_is_too_little_for_a_report() -> None:
    text = (
        "A settler shot dead a farmer near a farm on Monday. " + "The council met to speak of the roads of the district. " * 12
    )
    assert events(text) == []


def test_things_are_not_arrested() -> None:
    text = "The army killed nine militants in Daraa on Sunday and arrested ammunition and equipment."
    assert "arrest" not in {c.type for c in events(text)}
