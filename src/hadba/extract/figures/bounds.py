"""A quantity and the words that bound it: "at least", "up to", "nearly"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hadba.model.parse import Parsed, Sentence

_AT_LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "not fewer than",
    "a minimum of",
    "at the very least",
)
_MORE_THAN = (
    "more than",
    "over",
    "in excess of",
    "above",
    "exceeding",
    "exceeded",
    "upwards of",
    "well over",
    "more then",
    "surpassed",
)
_UP_TO = ("up to", "as many as", "a maximum of", "at most", "no more than", "not more than", "as high as", "as much as")
_BELOW = ("fewer than", "less than", "under", "below")
_NEARLY = ("nearly", "almost", "close to", "just under", "nearing", "approaching")
_ABOUT = ("about", "around", "some", "approximately", "roughly", "an estimated", "estimated", "approx", "circa")
_BOUNDS = (
    *(("at_least", p) for p in _AT_LEAST),
    *(("up_to", p) for p in _UP_TO),
    *(("below", p) for p in _BELOW),
    *(("more_than", p) for p in _MORE_THAN),
    *(("nearly", p) for p in _NEARLY),
    *(("about", p) for p in _ABOUT),
)
_AFTER = (("at_least", "or more"), ("at_least", "at least"), ("up_to", "at most"), ("up_to", "or fewer"), ("at_least", "plus"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count as written. ``first``/``last`` are the tokens of bound, number and noun; ``number`` the number's last token.

    ``head`` is the token whose place in the syntax tells what befell them: the noun, the vague word of "dozens of
    people", or the bare number. ``noun`` is the counted noun's token, null where none stands ("25 were wounded").
    ``low``/``point``/``high`` follow the design. ``more`` marks "another 25", "six others".
    """

    first: int
    last: int
    number: int
    head: int
    noun: int | None
    low: int | None
    point: int | None
    high: int | None
    approximate: bool = False
    more: bool = False
    indefinite: bool = False


def bounded(parsed: Parsed, sentence: Sentence, q: Quantity) -> Quantity:
    """The quantity under the words before and after the number: "at least", "up to", "about" ..."""
    i = q.first
    skipped = {'"', "“", "a", "the", "another", "an", "other", "of"}
    while i > sentence.first and parsed.tokens[i - 1].lower in skipped and q.first - i < 2:
        i -= 1
    for end in dict.fromkeys((q.first, i)):
        before = " ".join(t.lower for t in parsed.tokens[max(sentence.first, end - 4) : end])
        for bound, phrase in _BOUNDS:
            if before == phrase or before.endswith(" " + phrase):
                return _apply(replace(q, first=end - len(phrase.split())), bound)
    after = " ".join(t.lower for t in parsed.tokens[q.number + 1 : min(sentence.last, q.number + 3)])
    back = " ".join(t.lower for t in parsed.tokens[max(sentence.first, q.first - 3) : q.first])
    for bound, phrase in _AFTER:
        if after == phrase or (phrase == "plus" and after.startswith("plus ")):
            return _apply(q, bound)
    return _apply(q, "at_least") if back.endswith("at least at") or back.endswith("at least to") else q


def _apply(q: Quantity, bound: str) -> Quantity:
    n = q.low
    if n is None:
        return q
    if q.point is None:  # "hundreds", "several": the floor stands, whatever stands before
        return replace(q, approximate=bound in ("about", "nearly"))
    if bound == "at_least":
        return replace(q, low=n, point=n, high=None)
    if bound == "more_than":
        return replace(q, low=n + 1, point=None, high=None)
    if bound == "up_to":
        return replace(q, low=None, point=None, high=n)
    if bound == "below":
        return replace(q, low=None, point=None, high=max(0, n - 1))
    if bound == "nearly":
        return replace(q, low=None, point=n, high=n, approximate=True)
    return replace(q, approximate=True)
