"""Which sentences of one report speak of the same happening, and what each takes from it. The texts are our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.lexicon.telling import dates_a_life
from hadba.model.claim import Realis
from hadba.text.parsing import SpacyParser
from tests.reading import counted, events, read_text


def test_a_toll_told_later_takes_type_day_and_place_of_its_happening() -> None:
    text = (
        "An air strike hit a market in Hodeidah on Saturday, killing at least 22 people.\n"
        "Doctors were short of blood.\n"
        "By Sunday evening the death toll had risen to 43."
    )
    found = counted(text, published=date(2018, 8, 6))
    assert found[22].happening == found[43].happening
    assert found[43].type == "air_strike"
    assert found[43].when.start == date(2018, 8, 4)


def test_two_bombs_in_one_city_on_one_day_stay_two() -> None:
    text = (
        "A car bomb exploded outside a bank in Kirkuk on Sunday, killing nine people. "
        "Another car bomb near the bus station in Kirkuk killed four people an hour later."
    )
    found = counted(text)
    assert found[9].happening != found[4].happening


def test_counts_of_two_towns_are_no_parts_of_their_sum() -> None:
    text = (
        "Shelling killed seven people in two cities on Sunday. Four people were killed by shells in Aleppo. "
        "Three people were killed by a mortar round in Damascus."
    )
    found = counted(text)
    assert {n: found[n].figures[0].scope.value for n in (7, 4, 3)} == {7: "covers_several", 4: "incident", 3: "incident"}
    assert found[4].happening != found[3].happening


def test_a_count_of_towns_in_a_row_covers_several() -> None:
    found = counted(
        "Shells killed eight people in Aleppo and Damascus on Sunday. A bomb killed six people between Aleppo and Homs."
    )
    assert {n: found[n].figures[0].scope.value for n in (8, 6)} == {8: "covers_several", 6: "incident"}


def test_an_air_strike_with_a_toll_of_its_own_is_another() -> None:
    text = (
        "An air strike near Raqqa killed 14 people on Thursday night. "
        "As a result of an air strike more than 60 fighters were killed near Raqqa, the ministry said."
    )
    found = counted(text)
    assert found[14].happening != found[61].happening


def test_raids_on_a_far_province_are_others() -> None:
    text = (
        "Air raids on Mesraba near Damascus killed 19 people on Sunday. "
        "In the east air raids on Sunday killed 34 civilians in a village in Deir ez-Zor province."
    )
    found = counted(text)
    assert found[19].happening != found[34].happening


def test_counts_of_one_town_are_parts_of_their_sum() -> None:
    text = "Air raids killed 21 people in Aleppo on Monday. Fifteen died in Sukkari while six others died in Ferdous."
    assert counted(text)[21].figures[0].scope == "incident"


def test_strikes_on_two_days_stay_two() -> None:
    text = "An air strike killed 12 farmers near Raqqa on Friday. An air strike near Raqqa on Saturday killed eight."
    found = counted(text)
    assert found[12].happening != found[8].happening
    assert found[12].when.start == date(2017, 5, 26)
    assert found[8].when.start == date(2017, 5, 27)


def test_a_definite_attack_is_the_one_told_before() -> None:
    text = "Gunmen attacked a checkpoint near Tikrit on Sunday and killed six soldiers. The attack also wounded 11 people."
    found = counted(text)
    assert found[6].happening == found[11].happening


def test_what_is_told_more_closely_is_still_the_same() -> None:
    text = "A terrorist attack killed 18 people in Homs on Monday. Two car bombs went off near a school, officials said."
    assert counted(text)[18].type == "car_bomb"


def test_the_blast_that_struck_is_one_happening() -> None:
    text = "A suicide bomber killed nine guards on Sunday. The blast struck a bus. The attack also wounded 32 guards."
    found = counted(text)
    assert found[9].happening == found[32].happening
    assert found[32].type == "suicide_attack"


def test_an_act_set_after_another_is_not_it() -> None:
    text = (
        "Jets bombed a clinic in Idlib on Wednesday, killing 15 people. "
        "The raid comes two days after jets struck an aid convoy in Aleppo, killing 12 drivers."
    )
    found = counted(text)
    assert found[15].happening != found[12].happening


def test_the_means_tells_the_kind_of_an_attack() -> None:
    assert {c.type for c in events("Rebels attacked the air base in Hama with missiles on Sunday.")} == {"missile_strike"}
    assert "missile_strike" not in {c.type for c in events("Rebels attacked the air base in Hama and seized missiles.")}


def test_what_caused_the_wounds_tells_the_kind() -> None:
    told = {
        "Three people were wounded due to a rocket shell on the market of Taiz.": "rocket_attack",
        "Three people were wounded as a result of mortar shells on the market of Taiz.": "shelling",
        "Three wounded in Mortar Attacks on Taiz.": "shelling",
        "Army snipers fired into the quarter killing a baker and wounding three others.": "shooting",
        "Regime planes killed three bakers in Taiz.": "air_strike",
        "Warplanes bombarded Taiz, wounding three.": "air_strike",
        "Helicopters dropped barrels on Taiz and wounded three.": "air_strike",
        "The air force destroyed a convoy near Taiz and killed three fighters.": "air_strike",
        "Rebels targeted the north of Taiz with rockets, wounding three.": "rocket_attack",
        "A Scud landed on a rebel quarter of Taiz; three fighters were killed.": "missile_strike",
        "Shells claimed the lives of three bakers in Taiz.": "shelling",
        "The army killed three militants near Taiz.": "armed_attack",
        "The army killed three villagers near Taiz.": "armed_attack",
    }
    assert {text: counted(text)[3].type for text in told} == told


def test_the_dead_and_the_wounded_share_what_is_told_after_them() -> None:
    found = counted(
        "Two bakers were killed and nine were wounded by shells fired on Hit. Five were killed in Rawa and four hurt in Ana."
    )
    assert found[2].claim_id == found[9].claim_id
    assert found[2].type == "shelling"
    assert found[5].claim_id != found[4].claim_id
    row = counted("The air force hit a base near Hit killing five rebels injuring 15 others and wrecking a bridge.")
    assert row[5].claim_id == row[15].claim_id


def test_a_victim_told_by_name_is_counted_as_a_part_and_not_named() -> None:
    found = counted("An air strike near Kunduz killed Ahmad Rahimi on Sunday.")
    assert (found[1].type, found[1].figures[0].scope, found[1].figures[0].text) == ("air_strike", "part", "killed")


def test_the_toll_of_something_else_is_not_that_of_the_attack() -> None:
    text = "Rockets hit an air base near Mosul on Friday and killed two guards. The protester death count is in the hundreds."
    found = counted(text)
    assert found[2].happening != found[100].happening


def test_what_a_commander_answers_for_is_no_toll_of_the_strike_on_him() -> None:
    text = "An air strike killed two aides on Friday. The general was responsible for the deaths of hundreds of soldiers."
    assert counted(text)[100].figures[0].scope == "cumulative"


def test_the_clause_that_says_how_they_died_types_it() -> None:
    assert counted("Six farmers were killed near Herat on Monday when a drone struck their car.")[6].type == "drone_strike"
    assert counted("Six soldiers were wounded near Herat on Monday when rebel gunmen opened fire.")[6].type == "shooting"


def test_other_things_struck_are_another_happening() -> None:
    text = (
        "Rebels burned a bus on the road to Taiz on Sunday. Two gas stations in Taiz were sabotaged by rebels on Sunday. "
        "The army shelled rebel positions."
    )
    burned, sabotaged = (next(c for c in events(text) if word in c.trigger.text) for word in ("burned", "sabotaged"))
    assert burned.happening != sabotaged.happening


def test_totals_of_a_war_stand_alone() -> None:
    text = "An air strike killed 12 people in Aleppo on Sunday. More than 300,000 people have died since the war began."
    found = counted(text)
    assert found[12].happening != found[300_001].happening


def test_plans_are_no_events() -> None:
    text = "The army plans to attack the town of Tal Afar next week."
    assert all(c.realis is not Realis.ACTUAL for c in events(text))


def test_what_any_bomb_does_is_no_event() -> None:
    text = "Engineers saw no hole of the kind that a bomb leaves. A bomb that blew up the bridge killed nine farmers."
    assert all(c.trigger.start > text.index("leaves") for c in events(text) if c.realis is Realis.ACTUAL)
    assert [f.low for c in events(text) for f in c.figures] == [9]


def keys(text: str) -> dict[str, set[str]]:
    """Each word for a happening -> the keys of its mentions."""
    found: dict[str, set[str]] = {}
    for mention in read_text(text).events:
        found.setdefault(mention.text.lower(), set()).add(mention.incident)
    return found


def test_mentions_without_a_claim_are_of_what_the_report_is_about() -> None:
    text = (
        "Neighbours mourn after the murder in Hodeidah.\n"
        "A man was shot outside his shop in Hodeidah on Saturday night.\n"
        "The victim had a gunshot wound and died in hospital on Sunday. The shooting shocked the street."
    )
    assert len({key for held in keys(text).values() for key in held}) == 1


def test_mentions_of_another_day_or_town_stay_apart() -> None:
    text = "A man was shot in Hodeidah on Saturday. In March a woman had been shot in Sanaa. A boy was shot in Taiz on Friday."
    assert len(keys(text)["shot"]) == 3


def test_mentions_of_deaths_alone_have_a_key() -> None:
    assert "" not in {
        key for held in keys("The two children died of gunshot wounds. Nobody knew the victims.").values() for key in held
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES := [
    "A rocket attack on Sderot wounded three people on Monday.",
    "Police said 12 people were killed in the blast.",
    "The minister denied that anyone was hurt.",
    "\"At least 20 civilians died,\" a doctor in Mosul told the Zab Agency.",
    "No casualties were reported.",
    "Fighters took the village of Hamam on 3 May and lost it again.",
    "Families in the old town have had no water since Thursday.",
]), min_size=1, max_size=5))  # fmt: skip
def test_every_span_slices_to_its_text(sentences: list[str]) -> None:
    text = " ".join(sentences)
    reading = read_text(text)
    for claim in reading.claims:
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
        assert all(0 <= s.start < s.end <= len(text) for s in claim.spans)
        for held in (*claim.where, *claim.actors, *claim.weapons, *claim.objects, *claim.figures):
            assert held.span.of(text) == held.text
        for when in (claim.when, claim.said_on):
            assert when is None or when.span is None or when.span.of(text) == when.text
    for mention in (*reading.times, *reading.places, *reading.actors, *reading.events, *reading.figures):
        assert mention.span.of(text) == mention.text


def test_what_is_long_past_is_none_of_the_news() -> None:
    text = (
        "Air strikes killed 21 people in Homs, the army said. "
        "Hundreds of civilians died in a sarin gas attack in Ghouta in August 2013."
    )
    found = counted(text)
    assert found[21].happening != found[100].happening
    assert found[100].when.start == date(2013, 8, 1)


def test_nobody_is_killed_twice() -> None:
    text = (
        "On Saturday rebels killed Colonel Omar Haddad in an ambush near Homs. Shells killed nine people in Hama on Friday. "
        "A council of the rebels said that Haddad was killed by its men."
    )
    tied = [c for c in events(text) if any(p.text.endswith("Haddad") and p.harm is not None for p in c.people)]
    assert len(tied) == 2
    assert len({c.happening for c in tied}) == 1


def test_further_victims_of_the_raids_are_theirs() -> None:
    text = (
        "Air raids on Douma on Saturday killed 16 civilians. All beds were full. "
        "Five more civilians were killed in the town of Harasta."
    )
    assert counted(text)[5].type == "air_strike"


def test_the_day_on_which_somebody_died_dates_no_attack_that_others_tell_of() -> None:
    (parsed,) = SpacyParser().parse(["The mother of Ann Berg, who died on 18 June, said there was an attack in Odesa."])
    died, june, attack = (next(t for t in parsed.tokens if t.text == w) for w in ("died", "June", "attack"))
    assert dates_a_life(parsed, attack, june)
    assert not dates_a_life(parsed, died, june)


def test_what_a_paragraph_tells_of_another_place_is_another_happening() -> None:
    text = (
        "A mortar shell slammed into a queue in Sarajevo on Wednesday, killing 11 people.\n\n"
        "In Mostar, Croat forces and the army fought street to street. A Spanish lieutenant was wounded by shrapnel."
    )
    found = counted(text, published=date(1993, 7, 15))
    assert found[11].happening != found[1].happening
    assert {w.text for w in found[1].where} == {"Mostar"}


def test_a_bare_toll_is_of_the_act_told_last_in_its_paragraph() -> None:
    text = (
        "Shells killed nine people in Kharkiv on Friday. Doctors treated dozens.\n\n"
        "Earlier on Friday a drone fired two missiles at a car in Izium. Two passengers were killed, state media said."
    )
    found = counted(text, published=date(2024, 10, 5))
    assert found[2].happening != found[9].happening
    assert (found[2].type, {w.text for w in found[2].where}) == ("missile_strike", {"Izium"})


def test_in_a_separate_incident_goes_over_to_another() -> None:
    text = (
        "Gunmen attacked a village near Jos on Sunday, killing 12 people. "
        "In a separate incident, three people were killed and a church was burnt, police said."
    )
    found = counted(text)
    assert found[12].happening != found[3].happening


def test_a_toll_of_another_day_is_not_taken_in_by_what_stands_beside_its_own() -> None:
    text = (
        "Shelling hit Douma on Tuesday, killing eight people. In the town of Harasta shells wounded ten people. "
        "On Sunday, 11 people were killed in the area."
    )
    found = counted(text, published=date(2017, 11, 1))
    assert found[10].happening != found[11].happening


def test_those_who_die_of_hunger_were_killed_by_no_blow() -> None:
    found = counted("Shelling hit a school in Harasta on Tuesday. Two infants died of malnutrition, doctors said.")
    assert found[2].type == "killing"


@pytest.mark.parametrize(
    ("told", "realis"),
    [
        ("The claim that 100 soldiers were killed is false, the ministry said.", Realis.NEGATED),
        ("Reports that 12 people were killed are untrue.", Realis.NEGATED),
        ("Contrary to reports that 17 civilians died, nobody was there, he said.", Realis.NEGATED),
        ("If the strike had hit the school, 200 children could have been killed.", Realis.HYPOTHETICAL),
    ],
)
def test_tolls_called_false_or_supposed_are_not_told_as_done(told: str, realis: Realis) -> None:
    found = events(f"Air strikes killed four people in the rebel-held town of Idlib on Sunday, activists said. {told}")
    assert {c.realis for c in found if any((f.low or 0) > 4 for f in c.figures)} == {realis}
