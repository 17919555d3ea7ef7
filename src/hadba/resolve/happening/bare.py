"""Bare tolls, which say neither when nor where nor how: "a drone hit a bus in Taybeh. The driver died"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hadba.lexicon.grammar import word_set
from hadba.model.claim import Realis
from hadba.model.parse import Parsed, Token
from hadba.resolve.happening.words import Word

_BACK = 3  # sentences


def is_bare(parsed: Parsed, word: Word) -> bool:
    """Whether the word tells of harm alone: no day, no place, no doer, and no count that others keep ("the toll")."""
    if word.type != "killing" or word.days or word.places or word.token.lemma in word_set("tolls"):
        return False
    below = {c.dep for c in parsed.children(word.token)}
    return "agent" not in below and not {"nsubj", "dobj"} <= below


def may_have_harmed(parsed: Parsed, act: Word, toll: Word) -> bool:
    """Whether the act is told in the paragraph of the bare toll, at most three sentences above it."""
    told = act.type != "killing" and act.realis is Realis.ACTUAL and bool(act.classes & toll.classes)
    near = toll.token.sentence - act.token.sentence <= _BACK
    return told and near and _paragraph(parsed, act) == _paragraph(parsed, toll)


def stands(act: Word) -> bool:
    """Whether the act is dated or placed: of others it is not said that they are no part of what was told before."""
    return bool(act.days or act.places or act.ground or act.hint.places or act.hint.dated)


def of_an_ill(parsed: Parsed, token: Token) -> bool:
    """ "Died of malnutrition": no blow is to blame."""
    return any(n.lemma in word_set("ills") for n in nouns_under(parsed, token, ("of", "from")))


def nouns_under(parsed: Parsed, token: Token, links: Collection[str]) -> Iterator[Token]:
    """What stands under the prepositions ``links`` of a word: of "killed in a crash" the crash."""
    return (c for link in parsed.children(token) if link.lower in links for c in parsed.children(link) if c.dep == "pobj")


def _paragraph(parsed: Parsed, word: Word) -> int:
    return parsed.sentence_of(word.token).paragraph
