"""Those whom a raid detained: "Troops searched a compound in Nahr. Two men were detained for questioning." """

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from hadba.lexicon.grammar import word_set
from hadba.lexicon.telling import by_the_law
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token
from hadba.resolve.happening.grouping import Happening, may_be_one
from hadba.resolve.happening.words import FINE, Word, another_day

_BACK = 3  # sentences
_TOLD_AS_DONE = frozenset(("dobj", "obj", "nsubj", "nsubjpass"))


def detained_in_raids(parsed: Parsed, words: Sequence[Word], homes: Mapping[int, Happening], raids: Set[str]) -> frozenset[str]:
    """The ids of claims of arrests of which nobody is told to have made them, that are told right after a raid or a search or
    beside those whom one detained, of the same place and day, and that give no reason of their own ("over the bombing").

    ``raids`` are the ids of claims that tell by themselves of those whom a raid detained."""
    found: set[str] = set()
    for n, word in enumerate(words):
        detained = word.type == "arrest" and bool(word.figures) and all(f.kind is FigureKind.DETAINED for f in word.figures)
        if word.claim is None or not detained or word.claim in raids or _has_reason(parsed, word.token):
            continue
        raid = _raid_before(parsed, word.token)
        in_it = raid is not None and not _elsewhere(word, homes[n], raid, words, homes)
        if in_it or (not _has_doer(parsed, word.token) and _among_those(word, n, words, homes, raids)):
            found.add(word.claim)
    return frozenset(found)


def _has_doer(parsed: Parsed, arrest: Token) -> bool:
    """Whether somebody is told to have made the arrest: then it is theirs and no part of what others did."""
    return any(c.dep in ("nsubj", "agent") for c in parsed.children(arrest))


def _among_those(word: Word, at: int, words: Sequence[Word], homes: Mapping[int, Happening], raids: Set[str]) -> bool:
    """Whether the arrest is told near those whom a raid detained, or in the headline above them."""
    return any(
        w.claim in raids
        and (word.token.sentence == 0 or abs(word.token.sentence - w.token.sentence) <= _BACK)
        and not _apart(word, homes[at], homes[n])
        for n, w in enumerate(words)
    )


def _has_reason(parsed: Parsed, arrest: Token) -> bool:
    """ "Over the bombing", "for planning attacks", "on suspicion of murder"; but "for questioning" is what came of it."""
    for link in parsed.children(arrest):
        words = {c.lemma for c in parsed.children(link)} if link.dep == "prep" else set()
        if link.lower == "for" and words and not words & word_set("questioning"):
            return True
    return by_the_law(parsed, arrest)


def _raid_before(parsed: Parsed, arrest: Token) -> Token | None:
    """The last word before the arrest, at most three sentences back, by which a raid was made."""
    for token in reversed(parsed.tokens[: arrest.i]):
        if arrest.sentence - token.sentence > _BACK:
            return None
        if token.pos == "NOUN" and token.lemma in word_set("raids") and _conducted(parsed, token):
            return token
        if token.pos == "VERB" and token.lemma in word_set("raiding") | {"clear"} and _of_buildings(parsed, token):
            return token
    return None


def _conducted(parsed: Parsed, noun: Token) -> bool:
    """ "Conducted an operation", "during the search"."""
    head = parsed.head(noun)
    done = noun.dep in _TOLD_AS_DONE and head.lemma in word_set("conducts") and head.tag in ("VBD", "VBN", "VBG")
    return done or (noun.dep == "pobj" and head.lower == "during")


def _of_buildings(parsed: Parsed, verb: Token) -> bool:
    """ "Searched the compound", "nine houses were cleared": told as done."""
    told = verb.tag in ("VBD", "VBN", "VBG")
    things = (c for c in parsed.children(verb) if c.dep in ("dobj", "nsubjpass"))
    return told and any(c.lemma in word_set("searched") for c in things)


def _elsewhere(word: Word, home: Happening, raid: Token, words: Sequence[Word], homes: Mapping[int, Happening]) -> bool:
    """Whether the arrest is of another day or place than the raid."""
    other = next((homes[n] for n, w in enumerate(words) if w.token.i == raid.i), None)
    if other is None:  # nothing is known of the search but its sentence
        return raid.sentence != word.token.sentence and bool(word.days or word.places)
    return _apart(word, home, other)


def _apart(word: Word, home: Happening, other: Happening) -> bool:
    if another_day(word.days or home.days, other.days):
        return True
    own = [p for p in word.places if p.precision in FINE]
    known = [p for w in other.words for p in w.places if p.precision in FINE]
    return bool(own and known) and not any(may_be_one(a, b) for a in own for b in known)
