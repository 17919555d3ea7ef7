"""A user's long list on top of the embedded gazetteer: what it must not take away."""

from __future__ import annotations

from dataclasses import replace

from hadba.extract.places import read_places
from hadba.extract.places.reader import foremost
from hadba.model.report import make_report
from hadba.model.where import Place, Where
from hadba.resolve.where import gazetteer_of, resolve_places
from hadba.text.parsing import SpacyParser

ALEPPO = "geonames:170062"  # the province


def own(name: str, lat: float, lon: float, kind: str = "town", *names: str, country: str | None = "SY") -> Place:
    return Place(f"own:{name}:{lat}", name, kind, lat, lon, (name, *names), country=country, rank=1)


def resolved(text: str, *places: Place) -> dict[str, Where]:
    gazetteer, parsed = gazetteer_of(places), next(iter(SpacyParser().parse([text])))
    found = resolve_places(make_report(text, outlet="Test Wire"), parsed, read_places(parsed, gazetteer, ()), gazetteer)
    return {m.text: m.where for m in found if m.where is not None}


MIDAN = own("Midan", 33.492, 36.286, "neighbourhood", "al-Midan")


def test_a_quarter_of_another_town_is_not_the_one_that_the_text_puts_in_this() -> None:
    text = "Shells fell on the al-Midan neighbourhood of Aleppo. In Harasta, near Damascus, nobody was hurt."
    found = resolved(text, MIDAN)["al-Midan"]
    assert (found.name, found.within) == ("Aleppo", "Aleppo")
    assert resolved("Shells fell on the al-Midan neighbourhood of Damascus.", MIDAN)["al-Midan"].place_id == MIDAN.id


def test_a_village_that_sounds_like_a_quarter_is_not_it() -> None:
    villages = (own("Zabad", 35.92, 37.5), own("Shaykh Zayyat", 36.1, 37.3), own("Mushayrifat al Tutun", 36.12, 37.94))
    text = "Snipers in Aleppo fired into the Zabadieh district and on the neighbourhood of Sheikh Zaid."
    found = resolved(text, *(replace(village, parents=(ALEPPO,)) for village in villages))
    assert found["Zabadieh"].within == found["Sheikh Zaid"].within == "Aleppo"


def test_what_both_layers_have_is_one_place_under_the_lists_id() -> None:
    syria, province = own("Syria", 35.0, 38.3, "country"), own("Halab", 36.2, 37.6, "province", "Aleppo")
    gazetteer = gazetteer_of((syria, province))
    assert [p.id for p in gazetteer.named("Syria") if p.kind == "country"] == [syria.id]
    assert [p.id for p in gazetteer.named("Aleppo") if p.kind == "province"] == [province.id]
    town = next(p for p in gazetteer.named("Aleppo") if p.kind == "town")
    assert {province.id, syria.id} <= set(
        town.parents
    ) and town.admin1 == "Halab"  # the embedded town lies in the list's province
    assert gazetteer.named("Aleppo Governorate")[0].id == province.id  # a spelling that only the embedded entry has


def test_a_spelling_that_the_world_has_as_a_name_counts_as_one() -> None:
    atmah = own("Atmah", 36.3095, 36.6884, "town", "Atme")
    assert resolved("A bomb at the Atme border crossing in Syria killed 30 rebels.", atmah)["Atme"].place_id == atmah.id


def test_a_village_of_a_long_list_hides_no_city() -> None:
    gazetteer = gazetteer_of((village := own("Mosul", 35.1, 36.9),))
    found = gazetteer.named("Mosul")
    assert found[0].id == village.id
    city = foremost(found)
    assert city is not None and city.population > 1_000_000


def test_what_is_more_likely_another_of_many_is_left_within_its_parent() -> None:
    villages = tuple(own("Sahlabad", 33.0 + n / 4, 37.0 + n % 4) for n in range(14))
    found = resolved("A shell fell on the village of Sahlabad in Syria.", *villages)["Sahlabad"]
    assert found.lat is None or found.within is not None
