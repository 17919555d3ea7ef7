"""Whom it befell and who did it. The texts are our own."""

from __future__ import annotations

import pytest

from hadba.model.actor import Responsibility, Role
from hadba.model.claim import Person, Realis
from hadba.model.figure import FigureKind, Scope
from tests.reading import events

WAR = " The town lies behind the front; insurgents and the army shell each other."  # so that the report is one of conflict


def people(text: str) -> list[Person]:
    return [p for c in events(text + WAR) for p in c.people if p.span.end <= len(text)]


def named(text: str, role: Role = Role.TARGET) -> set[str]:
    return {text[slice(*p.name)] for p in people(text) if p.role is role and p.name}


@pytest.mark.parametrize(
    "text",
    [
        "Guerrillas murdered Judge Ada Lom in Taiz on Sunday.",
        "Judge Ada Lom was kidnapped and murdered by guerrillas in Taiz.",
        "The assassination of Judge Ada Lom by guerrillas shook Taiz.",
        "Armed guerrillas stormed the court in Taiz and shot dead Ada Lom, a judge of the high court.",
    ],
)
def test_a_murder_without_a_count_names_its_victim(text: str) -> None:
    assert named(text) == {"Ada Lom"}
    victim = next(p for p in people(text) if p.role is Role.TARGET)
    assert (victim.kind, victim.count) == ("judicial", 1)


def test_a_short_name_is_the_full_one() -> None:
    text = "Ada Lom, the mayor of Taiz, left her house at noon. Lom was shot dead by hooded gunmen."
    victim = next(p for p in people(text) if p.role is Role.TARGET)
    assert text[slice(*victim.name or (0, 0))] == "Ada Lom"
    assert text[slice(*victim.office or (0, 0))] == "mayor of Taiz"
    assert (victim.kind, victim.harm) == ("official", FigureKind.KILLED)


def test_the_senator_is_the_one_named_before() -> None:
    text = "Senator Ada Lom left her house in Taiz at noon. The senator was murdered by hooded gunmen."
    victim = next(p for p in people(text) if p.role is Role.TARGET)
    assert text[slice(*victim.name or (0, 0))] == "Ada Lom"
    two = "Senator Ada Lom met Senator Ben Tor in Taiz. The senator was murdered by hooded gunmen."
    assert named(two) == set()


def test_those_who_did_it_are_told_apart() -> None:
    found = people("Two hooded men kidnapped three engineers in Taiz, police said.")
    assert {(p.role, p.count) for p in found} == {(Role.PERPETRATOR, 2), (Role.TARGET, 3)}


def test_words_are_no_weapons() -> None:
    assert events("Senator Ada Lom attacked her rival Ben Tor in a debate in Taiz and hit him hard.") == []


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("The Taliban claimed responsibility for the attack on the court in Kabul.", Responsibility.CLAIMED),
        ("The Taliban denied responsibility for the attack on the court in Kabul.", Responsibility.DENIED),
        ("The governor blamed the attack on the Taliban, who hold the valley.", Responsibility.ACCUSED),
    ],
)
def test_who_answers_for_it_is_told_with_the_ground(text: str, ground: Responsibility) -> None:
    doers = {(a.text, a.responsibility) for c in events(text + WAR) for a in c.actors if a.role is Role.PERPETRATOR}
    assert ("Taliban", ground) in {(name.removeprefix("The ").removeprefix("the "), why) for name, why in doers}


@pytest.mark.parametrize(
    ("text", "thing", "effect"),
    [
        ("A bomb exploded in front of the Chilean embassy in Taiz.", "Chilean embassy", "struck"),
        ("Guerrillas hurled dynamite at the main bridge of Taiz.", "main bridge of Taiz", "struck"),
        ("The town hall in Taiz was destroyed by a bomb.", "town hall", "destroyed"),
    ],
)
def test_what_a_bomb_struck_is_told_as_a_phrase(text: str, thing: str, effect: str) -> None:
    assert (thing, effect) in {(o.text, o.effect) for c in events(text + WAR) for o in c.objects}


def test_an_act_that_is_spoken_of_was_done() -> None:
    found = events("Police will investigate the murder of Judge Ada Lom by guerrillas in Taiz." + WAR)
    assert Realis.ACTUAL in {c.realis for c in found if any(p.name for p in c.people)}


@pytest.mark.parametrize(
    ("text", "doer", "ground"),
    [
        (
            "Judge Ada Lom was murdered in Taiz. The murder was committed by two hooded men.",
            "two hooded men",
            Responsibility.TOLD,
        ),
        ("The army accused the insurgents of kidnapping ten farmers near Taiz.", "insurgents", Responsibility.ACCUSED),
        (
            "Six farmers died in a bomb attack near Taiz. The attack was the work of guerrillas.",
            "guerrillas",
            Responsibility.TOLD,
        ),
    ],
)
def test_who_did_it_may_be_told_beside_the_act(text: str, doer: str, ground: Responsibility) -> None:
    found = {(p.text, p.responsibility) for p in people(text) if p.role is Role.PERPETRATOR}
    assert (doer, ground) in found


def test_a_rebel_attack_is_one_by_rebels() -> None:
    actors = [a for c in events("Three policemen were wounded in a rebel attack in Taiz." + WAR) for a in c.actors]
    assert "rebel" in {a.text for a in actors if a.role is Role.PERPETRATOR}


def test_a_list_of_victims_is_read_to_its_end() -> None:
    found = people("The minister, his driver and two guards were murdered by gunmen in Taiz.")
    assert [p.text for p in found if p.role is Role.TARGET] == ["minister", "driver", "two guards"]


def test_a_participle_after_a_comma_befalls_its_subject() -> None:
    assert named("Ada Lom, kidnapped eleven days ago in Taiz, was freed on Sunday.") == {"Ada Lom"}


def test_named_victims_of_a_toll_are_read_and_not_taken_for_all_of_it() -> None:
    text = "A bomb wounded 30 people in Taiz. Among the wounded are Ada Lom, Ben Tor and Ann Rei."
    assert named(text) == {"Ada Lom", "Ben Tor", "Ann Rei"}
    told = [f for c in events(text + WAR) for f in c.figures if f.kind is FigureKind.INJURED]
    assert [f.low for f in told if f.scope is not Scope.PART] == [30]


def test_fire_is_told_by_phrases() -> None:
    (claim,) = [c for c in events("Rebels set the town hall of Taiz on fire." + WAR) if c.type == "arson"]
    assert [o.text for o in claim.objects] == ["town hall of Taiz"]


def test_an_attack_on_the_public_counts_in_a_report_of_politics() -> None:
    told = "The government and the opposition condemned the assassination of Senator Ada Lom, a candidate of the Liberal Party."
    assert [c.type for c in events(told)] == ["assassination"]
    assert events("The assassination of a king is the theme of the novel, its author said. The film opens in May.") == []


def test_the_target_of_an_attack_was_struck() -> None:
    (told,) = events("The minister's residence in Lima was the target of a bomb attack by rebels on Sunday.")
    assert [o.type for o in told.objects] == ["house"]


def test_a_bomb_that_was_defused_was_only_planned() -> None:
    text = "Rebels shelled Taiz on Sunday and killed six dockers. Soldiers defused two bombs near the port of Taiz."
    assert [c.realis for c in events(text) if c.type == "bombing"] == [Realis.PLANNED]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("President Lom blamed FMLN guerrillas for the murder of Judge Ada Tor on Monday.", "FMLN guerrillas"),
        ("A guard was wounded in the attack staged by urban guerrillas on the town hall.", "urban guerrillas"),
        ("Guerrillas released three engineers who were kidnapped in Taiz in May.", "Guerrillas"),
    ],
)
def test_who_is_told_to_have_done_it(text: str, doer: str) -> None:
    assert doer in {p.text for p in people(text) if p.role is Role.PERPETRATOR}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Three people were wounded, including Senator Ada Lom, when a bomb went off.", "Ada Lom"),
        ("Gunmen killed five politicians, including Senator Ben Tor, on Monday.", "Ben Tor"),
        ("An old man named Cem Uzun was killed by shelling in Taiz on Monday.", "Cem Uzun"),
    ],
)
def test_names_beside_those_counted(text: str, name: str) -> None:
    assert name in named(text)
