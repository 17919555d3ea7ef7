"""The day or month of a press release that bears a number of its month: "2011-07-S-022, For Immediate Release"."""

from __future__ import annotations

import re
from datetime import date

from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.resolve.when.days import of_month, valid_day
from hadba.resolve.when.week import Read
from hadba.text.datelines import REACH, heads_the_text, in_dateline_brackets

NUMBER = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(0?[1-9]|1[0-2])-(?:[A-Z]{1,3}\s?[-–])?\s?\d{2,4}(?![\w-])")
RELEASED = re.compile(r"\brelease\b", re.IGNORECASE)


def from_number(parsed: Parsed, forms: Read) -> When | None:
    """When a release came out whose head bears its number and the word "release": on the day of a dateline without a year
    ("KABUL (July 5)", "July 5: ..."), in the month of the number or the next one, else some time in that month."""
    head = parsed.text[:REACH]
    number = NUMBER.search(head)
    if number is None or RELEASED.search(head) is None:
        return None
    year, month = int(number[1]), int(number[2])
    for mention, form in forms:
        if mention.span.start > REACH:
            break
        day = form.number("day")
        if form.kind != "date" or form.number("month") is None or day is None or "year" in form.keys:
            continue
        found = _near(year, month, form.number("month") or 0, day)
        if found is not None and (heads_the_text(parsed.text, mention.span) or in_dateline_brackets(parsed.text, mention.span)):
            basis = f'day of the dateline, year of the number of the release ("{number[0]}")'
            return When(found, found, Precision.DAY, mention.text, mention.span, basis, inferred=True)
    whole = of_month(year, month)
    span = Span(*number.span())
    return When(whole.start, whole.end, Precision.MONTH, number[0], span, "month of the number of the release", inferred=True)


def _near(year: int, month: int, told: int, day: int) -> date | None:
    """The day told, where its month is that of the number, or the one before or after: numbers are given a day apart."""
    for step in (0, 1, -1):
        there, which = divmod(year * 12 + month - 1 + step, 12)
        if which + 1 == told:
            return valid_day(there, told, day)
    return None
