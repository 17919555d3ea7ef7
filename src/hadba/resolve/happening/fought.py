"""Tolls of which the sentence says that they are of fighting: "nine fighters killed on the Ain Zara front", "army losses"."""

from __future__ import annotations

from hadba.lexicon.grammar import word_set
from hadba.model.figure import FigureKind, Victims
from hadba.model.parse import Parsed, Token
from hadba.resolve.happening.words import Word

_AT_THE_FRONT = frozenset(("on", "at", "along"))


def of_fighting(parsed: Parsed, word: Word) -> bool:
    """Whether a bare toll is of those killed at a front, or of the losses of those who bear arms."""
    harmed = [f for f in word.figures if f.kind in (FigureKind.KILLED, FigureKind.INJURED)]
    if word.type != "killing" or not harmed or any(f.victims is Victims.CIVILIAN for f in harmed):
        return False
    tokens = parsed.sentence_tokens(parsed.sentence_of(word.token))
    return any(_is_front(parsed, t) or _is_loss_of_arms(parsed, t) for t in tokens)


def _is_front(parsed: Parsed, token: Token) -> bool:
    """ "On the Ain Zara front", "at the front lines"; the Nusra Front is none, nor is "in front of"."""
    if token.lemma == "frontline":
        return True
    noun = parsed.head(token) if token.dep in ("compound", "amod") and parsed.head(token).lemma == "line" else token
    small = token.lower == "front" and token.text.islower()
    return small and noun.dep == "pobj" and parsed.head(noun).lower in _AT_THE_FRONT


def _is_loss_of_arms(parsed: Parsed, token: Token) -> bool:
    """ "The enemy's losses", "Marine losses were put at": of a force, and no crop."""
    below = [c for c in parsed.children(token) if c.dep in ("poss", "compound", "amod", "nmod")]
    return token.lower == "losses" and any(c.lemma in word_set("those_who_fight") for c in below)
