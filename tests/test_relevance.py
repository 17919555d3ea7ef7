"""What is not ours bears no claim of an event. The texts are our own."""

from __future__ import annotations

import pytest

from hadba.model.claim import Realis
from tests.reading import events

NOT_OURS = {
    "sport": (
        "United struck twice in the first half and killed off the match. The striker fired a shot past the "
        "goalkeeper and the coach called the attack the best of the season. Three players were injured."
    ),
    "film": (
        "The film's final battle kills dozens of soldiers. Its director shot the siege in a studio and critics "
        "wounded the actor who plays the general. The sequel opens at the box office in May."
    ),
    "accident": (
        "Twelve people were killed and 30 injured when a bus crashed into a lorry on the coastal highway on "
        "Sunday. Police said the driver lost control in heavy rain. Rescuers pulled seven bodies from the wreck."
    ),
    "flood": (
        "At least 43 people have died and thousands have been displaced by floods in the delta since Friday. "
        "Soldiers brought water to villages cut off by the storm. The death toll rose from 31."
    ),
    "disease": (
        "A cholera outbreak has killed 210 people in the province this year, health officials said. Patients fill "
        "the wards and the vaccine has not arrived. Another 40 died of the disease in the camp."
    ),
    "business": (
        "Shares in the retailer were hit after profit fell. Analysts said the price war had claimed casualties and"
        " that 400 jobs would go. The company's new offensive in smartphones starts in autumn."
    ),
    "game": (
        "The new shooter lets players lead rebel troops and bomb the palace of a fictional king. A grenade kills five "
        "soldiers in the trailer. The studio sold a million copies, and gamers in Lyon besieged the shops on Friday."
    ),
    "crime": (
        "A man was arrested on Monday after his girlfriend was found shot dead in their apartment, the sheriff "
        "said. The suspect was charged with manslaughter and his attorney asked the jury for time. One neighbor "
        "was injured."
    ),
}


@pytest.mark.parametrize("kind", sorted(NOT_OURS))
def test_what_is_not_ours_bears_no_event(kind: str) -> None:
    assert events(NOT_OURS[kind]) == []


def test_conflict_is_ours_in_few_words() -> None:
    assert events("Shelling killed four people in Taiz on Monday.")


def test_the_raids_of_a_coalition_are_ours_in_few_words() -> None:
    assert events("Coalition jets hit a funeral hall in Sanaa on Saturday killing 140 people.")


def test_disease_in_a_war_is_not_counted_as_war() -> None:
    text = "Rebels shelled the port of Hodeidah on Sunday and killed six dockers. Cholera has killed 300 people in the city."
    assert {f.low for c in events(text) for f in c.figures} == {6}


def test_history_alone_is_no_news() -> None:
    told = "Veterans laid a wreath in Taiz for the 60 civilians who were killed when rebels shelled the port in May 1994."
    assert events(told) == []
    assert events(f"{told} Rebels shelled the port again on Sunday and killed six dockers.")


def test_old_claims_stay_beside_news() -> None:
    text = "Rebels shelled Taiz on Sunday and killed six dockers. In May 1994 rebels shelled the port and killed 60 civilians."
    assert {f.low for c in events(text) for f in c.figures} == {6, 60}


def test_what_goes_off_during_an_exercise_is_no_act_of_war() -> None:
    text = (
        "Two soldiers were killed when a mortar round exploded in its tube during live firing at a range near Sevilla "
        "on Monday. The army said that it was testing the gun."
    )
    assert events(text) == []


def test_who_does_not_work_strikes_nobody() -> None:
    assert events("A strike by nurses hit hospitals across the north of Spain on Thursday, their union said.") == []


MANNERS_OF_SPEAKING = {
    "questions": (
        "Rebels in the ruling party bombarded the minister with questions on Monday. Its army budget was cut, the regime "
        "of taxes was not."
    ),
    "threat": "A bomb threat emptied the station on Thursday. Explosive experts found nothing and a man was arrested.",
    "space": "A rocket exploded after lift-off on Tuesday night. Nobody was injured.",
    "old bomb": "A bomb from the Second World War exploded under a road in Tal Samin on Wednesday.",
    "beasts": "Bird flu has struck three farms and 42,000 ducks will be slaughtered. Soldiers disinfect the roads.",
    "guide": "You shell bunkers and bomb the town of Taiz. Then you have an hour to kill the militants.",
    "obituary": "The last survivor of the siege of Tal Samin has died at 97. Troops shot the men of her village.",
    "crowd": "Villagers besieged the office of the mine in Tal Samin on Monday, where rebels once had a base.",
    "mishap": "Three soldiers were killed when an ammunition store blew up on Tuesday. The army blamed a short circuit.",
}

NO_ACT_OF_WAR = {
    "means that are no arms": (
        "Helicopters bombed the burning slopes with water on Monday. Four people were killed in Tal Samin and thirty houses "
        "lost. A curfew keeps the roads free for the engines that come from the coast."
    ),
    "sanctions": "On Monday the United States struck twelve firms with export bans in the chip war over Taiwan.",
    "word for a storm": "A bomb cyclone hit the coast of Chile on Friday and killed three men in their cars.",
    "rate": "Some 900 people a year are killed by landmines in forty countries, delegates said in Taiz. A treaty is planned.",
    "said by the way": (
        "Two children died of lead dust in Tal Samin in May. 'This is a massacre, they shelled us with poison,' "
        "said a mother whose house stands beside the old smelting works. A court will decide who pays."
    ),
    "plot": (
        "The second volume opens in a town under siege. In the cellar of the school a girl counts the hits. Then shells fall "
        "on the ward and forty civilians die in the dark. The sniper is her uncle."
    ),
    "by itself": (
        "A gas cylinder blew up in a restaurant in Mosul on Friday and killed two guests. Police first feared a bomb. Nine "
        "more were hurt when a wall gave way in the blast."
    ),
    "mishap in the lead": (
        "Two soldiers died when their truck overturned near Tal Samin. Three more were hurt. The dead are a sergeant and a "
        "recruit of the second battalion of the army."
    ),
    "exercise": (
        "Four hundred volunteers took part in an exercise in Tal Samin on Sunday. Commandos shot two terrorists on the stairs, "
        "and gunmen with fake blood on their shirts lay among the wounded."
    ),
    "last witness": (
        "The last who saw it is dead: Ana Lasa, who was nine when warplanes bombed the market of Tal Samin on 26 April 1937, "
        "died on Friday."
    ),
    "court": (
        "The court in Tal Samin upheld life terms for three officers of the junta of 1976, who threw prisoners from aircraft. "
        "Maria Ruiz, whose daughter was kidnapped by soldiers on her way to school, said that she would sleep now."
    ),
    "years on": (
        "Thirty years after the siege of the school in Tal Samin, in which rebels killed 60 hostages, parents lit candles in "
        "its yard. Troops had stormed it on the third day."
    ),
}


@pytest.mark.parametrize("kind", sorted(NO_ACT_OF_WAR))
def test_what_is_no_act_of_war_bears_no_event(kind: str) -> None:
    assert [c for c in events(NO_ACT_OF_WAR[kind]) if c.realis is not Realis.GENERIC] == []


def test_a_war_of_another_age_is_no_news_however_plainly_it_is_told() -> None:
    told = (
        "In June 1940 the army shelled Tal Samin with artillery and killed 60 civilians. On 12 July 1941 rebels ambushed a "
        "column of troops and killed 19 soldiers. Aircraft bombed the village of Deir Amun with its militants in 1943."
    )
    assert events(told) == []
    assert events(f"{told} On Sunday gunmen killed six soldiers of the regime in Taiz.")
    assert events("In 490 BC the army attacked Tal Samin with troops and killed 6,000 soldiers.") == []


def test_headlines_tell_in_the_present_what_was() -> None:
    assert events("Sun Aug 17 2014 Militants kill 70 people of a tribe. The men were taken from their homes in Tal Samin.")


def test_dead_of_a_party_need_no_doer() -> None:
    told = "An explosion at a mosque in Ariha on Friday killed at least 25 members of the Nusra Front, a monitoring group said."
    assert events(f"{told} They had gathered for a meal. Nobody said that he was behind it, and the cause was not clear.")


@pytest.mark.parametrize("kind", sorted(MANNERS_OF_SPEAKING))
def test_what_only_speaks_like_war_bears_no_event(kind: str) -> None:
    assert events(MANNERS_OF_SPEAKING[kind]) == []


def test_a_store_that_was_attacked_is_no_mishap() -> None:
    told = "Three soldiers were killed when rebels blew up an ammunition store in Taiz on Tuesday."
    assert events(f"{told} The army denied a short circuit.")


FLASHES = (
    "A Russian drone hit an apartment block in Kharkiv on Tuesday, killing three people and wounding 17.",
    "Al-Shabaab militants stormed a hotel in Mogadishu late on Friday; at least 20 people were killed.",
    "Boko Haram insurgents killed 15 fishermen on the shores of Lake Chad.",
    "Fighters shelled a market in Omdurman on Thursday, killing 21 people.",
    "Suspected rebels killed 22 villagers in Beni territory overnight.",
)


@pytest.mark.parametrize("text", FLASHES)
def test_a_flash_is_ours_whoever_the_dead_were(text: str) -> None:
    assert [f.low for c in events(text) for f in c.figures]


def test_gas_that_explodes_by_itself_is_no_attack() -> None:
    assert events("A gas cylinder exploded in a restaurant in Lahore, killing nine people.") == []
