"""Words for tolls and for lives lost: "the death toll", "the number of those killed", "claimed 21 lives"."""

from __future__ import annotations

from hadba.extract.figures.nouns import lemma_of
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import HarmWords
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token

STEPS = ("from", "down", "up", "upwards", "downwards")


def before_a_step(parsed: Parsed, i: int) -> Token:
    """The word before "from 21", "down" and the like: "rose from 21 to 24", "revised the toll down to 9"."""
    while i > 0 and (parsed.tokens[i].pos == "NUM" or parsed.tokens[i].lower in STEPS):
        i -= 1
    return parsed.tokens[i]


def toll(parsed: Parsed, governor: Token, words: HarmWords) -> tuple[FigureKind, int] | None:
    """The toll that ``governor`` is, has as subject or has as object ("raised the death toll to")."""
    near = [*(c for c in parsed.children(governor) if c.dep in ("nsubj", "dobj", "nsubjpass", "attr", "pobj", "obj")), governor]
    for token in near:
        phrase = parsed.text[min(t.start for t in (*_compounds(parsed, token), token)) : token.end].lower()
        under = parsed.subtree(token)[:8]
        below = " ".join(t.lower for t in under)
        if lemma_of(token) == "toll" or phrase in words.tolls or any(t in below for t in words.tolls):
            hurt = "injur" in below or "wounded" in below
            return (FigureKind.INJURED if hurt else FigureKind.KILLED), token.i
        if token.lemma in word_set("tolls"):  # "the number of civilians killed has reached 237"
            kinds = [words.participles[t.lower] for t in under if t.lower in words.participles]
            kinds += [words.nouns[t.lemma] for t in under if t.lemma in word_set("losses") and t.lemma in words.nouns]
            if kinds:
                return kinds[0], token.i
    return None


def _compounds(parsed: Parsed, token: Token) -> list[Token]:
    return [c for c in parsed.children(token) if c.dep in ("compound", "amod")]


def are_lives(parsed: Parsed, token: Token) -> bool:
    """ "21 lives", "hundreds of lives"."""
    below = (n for c in parsed.children(token) if c.dep == "prep" and c.lower == "of" for n in parsed.children(c))
    return any(lemma_of(t) in ("life", "lives") for t in (token, *below))


def loses_life(parsed: Parsed, verb: Token) -> bool:
    return verb.lemma in ("lose", "give") and any(
        c.dep == "dobj" and c.lemma in ("life", "lives") for c in parsed.children(verb)
    )
