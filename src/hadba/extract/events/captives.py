"""Those who are taken in fighting, and those who are killed when they are in somebody's hands."""

from __future__ import annotations

from itertools import pairwise

from hadba.lexicon.grammar import word_set
from hadba.model.parse import Parsed, Token

_TAKEN = ("take", "capture")
_BOUND = ("bind", "tie", "cuff", "handcuff")


def taken_prisoner(parsed: Parsed, arrest: Token) -> bool:
    """ "Took 13 prisoners", "taken seven guards prisoner": what is done in battle, not what police do."""
    below = parsed.subtree(arrest) if arrest.lemma in _TAKEN else ()
    return any(t.lemma == "prisoner" and t.dep in ("dobj", "oprd", "attr", "xcomp", "appos", "npadvmod", "dep") for t in below)


def in_their_hands(parsed: Parsed, killing: Token) -> bool:
    """Whether those who were shot or killed could not defend themselves: "shot with their hands tied", "blindfolded"."""
    tokens = parsed.sentence_tokens(parsed.sentence_of(killing))
    if any(t.lower in word_set("as_executed") for t in tokens):
        return True
    hands = [t for t in tokens if t.lemma in ("hand", "wrist", "arm")]
    bound = [t for t in tokens if t.lemma in _BOUND and t.tag in ("VBN", "VBD", "JJ")]
    return any(abs(h.i - b.i) <= 3 for h in hands for b in bound) or any(
        (a.lower, b.lemma) == ("point-blank", "range") for a, b in pairwise(tokens)
    )
