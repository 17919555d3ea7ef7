"""Counts whose harm is told by a noun that they are equated with or set among: "the dead were two women and a child",
"the victims included 14 tourists", "of the dead, 14 were tourists", "three children were among 19 people killed"."""

from __future__ import annotations

from hadba.lexicon.harm import harm_words
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token

_EQUATES = {"be", "include", "comprise", "number"}
_AMONG = {"among", "amongst", "of"}


def by_predicate(parsed: Parsed, counted: Token, verb: Token) -> tuple[FigureKind, int, bool] | None:
    """What befell ``counted``, a part of speech under ``verb``: kind, the token that says so, and whether the count is a
    part of those whom that token names. Null where the verb equates nothing."""
    if verb.lemma not in _EQUATES:
        return None
    if counted.dep in ("attr", "dobj", "oprd", "conj"):
        subject = next((c for c in parsed.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
        kind = _of_victims(subject) if subject is not None else None
        return (kind, subject.i, verb.lemma == "include") if kind is not None and subject is not None else None
    if counted.dep not in ("nsubj", "nsubjpass"):
        return None
    for preposition in parsed.children(verb):
        if preposition.dep != "prep" or preposition.lower not in _AMONG:
            continue
        for named in parsed.children(preposition):
            kind = _of_victims(named)
            told = named if kind is not None else _told_of(parsed, named)
            if told is not None:
                return kind or harm_words().participles[told.lower], told.i, True
    return None


def _of_victims(token: Token) -> FigureKind | None:
    """The kind where the noun names those harmed or the harm itself: "the dead", "the victims", "the confirmed deaths"."""
    words = harm_words()
    if token.lower in ("victim", "victims"):
        return None  # of what, the word does not say
    kind = words.participles.get(token.lower) or words.nouns.get(token.lemma)
    return kind if kind in (FigureKind.KILLED, FigureKind.INJURED, FigureKind.MISSING, FigureKind.KILLED_OR_INJURED) else None


def _told_of(parsed: Parsed, named: Token) -> Token | None:
    """The participle beside a noun of people: "19 people killed", "the 12 wounded men", "those killed"."""
    participles = harm_words().participles
    return next((c for c in parsed.children(named) if c.dep in ("acl", "amod") and c.lower in participles), None)
