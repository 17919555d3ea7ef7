"""The day a report was published, given or inferred from what it says; never today's date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.days import valid_day
from hadba.resolve.when.form import read_form
from hadba.resolve.when.kind import is_history


def publication_of(report: Report, parsed: Parsed, mentions: Sequence[TimeMention]) -> When:
    """``report.published``, else what the text itself bears (marked inferred), else unknown."""
    if report.published is not None:
        return When(report.published, report.published, Precision.DAY, basis="given with the report")
    if is_history(None, mentions):
        return When(basis="no date given; an account of the past does not tell its own")
    return _heading_date(parsed, mentions) or _from_year(mentions) or When(basis="no date given and none in the text")


def _heading_date(parsed: Parsed, mentions: Sequence[TimeMention]) -> When | None:
    """A whole date in the first line of the text, before its first verb: a dateline."""
    line = parsed.text.find("\n") if "\n" in parsed.text[:200] else 80
    for mention in mentions:
        form = read_form(mention.form)
        if mention.span.start > line or form.kind != "date":
            continue
        year, month, day = form.number("year"), form.number("month"), form.number("day")
        found = valid_day(year, month, day) if year and month and day else None
        if found is None or _after_a_verb(parsed, mention):
            continue
        return When(found, found, Precision.DAY, mention.text, mention.span, "dateline at the head of the text", inferred=True)
    return None


def _after_a_verb(parsed: Parsed, mention: TimeMention) -> bool:
    tokens = parsed.tokens_in(mention.span)
    if not tokens:
        return True
    first = parsed.sentence_of(tokens[0]).first
    return any(t.pos in ("VERB", "AUX") for t in parsed.tokens[first : tokens[0].i])


def _from_year(mentions: Sequence[TimeMention]) -> When | None:
    """A year that the text's whole dates and its weekdays agree on."""
    agreeing = _weekday_years(mentions)
    if len(agreeing) != 1:
        return None
    day, mention = agreeing[0]
    basis = "the weekday and day of the month that the text gives fit this year among those it names"
    return When(day, day + timedelta(days=6), Precision.WEEK, mention.text, mention.span, basis, inferred=True)


def _weekday_years(mentions: Sequence[TimeMention]) -> list[tuple[date, TimeMention]]:
    forms = [(m, read_form(m.form)) for m in mentions]
    years = sorted({y for _, f in forms if f.kind == "date" and (y := f.number("year")) is not None and 1900 <= y <= 2100})
    found: dict[date, TimeMention] = {}
    for mention, form in forms:
        month, day, weekday = form.number("month"), form.number("day"), form.number("weekday")
        if form.kind != "date" or month is None or day is None or weekday is None:
            continue
        for year in {y + k for y in years for k in (0, 1)}:
            this = valid_day(year, month, day)
            if this is not None and this.weekday() == weekday:
                found.setdefault(this, mention)
    return list(found.items())
