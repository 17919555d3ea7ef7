"""Who says what: chains, stance, hedges and scope, on sentences of our own."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hadba.extract.attribution import Attributed, attribute, read_attributions
from hadba.extract.attribution.marks import quotations
from hadba.model.attribution import AttributionMention, Stance
from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.text.parsing import SpacyParser

OUTLET = "The Daily Ledger"


@cache
def parse(text: str) -> Parsed:
    return next(iter(SpacyParser().parse([text])))


def read(text: str) -> tuple[AttributionMention, ...]:
    return read_attributions(parse(text), ())


def said(text: str, words: str) -> Attributed:
    """What stands behind the first ``words`` of ``text``."""
    start = text.index(words)
    return attribute(parse(text), OUTLET, Span(start, start + len(words)), read(text))


def speakers(text: str, words: str) -> list[str]:
    chain = said(text, words).chain
    assert chain[0].name == OUTLET
    return [link.name for link in chain[1:]]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("The governor said that 12 people were killed.", "12 people", ["governor"]),
        ("Twelve people were killed, the governor said on Monday.", "Twelve people", ["governor"]),
        ("Twelve people were killed on the road to Arbil a local doctor said.", "Twelve people", ["local doctor"]),
        (
            "Six farmers died when shells hit their tractor said the Orchard Relief Committee.",
            "Six farmers",
            ["Orchard Relief Committee"],
        ),
        ("TWELVE PEOPLE WERE KILLED IN THE BLAST, POLICE SAID.", "TWELVE PEOPLE", ["POLICE"]),
        ('"We buried 14 men," said Dr. Hana Salim, a surgeon. "Nine were my neighbours."', "Nine", ["Hana Salim"]),
        ("According to the United Nations, 40 families have fled.", "40 families", ["United Nations"]),
        ("Forty families have fled, according to the United Nations. Two schools have closed.", "Two schools", []),
        ("Police: 12 dead in market blast", "12 dead", ["Police"]),
        ("Air raids kill 12 in the north - monitor", "12 in the north", ["monitor"]),
        (
            "A study by Harvard University has found that more than 100 civilians died.",
            "100 civilians",
            ["study by Harvard University"],
        ),
        ("Reuters, quoting a hospital source, said 12 people had died.", "12 people", ["Reuters", "hospital source"]),
        ("A nurse told Reuters that 12 people had died.", "12 people", ["Reuters", "nurse"]),
        ("Reuters reported that army officers say 12 people had died.", "12 people", ["Reuters", "army officers"]),
        ("The ministry put the death toll at 85.", "85", ["ministry"]),
        ("Medics have counted 12 bodies.", "12 bodies", ["Medics"]),
        ("Army sappers found a tunnel. Eleven men were inside.", "Eleven men", []),
        ("The militants released 12 hostages.", "12 hostages", []),
        ("The size of the crater shows that 12 people had no chance.", "12 people", []),
        ("Parliament condemned the killing of 12 people.", "12 people", []),
        ("The army has not confirmed that 12 people died.", "12 people", []),
        ("No group has claimed the attack that killed 12 people.", "12 people", []),
    ],
)
def test_chain_behind_a_figure(text: str, words: str, chain: list[str]) -> None:
    assert speakers(text, words) == chain


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("The army said 12 people died.", "12 people", Stance.ASSERTS),
        ("The army acknowledged that 12 people died.", "12 people", Stance.CONCEDES),
        ("The army denied that 12 people died.", "12 people", Stance.DENIES),
        ("The army disputed reports that 12 people died.", "12 people", Stance.DISPUTES),
        ("The army alleged that 12 people died.", "12 people", Stance.ALLEGES),
        ("The group claimed responsibility for the attack that killed 12 people.", "12 people", Stance.CLAIMS_RESPONSIBILITY),
        ("The army denied any responsibility for the attack.", "attack", Stance.DENIES),
    ],
)
def test_stance(text: str, words: str, stance: Stance) -> None:
    assert said(text, words).stance is stance


@pytest.mark.parametrize(
    ("text", "words", "hedge"),
    [
        ("Twelve people were reportedly killed.", "killed", "reportedly"),
        ("Ten people are said to be missing.", "missing", "are said"),
        ("It was reported that five soldiers died.", "five soldiers", "was reported"),
        ("The army reported that five soldiers died.", "five soldiers", None),
        ("The army has not confirmed that 12 people died.", "12 people", "has not confirmed"),
        ("The suspected strike killed 12 people.", "12 people", "suspected"),
    ],
)
def test_hedge(text: str, words: str, hedge: str | None) -> None:
    assert said(text, words).hedge == hedge


def test_agentless_saying_names_nobody() -> None:
    assert speakers("It was reported that five soldiers died.", "five soldiers") == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The Rivers Command on May 27 said that forces took two hills in April.", "May 27"),
        ("On Thursday, the ministry acknowledged that 12 people died in March.", "Thursday"),
        ("Twelve people died in March, the ministry said on Thursday.", "Thursday"),
        ("The ministry said 12 people died on Thursday.", None),
    ],
)
def test_time_of_saying_is_not_time_of_event(text: str, when: str | None) -> None:
    mention = next(m for m in read(text) if m.source is not None)
    assert (mention.said_on.of(text) if mention.said_on else None) == when


def test_names_are_resolved_to_the_fullest_of_the_text() -> None:
    text = (
        "The Meadow Observatory for Human Rights (MOHR) said 12 people died. The monitor said five were children. "
        "Its director, Karim Haddad, said 30 were hurt. Haddad added that two would not live. He said one had. "
        "MOHR said the road was closed."
    )
    observatory = "Meadow Observatory for Human Rights"
    assert speakers(text, "12 people") == [observatory]
    assert speakers(text, "five were") == [observatory]
    assert speakers(text, "30 were") == speakers(text, "two would") == speakers(text, "one had") == ["Karim Haddad"]
    assert speakers(text, "road was") == [observatory]
    assert said(text, "30 were").chain[-1].role == f"{observatory}’s director"


def test_unnamed_sources_stay_what_they_are() -> None:
    text = "A security source said 12 people died."
    assert [(s.name, s.named) for s in said(text, "12 people").chain[1:]] == [("security source", False)]


def test_a_speaker_ends_with_the_sentence() -> None:
    text = "The ministry said 12 people died. The road to the town has been closed since March. Two bridges fell."
    assert speakers(text, "road") == speakers(text, "bridges") == []


def test_a_quotation_runs_over_sentences_and_paragraphs() -> None:
    text = 'Mayor Lina Aziz spoke. "We lost 12 people.\n\n"Then the hospital was hit," she said. "It burnt."'
    assert speakers(text, "12 people") == speakers(text, "hospital") == speakers(text, "burnt") == ["Lina Aziz"]


def test_hard_wrapped_lines_do_not_cut_what_is_said() -> None:
    text = (
        "The mayor of the town said on Monday that the\nshells had hit two streets and the old\nmarket, killing 12 people "
        "and leaving the\nrest without water.\n\nNobody else spoke."
    )
    assert speakers(text, "12 people") == ["mayor of the town"]


def test_nesting_runs_from_the_outermost_to_the_innermost() -> None:
    text = "The minister said that officers believe that rebels fear an attack."
    innermost = read(text)[-1]
    assert [link.name for link in innermost.chain] == ["minister", "officers", "rebels"]


MARKS = ('"', "“", "”", "''", "\n", "\n\n", " ", ". ", ", ", "- monitor", "Police: ")
CUES = (
    "he said",
    "according to the army",
    "claimed responsibility for the attack",
    "told Reuters that",
    "quoting medics",
    "reported",
)
PIECES = st.sampled_from([*MARKS, *CUES, "12 dead", "The group", "who", "reportedly", "it was reported that"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
@example("it was reported that \n\n quoting medics reportedly told Reuters that")
def test_all_spans_lie_in_the_text_and_no_source_is_its_own_content(text: str) -> None:
    parsed = parse(text)
    for mention in read_attributions(parsed, ()):
        spans = [s for s in (mention.source, mention.cue, mention.said_on, *mention.content) if s is not None]
        assert mention.content
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        own = [s for s in (mention.source, mention.cue) if s is not None]
        assert not any(piece.overlaps(span) for piece in mention.content for span in own)
    whole = attribute(parsed, OUTLET, Span(0, len(text)), read_attributions(parsed, ()))
    assert whole.chain[0].name == OUTLET


@given(st.text(alphabet="ab .,\"“”'\n", max_size=60))
def test_quotations_come_in_order_and_never_overlap(text: str) -> None:
    found = [q.span for q in quotations(text)]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= s.start < s.end <= len(text) for s in found)


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        (
            "Air strikes killed at least 42 people in the north the Orchard Observatory said on Monday.",
            "42",
            ["Orchard Observatory"],
        ),
        ("At least 16 farmers were killed near the group's bastion Qalat a monitor said on Wednesday.", "16", ["monitor"]),
        ("The Orchard Media Center an activist collective said 11 people were killed.", "11", ["Orchard Media Center"]),
        (
            "The toll of the raid on a village reached 51 people a source in Salim Hospital said.",
            "51",
            ["source in Salim Hospital"],
        ),
        ("Twin blasts targeted a checkpoint on the airport road claiming 4 martyrs.", "4", []),
        ("The army released a statement saying that 12 people were killed.", "12", ["army"]),
        ("Ten farmers were among the dead the council said and a nurse in Hit saw the bodies.", "Ten", ["council"]),
        (f"{OUTLET} reporter in Hit said ten people were killed.", "ten", []),
    ],
)
def test_who_speaks_without_commas_and_who_is_the_outlet(text: str, words: str, chain: list[str]) -> None:
    assert speakers(text, words) == chain


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Ten died, local officials told reporters, stressing that six of them were nurses.", "Ten", ["local officials"]),
        ("Ten died, local officials told reporters, stressing that six of them were nurses.", "six", ["local officials"]),
        ("On Friday the council released a statement saying a raid that day on a depot near Hit caused no casualties.",
         "no casualties", ["council"]),
        ("WHO said in a statement that 70 people died.", "70", ["WHO"]),
        ("The Orchard Observatory, a monitoring group, said 19 people were killed.", "19", ["Orchard Observatory"]),
        ("A bomb killed 20 people in a camp near the town, state news agency SANA reported on Friday.", "20",
         ["state news agency SANA"]),
    ],
)  # fmt: skip
def test_who_says_it_where_the_clause_hides_it(text: str, words: str, chain: list[str]) -> None:
    assert speakers(text, words) == chain


def test_one_source_is_not_the_sources() -> None:
    text = "A source in the police said two died. Local sources said three died. The sources said four were hurt. It rained."
    assert speakers(text, "four were") == ["Local sources"]


def test_a_monitor_is_a_body_as_well() -> None:
    text = "The army said it had left. A local monitor said shells killed two men. It also said a raid killed three women."
    assert speakers(text, "three women") == ["local monitor"]


def test_a_semicolon_parts_two_who_speak() -> None:
    text = "The first ministry said that it had killed 180 men; the other ministry said that it had no news of the dead."
    assert speakers(text, "180 men") == ["first ministry"]
    assert speakers("Six men were killed; the rest fled, police said.", "Six men") == ["police"]


def test_lives_are_claimed_by_no_speaker() -> None:
    assert speakers("Strikes of the coalition have claimed hundreds of civilian lives.", "hundreds") == []


def test_a_toll_from_somebody_is_theirs() -> None:
    assert speakers("Ten died, according to a new toll from the Orchard Observatory.", "Ten") == ["Orchard Observatory"]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("The agency quoted the police chief as saying that two guards were killed.", "two guards", ["agency", "police chief"]),
        ("Two guards were killed, the Orchard Times quoted the governor as saying.", "Two guards",
         ["Orchard Times", "governor"]),
        ("Reuters, citing two security officials, reported on Monday that the strike killed six men.", "six men",
         ["Reuters", "two security officials"]),
        ("Six men died in the raid, a source near the militia, who asked not to be named, told Reuters.", "Six men",
         ["Reuters", "source near the militia"]),
        ("The strike killed 41 people, per the health ministry.", "41 people", ["health ministry"]),
        ("The strikes killed 41 people per district, a doctor said.", "41 people", ["doctor"]),
        ("A blast killed six people, state television said on Monday without giving details.", "six people",
         ["state television"]),
    ],
)  # fmt: skip
def test_those_who_are_quoted_and_those_who_quote(text: str, words: str, chain: list[str]) -> None:
    assert speakers(text, words) == chain


@pytest.mark.parametrize("who", ["The monitoring group", "The Britain-based monitor", "The war monitor", "The group"])
def test_who_watches_is_taken_up_by_a_description(who: str) -> None:
    text = f"The Orchard Observatory for Human Rights said shells hit Qalat. {who} said that 14 people died."
    assert speakers(text, "14 people") == ["Orchard Observatory for Human Rights"]


def test_a_party_is_no_watcher() -> None:
    text = "The Orchard Observatory said shells hit Qalat. The rebel group said that 14 soldiers died."
    assert speakers(text, "14 soldiers") == ["rebel group"]
    text = "The defence ministry said shells hit Qalat. The rights group said that 14 people died."
    assert speakers(text, "14 people") == ["rights group"]


def test_a_day_after_the_cue_is_that_of_the_saying() -> None:
    text = "The army said on Friday it killed 30 rebels near Qalat."
    when = said(text, "30 rebels").said_on
    assert when is not None and when.of(text) == "Friday"
    assert speakers("The army said Friday 19 people died.", "19 people") == ["army"]


def test_pictures_show_and_strikes_claim_nothing() -> None:
    assert speakers("A video showed the body of a child.", "a child") == []
    assert speakers("The airstrikes have claimed hundreds of lives and wounded many others.", "hundreds") == []


def test_who_says_it_in_a_heading_that_lost_its_colon() -> None:
    text = "Air strikes kill 12 in Qalat Monitor AFP Friday 1 Jul 2016 Air strikes on a market in Qalat killed 12 people."
    assert speakers(text, "12 in") == ["Monitor"]
    assert speakers(text, "12 people") == []


def test_what_was_before_is_not_what_is_said() -> None:
    text = "On Monday, a day after gunmen killed 42 villagers in Nouna, the army said it had killed 20 of the attackers."
    assert (speakers(text, "42"), speakers(text, "20")) == ([], ["army"])


def test_who_is_quoted_at_the_end() -> None:
    assert speakers("The agency reported that 13 people died, quoting medical sources.", "13") == ["agency", "medical sources"]
