"""Who is named, who is meant, and which names are one source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.errors import LexiconError
from hadba.extract.actors import read_actors
from hadba.lexicon.actor_entries import check, make_entry, read_entries
from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.actors import dictionary
from hadba.model.claim import Family
from hadba.resolve.who import is_belligerent, source_id
from hadba.text.parsing import SpacyParser
from tests.reading import read_text


def named(text: str) -> dict[str, str | None]:
    parsed = next(iter(SpacyParser().parse([text])))
    found = read_actors(parsed)
    assert all(a.span.of(text) == a.text for a in found)
    return {a.text: a.actor_id for a in found}


def test_one_party_under_all_its_names() -> None:
    names = (
        "ISIS",
        "ISIL",
        "Isis",
        "Daesh",
        "Daech",
        "Islamic State",
        "the Islamic State group",
        "so-called Islamic State",
        "IS",
    )
    assert {dictionary().find(n).id for n in names if dictionary().find(n)} == {"isis"}  # type: ignore[union-attr]
    assert all(dictionary().find(n) for n in names)


def test_case_tells_a_name_from_a_word() -> None:
    assert dictionary().find("is") is None
    text = "He is in Tikrit, where IS fought, and all of them share the independent view of the times."
    assert named(text) == {"IS": "isis"}
    shouted = "THIS IS WHO THEY CARE FOR: THE FMLN ATTACKED THE ARMY BARRACKS IN THE CITY AND THE BRIDGE IS DOWN."
    assert named(shouted) == {"FMLN": "fmln"}


@pytest.mark.parametrize(
    ("text", "whole", "id"),
    [
        ("Taliban insurgents attacked a village in Ghazni.", "Taliban insurgents", "taliban"),
        ("US-backed Iraqi forces attacked the town.", "US-backed Iraqi forces", "iq-forces"),
        ("Anti-ISIS fighters attacked the town.", "Anti-ISIS fighters", None),
        ("Al-Qaeda-linked militants attacked the town.", "Al-Qaeda-linked militants", None),
        ("Kurdish fighters entered the town.", "Kurdish fighters", None),
        ("Unidentified gunmen killed a judge.", "Unidentified gunmen", None),
        ("The so-called US-led coalition bombed the town.", "so-called US-led coalition", None),
        ("Syrian army units shelled the town.", "Syrian army units", "sy-forces"),
        ("Sudan bombed a refugee camp.", "Sudan", "sd-government"),
    ],
)
def test_descriptions(text: str, whole: str, id: str | None) -> None:
    assert named(text)[whole] == id


def test_a_qualifier_is_no_party() -> None:
    assert named("The rebel-held town has a police station near the army base and a government hospital.") == {}


def test_a_context_alias_needs_its_war_and_its_day() -> None:
    book = dictionary()
    on = date(2016, 7, 1)
    assert book.find("the coalition", on=on) is None
    assert {c: getattr(book.find("the coalition", country=c, on=on), "id", None) for c in ("IQ", "AF", "YE", "PE")} == {
        "IQ": "cjtf-oir",
        "AF": "resolute-support",
        "YE": "saudi-coalition",
        "PE": None,
    }
    assert getattr(book.find("coalition forces", country="IQ", on=date(2005, 5, 1)), "id", None) == "mnf-iraq"
    assert getattr(book.find("SNA", country="SO"), "id", None) == "so-forces"


def test_claims_get_the_party_of_their_war() -> None:
    reading = read_text("The army shelled the town of Tikrit in Iraq on Friday, killing three people, Iraqi police said.")
    claim = next(c for c in reading.claims if c.family is Family.EVENT)
    assert [a.actor_id for a in claim.actors] == ["iq-forces"]
    assert [s.source_id for s in claim.attribution[1:]] == ["iq-police"]


def test_one_source_under_all_its_names() -> None:
    assert {
        source_id("the Observatory"),
        source_id("SOHR"),
        source_id("Britain-based Syrian Observatory for Human Rights"),
        source_id("Rami Abdel Rahman", "director of the monitoring group"),
        source_id("Rami Abdel Rahman, director of the Syrian Observatory for Human Rights"),
    } == {"sohr"}
    assert source_id("the Pentagon") == source_id("US Department of Defense") == source_id("Jo Doe", "Pentagon spokeswoman")
    assert source_id("Iraq's Kurdish-language Rudaw television network") == source_id("Rudaw") == "rudaw"
    assert source_id("NNA (Lebanon)") == source_id("Lebanon's National News Agency") == "nna"
    assert source_id("Col. José Pérez") == source_id("Jose Perez", "mayor") == "jose-perez"
    assert source_id("an American activist") is None


def test_who_fights() -> None:
    assert is_belligerent("us-defense-department") and is_belligerent("isis") and is_belligerent("cjtf-oir")
    assert not any(is_belligerent(i) for i in ("reuters", "sohr", "unhcr", "gaza-health-ministry", "nobody-knows"))
    assert dictionary().same_side("us-defense-department", "us-forces") and not dictionary().same_side("isis", "taliban")


def test_the_checker_speaks_up() -> None:
    entries = read_entries()
    assert len(entries) > 250 and not check(entries)
    clash = make_entry({"id": "other", "name": "Hezbollah", "kind": "rebel"})
    assert "means both" in " ".join(check((*entries, clash)))
    late = make_entry({"id": "late", "name": "Latecomers", "kind": "rebel", "roles": ["XX opposition 2010/2009"]})
    assert "before it begins" in " ".join(check((late,)))
    assert "unknown kind" in " ".join(check((replace(late, actor=replace(late.actor, kind="odd")),)))
    with pytest.raises(LexiconError):
        make_entry({"id": "x", "name": "X", "kind": "rebel", "aliasses": []})


@given(
    st.lists(
        st.sampled_from(["ISIS", "the", "is", "U.S.", "forces", "Al-", "Qaeda", "'s", "rebel", "-held", "\n", "Día"]),
        max_size=14,
    )
)
def test_names_found_are_in_the_text_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    hits = list(dictionary().scan(text))
    assert all(h.folded in dictionary().uses for h in hits)
    assert all(a.span.end <= b.span.start for a, b in pairwise(hits))


@given(
    st.lists(st.sampled_from([*"abU \n", "US-backed ", "Syrian ", "army", "U.S. ", "forces ", "anti-ISIS ", "ex-", "gunmen"]))
)
def test_descriptions_are_tried_wherever_one_may_begin(pieces: list[str]) -> None:
    text, words = "".join(pieces), actor_words()
    assert [m.span() for m in words.descriptions(text)] == [m.span() for m in words.description.finditer(text)]
