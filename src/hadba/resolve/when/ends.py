"""Two time expressions that tell one time: "from 10 March to 17 March", "September was the deadliest month this year", "two
years ago this week"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from hadba.model.parse import Parsed
from hadba.model.span import cover
from hadba.model.when import TimeMention, When
from hadba.resolve.when.form import read_form

LEAD = 14  # characters in which the word that opens or bounds a time stands before it
_RANGE = re.compile(r"\s*(?:to|and|until|till|through|[-–—])\s+(?:the\s+)?", re.IGNORECASE)
_OPENED = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_WORST = re.compile(
    r"\s+(?:was|is|has been|had been|became|were)\s[^.;]{0,24}?\b(?:\w+est|most \w+)\s(?:day|week|month|year)\b"
)
_OF_NIGHT = frozenset(("", "on", "from", "between", "of"))
_AGO = re.compile(r"rel n=-1(?: num=\d+)? unit=Y")
DAYS_A_YEAR = 365.25
NEIGHBOURS = 2  # days between two weekdays that "and" joins to one time: "on Friday and Sunday"


def range_of(parsed: Parsed, mentions: Sequence[TimeMention], i: int) -> tuple[TimeMention, TimeMention] | None:
    """The first and the last of the two expressions that make one span of days, of which the ``i``-th is one."""
    for first in (i, i - 1):
        if 0 <= first < len(mentions) - 1 and _opens(parsed, mentions[first], mentions[first + 1]):
            return mentions[first], mentions[first + 1]
    return None


def of_the_night(parsed: Parsed, mentions: Sequence[TimeMention], i: int) -> int:
    """The number of the expression that tells which night "overnight" is, where one follows it: "overnight from Friday to
    Saturday", "overnight on Friday"; else ``i``."""
    if " over=1" not in mentions[i].form or i + 1 >= len(mentions):
        return i
    between = parsed.text[mentions[i].span.end : mentions[i + 1].span.start].strip().lower()
    return i + 1 if between in _OF_NIGHT and mentions[i + 1].start is not None else i


def superlative(parsed: Parsed, mentions: Sequence[TimeMention], i: int, trigger: int) -> TimeMention | None:
    """The finer time of which a sentence says that it was the worst of the ``i``-th: "September was the deadliest month this
    year, with 3,000 killed" tells a toll of September, where the happening at ``trigger`` is told after it."""
    this = mentions[i]
    for worst in mentions:
        if (
            worst.span.end >= this.span.start
            or worst.start is None
            or worst.end is None
            or this.start is None
            or this.end is None
        ):
            continue
        sentence = parsed.sentence_of(parsed.tokens_in(worst.span)[0]).span
        inside = this.start <= worst.start and worst.end <= this.end and (worst.start, worst.end) != (this.start, this.end)
        if not inside or not (
            sentence.contains(this.span) and sentence.start <= trigger < sentence.end and worst.span.end < trigger
        ):
            continue
        if _WORST.match(parsed.text, worst.span.end, this.span.start):
            return worst
    return None


def anniversary_of(parsed: Parsed, mentions: Sequence[TimeMention], i: int) -> When | None:
    """ "Two years ago this week": the second expression, so many years back."""
    if i and _AGO.fullmatch(mentions[i - 1].form) and parsed.text[mentions[i - 1].span.end : mentions[i].span.start] == " ":
        ago, this = mentions[i - 1], mentions[i]
    elif i + 1 < len(mentions) and _AGO.fullmatch(mentions[i].form):
        ago, this = mentions[i], mentions[i + 1]
        if parsed.text[ago.span.end : this.span.start] != " ":
            return None
    else:
        return None
    back = read_form(ago.form).number("num") or 1
    if this.start is None or this.end is None or this.start.year <= back:
        return None
    start, end = (d - timedelta(days=round(back * DAYS_A_YEAR)) for d in (this.start, this.end))
    words = cover([ago.span, this.span])
    return When(start, end, this.precision, words.of(parsed.text), words, f"{this.basis}, {ago.text}")


def _opens(parsed: Parsed, this: TimeMention, following: TimeMention) -> bool:
    if this.start is None or following.end is None or following.start is None or following.start < this.start:
        return False
    between = parsed.text[this.span.end : following.span.start]
    if not _RANGE.fullmatch(between):
        return False
    if "and" not in between.lower():
        return True
    opened = _OPENED.search(parsed.text, max(0, this.span.start - LEAD), this.span.start)
    weekdays = all(read_form(m.form).kind == "weekday" for m in (this, following))
    return bool(opened) or (weekdays and (following.start - this.start).days <= NEIGHBOURS)
