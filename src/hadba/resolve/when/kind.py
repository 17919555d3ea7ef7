"""Whether a text is an account of the past (a history, an encyclopedia's article) or tells news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hadba.model.when import TimeMention
from hadba.resolve.when.form import read_form

RATIO = 3
FEWEST = 3  # fewer years than this make no history


def is_history(published: date | None, mentions: Sequence[TimeMention]) -> bool:
    """True where years other than publication's are named often, no less than publication's own, and all years named are
    far more than the days counted from publication ("Sunday", "yesterday")."""
    far = own = counted = 0
    for mention in mentions:
        form = read_form(mention.form)
        year = form.number("year") if form.kind == "date" else None
        if form.kind in ("weekday", "rel"):
            counted += 1
        elif year is not None and published is not None and abs(year - published.year) <= 1:
            own += 1
        elif year is not None or form.text("era") == "BC":
            far += 1
    return far >= FEWEST and far >= own and far + own > RATIO * counted
