"""Which of a report's places a claim takes, read as the pipeline does. The sentences are written for these tests."""

from __future__ import annotations

import pytest

from tests.reading import counted


@pytest.mark.parametrize(
    ("text", "count", "first"),
    [
        (  # the one spot that is told stands for the province
            "Troops killed three insurgents in Kandahar province on Friday. The force searched a compound south of Kudeza in "
            "Zharay district after a tip. It secured the area.",
            3,
            "Zhaṟêy",
        ),
        (  # what somebody does elsewhere is not where they were taken
            "Troops captured a commander during an operation in Ghazni province. The force also detained four insurgents, "
            "among them a courier who plans attacks in Paktika province.",
            4,
            "Ghazni",
        ),
        (  # a province goes on until another place is named
            "In Helmand province, troops searched a compound for a Taliban leader. Nine insurgents were detained later.",
            9,
            "Helmand",
        ),
        (  # a monitor's seat is no place
            'The air raids killed 25 people in Idlib province, UK-based monitors said. "It was a massacre", they said.',
            25,
            "Idlib",
        ),
    ],
)
def test_the_first_place_of_a_claim(text: str, count: int, first: str) -> None:
    assert counted(text)[count].where[0].name == first
    assert all(w.text != "UK" for w in counted(text)[count].where)


def test_what_is_told_much_later_does_not_place_what_was_told_before() -> None:
    text = (
        "The Yavoriv base in Ukraine was attacked by Russian forces on 13 March. It was hit by 30 missiles. The base lies near "
        "Poland. Officials said the dead were soldiers. Police later said 61 people were killed in the attack. The news came "
        "on Sunday. Many volunteers had trained there. Its barracks burned. Its walls fell. "
        'His mother told a paper: "There was an attack in Lviv, he told me, and he was very scared".'
    )
    assert "Lviv" not in [w.text for w in counted(text)[61].where]


def test_the_city_is_not_its_old_city() -> None:
    text = (
        "Iraqi forces attacked the last pocket of Mosul on Saturday. Islamic State holds the Old City. "
        "Air strikes in the eastern half of the city killed 14 people in January."
    )
    assert counted(text)[14].where[0].text == "Mosul"


@pytest.mark.parametrize(
    ("text", "count", "first"),
    [
        (  # an act is done where somebody is sought
            "A security force killed two insurgents while searching for a Taliban leader in Khugyani district, Nangarhar "
            "province, during an overnight operation. The force responded by killing three attackers. The target of this "
            "operation was the official for operations in Azrah district, Logar province.",
            3,
            "Khūgyāṉī",
        ),
        (  # the ministry speaks in its capital
            "Air strikes killed 50 fighters in northern Syria on Tuesday. Most of them died in attacks west of Aleppo. In "
            "Washington the Pentagon confirmed eight air strikes on militants in Aleppo province.",
            50,
            "Aleppo",
        ),
        (  # all over a country is in none of the towns told
            "Two Syrian civilians were killed in several attacks across the country on Monday. A mortar shell hit a market in "
            "Damascus. Another bomb wounded nine people in Qamishli.",
            2,
            "Syria",
        ),
        (  # what a province and its chief town are both called is told more closely by what follows
            "Air strikes killed 15 people in Aleppo. The Observatory said the attacks occurred in the city of Manbij in Aleppo "
            "province. The hospital there is full.",
            15,
            "Manbij",
        ),
        ("Kafr Batna: 100 killed; Douma: 20 killed; Harasta: 7 killed. The army shelled all three towns.", 20, "Dūmā"),
        ("Khan Sheikhun in Idlib province suffered a series of air strikes which killed 17 people.", 17, "Khān Shaykhūn"),
        ("Gunmen killed four people not far from Goma in North Kivu.", 4, "Goma"),
        ("In Idlib the Observatory said the strikes killed 14 people. Idlib is held by rebels.", 14, "Idlib"),
    ],
)
def test_where_it_was_told_to_be(text: str, count: int, first: str) -> None:
    assert [w.name for w in counted(text)[count].where][:1] == [first]
    assert all(w.text not in ("Washington", "Azrah") for w in counted(text)[count].where)
