"""Datelines by their marks: "KABUL, Afghanistan (Dec. 11, 2010) - Forces ..."."""

from __future__ import annotations

import re

from hadba.model.span import Span

HEAD = 120  # characters in which a whole date may be that of the page
NAMED_HEAD = 300  # and one that names its weekday, as pages do below a heading and its summary
REACH = 400  # characters within which a dateline may stand, after headings and numbers
_OPEN = re.compile(r"\(\s*$")
_CLOSE = re.compile(r"\s*\)\s*(?:[-–—−]|\s[A-Z])")


def head_of(form: str) -> int:
    """The characters in which a whole date of this form may be that of the page."""
    return NAMED_HEAD if "weekday=" in form and "year=" in form else HEAD


def heads_the_text(text: str, span: Span) -> bool:
    """Whether a date is the first word of the text, with a colon after it: "May 11: Forces conduct operations"."""
    return span.start == 0 and text.startswith(":", span.end)


def in_dateline_brackets(text: str, span: Span) -> bool:
    """Whether a date stands in brackets of its own before the words of a report begin."""
    return span.start < REACH and _OPEN.search(text[: span.start]) is not None and _CLOSE.match(text, span.end) is not None
