"""Messages of MUC-4 as texts: teletypes of a monitoring service, with its marks in square brackets."""

from __future__ import annotations

import re

_KINDS = "TEXT|REPORT|EXCERPTS?|SPEECH|EDITORIAL|COMMENTARY|COMMUNIQUE|INTERVIEW|ARTICLE|STATEMENT|MESSAGE|SUMMARY|DIALOGUE"
_GAPS = "PASSAGE OMITTED|(?:ONE |SEVERAL )?(?:WORDS?|PASSAGE|NAME|FEW WORDS) INDISTINCT|NO CLOSING QUOTATION MARKS?[A-Z ]*"
_MARKS = re.compile(rf"\[(?:{_KINDS}|{_GAPS}|AS RECEIVED|FROM THE [A-Z ]+|(?:BEGIN|END) [A-Z ]+)\]")


def plain_text(message: dict[str, str]) -> str:
    """The text with the service's marks blanked."""
    return _MARKS.sub(lambda m: " " * len(m.group()), message["text"])
