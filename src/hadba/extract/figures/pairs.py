"""The dead and the wounded told side by side: under one count ("40 killed or wounded"), or in a row without a comma."""

from __future__ import annotations

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.numerals import VAGUE
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import HarmWords, harm_words
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Sentence, Token


def counts_both(parsed: Parsed, q: Quantity, harm: int) -> bool:
    """Whether one count stands for the dead and the wounded: "40 were killed or wounded", "mines have killed and maimed 40".
    ``harm`` is the token of its word of harm."""
    tokens = parsed.tokens
    for first in (harm, harm - 2):
        if first < 0 or first + 2 >= len(tokens) or tokens[first + 1].lower not in ("and", "or"):
            continue
        if {_told(tokens[first]), _told(tokens[first + 2])} != {FigureKind.KILLED, FigureKind.INJURED}:
            continue
        if q.first > first:
            return not any(t.pos == "NUM" for t in tokens[max(0, first - 3) : first])
        following = tokens[first + 3] if first + 3 < len(tokens) else None
        return following is None or not (following.pos in ("NUM", "DET") or following.lower in (*VAGUE, "many", "others"))
    return False


def harm_follows(parsed: Parsed, sentence: Sentence, token: Token, words: HarmWords) -> bool:
    """Whether a number with a harm of its own comes right after: "57 civilians killed 150 injured", "three killed over 70
    injured", "a child killed others injured", bare headlines."""
    following = list(parsed.tokens[token.i + 1 : min(sentence.last, token.i + 6)])
    while following and following[0].lower in word_set("before_numbers"):
        del following[0]
    if len(following) < 2 or not (following[0].pos == "NUM" or following[0].lower in (*VAGUE, "many", "others")):
        return False
    return following[1].lower in words.participles or (
        len(following) > 2 and following[1].pos == "NOUN" and following[2].lower in words.participles
    )


def _told(token: Token) -> FigureKind | None:
    """What the word alone says: "dead", "wounded", "killing"."""
    words = harm_words()
    return words.participles.get(token.lower) or words.patient_verbs.get(token.lemma)
