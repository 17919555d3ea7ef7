"""Quantities as written: the number, its bound, and the noun that it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hadba.lexicon.harm import people_words
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.span import Span
from hadba.text.numbers import SCALES, TENS, UNITS, read_number

# Floors for vague words: ACLED's coding rule for "dozens", "hundreds" ... (design, reading quantities).
VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "several": 2}
_FEW = {"couple": 2, "handful": 2, "number": 2, "few": 2}
_NUMBER_WORDS = {*UNITS, *TENS, *SCALES}
_NUMERIC = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+(?:\.\d+)?$")

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


def quantities(parsed: Parsed, sentence: Sentence) -> list[Quantity]:
    """All counts of one sentence, in text order, whatever they count; ranges are one quantity."""
    found: list[Quantity] = []
    i = sentence.first
    while i < sentence.last:
        single = _single(parsed, sentence, i)
        if single is not None:
            found.append(single)
            i = single.last
            continue
        read = _number_at(parsed, i, sentence.last)
        if read is None:
            i += 1
            continue
        low, point, high, last = read
        quantity = _with_noun(parsed, sentence, Quantity(i, last, last - 1, last - 1, None, low, point, high))
        found.append(_bounded(parsed, sentence, quantity))
        i = last
    return _ranges(parsed, found)


def _single(parsed: Parsed, sentence: Sentence, i: int) -> Quantity | None:
    """ "a woman", "an old man", "another soldier": one person, where the noun plainly is one."""
    if parsed.tokens[i].lower not in ("a", "an", "another"):
        return None
    for token in parsed.tokens[i + 1 : min(sentence.last, i + 6)]:
        if token.tag == "NN" and token.dep not in ("compound", "nmod"):
            if token.lemma not in people_words().status:
                return None
            return Quantity(
                i, token.i + 1, i, token.i, token.i, 1, 1, 1, more=parsed.tokens[i].lower == "another", indefinite=True
            )
        if token.pos not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB") and token.text not in ("-", ","):
            return None
    return None


def _number_at(parsed: Parsed, i: int, end: int) -> tuple[int | None, int | None, int | None, int] | None:
    """(low, point, high, index after) of the number that begins at token ``i``."""
    token = parsed.tokens[i]
    vague = _vague_at(parsed, i, end)
    if vague is not None:
        return vague
    if not (_NUMERIC.match(token.text) or token.lower in _NUMBER_WORDS or token.lower.replace("-", " ").split(" ")[0] in TENS):
        return None
    if token.lower == "one" and (
        _next(parsed, i, end) == "of"
        or (i and parsed.tokens[i - 1].lower in ("no", "any", "every", "some", "each", "this", "that", "the"))
    ):
        return None
    last, value = i + 1, read_number(token.text)
    j = i + 1
    while j < end and (
        parsed.tokens[j].lower in _NUMBER_WORDS
        or parsed.tokens[j].lower in ("and", "-")
        or _NUMERIC.match(parsed.tokens[j].text)
    ):
        longer = read_number(parsed.text[token.start : parsed.tokens[j].end])
        if longer is not None and parsed.tokens[j].lower not in ("and", "-"):
            last, value = j + 1, longer
        elif parsed.tokens[j].lower not in ("and", "-"):
            break
        j += 1
    if value is not None and last < end and parsed.tokens[last].lower == "dozen":
        value, last = value * 12, last + 1
    if value is None:
        return None
    return value, value, value, last


def _vague_at(parsed: Parsed, i: int, end: int) -> tuple[int | None, int | None, int | None, int] | None:
    lower, following = parsed.tokens[i].lower, _next(parsed, i, end)
    if lower in VAGUE:
        if following == "of" and i + 2 < end and parsed.tokens[i + 2].lower in ("thousands", "millions", "hundreds"):
            return VAGUE[lower] * VAGUE[parsed.tokens[i + 2].lower], None, None, i + 3
        return VAGUE[lower], None, None, i + 1
    if lower == "a" and following in ("dozen", "hundred", "thousand", "million"):
        value = {"dozen": 12, **SCALES}[following]
        return value, value, value, i + 2
    if lower == "half" and following == "a" and i + 2 < end and parsed.tokens[i + 2].lower == "dozen":
        return 6, 6, 6, i + 3
    if lower == "a" and following in _FEW and i + 2 < end and (parsed.tokens[i + 2].lower == "of" or following == "few"):
        value = _FEW[following]
        return value, (2 if following == "couple" else None), (2 if following == "couple" else None), i + 2
    return None


def _next(parsed: Parsed, i: int, end: int) -> str:
    return parsed.tokens[i + 1].lower if i + 1 < end else ""


def _with_noun(parsed: Parsed, sentence: Sentence, q: Quantity) -> Quantity:
    """The quantity with the noun that it counts, found by syntax and checked by neighbourhood."""
    tokens, number = parsed.tokens, parsed.tokens[q.number]
    more = q.first > sentence.first and tokens[q.first - 1].lower in ("another", "other", "further")
    i = q.last
    while i < sentence.last and tokens[i].lower in (
        "more",
        "other",
        "additional",
        "further",
        "of",
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "them",
        "those",
        "whom",
        "at",
        "least",
    ):
        more = more or tokens[i].lower in ("more", "other", "additional", "further")
        if tokens[i].lower == "of" and i + 1 < sentence.last and tokens[i + 1].lower in ("them", "whom", "those"):
            return replace(q, last=i + 2, more=more)
        if tokens[i].lower == "at" and (i + 1 >= sentence.last or tokens[i + 1].lower != "least"):
            break
        i += 1
    start = i
    while (
        i < sentence.last
        and i - start < 6
        and (tokens[i].pos in ("ADJ", "PROPN", "NOUN", "VERB", "NUM") or tokens[i].text in ("-", "and", '"', "”", "“"))
    ):
        token = tokens[i]
        if token.pos == "NUM" and tokens[i - 1].lower in ("and", "or", "to"):
            break  # "between 20 and 30": the noun is the second number's
        if _heads_phrase(parsed, token, i, sentence.last):
            head = token
            vague_head = number.i if number.pos == "NOUN" and number.i != token.i and tokens[q.last].lower == "of" else head.i
            return replace(q, last=i + 1, noun=token.i, head=vague_head, more=more)
        if token.pos == "VERB" and token.tag not in ("VBN", "VBG", "JJ"):
            break
        i += 1
    return replace(q, more=more)


def _heads_phrase(parsed: Parsed, token: Token, i: int, end: int) -> bool:
    """Whether the noun at ``i`` closes its phrase: a noun not followed by a further noun of the same compound."""
    if token.pos not in ("NOUN", "PROPN", "ADJ") and token.tag not in ("NNS", "NN"):
        return False
    if (
        token.pos == "ADJ"
        and token.tag not in ("NNS", "NN")
        and token.lower not in ("dead", "wounded", "injured", "missing", "others")
    ):
        return False
    following = parsed.tokens[i + 1] if i + 1 < end else None
    if following is not None and following.text == "-" and i + 2 < end and parsed.tokens[i + 2].start == following.end:
        return False  # "two rebel-held towns"
    if following is None or following.pos not in ("NOUN", "PROPN", "ADJ"):
        return True
    return not (token.dep in ("compound", "amod", "nmod") and token.head > token.i)


def _bounded(parsed: Parsed, sentence: Sentence, q: Quantity) -> Quantity:
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


def _ranges(parsed: Parsed, found: list[Quantity]) -> list[Quantity]:
    """Joins "between 20 and 30", "20 to 30", "20-30" into one quantity each."""
    joined: list[Quantity] = []
    for q in found:
        if joined:
            p = joined[-1]
            between = " ".join(t.lower for t in parsed.tokens[p.last : q.first])
            opener = parsed.tokens[p.first - 1].lower if p.first > 0 else ""
            bare = p.noun is None and p.point is not None and q.point is not None and p.low is not None and q.high is not None
            if bare and p.low is not None and q.high is not None and p.low < q.high:
                if between in ("to", "-", "–", "or") and p.last + 1 == q.first and opener not in ("from", "up"):
                    joined[-1] = replace(q, first=p.first, low=p.low, point=None, high=q.high)
                    continue
                if between == "and" and opener == "between":
                    joined[-1] = replace(q, first=p.first - 1, low=p.low, point=None, high=q.high)
                    continue
        joined.append(q)
    return joined


def span_of(parsed: Parsed, q: Quantity) -> Span:
    """The characters of the quantity with its bound and noun."""
    return Span(parsed.tokens[q.first].start, parsed.tokens[q.last - 1].end)
