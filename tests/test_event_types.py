"""What kind of happening a figure is told of. The texts are our own."""

from __future__ import annotations

import pytest

from hadba.model.actor import Role
from tests.reading import counted, read_text

TOLD = {
    "Land mines planted by the retreating fighters have killed and wounded 40 civilians in Manbij.": "mine_explosion",
    "Four children died on Sunday in Raqqa when a mine left by the militants exploded.": "mine_explosion",
    "Over 750 people have been killed in the ongoing bombing campaign on Aleppo by Russian jets.": "air_strike",
    "Army warplanes raided rebel sites in Palmyra on Sunday, killing around 70 fighters.": "air_strike",
    "Government troops hit a mine near Palmyra on Sunday, killing five soldiers.": "mine_explosion",
    "More than 60 civilians were killed by barrel bomb attacks on Al Bab on Sunday.": "air_strike",
    "The committees reported 200 casualties in the use of toxic gas by the army in Douma.": "chemical_attack",
    "A motorcycle bomber killed 16 civilians outside a bakery in Hasakeh on Tuesday.": "bombing",
    "The force returned fire, killing four insurgents in Baraki.": "armed_clash",
    "The group executed more than 50 soldiers after taking them captive in an ambush in Raqqa province.": "execution",
    "Two men wearing explosive belts blew themselves up at a checkpoint in Homs on Sunday, killing eight.": "suicide_attack",
    "Rebels fired a number of rockets at Aleppo on Sunday, claiming the lives of three women.": "rocket_attack",
    "Rebels fired rocket and mortar shells at Aleppo on Sunday, killing three women.": "rocket_attack",
    "A glide bomb hit a residential building in Kharkiv on Friday, killing three people and wounding 28.": "air_strike",
    "A vehicle-borne IED killed 12 people outside a hotel in Beledweyne on Friday.": "car_bomb",
    "Tamer Karimov died after a shootout with police in Grozny on Thursday.": "armed_clash",
}


@pytest.mark.parametrize("text", TOLD)
def test_the_words_tell_the_kind(text: str) -> None:
    types = {c.type for c in read_text(text).claims if c.figures}
    assert types == {TOLD[text]}


def test_a_place_where_others_killed_somebody_is_not_where_the_shells_killed_them() -> None:
    text = "Shells struck the town of Jayrud on Sunday, where rebels killed three pilots."
    assert "shells" not in {c.trigger.text for c in read_text(text).claims if c.figures}


@pytest.mark.parametrize(
    "text",
    (
        "Afghan forces detained seven insurgents in Khanabad district during a joint operation on Sunday.",
        "The force detained seven suspected insurgents while searching for a rebel leader in Nahr district on Sunday.",
        "Police conducted a raid in Mosul on Sunday, arresting seven militants.",
        "The operation in Mosul resulted in the arrest of seven militants on Sunday.",
        "In Mosul, Afghan and coalition forces detained seven suspected insurgents on Sunday.",
        "Congolese troops arrested seven suspected rebels in Goma on Friday.",
        "Seven rebel commanders were captured by the army near Goma on Monday.",
    ),
)
def test_whom_a_raid_detained_is_told_of_the_raid(text: str) -> None:
    assert counted(text)[7].type == "raid"


WAR = "The civil war in Syria broke out in March 2011 with protests against the government."


@pytest.mark.parametrize(
    ("text", "type_"),
    (
        (f"{WAR} More than 300,000 people have been killed and millions forced to flee their homes.", "war"),
        (f"{WAR} Some 12 people were killed in Douma on Sunday.", "killing"),
        ("A rocket attack hit Salamiya on Sunday. Five people were killed in a similar attack on Masyaf.", "rocket_attack"),
        (
            "Rebels targeted Damascus with rockets on Sunday. Later rebels targeted the Salihiya quarter, killing five women.",
            "rocket_attack",
        ),
        (
            "Air strikes hit Aleppo on Monday. An air strike killed 23 people in Oweijel. Five more were killed in Marjeh.",
            "air_strike",
        ),
        ("Troops searched a compound in Nahr district on Sunday. Five insurgents were detained for questioning.", "raid"),
        ("Troops searched a compound in Nahr district on Sunday. On Tuesday five insurgents were detained in Kabul.", "arrest"),
        (
            "Air strikes hit Tabqa on Sunday. Militants stormed the base in Tabqa on Sunday, killing five soldiers.",
            "armed_attack",
        ),
        ("Air strikes hit Hama on Sunday. The fighting in Hama on Sunday claimed the lives of five soldiers.", "armed_clash"),
    ),
)
def test_what_was_told_before_tells_the_kind_where_the_word_may_stand_for_it(text: str, type_: str) -> None:
    assert [c.type for c in read_text(text).claims if any(f.low in (5, 12, 300_001) for f in c.figures)] == [type_]


@pytest.mark.parametrize(
    "text",
    (
        "Police arrested seven men in Mosul on Sunday over the bombing of a school.",
        "Soldiers arrested seven militants in Mosul on Sunday after the raid on an army post.",
        "Police arrested seven militants in Mosul on Sunday on suspicion of planning an operation.",
        "Turkish police forces arrested seven suspected Islamic State militants in Ankara on Friday.",
        "Soldiers arrested seven protesters in Goma on Friday after clashes with rebels.",
        "Security forces arrested seven men in Goma on Friday over the bombing that killed ten people.",
    ),
)
def test_other_arrests_stay_arrests(text: str) -> None:
    assert counted(text)[7].type == "arrest"


def test_whom_rebels_detain_is_abducted() -> None:
    assert counted("Houthi rebels detained seven aid workers in Sanaa on Thursday.")[7].type == "abduction"


@pytest.mark.parametrize(
    ("text", "type_"),
    (
        # what the report tells of: by headline, of "those killed", of one more, of all its blows
        (
            "7 Killed in Idlib. The army took a village in Hama on Sunday. Shelling in Idlib on Sunday killed 7 people.",
            "shelling",
        ),
        ("Air strikes hit Marjeh on Monday, a monitor said. Those killed included seven members of one family.", "air_strike"),
        (
            "Twelve militants were killed in clashes near Sake on Monday. Another seven militants were killed in Goma.",
            "armed_clash",
        ),
        (
            "Regime jets bombed Douma and Harasta all week. Shelling hit the market of Douma. The group said seven people "
            "have been killed in three days of attacks on the enclave.",
            "shelling",
        ),
        # held against it: who did it, another cause, another act close by
        ("Air strikes hit the rebel town of Kidal on Sunday. The rebels killed seven soldiers in Kidal.", "armed_attack"),
        ("Shelling hit Douma on Tuesday, killing two people. Seven infants died of malnutrition in Douma.", "killing"),
        ("Rebel bombardment of the city killed seven people on Monday. Army jets bombed the rebels.", "shelling"),
        (
            "A suicide bomber killed ten people in Homs on Sunday. Seven were hurt in a bombing with an "
            "explosive device in Hama.",
            "bombing",
        ),
        ("Militants killed seven farmers in Zabarmari on Saturday.", "armed_attack"),
    ),
)
def test_a_bare_toll_takes_the_means_that_the_report_tells_elsewhere(text: str, type_: str) -> None:
    assert counted(text)[7].type == type_


@pytest.mark.parametrize(
    ("text", "doers"),
    (
        ("A Russian air strike killed seven people in Mayadeen on Sunday.", ["Russian"]),
        ("An Afghan air strike killed seven people in Kunduz on Sunday.", []),
        ("Other army units killed and wounded seven terrorists in Daraa on Sunday.", ["army units"]),
        ("Government troops hit a mine near Palmyra on Sunday, killing seven soldiers.", []),
    ),
)
def test_whose_act_it_was(text: str, doers: list[str]) -> None:
    assert [a.text for a in counted(text)[7].actors if a.role is Role.PERPETRATOR] == doers


@pytest.mark.parametrize(
    ("text", "type_"),
    (
        ("Armed men shot seven brothers dead with their hands tied behind their backs in Mosul on Sunday.", "execution"),
        ("Rebel forces said on Sunday that they had taken seven prisoners near Goma.", "armed_clash"),
        ("On the Ain Zara front, the field hospital received seven fighters killed on Sunday.", "armed_clash"),
        ("Troops came under fire in Mosul on Sunday; seven soldiers were wounded.", "shooting"),
        ("A bomb was thrown into a cafe in Mosul on Sunday, killing seven customers.", "bombing"),
        ("Croat forces fought the army street to street in Mostar on Sunday, and seven people were killed.", "armed_clash"),
        ("A roadside bomb missed a convoy in Mosul on Sunday and killed seven villagers.", "bombing"),
    ),
)
def test_how_it_was_done_in_other_words(text: str, type_: str) -> None:
    assert counted(text)[7].type == type_


@pytest.mark.parametrize(
    ("text", "type_"),
    (
        ("So far this year, 94 rebels have been killed in the south of the country, the army says.", "war"),
        ("In the crisis, now in its fifth year, 3,000 people have been killed.", "war"),
        ("Since yesterday, 94 people have been wounded in all.", "killing"),
    ),
)
def test_tolls_of_long_periods_are_of_the_conflict(text: str, type_: str) -> None:
    told = "Soldiers attacked a village in Mindanao on Thursday.\n\n"
    assert [c.type for n, c in counted(told + text).items() if n in (94, 3000)] == [type_]


def test_beasts_and_wars_that_go_on_tell_of_no_fight() -> None:
    text = "Two colonies of ants fought in the Mosul museum on Sunday. Rebels fighting the army near Hit bought bread there."
    assert not [c for c in read_text(text).claims if c.type == "armed_clash"]
