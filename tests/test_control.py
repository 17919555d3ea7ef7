"""Who holds, took or lost a place: read exactly, and nothing that the text does not bear."""

from __future__ import annotations

import pytest

from hadba.extract.statement import Statement
from hadba.lexicon.control import TYPES, control_words
from hadba.model.claim import Realis
from tests.statements import control


def told(text: str) -> list[tuple[str, str]]:
    return [(s.type, s.realis.value) for s in control(text)]


def parties(found: Statement) -> dict[str, str]:
    return {a.text: a.role.value for a in found.actors}


def places(found: Statement) -> list[str]:
    return [p.text for p in found.places or ()]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("The rebels captured the town of Bor on Tuesday.", "took"),
        ("Government forces have recaptured Palmyra.", "retook"),
        ("Kunduz fell to the Taliban on Monday.", "took"),
        ("Ukrainian forces drove Russian troops out of Kherson.", "took"),
        ("M23 rebels seized control of Goma in January.", "took"),
        ("Rebel fighters lost the town of Azaz last night.", "lost"),
        ("The village of Salma is under the control of the army.", "holds"),
        ("The city is in the hands of the rebels.", "holds"),
        ("Shells hit the rebel-held town of Azaz.", "holds"),
        ("Troops closed in on the centre of Tikrit.", "advances"),
        ("Israeli forces encircled Hamas fighters in Khan Younis.", "encircles"),
        ("Militants have besieged the town of Amerli for two months.", "besieges"),
        ("Afghan troops withdrew from Musa Qala district.", "withdraws"),
        ("The army launched a new phase of its operation.", "phase"),
    ],
)
def test_types(text: str, type: str) -> None:
    assert [t for t, _ in told(text)] == [type]


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Iraqi forces have managed to liberate nearly all parts of Mosul.", Realis.ACTUAL),
        ("The prime minister had pledged the army would retake Mosul within weeks.", Realis.PLANNED),
        ("Troops began an offensive to retake Palmyra.", Realis.PLANNED),
        ("Government forces failed to retake Palmyra.", Realis.NEGATED),
        ("The army has not captured the airport.", Realis.NEGATED),
        ("The fall of Mosul would end the war.", Realis.HYPOTHETICAL),
        ("Recapturing the city will be a harder task.", Realis.HYPOTHETICAL),
        ("After capturing Mosul, the army rested.", Realis.ACTUAL),
        ("Troops went in to break the siege of the town of Azaz.", Realis.ACTUAL),
    ],
)
def test_realis(text: str, realis: Realis) -> None:
    assert realis in {s.realis for s in control(text)}


def test_sides_and_place() -> None:
    (taken,) = control("Iraqi forces recaptured the town of Sinjar from Islamic State on Friday.")
    assert parties(taken) == {"Iraqi forces": "perpetrator", "Islamic State": "target"}
    assert places(taken) == ["Sinjar"]
    (lost,) = control("Islamic State lost the town of Sinjar to Kurdish fighters.")
    assert (lost.type, parties(lost)) == ("took", {"Kurdish fighters": "perpetrator", "Islamic State": "target"})
    (held,) = control("Troops shelled districts held by ISIS in west Mosul.")
    assert (held.type, parties(held), places(held)) == ("holds", {"ISIS": "perpetrator"}, ["Mosul"])
    (closing,) = control("The army says they are closing in on the last parts of Mosul.")
    assert parties(closing) == {"army": "perpetrator"}


@pytest.mark.parametrize(
    "text",
    [
        "The senator captured Iowa and won the state of Ohio.",
        "The team took the lead in Madrid and held its ground.",
        "Apple seized control of the market in China.",
        "Stocks fell 5 percent in Tokyo.",
        "The general held the post of minister of defence in Cairo.",
        "Police captured the suspect in Chicago.",
        "State-run media in Damascus said the road was open.",
        "Snow fell on the town.",
        "192 explosive belts were seized in Mosul.",
    ],
)
def test_what_is_no_control(text: str) -> None:
    assert control(text) == ()


def test_history_is_background() -> None:
    (old,) = control("Islamic State fighters took the city of Mosul in June 2014.")
    assert not old.main


def test_spans_hold_what_is_said() -> None:
    text = "Officials said Iraqi forces have managed to liberate nearly all parts of Mosul from ISIS terrorists."
    (taken,) = control(text)
    assert taken.span.contains(taken.trigger)
    assert all(taken.span.contains(a.span) and a.span.of(text) == a.text for a in taken.actors)


def test_lexicon_types() -> None:
    words = control_words()
    assert {v.type for verbs in words.verbs.values() for v in verbs} | {n.type for n in words.nouns.values()} <= TYPES
