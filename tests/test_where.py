"""From the words of a report to places: recognised, attached, resolved. The sentences are written for these tests."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.extract.places import places_of, read_places
from hadba.model.claim import Claim, Family, Realis, Trigger
from hadba.model.parse import Parsed
from hadba.model.reading import ActorName
from hadba.model.report import make_report
from hadba.model.span import Span
from hadba.model.where import Place, PlaceMention, PlacePrecision, Where
from hadba.resolve.where import WorldGazetteer, gazetteer_of, place_claims, resolve_places
from hadba.text.parsing import SpacyParser
from tests.reading import counted

WORLD = WorldGazetteer()


@cache
def parse(text: str) -> Parsed:
    return next(SpacyParser().parse([text]))


def names(text: str, actors: tuple[ActorName, ...] = ()) -> list[str]:
    return [m.text for m in read_places(parse(text), WORLD, actors)]


def resolved(text: str, *own: Place, outlet: str = "Test Wire") -> dict[str, Where]:
    gazetteer = gazetteer_of(own) if own else WORLD
    mentions = read_places(parse(text), gazetteer, ())
    found = resolve_places(make_report(text, outlet=outlet), parse(text), mentions, gazetteer)
    return {m.text: m.where for m in found if m.where is not None}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell on al-Mansoura neighbourhood overnight.", ["al-Mansoura"]),
        ("The raids hit the al-Karama and Bab al-Hadid districts of Raqqa.", ["al-Karama", "Bab al-Hadid", "Raqqa"]),
        ("Fighters left the village of Umm Zarour, north of Hama, in March.", ["Umm Zarour", "Hama"]),
        ("The Baghdad government and the Syrian Observatory disagreed.", []),
        ("Washington said it was looking into the reports.", []),
        ("The US-led coalition denied it.", []),
        ("Dozens fled Bosnia and Herzegovina for Serbia.", ["Bosnia and Herzegovina", "Serbia"]),
        ("A mortar shell struck Republican Hospital in Taiz.", ["Republican Hospital", "Taiz"]),
        ("Troops attacked al-Noor district and the Republican Hospital.", ["al-Noor", "Republican Hospital"]),
        ("Airstrikes in Aleppo Monday killed ten people.", ["Aleppo"]),
        ("Clashes went on in Aleppo Damascus and Idlib provinces.", ["Aleppo", "Damascus", "Idlib"]),
        ("A bomber struck a bakery in Syrias Hasakeh city.", ["Syrias", "Hasakeh"]),
        ("A couple of bombings took place in the country's capital, Tunis, last month.", ["Tunis"]),
        ("Troops fought in Nahr-e Saraj district and Sar-i Pul city.", ["Nahr-e Saraj", "Sar-i Pul"]),
        ("In Panjwai district, Kandahar province, troops fought.", ["Panjwai", "Kandahar"]),
        ("Troops fought in Nad ‘Ali district, Helmand province.", ["Nad ‘Ali", "Helmand"]),
        ("An airstrike hit a village. Airstrike on a market, the headline said.", []),
    ],
)
def test_names_are_places_by_what_stands_around_them(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_span_of_an_actor_is_no_place() -> None:
    text = "Mosul Brigade fighters entered Tikrit."
    assert names(text, (ActorName(Span(0, 22), text[:22]),)) == ["Tikrit"]


def test_relations_and_cues_are_kept_with_the_phrase() -> None:
    text = "A convoy was hit 20 km west of Hit, and later in the northern parts of Aleppo's Old City."
    by_name = {m.text: m for m in read_places(parse(text), WORLD, ())}
    assert by_name["Hit"].relation == "20 km west of" and by_name["Hit"].phrase.of(text) == "20 km west of Hit"
    assert by_name["Old City"].relation == "northern parts of"
    assert by_name["Aleppo"].relation is None


def test_text_in_capitals_is_read_with_care() -> None:
    assert names("AIRSTRIKES KILL DOZENS IN ALEPPO AS TALKS RESUME IN GENEVA") == ["ALEPPO", "GENEVA"]


def own_places(text: str, trigger: str) -> list[str]:
    at = text.index(trigger)
    parsed = parse(text)
    return [m.text for m in places_of(parsed, Span(at, at + len(trigger)), read_places(parsed, WORLD, ()))]


@pytest.mark.parametrize(
    ("text", "trigger", "own"),
    [
        ("Jets bombed a market in Idlib, the minister said in Ankara.", "bombed", ["Idlib"]),
        ("Airstrikes on Douma and Harasta killed ten people.", "Airstrikes", ["Douma", "Harasta"]),
        ("In Ramadi, gunmen killed a teacher from Hit.", "killed", ["Ramadi"]),
        ("Troops shelled al-Waar district in Homs on Monday.", "shelled", ["al-Waar", "Homs"]),
        ("The talks were overshadowed by violence.", "violence", []),
    ],
)
def test_an_events_own_places_are_told_from_the_others(text: str, trigger: str, own: list[str]) -> None:
    assert sorted(own_places(text, trigger)) == sorted(own)


def test_an_unknown_quarter_lies_within_the_town_of_the_report() -> None:
    found = resolved(
        "Residents of Mosul said shells hit al-Rashidoun neighbourhood. A clinic in Wadi Hamra district was damaged."
    )
    for quarter in ("al-Rashidoun", "Wadi Hamra"):
        assert found[quarter].within == "Mosul" and found[quarter].precision == PlacePrecision.TOWN
        assert found[quarter].place_id == "geonames:99072"


def test_with_the_users_list_the_quarter_is_a_point_of_its_own() -> None:
    quarter = Place("m:1", "Rashidun", "neighbourhood", 36.36, 43.09, names=("Rashidun", "الرشيدون"), parents=("Mosul",))
    found = resolved("Residents of Mosul said shells hit al-Rashidoun neighbourhood.", quarter)
    assert found["al-Rashidoun"].place_id == "m:1" and found["al-Rashidoun"].precision == PlacePrecision.NEIGHBOURHOOD


def test_an_unknown_village_is_known_to_its_district_at_most() -> None:
    found = resolved("The strike hit the village of Kafr Zaytoun near Manbij.")
    assert found["Kafr Zaytoun"].within == "Manbij" and found["Kafr Zaytoun"].precision == PlacePrecision.DISTRICT


def test_nowhere_is_an_answer() -> None:
    where = resolved("Officials in Ottawa spoke of the village of Qazzumaba.")["Qazzumaba"]
    assert where.place_id is None and where.lat is None and where.precision == PlacePrecision.NONE


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A fire in Paris, Texas, closed the road.", "Paris", "US", "Texas"),
        ("A fire in Paris, Ky., closed the road.", "Paris", "US", "Kentucky"),
        ("Protesters filled Paris on Sunday.", "Paris", "FR", "Île-de-France"),
        ("Flooding hit Tripoli and Misrata in Libya.", "Tripoli", "LY", "Tripoli"),
        ("Gunfire was heard in Tripoli and Sidon in Lebanon.", "Tripoli", "LB", "Liban-Nord"),
        ("Police in Atlanta and across Georgia and Alabama were told.", "Georgia", "US", "Georgia"),
        ("Troops from Armenia and Georgia trained together.", "Georgia", "GE", None),
    ],
)
def test_a_name_of_many_places_is_read_in_its_company(text: str, name: str, country: str, admin1: str | None) -> None:
    where = resolved(text)[name]
    assert where.country == country
    if admin1 is not None and where.country != "LB":
        assert where.admin1 == admin1


def claim(text: str, trigger: str, *where: PlaceMention, happening: str = "") -> Claim:
    at = text.index(trigger)
    return Claim(
        claim_id=trigger, report_id="r", family=Family.EVENT, type="air_strike", realis=Realis.ACTUAL,
        spans=(Span(at, at + len(trigger)),),
        trigger=Trigger(trigger, at, at + len(trigger)), attribution=(), happening=happening,
        where=tuple(Where(m.text, m.span) for m in where),
    )  # fmt: skip


def test_claims_without_a_place_take_that_of_their_happening_or_the_one_named_before() -> None:
    text = "Jets struck a school in Saraqib. The attack killed nine. Rebels later shelled a checkpoint."
    parsed, report = parse(text), make_report(text, outlet="Test Wire")
    mentions = resolve_places(report, parsed, read_places(parsed, WORLD, ()), WORLD)
    saraqib = next(m for m in mentions if m.text == "Saraqib")
    told = (claim(text, "struck", saraqib, happening="h1"), claim(text, "killed", happening="h1"), claim(text, "shelled"))
    struck, killed, shelled = place_claims(report, parsed, mentions, told, WORLD)
    assert struck.where == killed.where and struck.where[0].span == saraqib.span and struck.where[0].name == "Saraqib"
    assert shelled.where[0].name == "Saraqib" and shelled.where[0].score < struck.where[0].score


def test_a_power_that_acts_is_not_where_it_acts() -> None:
    text = "A US airstrike hit Raqqa."
    parsed, report = parse(text), make_report(text, outlet="Test Wire")
    mentions = resolve_places(report, parsed, read_places(parsed, WORLD, ()), WORLD)
    (placed,) = place_claims(report, parsed, mentions, (claim(text, "airstrike", *mentions),), WORLD)
    assert [w.text for w in placed.where] == ["Raqqa"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Mosul", "al-", "Hit", ",", "district", "in", "the", "U.S.", "’s", "\n", "Old City", "20 km north of", "Ky.", "-"]
        ),
        max_size=12,
    )
)
def test_any_text_gives_places_whose_words_stand_there(words: list[str]) -> None:
    text = " ".join(words)
    found = resolve_places(make_report(text, outlet="x"), parse(text), read_places(parse(text), WORLD, ()), WORLD)
    for mention in found:
        assert mention.span.of(text) == mention.text and mention.phrase.contains(mention.span)
        assert mention.where is not None and (mention.where.lat is None) == (mention.where.place_id is None)
    assert [m.span for m in found] == sorted(m.span for m in found)
    assert all(not a.span.overlaps(b.span) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Clashes erupted in Sukhna in Homs province of Syria.", "Sukhna", "As Sukhnah"),
        ("Shells hit the city of Raqa in Syria.", "Raqa", "Ar Raqqah"),
        ("Fighting went on in eastern Deir al-Zor province in Syria.", "Deir al-Zor", "Deir ez-Zor"),
        ("Rebels held the town of Zarmaya in Syria and Iraq.", "Zarmaya", None),
        ("Gunmen attacked Tanbwai district in Kandahar province, Afghanistan.", "Tanbwai", "Kandahar"),
    ],
)
def test_a_spelling_that_no_list_has_is_a_place_only_where_it_sounds_the_same(text: str, name: str, found: str | None) -> None:
    assert resolved(text)[name].name == found


def test_a_quarter_of_a_large_town_is_not_that_town() -> None:
    found = {m.text: m for m in read_places(parse("Rockets fell on the eastern neighborhoods of Aleppo."), WORLD, ())}
    assert found["Aleppo"].cue is None and found["Aleppo"].relation is not None


def test_a_ship_in_italics_is_no_town() -> None:
    assert names("Three men died on the *Novocherkassk* in Berdyansk.") == ["Berdyansk"]


def test_possessives_are_read_where_a_text_has_lost_its_apostrophes() -> None:
    assert resolved("Syrias war goes on and Turkeys army watches.")["Syrias"].name == "Syria"
    assert "Syrias" not in resolved("Syrias war goes on and the army's tanks watch.")


def placed(text: str, trigger: str) -> list[str]:
    """The names of the places of the claim that stands on ``trigger``, read with no grouping."""
    parsed, report = parse(text), make_report(text, outlet="Test Wire")
    mentions = resolve_places(report, parsed, read_places(parsed, WORLD, ()), WORLD)
    at = text.index(trigger)
    sites = places_of(parsed, Span(at, at + len(trigger)), mentions)
    (found,) = place_claims(report, parsed, mentions, (claim(text, trigger, *sites),), WORLD)
    return [w.name or w.text for w in found.where]


@pytest.mark.parametrize(
    ("text", "trigger", "names"),
    [
        ("Fire from Syria claimed 21 lives and wounded dozens in the town of Kilis.", "claimed", ["Kilis"]),
        ("A monitor based in Britain reported the news. An attack killed nine.", "attack", []),
        ("KABUL, Afghanistan (Aug. 16) - Troops met in Sangin district. A raid killed two.", "raid", ["Sangīn"]),
        ("For Release KABUL, Afghanistan (May 2) – Troops killed two in Sangin district.", "killed", ["Sangīn"]),
        ("BAGHDAD (Tigris Wire) - A bomb killed nine people.", "bomb", ["Baghdad"]),
        ("Russia stepped up its support for Damascus. The raids killed nine.", "raids", []),
        ("A US raid killed nine people.", "raid", []),
        ("Rebels entered the city of Idlib. Police in Turkey watched. Shells hit the city.", "Shells", ["Idlib"]),
        ("Clashes went on in Yemen and the police of Aden spoke. Bombing across the country killed ten.", "Bombing", ["Yemen"]),
    ],
)
def test_a_claim_takes_the_place_that_its_own_words_point_to(text: str, trigger: str, names: list[str]) -> None:
    assert placed(text, trigger) == names


def test_a_district_without_a_point_has_that_of_its_province_and_says_so() -> None:
    where = resolved("Gunmen attacked a convoy in Tagab district, Badakhshan province, Afghanistan.")["Tagab"]
    province = resolved("Gunmen attacked a convoy in Badakhshan province, Afghanistan.")["Badakhshan"]
    assert (where.lat, where.lon, where.precision) == (province.lat, province.lon, PlacePrecision.PROVINCE)
    assert where.within == "Badakhshan" and where.name != province.name


def test_a_name_that_a_list_has_is_not_taken_for_one_that_sounds_like_it() -> None:
    assert resolved("In Zahra district of Aleppo in Syria a shell fell.")["Zahra"].name in (None, "Aleppo")


def test_a_site_called_after_a_town_is_not_the_town() -> None:
    assert resolved("Fire broke out at Jenin refugee camp in the West Bank.")["Jenin"].name == "Jenin camp"


def test_a_name_is_not_a_like_one_of_a_country_named_in_passing() -> None:
    text = (
        "Warplanes struck Haas village in Syria's Idlib province. Syria's war goes on, and Syria has drawn in "
        "militias from Lebanon, Iraq and Afghanistan. Idlib and Aleppo in Syria were hit too."
    )
    assert resolved(text)["Haas"].country == "SY"


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Troops fought in Kajaki district, Helmand province, Afghanistan.", "Kajaki", "Helmand"),
        ("Troops fought in Nirkh district, Wardak province, Afghanistan.", "Nirkh", "Maidan Wardak"),
        ("Troops fought in Khas Kunar district in Afghanistan.", "Khas Kunar", "Kunar"),
    ],
)
def test_a_district_lies_in_its_own_province(text: str, name: str, admin1: str) -> None:
    found = resolved(text)[name]
    assert found.admin1 == admin1 and found.precision == PlacePrecision.DISTRICT


def test_the_dead_of_a_whole_war_are_of_its_country() -> None:
    text = (
        "Rebels shelled Saraqib in Idlib on Sunday, killing nine people. "
        "More than 300,000 people have been killed since Syria's conflict began in 2011."
    )
    assert [w.name for w in counted(text)[300_001].where] == ["Syria"]


def test_a_known_quarter_is_itself_only_beside_its_own_town() -> None:
    assert (
        resolved("Shells hit the Bustan al-Qasr district of Aleppo.")["Bustan al-Qasr"].precision
        == PlacePrecision.NEIGHBOURHOOD
    )
    elsewhere = resolved("Shells hit Karrada neighbourhood in Aden, Yemen.")["Karrada"]
    assert (elsewhere.name, elsewhere.within) == ("Aden", "Aden")


def test_what_is_told_of_elsewhere_places_nothing_told_before() -> None:
    text = (
        "One civilian was killed on Monday and 17 others were injured in several attacks. "
        "Rebels fired shells at a market and injured 14 people. A shell fell near a hotel and hurt a guard. "
        "Elsewhere, in Qamishli, 80 km to the north, three people were wounded when a bomb went off in Qamishli."
    )
    found = counted(text)
    assert [w.name for w in found[14].where] == []
    assert found[3].where
