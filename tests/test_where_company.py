"""What a report's other words make of a name: what holds it, and that a village elsewhere is not it. The sentences are written
for these tests."""

from __future__ import annotations

import pytest

from hadba.model.where import PlacePrecision
from tests.reading import read_text
from tests.test_where import resolved


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("A bomb killed nine in the besieged Old City of Homs. In Damascus a shell killed two.", "Old City", "Homs"),
        ("A car bomb killed 14 people in the Zarnuq district of Homs.", "Zarnuq", "Homs"),
        ("Shells killed four people in the Aleppo district of Zarnuq.", "Zarnuq", "Aleppo"),
        (
            "A raid in Syria hit Aleppo, the London-based monitor said. Two people died in Zarnuq neighbourhood.",
            "Zarnuq",
            "Aleppo",
        ),
        (
            "MOSCOW (Test) - Rockets hit Deir ez-Zor city. Later rockets fell on Zarnuq neighbourhood, a source said.",
            "Zarnuq",
            "Deir ez-Zor",
        ),
    ],
)
def test_a_quarter_lies_in_the_town_of_its_phrase_or_of_the_story(text: str, name: str, within: str) -> None:
    assert resolved(text)[name].within == within


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (
            "Raids hit Hama province in Syria, and the village of al-Zara south of it.",
            "al-Zara",
            None,
        ),  # Daraa is another sound
        ("Fighters in Deir ez-Zor province shelled the town of Suleima.", "Suleima", None),  # Salamiyah lies elsewhere
        ("Fighters shelled the town of Boukamal in Syria.", "Boukamal", "Ālbū Kamāl"),
        (
            "Myanmar's army killed 35 civilians near Mo So village in Hpruso township, Kayah state.",
            "Mo So",
            None,
        ),  # two consonants are no name
        ("Insurgents fired in the Nad 'Ali district of Helmand province.", "Nad 'Ali", "Nād ‘Alī"),
        ("Raids killed three in the Syrian town of Suran, Hama, and in Bureij.", "Bureij", None),  # the camp is in Gaza
        ("Troops killed one man in Khas district, Uruzgan province.", "Khas", None),  # Khash is in Nimroz
        ("Raids killed three in the town of Ghani Khel in Nangarhar.", "Ghani Khel", None),  # Jani Khel is another
        ("One pilgrim died in Mecca, the others in Medina.", "Medina", "Medina"),
    ],
)
def test_a_place_that_sounds_alike_or_bears_the_name_elsewhere_is_not_meant(text: str, name: str, found: str | None) -> None:
    where = resolved(text)[name]
    assert (where.name if where.within is None else None) == found


def test_a_province_told_by_its_bare_name_has_the_point_of_its_chief_town() -> None:
    """Where a report speaks of the province too, the name is the province's; but what it says of "Aleppo" is near the city."""
    where = resolved("Two villages, Mare and Tal Rifaat in Aleppo, were hit. The raids killed nine in Aleppo, Syria's hub.")[
        "Aleppo"
    ]
    assert where.lat is not None and abs(where.lat - 36.2) < 0.1
    assert resolved("Shells hit the Deir Ezzor air base in Syria.")["Deir Ezzor"].name == "Deir ez-Zor Airport"


def test_a_village_that_no_list_has_lies_in_the_one_province_of_the_story() -> None:
    where = resolved("Raids hit Saraqib in Idlib province. A shell killed two in the village of Zarnuq.")["Zarnuq"]
    assert (where.within, where.precision) == ("Idlib", PlacePrecision.PROVINCE)
    assert resolved("Raids hit Saraqib, Mosul and Raqqa. A shell hit the village of Zarnuq.")["Zarnuq"].lat is None


def test_peoples_are_no_places() -> None:
    assert not {"Kurdish", "Arab Sunni"} & set(
        resolved("Two died in the Arab Sunni village and in a mainly Kurdish town in Syria.")
    )


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Operations were reported in Kandahar, Wardak and elsewhere. Troops raided Kandahar, Wardak.", "Kandahar", "Kandahār"),
        ("Rebels were killed in a clash in San Fernando, Bukidnon, on Monday.", "San Fernando", "Bukidnon"),
        ("They attacked a military camp in Zarnugou, Koro cercle, central Mali.", "Zarnugou", "Koro"),
        ("Gunmen killed six people in Guadalupe y Calvo, Chihuahua.", "Guadalupe y Calvo", "Guadalupe y Calvo"),
        ("A car bomb killed two soldiers in Tame, Arauca department.", "Tame", "Tame"),
        ("At least nine Palestinians were killed in an Israeli strike in southern Gaza.", "Gaza", "Gaza Strip"),
        ("An Israeli strike hit a house in Deir al-Balah in central Gaza.", "Deir al-Balah", "Dayr al Balaḩ"),
    ],
)
def test_the_division_that_a_phrase_names_rules(text: str, name: str, found: str) -> None:
    assert next(p.where for p in read_text(text).places if p.text == name and p.where is not None).name == found
