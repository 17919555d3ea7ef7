"""What counts as a figure, and how it is read. The sentences are our own."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.extract.actors import read_actors
from hadba.extract.figures import read_figures
from hadba.model.figure import Figure, Scope, Victims
from hadba.model.parse import Parsed
from hadba.text.numbers import read_number
from hadba.text.parsing import SpacyParser


@cache
def parse(text: str) -> Parsed:
    return next(iter(SpacyParser().parse([text])))


def figures(text: str) -> list[Figure]:
    return [counted.figure for counted in read_figures(parse(text))]


def short(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    return [(f.kind.value, f.low, f.point, f.high) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shelling killed 12 people.", [("killed", 12, 12, 12)]),
        ("At least 20 villagers were killed in the raid.", [("killed", 20, 20, None)]),
        ("More than 30 people died in the blast.", [("killed", 31, None, None)]),
        ("Up to 40 people were wounded when the bus was hit.", [("injured", None, None, 40)]),
        ("As many as 55 civilians may have been killed.", [("killed", None, None, 55)]),
        ("Between 20 and 30 soldiers were killed.", [("killed", 20, None, 30)]),
        ("Dozens of people were wounded.", [("injured", 12, None, None)]),
        ("Tens of thousands of residents have fled the town.", [("displaced", 10_000, None, None)]),
        ("Twenty-five miners were kidnapped.", [("abducted", 25, 25, 25)]),
        ("The death toll rose to 43.", [("killed", 43, 43, 43)]),
        ("The strike claimed the lives of seven villagers.", [("killed", 7, 7, 7)]),
        ("Nine families were forced to flee.", [("displaced", 9, 9, 9)]),
        ("There were no casualties in the attack.", [("killed_or_injured", 0, 0, 0)]),
        ("A policeman was shot dead at the gate.", [("killed", 1, 1, 1)]),
        ("Fourteen bodies were recovered from the rubble.", [("killed", 14, 14, 14)]),
        ("Six people are still missing.", [("missing", 6, 6, 6)]),
        ("Four children were among the dead.", [("killed", 4, 4, 4)]),
        ("More than a quarter of a million people have been killed.", [("killed", 250_001, None, None)]),
        ("Army Kills 12, Wounds 50 in Hama.", [("killed", 12, 12, 12), ("injured", 50, 50, 50)]),
        ("17 Farmers killed 60 Injured in Market Blast.", [("killed", 17, 17, 17), ("injured", 60, 60, 60)]),
        ("Rocket Fire Kills 11 Wound Dozens in Taiz", [("killed", 11, 11, 11), ("injured", 12, None, None)]),
        ("Raids kill 14, injure scores in Taiz.", [("killed", 14, 14, 14), ("injured", 20, None, None)]),
        (
            "The death toll of the blasts rose to 43 and more than 90 wounded people.",
            [("killed", 43, 43, 43), ("injured", 91, None, None)],
        ),
        ("A combined force was killed.", []),
        ("05-04-2016 Several Farmers Killed 12 Injured in Blast", [("killed", 2, None, None), ("injured", 12, 12, 12)]),
        ("Eight to 12 rebels were killed or wounded.", [("killed_or_injured", 8, None, 12)]),
        ("Mines have killed and maimed hundreds of farmers.", [("killed_or_injured", 100, None, None)]),
        ("The blast left 40 dead and wounded.", [("killed_or_injured", 40, 40, 40)]),
        ("4 killed and 12 wounded in a raid.", [("killed", 4, 4, 4), ("injured", 12, 12, 12)]),
        ("Medics Without Borders said 12 people were killed.", [("killed", 12, 12, 12)]),
        ("No more than 12 people were killed.", [("killed", None, None, 12)]),
        ("Between 35 and more than 40 soldiers were killed.", [("killed", 35, None, None)]),
        ("Two German and three French soldiers were killed.", [("killed", 2, 2, 2), ("killed", 3, 3, 3)]),
        ("At least 70 regime and rebel fighters were killed.", [("killed", 70, 70, None)]),
        ("A 12-year-old boy was wounded.", [("injured", 1, 1, 1)]),
        ("Nearly 200 000 civilians are trapped.", [("trapped", None, 200_000, 200_000)]),
        ("Police detained one of his associates.", [("detained", 1, 1, 1)]),
        ("The confirmed deaths are nine shepherds and one policeman.", [("killed", 9, 9, 9), ("killed", 1, 1, 1)]),
        ("Of the wounded, 14 were pupils.", [("injured", 14, 14, 14)]),
        ("More than 60 people suffered suffocation.", [("injured", 61, None, None)]),
        ("One pilot died of his wounds.", [("killed", 1, 1, 1)]),
        ("No civilians were harmed in the raid.", [("killed_or_injured", 0, 0, 0)]),
        ("The agency put the death count in the hundreds.", [("killed", 100, None, None)]),
        ("Six farmers were killed and 12 received wounds.", [("killed", 6, 6, 6), ("injured", 12, 12, 12)]),
        ("Gunmen attacked a checkpoint killing six farmers and five militiamen.", [("killed", 6, 6, 6), ("killed", 5, 5, 5)]),
        (
            "Ten people were hurt at least three killed and dozens were unaccounted for.",
            [("injured", 10, 10, 10), ("killed", 3, 3, None), ("missing", 12, None, None)],
        ),
        ("More than 10 million have been displaced.", [("displaced", 10_000_001, None, None)]),
        ("The raid killed twenty Islamic Front (the party) fighters.", [("killed", 20, 20, 20)]),
        ("The death toll reached 330 overnight rescue sources said.", [("killed", 330, 330, 330)]),
        ("Bomb at wedding kills 32 Medical source Monday", [("killed", 32, 32, 32)]),
        ("A mass grave containing 230 corpses was found.", [("killed", 230, 230, 230)]),
        ("Six raids hit a school complex killing at least 35 villagers.", [("killed", 35, 35, None)]),
        ("Police held the dealer along with several of his associates and arrested them.", []),
        ("Police arrested the dealer along with several of his associates.", [("detained", 2, None, None)]),
        ("Shells killed 11 schoolchildren.", [("killed", 11, 11, 11)]),
        ("Gunmen killed a soldier's wife.", [("killed", 1, 1, 1)]),
        ("Police arrested a weapons dealer.", [("detained", 1, 1, 1)]),
        ("Rebels executed fifteen policemen who had been captured.", [("killed", 15, 15, 15)]),
        ("The raids have claimed hundreds of lives wounded many others.", [("killed", 100, None, None)]),
        ("Shelling killed four farmers on Sunday a local monitor and a medical source said.", [("killed", 4, 4, 4)]),
        ("The army lost 14 men in the battle.", [("killed", 14, 14, 14)]),
        ("Rebels hacked 22 villagers to death.", [("killed", 22, 22, 22)]),
        ("Troops killed one of the rebels.", [("killed", 1, 1, 1)]),
        ("The bodies of ten victims arrived at the clinic.", [("killed", 10, 10, 10)]),
        ("Forces detained numerous suspected insurgents.", [("detained", 2, None, None)]),
        ("The raid brought to 49 the number killed in two days.", [("killed", 49, 49, 49)]),
        ("Five killed over 60 injured in shelling of Taiz", [("killed", 5, 5, 5), ("injured", 61, None, None)]),
        (
            "Shells killed five people and wounded at least 50 a monitoring group said.",
            [("killed", 5, 5, 5), ("injured", 50, 50, None)],
        ),
        (
            "A barrage killed at least 14 people and left dozens wounded Tuesday in two districts.",
            [("killed", 14, 14, None), ("injured", 12, None, None)],
        ),
        ("The jets destroyed some 120 militants.", [("killed", 120, 120, 120)]),
        ("Several men were taken into custody by the police.", [("detained", 2, None, None)]),
        ("Dozens of residents have starved to death.", [("killed", 12, None, None)]),
        ("Ten troops were killed in the blast along with eight militants.", [("killed", 10, 10, 10), ("killed", 8, 8, 8)]),
        (
            "Shells hit the clinic injuring three medics in addition to five patients.",
            [("injured", 3, 3, 3), ("injured", 5, 5, 5)],
        ),
        ("The clashes left four girls and one man killed in the town.", [("killed", 4, 4, 4), ("killed", 1, 1, 1)]),
    ],
)
def test_counts_of_people_are_read_with_their_bound(
    text: str, expected: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The village lies 14 kilometres north of the town.",
        "Three tanks and five vehicles were destroyed.",
        "The aircraft dropped two 500-pound bombs on the depot.",
        "He died at the age of 73 in his bed, his 1961 memoir in his hand.",
        "The alliance flew 120 sorties on the 25th.",
        "Three bombs fell outside the camp.",
        "The bill was killed by 51 votes to 49.",
        "30 June 2016 Fighters were killed near the town.",
        "There was no immediate word on casualties.",
        "There was no initial information on casualties.",
        "Three tanks and four trucks were hit and lost.",
        "Sat Mar 12 2016 Rebels were killed near Azaz.",
        "The blast killed 30 sheep and a camel.",
        "The girls, aged from four to 10, and their mother were killed.",
        "Four women and 15 boys were protected throughout the search, in which a few doors were damaged.",
        "Army Kills Commander - Reports Middle East 2159 18.05.2017 Get short URL",
        "The ministry said in 2016 the notorious fighter had been killed by troops.",
        "At least two Su-30 fighters were destroyed on the ground.",
        "Destroying a chemical agent is difficult.",
        "Police seized multiple weapons and detained a dealer's van.",
        "Numerous armed insurgents moved to attack the post.",
        "He was one of the insurgents.",
        "The group of companies lost 14 clients.",
        "The death toll was confirmed to an agency correspondent.",
        "Shells killing many a monitor and a medical source said",
        "The leader is tied to multiple kidnappings and several executions.",
    ],
)
def test_numbers_that_count_something_else_are_left(text: str) -> None:
    assert figures(text) == []


def test_parts_hang_on_their_total() -> None:
    total, part = figures("At least 56 civilians, including 11 children, were killed.")
    assert (total.low, part.low) == (56, 11)
    assert (total.scope, part.scope) == ("incident", "part")
    assert part.part_of == total.span
    assert part.groups == ("child",)


def test_counts_that_add_up_to_the_total_are_its_parts() -> None:
    text = "Air raids killed 21 civilians on Monday. Fifteen people died in a market while six others died in a camp."
    scopes = {f.low: f.scope.value for f in figures(text)}
    assert scopes == {21: "incident", 15: "part", 6: "part"}


def test_a_period_is_cumulative() -> None:
    (figure,) = figures("More than 280,000 people have been killed since the war began in 2011.")
    assert figure.scope == "cumulative"


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Three days of shelling have killed 40 people in Taiz.", ["cumulative"]),
        ("After three days of shelling a car bomb killed 40 people in Taiz.", ["incident"]),
        ("Rebels took the base after days of fighting that cost more than 500 lives.", ["cumulative"]),
        ("The two-week-old battle for Taiz has cost the lives of 63 rebels.", ["cumulative"]),
        ("Hundreds were killed in a week of intense bombing.", ["cumulative"]),
        ("The army beat back seven attacks in the last ten days, killing 90 rebels.", ["cumulative"]),
        (
            "Forty people were killed and 60 injured in raids on the town over the past three days.",
            ["cumulative", "cumulative"],
        ),
        ("The death toll over the whole weekend was at least 44.", ["cumulative"]),
        ("At least 57 civilians were killed in May.", ["cumulative"]),
        ("Strikes killed 37 people in Taiz in April.", ["incident"]),
        ("The attack that killed four guards this week was the deadliest day of the war.", ["incident"]),
        ("A bomb killed 12 people in the war-torn country on Saturday.", ["incident"]),
        ("Rebels have fired on the town since 3 May. They have killed 80 people.", ["cumulative"]),
        ("In Ibb 112 people have been killed since Sunday. Another 42 were killed in raids.", ["cumulative", "cumulative"]),
        ("Raids killed 30 people on Sunday. Another 12 were killed in raids on Monday.", ["incident", "incident"]),
        ("Jets bombed the towns of Ibb, Taiz and Dhamar, killing 21 people.", ["covers_several"]),
        ("Forces detained 15 suspects during operations in Taiz, Ibb and Dhamar provinces.", ["covers_several"]),
        ("In total 40 people died in the raids, which hit eleven towns and villages.", ["covers_several"]),
        ("A bomb on buses killed 98 evacuees from the towns of Ibb and Dhamar.", ["incident"]),
        ("Shells killed 98 evacuees from the northern towns of Ibb and Dhamar.", ["incident"]),
        ("A wave of bombings killed 60 people.", ["covers_several"]),
        ("Raids on three villages killed 14 people.", ["covers_several"]),
        ("Raids on several opposition-held towns killed 19 people on Tuesday.", ["covers_several"]),
        ("Rebels killed 14 soldiers in fighting for three villages.", ["incident"]),
        ("Twin blasts in Taiz killed 30 people.", ["incident"]),
        ("A total of 150 people died in the gas attack.", ["incident"]),
        ("A raid killed six civilians and wounded two during operations near Taiz.", ["incident", "incident"]),
        ("Clashes among rebels kill 35. Clashes in less than a month have killed 35 rebels.", ["cumulative", "cumulative"]),
        ("Over the past 48 hours jets have struck the town, claiming the lives of 30 rebels.", ["cumulative"]),
        ("Shelling killed 25 civilians in Taiz over the past 24 hours.", ["incident"]),
        ("Raids on Saturday and Sunday killed 22 people.", ["cumulative"]),
        ("Rebel fire on the city killed 1,102 people.", ["cumulative"]),
        ("A nerve gas attack on the city killed 1,102 people.", ["incident"]),
        ("More than 300,000 people have been killed.", ["cumulative"]),
        ("Forty rebels were killed during separate search operations.", ["covers_several"]),
        ("Elsewhere in the province another child was killed by a shell.", ["incident"]),
    ],
)
def test_what_a_figure_is_a_total_of(text: str, scopes: list[str]) -> None:
    assert [f.scope.value for f in figures(text)] == scopes


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Five soldiers were killed.", "combatant"),
        ("Five shoppers were killed.", "civilian"),
        ("Five people were killed.", "unknown"),
    ],
)
def test_status_is_said_only_where_the_words_say_it(text: str, victims: str) -> None:
    assert [f.victims.value for f in figures(text)] == [victims]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Five young siblings were among the dead.", [("killed", 5, "part")]),
        ("Three others among the dead had no papers.", [("killed", 3, "part")]),
        ("The centre said those killed included 11 people.", [("killed", 11, "part")]),
        ("Among the wounded were nine women.", [("injured", 9, "part")]),
        (
            "Bombing killed 44 civilians including 11 women nine children and one rescue worker.",
            [("killed", 44, "incident"), ("killed", 11, "part"), ("killed", 9, "part"), ("killed", 1, "part")],
        ),
        ("Two of those killed were teachers.", [("killed", 2, "part")]),
        ("Raids killed ten. Two of the victims were girls.", [("killed", 10, "incident"), ("killed", 2, "part")]),
        ("Raids hurt ten. Two of the victims died of burns.", [("injured", 10, "incident"), ("killed", 2, "part")]),
        ("Ten rebels died. One of the rebels died of burns.", [("killed", 10, "incident"), ("killed", 1, "part")]),
        (
            "At least 32 people were killed in the strikes with 18 bodies pulled from ruined houses.",
            [("killed", 32, "incident"), ("killed", 18, "part")],
        ),
        ("Seven of the wounded were in a critical condition.", [("injured", 7, "part")]),
        ("The raids claimed hundreds of lives, wounded many others and flattened houses.", [("killed", 100, "incident")]),
        (
            "A source said that one person was killed and 16 others were hurt.",
            [("killed", 1, "incident"), ("injured", 16, "incident")],
        ),
        (
            "Shells caused the death of one civilian and injury of 13 others.",
            [("killed", 1, "incident"), ("injured", 13, "incident")],
        ),
        (
            "The raid resulted in killing eight people injuring 25 and causing damage.",
            [("killed", 8, "incident"), ("injured", 25, "incident")],
        ),
        ("The device did not kill anyone but hurt 30 people.", [("killed", 0, "incident"), ("injured", 30, "incident")]),
        ("Rescuers rushed dozens of injured to the clinic.", [("injured", 12, "incident")]),
        (
            "Five civilians died in the attack; around twenty more, including a colleague, were injured.",
            [("killed", 5, "incident"), ("injured", 20, "incident"), ("injured", 1, "part")],
        ),
    ],
)
def test_who_is_among_the_harmed(text: str, told: list[tuple[str, int, str]]) -> None:
    assert [(f.kind.value, f.low, f.scope.value) for f in figures(text)] == told


@pytest.mark.parametrize(
    ("text", "victims", "groups"),
    [
        ("Twelve members of Hezbollah were killed.", "combatant", ()),
        ("Twelve Taliban members were killed.", "combatant", ()),
        ("The Taliban suffered thousands of casualties.", "combatant", ()),
        ("The army inflicted a dozen casualties on the Taliban.", "combatant", ()),
        ("Two of those killed were children.", "civilian", ("child",)),
        ("Three members of the medical staff were killed.", "civilian", ("medical",)),
        ("Three members of the Red Crescent were killed.", "unknown", ()),
        ("Three members of parliament were killed.", "unknown", ()),
    ],
)
def test_members_are_what_they_are_members_of(text: str, victims: str, groups: tuple[str, ...]) -> None:
    parsed = parse(text)
    (figure,) = (c.figure for c in read_figures(parsed, read_actors(parsed)))
    assert (figure.victims.value, figure.groups) == (victims, groups)


def test_every_figure_slices_to_its_text() -> None:
    text = "Police said 12 people were killed and another 25 wounded; at least three were children.\nNo one was arrested."
    found = figures(text)
    assert found
    assert all(f.span.of(text) == f.text for f in found)


@given(st.integers(min_value=2, max_value=1500))
def test_grouped_digits_are_one_number(n: int) -> None:
    assert read_number(f"{n:,}") == n


@given(st.integers(min_value=2, max_value=9999), st.integers(min_value=2, max_value=9999))
def test_two_numbers_side_by_side_are_none(a: int, b: int) -> None:
    assert read_number(f"{a} {b}") is None


def test_counts_of_another_happening_are_no_parts_of_the_one_before() -> None:
    text = "A raid on Taiz killed at least ten people. Another air strike killed a woman and nine children in a village."
    assert [f.scope.value for f in figures(text)] == ["incident", "incident", "incident"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Air strikes killed 120 fighters fleeing from the town.", [("killed", 120, "incident")]),
        ("Six displaced people were killed in the strike.", [("killed", 6, "incident")]),
        ("Twelve detainees died under torture in the prison.", [("killed", 12, "incident")]),
        ("Militants executed 24 abducted villagers on Sunday.", [("killed", 24, "incident")]),
        ("Soldiers arrested 40 fleeing villagers.", [("detained", 40, "incident")]),
        ("200 displaced families returned to the town.", [("displaced", 200, "incident")]),
        ("Gunmen killed and burned 12 farmers.", [("killed", 12, "incident")]),
    ],
)
def test_what_befell_them_comes_before_what_they_were(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(f.kind.value, f.low, f.scope.value) for f in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike killed ten people, four of them children.", [("killed", 10, "incident"), ("killed", 4, "part")]),
        ("The blast killed 21 people, nine of whom were children.", [("killed", 21, "incident"), ("killed", 9, "part")]),
        ("Twelve were wounded, three of them seriously.", [("injured", 12, "incident"), ("injured", 3, "part")]),
        ("Eight of the 14 people killed were women.", [("killed", 8, "part"), ("killed", 14, "incident")]),
        (
            "The army fired on villagers, killing three of them and injuring 22.",
            [("killed", 3, "incident"), ("injured", 22, "incident")],
        ),
        ("Three of the four policemen were wounded.", [("injured", 3, "incident")]),
        (
            "Thirty-four people were killed, 21 of them civilians, and more than 90 were wounded.",
            [("killed", 34, "incident"), ("killed", 21, "part"), ("injured", 91, "incident")],
        ),
        (
            "Eight civilians lost their lives, three children among them, and at least 17 were injured.",
            [("killed", 8, "incident"), ("killed", 3, "part"), ("injured", 17, "incident")],
        ),
        (
            "Seven civilians were killed, among them a child and two women, and nine others were injured.",
            [("killed", 7, "incident"), ("killed", 1, "part"), ("killed", 2, "part"), ("injured", 9, "incident")],
        ),
        ("Two of the 12 detainees died in the raid.", [("killed", 2, "incident"), ("detained", 12, "incident")]),
    ],
)
def test_some_of_those_counted_are_told_from_those_counted(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(f.kind.value, f.low, f.scope.value) for f in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # the colon of a ticker, and that of the clock
        ("Sahel: 40 soldiers killed in an attack on a base.", [("killed", 40, 40, 40)]),
        ("Coalition raid hits a funeral hall: 140 dead, 525 injured.", [("killed", 140, 140, 140), ("injured", 525, 525, 525)]),
        ("Rangers: one killed, four wounded in a bomb attack.", [("killed", 1, 1, 1), ("injured", 4, 4, 4)]),
        ("The blast at 19:14 killed a guard.", [("killed", 1, 1, 1)]),
        # an age is no count
        ("A woman of 72 died of her wounds.", [("killed", 1, 1, 1)]),
        ("Gunmen killed 15 policemen and a priest of 66.", [("killed", 15, 15, 15), ("killed", 1, 1, 1)]),
        # those of whom their own words tell an earlier state
        ("The militants executed 15 detainees.", [("killed", 15, 15, 15)]),
        ("Raiders killed 45 displaced people in the camp.", [("killed", 45, 45, 45)]),
        ("Twelve hostages were shot dead.", [("killed", 12, 12, 12)]),
        ("The bombing left 17 displaced people dead.", [("killed", 17, 17, 17)]),
        ("Six wounded civilians died in hospital.", [("killed", 6, 6, 6)]),
        ("Six wounded soldiers were evacuated.", [("injured", 6, 6, 6)]),
        ("Troops released 15 detainees.", [("detained", 15, 15, 15)]),
        ("The toll rose to 32 and 115 wounded people.", [("killed", 32, 32, 32), ("injured", 115, 115, 115)]),
        # a second verb tells it
        ("Six federal police were ambushed and killed.", [("killed", 6, 6, 6)]),
        ("Four villagers were hit by a shell and died on the spot.", [("killed", 4, 4, 4)]),
        ("Several officials reported that the commander was killed and buried.", []),
        # shot, and no more is said
        ("Separatists stopped the bus and shot 23 passengers.", [("killed_or_injured", 23, 23, 23)]),
        ("A 10-year-old girl was shot by a sniper and died.", [("killed", 1, 1, 1)]),
        ("Two officers were fatally wounded.", [("killed", 2, 2, 2)]),
        ("They shot hundreds of rockets at the town.", []),
        ("The army shot down two drones.", []),
        # one of a nation, two who are a couple, another
        ("A settler shot dead a 17-year-old Palestinian.", [("killed", 1, 1, 1)]),
        ("An elderly couple died when a shell hit the house.", [("killed", 2, 2, 2)]),
        ("A couple of soldiers died.", [("killed", 2, 2, 2)]),
        ("Two reservists were killed and another was hurt.", [("killed", 2, 2, 2), ("injured", 1, 1, 1)]),
        ("One tank was destroyed and another was captured.", []),
        ("Sniper kills policeman at the boundary.", [("killed", 1, 1, 1)]),
        # gas, symptoms, tens, evacuation
        ("33 people were affected by chlorine gas.", [("injured", 33, 33, 33)]),
        ("33 people were affected by the closure.", []),
        ("Nine fighters suffered suffocation symptoms.", [("injured", 9, 9, 9)]),
        ("The shelling killed tenths of civilians.", [("killed", 10, None, None)]),
        ("Hundreds of families left the town on buses under the deal.", [("displaced", 100, None, None)]),
        ("Hundreds of families left the meeting early.", []),
        ("82 of the 120 dead were civilians.", [("killed", 82, 82, 82), ("killed", 120, 120, 120)]),
        ("The shelling wounded six, four of them children.", [("injured", 6, 6, 6), ("injured", 4, 4, 4)]),
        ("Hundreds of badly injured civilians are in hospitals.", [("injured", 100, None, None)]),
        ("Several assailants attacked the post and fled.", []),
        ("Nine bodies dumped by the road were found.", [("killed", 9, 9, 9)]),
        ("The army said nine guerrillas were 'neutralised'.", [("killed", 9, 9, 9)]),
        # nouns of harm, and tolls told by them
        ("The elimination of 34 militants was confirmed.", [("killed", 34, 34, 34)]),
        ("The rebels claimed the assassination of a district police chief.", [("killed", 1, 1, 1)]),
        ("He condemned the attempted assassination of a mayor.", []),
        ("He planned the assassination of an army general.", []),
        ("The number of militant casualties rose to over 300.", [("killed_or_injured", 301, None, None)]),
        ("The extremists took some 2000 civilians to serve as human shields.", [("abducted", 2000, 2000, 2000)]),
        ("The ambulance took 12 civilians to the hospital.", []),
        ("Gunmen held some 400 passengers hostage.", [("abducted", 400, 400, 400)]),
        ("Ten died while 47 others sustained varying degrees of injury.", [("killed", 10, 10, 10), ("injured", 47, 47, 47)]),
        # one of theirs, unless others beside are not counted
        ("A man and his wife were killed.", [("killed", 1, 1, 1), ("killed", 1, 1, 1)]),
        ("The girls and their mother were killed.", []),
        ("Rebels killed Ada Lom and her son.", []),
        ("A settler shot dead a Palestinian teenager near Nablus.", [("killed", 1, 1, 1)]),
        ("Protests in Dhaka: six shot dead by police.", [("killed", 6, 6, 6)]),
        # headlines' passives
        ("Blast hits van, 8 guards and driver killed.", [("killed", 8, 8, 8)]),
        ("Nine labourers were taken off a bus and shot dead.", [("killed", 9, 9, 9)]),
        ("Millions forced to flee their homes.", [("displaced", 1_000_000, None, None)]),
        # text without its commas
        (
            "The barrage killed 12 people and wounded 50 state media reported.",
            [("killed", 12, 12, 12), ("injured", 50, 50, 50)],
        ),
        (
            "Strikes killed 11 civilians including four children Al Jazeera reported.",
            [("killed", 11, 11, 11), ("killed", 4, 4, 4)],
        ),
        ("Another 17 IS group fighters were killed in air strikes.", [("killed", 17, 17, 17)]),
    ],
)
def test_flashes(text: str, expected: list[tuple[str, int | None, int | None, int | None]]) -> None:
    assert short(text) == expected


def test_parts_of_a_total_told_beside_it() -> None:
    six, four = figures("The shelling wounded six, four of them children.")
    assert (six.scope, four.scope, four.groups) == (Scope.INCIDENT, Scope.PART, ("child",))
    civilians, dead = figures("82 of the 120 dead were civilians.")
    assert (civilians.scope, civilians.victims, dead.scope) == (Scope.PART, Victims.CIVILIAN, Scope.INCIDENT)


def test_a_number_after_a_month_may_count() -> None:
    assert short("Since 15 April at least 307 people have been killed in the city.") == [("killed", 307, 307, None)]
    assert short("On 15 April 12 people were killed in the city.") == [("killed", 12, 12, 12)]


@pytest.mark.parametrize(
    ("text", "told"),
    (
        ("The war has killed more than 290,000 and displaced millions.", [("killed", 290_001), ("displaced", 1_000_000)]),
        ("Kurds kill 83 Injured 100 ISIS Terrorists in 2 Days Near Efrin.", [("killed", 83), ("injured", 100)]),
        ("Troops killed 9 injured 20 militants in Marib on Monday.", [("killed", 9), ("injured", 20)]),
        ("3 killed 5 injured 2 missing in Taiz.", [("killed", 3), ("injured", 5), ("missing", 2)]),
    ),
)
def test_verbs_in_a_row_go_before_their_own_counts(text: str, told: list[tuple[str, int]]) -> None:
    assert [(c.kind.value, c.low) for c in figures(text)] == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The barman, a father of five, was killed.", [("killed", 1, "incident")]),
        ("Rebels killed fourteen people, not twenty-one as first reported.", [("killed", 14, "incident")]),
        (
            "A soldier was shot dead this morning, bringing to 189 the number of soldiers killed since 1969.",
            [("killed", 1, "incident"), ("killed", 189, "cumulative")],
        ),
        ("In Guayas so far this year there have been more than 150 violent deaths.", [("killed", 151, "cumulative")]),
        ("In the first two months of this year the town has seen 41 civilians killed.", [("killed", 41, "cumulative")]),
        (
            "So far this year, 94 rebels have been killed, 51 captured and 130 have surrendered.",
            [("killed", 94, "cumulative"), ("detained", 51, "cumulative")],
        ),
        ("Some 41,000 have had to leave their homes.", [("displaced", 41_000, "incident")]),
        ("Four passengers were taken to hospital after the blast.", [("injured", 4, "incident")]),
        ("Three bodies were taken to hospital after the blast.", [("killed", 3, "incident")]),
        ("Twelve children were taken to hospital with measles.", []),
        (
            "In the port, two villagers, a husband and wife, were killed by a shell.",
            [("killed", 2, "incident"), ("killed", 1, "part")],
        ),
    ],
)
def test_totals_of_a_time_and_numbers_of_something_else(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(f.kind.value, f.low, f.scope.value) for f in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found the bodies of three people over seventy who could not run.", [("killed", 3, "incident")]),
        ("Two of the wounded later died in hospital.", [("killed", 2, "incident")]),
        ("The death toll rose from 21 to 24 on Monday.", [("killed", 24, "incident")]),
        ("The ministry revised the toll down to 9 from 12.", [("killed", 9, "incident")]),
        ("One in five of the wounded is a child.", []),
        ("The militia said it had killed 60 soldiers, a figure that could not be verified.", [("killed", 60, "incident")]),
        ("Six members of one family, aged four to 70, were killed.", [("killed", 6, "incident")]),
        (
            "Twenty soldiers, a policeman and six civilians were killed.",
            [("killed", 20, "incident"), ("killed", 1, "incident"), ("killed", 6, "incident")],
        ),
        ("Seven people, two of whom have since died, were wounded.", [("injured", 7, "incident"), ("killed", 2, "incident")]),
        (
            "The strike killed three people, a woman and her two children.",
            [("killed", 3, "incident"), ("killed", 1, "part"), ("killed", 2, "part")],
        ),
    ],
)
def test_ages_shares_and_tolls_of_before_are_no_counts(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(f.kind.value, f.low, f.scope.value) for f in figures(text)] == expected


def test_those_of_whom_it_is_unclear_who_they_were_have_no_status() -> None:
    assert [f.victims.value for f in figures("It is unclear whether the 13 people killed were fighters.")] == ["unknown"]


@pytest.mark.parametrize("end", ["two", "two of", "two of the", "two of the 12"])
def test_a_text_may_end_within_a_count(end: str) -> None:
    assert [(f.kind.value, f.low) for f in figures(f"Gunmen killed {end}")][:1] == [("killed", 2)]
