"""Which place a claim gets: where it happened, apart from where somebody stood, spoke or was. The sentences are written for
these tests."""

from __future__ import annotations

import pytest

from hadba.extract.places import read_places
from hadba.lexicon.telling import brought_there
from hadba.model.span import Span
from hadba.model.where import PlacePrecision
from hadba.text.parsing import SpacyParser
from tests.reading import counted, gazetteer, read_text


def where(text: str, low: int) -> list[str]:
    """The names of the places of the claim that counts ``low``, as resolved, else as written."""
    return [w.name or w.text for w in counted(text)[low].where]


@pytest.mark.parametrize(
    ("text", "low", "places"),
    [
        ("Troops arrested two men during a raid in Logar province.", 2, ["Logar"]),
        ("Nine soldiers were killed in clashes with militants in Ramadi.", 9, ["Ramadi"]),
        ("Fighters positioned in Binnish shelled Kafraya and killed three women.", 3, ["Kafraya"]),
        ("Jets bombed fighters positioned in Binnish and killed seven of them.", 7, ["Binnish"]),
        ("Nine soldiers were killed in clashes in Eastern Homs near the Shaer gas field.", 9, ["Shaer gas field", "Homs"]),
        ("Shells hit Jayrud, 60 km from Damascus, where rebels killed nine soldiers.", 9, ["Jayrūd"]),
        ("Soldiers went to Saraqib, where a rocket attack killed 26 people.", 26, ["Saraqib"]),
        ("Soldiers went to Saraqib near Idlib, where a rocket attack killed 26 people.", 26, ["Saraqib"]),
        ("It was the day after the strikes that killed 34 soldiers in Tikrit.", 34, ["Tikrīt"]),
        ("At least 89 people died in the Khan Shaykhun chemical attack.", 89, ["Khān Shaykhūn"]),
        ("A bomb killed 12 people in Syrian Deir ez-Zor.", 12, ["Deir ez-Zor"]),
    ],
)
def test_a_claim_is_where_its_own_words_say_that_it_happened(text: str, low: int, places: list[str]) -> None:
    assert where(text, low) == places


def test_two_claims_of_one_happening_share_the_province_that_one_of_them_tells() -> None:
    text = "Troops arrested a commander during a raid in Logar province. The troops also arrested six suspects during the raid."
    assert where(text, 6) == ["Logar"]


def test_who_flees_the_city_flees_the_one_that_was_told() -> None:
    text = "Gunmen took the city of Mosul in Iraq on Monday. An estimated 500,000 civilians fled the city."
    assert where(text, 500_000) == ["Mosul"]


def test_another_neighbourhood_is_not_the_one_told_before() -> None:
    text = (
        "A car bomb killed five people in al-Zahraa neighbourhood in Homs. "
        "In October a bomb at a school in another neighbourhood killed 52 people."
    )
    assert "al-Zahraa" not in where(text, 52)


def test_what_lies_near_the_capital_is_not_in_it() -> None:
    text = "Shells killed 31 people in a town northeast of the capital on Saturday. The president spoke in Damascus, Syria."
    assert where(text, 31)[:1] != ["Damascus"]


def test_a_dateline_places_nothing_that_the_report_places_itself() -> None:
    text = (
        "KABUL, Afghanistan (May 2) – Troops searched a compound in Sangin district, Helmand province, on Monday.\n\n"
        "The troops detained two suspects after questioning."
    )
    assert "Kabul" not in where(text, 2)


def test_a_list_of_many_places_is_about_none_of_them() -> None:
    towns = ("Idlib", "Saraqib", "Binnish", "Raqqa", "Manbij", "Homs", "Hama", "Daraa", "Palmyra", "Tabqa", "Kobane")
    told = " ".join(f"On {n} May {year}, a bomb killed people in {town}, Syria.\n\n" for n, year, town in zip(
        range(1, 12), range(2005, 2016), towns, strict=True))  # fmt: skip
    text = f"This is a list. It is long. It has many items.\n\n{told}On 9 June 2016, in an attack, 33 people were killed."
    assert not [w for w in counted(text)[33].where if w.precision is not PlacePrecision.COUNTRY]


def test_lines_may_end_in_unicodes_own_separators() -> None:
    head = "For Immediate Release\u2028Download PDF\u2028\u2028"
    text = f"{head}KABUL, Afghanistan (Dec. 29) – Troops detained four men in Nimroz province."
    assert where(text, 4) == ["Nimroz"]
    assert read_text(text).claims[0].spans[0].start >= len(head)


def names(text: str) -> list[str]:
    return [m.text for m in read_places(next(iter(SpacyParser().parse([text]))), gazetteer(), ())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clashes went on in Eqeirbat and Hawijat Sakr.", ["Eqeirbat", "Hawijat Sakr"]),
        ("Shells fell in al-Zarqani residential area.", ["al-Zarqani"]),
        ("In Syria the Idlib province saw fighting.", ["Syria", "Idlib"]),
        ("Troops fought in Pul-e ‘Alam district.", ["Pul-e ‘Alam"]),
        ("Many died in Various Provinces.", []),
        ("He was killed in a Grad missile attack.", []),
        ("Troops advanced in Northeastern Aleppo.", ["Aleppo"]),
    ],
)
def test_villages_that_no_list_has_are_named_where_something_is_in_them(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_text_without_commas_lists_towns_one_after_another() -> None:
    text = (
        "The army said on Monday that its units killed a number of gunmen in Saraqib Khan Shaykhun Maarat al-Numan and Binnish "
        "in the countryside of Idlib. Syria is at war. " + "The units went on with their work across the country. " * 8
    )
    assert names(text)[:4] == ["Saraqib", "Khan Shaykhun", "Maarat al-Numan", "Binnish"]


def precisions(text: str) -> list[tuple[str, PlacePrecision]]:
    return [(m.text, m.where.precision) for m in read_text(text).places if m.where is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Raids went on in the provinces of Hama and Idlib.", {"Hama": "province", "Idlib": "province"}),
        ("They met on the border between Aleppo and Raqqa province.", {"Aleppo": "province", "Raqqa": "province"}),
        ("Mortars hit Aleppo neighbourhood, a channel said. Syria watched.", {"Aleppo": "town"}),
    ],
)
def test_the_words_of_a_list_say_what_kind_of_place_each_is(text: str, found: dict[str, str]) -> None:
    assert {name: p.value for name, p in precisions(text) if name in found} == found


def test_a_quarter_told_to_be_in_a_town_is_no_namesake_abroad() -> None:
    text = "Shells fell in al-Sulaimaniyeh area in Aleppo city, Syria, and killed two people."
    assert all(w.country == "SY" for w in counted(text)[2].where)


def test_where_the_hurt_were_brought_is_told_by_the_span_of_the_place() -> None:
    text = "Rescuers rushed dozens of injured to a hospital in Azaz."
    parsed = next(iter(SpacyParser().parse([text])))
    assert brought_there(parsed, Span(text.index("Azaz"), text.index("Azaz") + 4))
