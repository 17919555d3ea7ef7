"""Numbers as written: digits, words, shares, and vague words with their floors."""

from __future__ import annotations

import re

from hadba.extract.figures.nouns import named_as_people
from hadba.model.parse import Parsed
from hadba.text.numbers import SCALES, TENS, UNITS, read_number

# Floors for vague words: ACLED's coding rule for "dozens", "hundreds" ... (design, reading quantities).
VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "several": 2}
VAGUE |= {"tenths": 10}  # as writers of other tongues put "tens"
VAGUE |= {"multiple": 2, "numerous": 2}  # as "several": more than one, and no more is told
_FEW = {"couple": 2, "handful": 2, "number": 2, "few": 2}
_NUMBER_WORDS = {*UNITS, *TENS, *SCALES}
_SHARES_BEGIN = {"a", "half", "three"}
_THEIRS = {"his", "her", "their", "its"}
_BEFALLEN = {"nsubj", "nsubjpass", "dobj"}
_PICKS = {"no", "any", "every", "some", "each", "this", "that", "the"}
_NUMERIC = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+(?:\.\d+)?$")


def number_at(parsed: Parsed, i: int, end: int) -> tuple[int | None, int | None, int | None, int] | None:
    """(low, point, high, index after) of the number that begins at token ``i``."""
    token = parsed.tokens[i]
    share = _share_at(parsed, i, end)
    if share is not None:
        return share
    vague = _vague_at(parsed, i, end)
    if vague is not None:
        return vague
    if not (_NUMERIC.match(token.text) or token.lower in _NUMBER_WORDS or token.lower.replace("-", " ").split(" ")[0] in TENS):
        return None
    if token.lower == "one" and _counts_none(parsed, i, end):
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
    while value is not None and last < end and parsed.tokens[last].text == "000" and parsed.tokens[last - 1].text.isdigit():
        value, last = value * 1000, last + 1  # "200 000", written with a blank
    if value is not None and last < end and parsed.tokens[last].lower == "dozen":
        value, last = value * 12, last + 1
    if value is None:
        return None
    return value, value, value, last


def _counts_none(parsed: Parsed, i: int, end: int) -> bool:
    """Whether the "one" at ``i`` stands for a thing or picks one out: "one of the worst", "the one", "that one"."""
    if _next(parsed, i, end) == "of" and not (i + 2 < end and parsed.tokens[i + 2].lower in _THEIRS):
        return not _one_of_people(parsed, i, end)
    before = parsed.tokens[i - 1] if i else None
    return before is not None and before.lower in _PICKS and before.dep != "mark"  # "said that one man was killed"


def _one_of_people(parsed: Parsed, i: int, end: int) -> bool:
    """Whether something befalls one of several people: "one of the insurgents died", but not "he was one of the insurgents"."""
    noun = next((t for t in parsed.tokens[i + 2 : min(end, i + 6)] if t.dep == "pobj"), None)
    theirs = i + 2 < end and parsed.tokens[i + 2].lower in ("the", "these", "those")
    return theirs and parsed.tokens[i].dep in _BEFALLEN and noun is not None and named_as_people(parsed, noun.i)


def _share_at(parsed: Parsed, i: int, end: int) -> tuple[int, int, int, int] | None:
    """ "A quarter of a million", "half a million"."""
    if parsed.tokens[i].lower not in _SHARES_BEGIN:
        return None
    for last in range(i + 3, min(end, i + 7) + 1):
        value = read_number(parsed.text[parsed.tokens[i].start : parsed.tokens[last - 1].end])
        if value is not None and parsed.tokens[last - 1].lower in SCALES:
            return value, value, value, last
    return None


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
