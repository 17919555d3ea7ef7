"""Whether a text is an account of the past (a history, an encyclopedia's article) or tells news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hadba.model.when import TimeMention
from hadba.resolve.when.form import read_form

FEWEST = 3  # fewer years than this make no history


def is_history(published: date | None, mentions: Sequence[TimeMention]) -> bool:
    """True where years other than publication's own are named often, and far more often than days counted from today."""
    far = near = 0
    for mention in mentions:
        form = read_form(mention.form)
        if form.kind in ("weekday", "rel"):
            near += 1
        elif form.kind == "date" and (year := form.number("year")) is not None:
            if published is None or abs(year - published.year) > 1:
                far += 1
        elif form.kind == "date" and form.text("era"):
            far += 1
    days = sum(1 for m in mentions if read_form(m.form).kind == "date" and read_form(m.form).text("month"))
    return far >= FEWEST and far > 2 * near and 4 * far >= days
