"""Dates of tables: what a row tells happened on the day of its first cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hadba.model.parse import Parsed
from hadba.model.when import TimeMention, When

_FIRST_CELL = re.compile(r"\|?\s*([^|\n]+?)\s*\|")


def when_of_row(parsed: Parsed, mentions: Sequence[TimeMention], offset: int) -> When | None:
    """The date that fills the first cell of the table row in which ``offset`` lies ("| April 7, 2017 | Shayrat | ... |"); null
    outside of tables, in the first cell itself, and where that holds more than a date."""
    text = parsed.text
    start = text.rfind("\n", 0, offset) + 1
    cell = _FIRST_CELL.match(text, start)
    if cell is None or text[start] != "|" or offset < cell.end():
        return None
    for mention in mentions:
        if mention.span.start == cell.start(1) and mention.span.end == cell.end(1) and mention.start is not None:
            basis = "the date at the head of its row"
            return When(mention.start, mention.end, mention.precision, mention.text, mention.span, basis)
    return None
