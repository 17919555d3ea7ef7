"""The day a report was published, given or inferred from what it says; never today's date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.days import plain_slashed, shift_days, slashed_days, valid_day
from hadba.resolve.when.form import Form, read_form
from hadba.resolve.when.kind import is_history
from hadba.resolve.when.releases import from_number
from hadba.resolve.when.week import Read, from_weekdays
from hadba.text.datelines import NAMED_HEAD, REACH, head_of, heads_the_text, in_dateline_brackets

POSTED = frozenset(("posted", "published", "updated", "released", "publication"))
MONTH = 31  # days
WEEK = 7  # days
BESIDE = 4  # characters between "yesterday" and the date beside it: a comma or a bracket
UNKNOWN = When(basis="no date given and none that follows from the text")


def publication_of(report: Report, parsed: Parsed, mentions: Sequence[TimeMention]) -> When:
    """``report.published`` unless the text's own dateline overrules it, else what the text itself bears (marked inferred),
    else unknown.

    Inferred from, in this order: a whole date at the head of the text; "yesterday" or "today" beside a whole date; the
    number of a press release; a day of the month whose weekday the text names, in the one year that fits. The last two may
    leave some days open.
    """
    if report.published is not None:
        return _overruling(report.published, parsed, mentions) or When(
            report.published, report.published, Precision.DAY, basis="given with the report"
        )
    if is_history(None, mentions):
        return When(basis="no date given; an account of the past does not tell its own")
    forms = [(m, read_form(m.form)) for m in mentions]
    found = _at_the_head(parsed, forms) or _beside_today(parsed, forms) or from_number(parsed, forms)
    return found or from_weekdays(parsed, forms) or UNKNOWN


def _overruling(given: date, parsed: Parsed, mentions: Sequence[TimeMention]) -> When | None:
    """A dateline that contradicts the date given with the report and is the surer of the two; one that differs by a day, as
    time zones do, only where it names its own weekday or says that it is the date of publication.

    Dates given with a report are often those of its download or of a table. A report cannot be older than its dateline, so
    a later one stands; an earlier one stands where it names its own weekday rightly or what comes before it says that it
    is the date of publication ("Posted on"), or within a month before the date given.
    """
    for mention in mentions:
        if mention.span.start > NAMED_HEAD:
            return None
        form = read_form(mention.form)
        found = _whole(form) or _nearest(form, given)
        if found is None or found == given or not is_dateline(parsed, mention):
            continue
        if abs((found - given).days) == 1 and not _sure(parsed, mention, form, found):
            continue
        near = found > given or (given - found).days <= MONTH
        if _heads(parsed, mention) and (near or _sure(parsed, mention, form, found) or _opens_news(mention, mentions)):
            basis = f"dateline at the head of the text; the date given with the report ({given}) contradicts it"
            return When(found, found, Precision.DAY, mention.text, mention.span, basis, inferred=True)
    return None


def _opens_news(mention: TimeMention, mentions: Sequence[TimeMention]) -> bool:
    """Whether a whole date is the first word of a text that counts days by their weekdays: it counts them from there."""
    return mention.span.start == 0 and any(m.form.startswith("weekday ") for m in mentions)


def _nearest(form: Form, given: date) -> date | None:
    """Of the two readings of "06/01/2016" the one within a month of the date given; with dashes the day comes first
    unless the other reading is within a week."""
    days = slashed_days(form.keys["slashed"]) if form.kind == "slashed" else []
    near = [d for d in days if abs((d - given).days) <= MONTH]
    if len(set(near)) != 1:
        return None
    month_first = near[0] != days[0] and "-" in form.keys["slashed"]
    return days[0] if month_first and abs((near[0] - given).days) > WEEK else near[0]


def _heads(parsed: Parsed, mention: TimeMention) -> bool:
    """Whether the date opens the text, names its weekday as pages do, or is told to be that of publication."""
    before = parsed.text[: mention.span.start].split()
    return not before or "weekday=" in mention.form or _posted(before)


def _posted(before: list[str]) -> bool:
    return any(w.lower().strip(":,") in POSTED for w in before[-3:])


def _sure(parsed: Parsed, mention: TimeMention, form: Form, found: date) -> bool:
    weekday = form.number("weekday")
    return weekday == found.weekday() if weekday is not None else _posted(parsed.text[: mention.span.start].split())


def _whole(form: Form) -> date | None:
    """The day of a form that tells year, month and day."""
    if form.kind == "iso":
        year, month, day = (int(p) for p in form.keys["iso"][:10].split("-"))
        return valid_day(year, month, day)
    if form.kind == "slashed":
        return plain_slashed(form.keys["slashed"])
    year_, month_, day_ = form.number("year"), form.number("month"), form.number("day")
    return valid_day(year_, month_, day_) if form.kind == "date" and year_ and month_ and day_ else None


def _at_the_head(parsed: Parsed, forms: Read) -> When | None:
    """A whole date in the first line, before any verb: a dateline."""
    for mention, form in forms:
        if mention.span.start > REACH:
            return None
        found = _whole(form)
        if found is not None and is_dateline(parsed, mention):
            basis = "dateline at the head of the text"
            return When(found, found, Precision.DAY, mention.text, mention.span, basis, inferred=True)
    return None


def is_dateline(parsed: Parsed, mention: TimeMention) -> bool:
    """A whole date in the first line that no preposition and no verb leads to; a day in the brackets of a dateline, or before
    the colon that opens the text, with a year or without."""
    form = read_form(mention.form)
    if form.keys.keys() & {"day", "iso"} and (
        in_dateline_brackets(parsed.text, mention.span) or heads_the_text(parsed.text, mention.span)
    ):
        return True
    if mention.span.start > head_of(mention.form) or (_whole(form) is None and form.kind != "slashed"):
        return False
    before = parsed.tokens[: parsed.tokens_in(mention.span)[0].i]
    if any(t.lower in POSTED for t in before[-3:]):
        return True
    if before and before[-1].pos == "ADP":
        return len(before) > 1 and before[-2].lower in POSTED
    return "weekday=" in mention.form or not any(t.pos in ("VERB", "AUX") for t in before)


def _beside_today(parsed: Parsed, forms: Read) -> When | None:
    """ "yesterday (26 May 2017)", "Saturday, today, 27 May 2017"."""
    for (a, form_a), (b, form_b) in pairwise(forms):
        if b.span.start - a.span.end > BESIDE or b.span.start < a.span.end:
            continue
        for relative, whole, mention in ((form_a, _whole(form_b), b), (form_b, _whole(form_a), a)):
            today = relative.kind == "rel" and relative.text("unit") == "D" and "num" not in relative.keys
            if today and whole is not None:
                day = shift_days(whole, -(relative.number("n") or 0))
                if day is not None:
                    basis = f'from "{a.text}" beside "{b.text}"'
                    return When(day, day, Precision.DAY, mention.text, mention.span, basis, inferred=True)
    return None
