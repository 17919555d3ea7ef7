"""Verbs of harm in a row, each before its own count: "killed more than 290,000 and displaced millions", and without commas,
as headlines stand in archives: "Kurds kill 83 injured 100 militants"."""

from __future__ import annotations

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import HURTS, Harm
from hadba.extract.figures.numerals import VAGUE
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Sentence, Token

_PARTICIPLES = ("VBN", "VBD", "JJ", "VBZ", "VBP", "NNS", "NNPS", "NNP")


def in_a_row(parsed: Parsed, sentence: Sentence, q: Quantity) -> Harm | None:
    """What the verb right before the count tells, where another verb of harm and its count come before or after it."""
    tokens = parsed.tokens
    verb = tokens[q.first - 1] if q.first > sentence.first else None
    if verb is None:
        return None
    if (kind := _active(parsed, sentence, verb)) is not None:
        return Harm(kind, verb.i) if _verb_and_count(parsed, sentence, q.number + 1, than=kind) else None
    kind = _harms(verb)
    first = verb.i - 1 - (tokens[verb.i - 1].lower == "and")
    if kind is None or first <= sentence.first or not _counts(tokens[first]):
        return None
    while first > sentence.first and (_counts(tokens[first]) or tokens[first].lower in word_set("before_numbers")):
        first -= 1
    before = _active(parsed, sentence, tokens[first])
    return Harm(kind, verb.i) if before is not None and before is not kind else None


def _active(parsed: Parsed, sentence: Sentence, verb: Token) -> FigureKind | None:
    """What a verb of killing or wounding does to what follows it: not "three killed", nor "were killed"."""
    kind = harm_words().patient_verbs.get(verb.lemma) if verb.tag.startswith("VB") else None
    if kind not in HURTS:
        return None
    before = parsed.tokens[verb.i - 1] if verb.i > sentence.first else None
    passive = any(c.dep == "auxpass" or (c.dep == "nsubjpass") for c in parsed.children(verb))
    counted = before is not None and (_counts(before) or any(_counts(c) for c in parsed.children(before)))
    return None if passive or counted or verb.dep in ("acl", "amod") else kind


def _verb_and_count(parsed: Parsed, sentence: Sentence, i: int, *, than: FigureKind) -> bool:
    """Whether a verb of another harm and a count follow at ``i``."""
    rest = parsed.tokens[i : min(i + 8, sentence.last)]
    if rest and rest[0].lower == "and":
        rest = rest[1:]
    if not rest or _harms(rest[0]) in (None, than) or rest[0].tag not in _PARTICIPLES:
        return False
    following = [t for t in rest[1:] if t.lower not in word_set("before_numbers")]
    return bool(following) and _counts(following[0])


def _harms(token: Token) -> FigureKind | None:
    words = harm_words()
    return (
        words.participles.get(token.lower) or words.patient_verbs.get(token.lemma) or words.patient_verbs.get(token.lower[:-1])
    )


def _counts(token: Token) -> bool:
    return token.pos == "NUM" or token.lower in VAGUE
