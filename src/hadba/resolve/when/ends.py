"""The two ends of a span of days that two time expressions tell: "from 10 March to 17 March", "on Saturday and Sunday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hadba.model.parse import Parsed
from hadba.model.when import TimeMention
from hadba.resolve.when.form import read_form

LEAD = 14  # characters in which the word that opens or bounds a time stands before it
_RANGE = re.compile(r"\s*(?:to|and|until|till|through|[-–—])\s+(?:the\s+)?", re.IGNORECASE)
_OPENED = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
NEIGHBOURS = 2  # days between two weekdays that "and" joins to one time: "on Friday and Sunday"


def range_of(parsed: Parsed, mentions: Sequence[TimeMention], i: int) -> tuple[TimeMention, TimeMention] | None:
    """The first and the last of the two expressions that make one span of days, of which the ``i``-th is one."""
    for first in (i, i - 1):
        if 0 <= first < len(mentions) - 1 and _opens(parsed, mentions[first], mentions[first + 1]):
            return mentions[first], mentions[first + 1]
    return None


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
