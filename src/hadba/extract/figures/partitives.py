"""Counts of some of those counted before: "four of them children", "nine of whom", "14 of the dead", "one of the rebels"."""

from __future__ import annotations

import re
from itertools import takewhile

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import Harm
from hadba.lexicon.harm import harm_words
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed

_LIST = 60  # characters of a short list
_ENDS = re.compile(r"\s*(?:[,;.)]|$|and\b)")
_AMONG_THEM = re.compile(r"(?:,? (?:and )?[^,.;]{1,30}){0,3}? (?:among|amongst) them\s*(?:[,;.)]|$)")
_THE = ("the", "these", "those", "their")


def _after(parsed: Parsed, number: int, n: int = 2) -> list[str]:
    """The ``n`` words after the number, fewer at the end of the text."""
    return [t.lower for t in parsed.tokens[number + 1 : number + 1 + n]]


def some_of_them(parsed: Parsed, number: int) -> bool:
    """ "Four of them", "two of whom", "three of them children": ``number`` is the token of the number."""
    return _after(parsed, number) in (["of", "them"], ["of", "whom"])


def dead_of_the_hurt(parsed: Parsed, q: Quantity) -> Harm | None:
    """ "Two of the wounded later died", "three of the injured succumbed"."""
    hurt = _after(parsed, q.number, 3)
    verb = parsed.head(parsed.tokens[q.number])
    words = harm_words()
    if hurt[:2] != ["of", "the"] or words.participles.get(hurt[-1]) is not FigureKind.INJURED:
        return None
    dies = words.subject_verbs.get(verb.lemma) is FigureKind.KILLED and parsed.tokens[q.number].dep == "nsubj"
    return Harm(FigureKind.KILLED, verb.i) if dies else None


def some_of_the_hurt(parsed: Parsed, q: Quantity, kind: FigureKind) -> bool:
    """Whether they are some of those told to have suffered the same: "14 of the dead", "two of those killed"."""
    end = min(q.last + 2, len(parsed.tokens))
    told_of = takewhile(
        lambda t: t.pos != "AUX", parsed.tokens[q.number + 1 : end]
    )  # "three of the four were wounded": not yet
    words = [t.lower for t in told_of]
    if len(words) < 3 or words[0] != "of" or words[1] not in ("the", "those", "these"):
        return False
    told = {harm_words().participles.get(w) or harm_words().nouns.get(w) for w in words[2:]} - {None}
    return kind in told or "victims" in words


def some_of_the(parsed: Parsed, number: int) -> bool:
    """ "Several insurgents were killed. One of the insurgents died of ...", "22 of the rebels were killed in"."""
    return _after(parsed, number) == ["of", "the"]


def some_of_counted(parsed: Parsed, q: Quantity) -> bool:
    """Whether they are counted out of others: the three of "three of the four policemen"."""
    others = parsed.tokens[q.number + 3 : q.number + 4]
    return _after(parsed, q.number) in [["of", the] for the in _THE] and any(t.pos == "NUM" for t in others)


def counted_out_of(parsed: Parsed, q: Quantity) -> bool:
    """Whether others are counted out of these: the four of "three of the four policemen", "some of the 12 detainees"."""
    i = q.first - 1
    while i >= 0 and parsed.tokens[i].lower in _THE:
        i -= 1
    return i > 0 and parsed.tokens[i].lower == "of" and parsed.tokens[i - 1].pos in ("NUM", "DET", "PRON")


def told_apart(parsed: Parsed, q: Quantity, before: int) -> bool:
    """Whether the count only tells who some of those counted up to the token ``before`` were, whatever verb comes next: "34
    died, 21 of them civilians, and 90 were hurt", "three children and a woman among them, and 17 were injured"."""
    if [t.lower for t in parsed.tokens[q.first - 2 : q.first]] in (["among", "them"], ["among", "which"], ["among", "whom"]):
        return True
    after = parsed.text[parsed.tokens[q.last - 1].end : parsed.tokens[q.last - 1].end + _LIST]
    ends = _ENDS.match(after) is not None
    return (some_of_them(parsed, q.number) and ends and _follows(parsed, q, before)) or _AMONG_THEM.match(after) is not None


def _follows(parsed: Parsed, q: Quantity, before: int) -> bool:
    """Whether only commas and participles stand between: no verb of another clause."""
    return not any(t.pos in ("AUX", "VERB") and t.tag != "VBN" for t in parsed.tokens[before + 1 : q.first])
