"""Whether a text is an account of the past (a history, an encyclopedia's article) or tells news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hadba.model.when import TimeMention
from hadba.resolve.when.days import valid_day
from hadba.resolve.when.form import read_form

RATIO = 3  # years named to one day counted from publication
FEWEST = 3  # years that an account of the past names at the least
WHOLE = 5  # months with their year that make one
LONG_AGO = 100  # days before publication of all whole dates that an account of last year names
MONTHS = 8  # months, with a year or without, that make one where nothing is counted from publication


def is_history(published: date | None, mentions: Sequence[TimeMention]) -> bool:
    """True where years other than publication's are named no less often than its own, all years named are far more than the
    days counted from publication ("Sunday", "yesterday"), and the text goes through months and not only through years.

    Bare years alone make no history: an essay of today names them too. An account of last year names its year too: it goes
    through months, all its whole dates lie long before publication, and it counts hardly a day from there.
    """
    whole = months = far = own = counted = 0
    told: list[date] = []
    for mention in mentions:
        form = read_form(mention.form)
        year = form.number("year") if form.kind == "date" else None
        month = form.kind == "date" and bool(form.keys.keys() & {"month", "season", "era"})
        months += month
        if month and year is not None and (first := valid_day(year, form.number("month") or 1, form.number("day") or 1)):
            told.append(first)
        if form.kind in ("weekday", "rel"):
            counted += 1
        elif year is not None and published is not None and abs(year - published.year) <= 1:
            own += 1
        elif year is not None or form.text("era") == "BC":
            far += 1
            whole += month
    past = published is not None and bool(told) and all((published - day).days > LONG_AGO for day in told)
    if past and months >= max(MONTHS, RATIO * counted):
        return True
    through_months = whole >= WHOLE or (counted == 0 and months >= MONTHS)
    return through_months and far >= max(FEWEST, own) and far + own > RATIO * counted
