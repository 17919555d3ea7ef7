"""The time expressions of a report resolved from its own publication, given or inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.mentions import resolve_from
from hadba.resolve.when.publication import publication_of


def resolve_times(report: Report, parsed: Parsed, mentions: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """``mentions`` with TIMEX3 value, days, precision and basis; what cannot be resolved keeps its words and says why."""
    return resolve_between(publication_of(report, parsed, mentions), parsed, mentions)


def resolve_between(published: When, parsed: Parsed, mentions: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """``mentions`` counted from a publication of which only the first and the last possible day are known."""
    first = resolve_from(published.start, parsed, mentions)
    if published.start == published.end:
        return first
    last = resolve_from(published.end, parsed, mentions)
    return tuple(_within(published, _both(a, b)) for a, b in zip(first, last, strict=True))


FEW = timedelta(days=7)
_OPEN = "day of publication not known"


def _within(published: When, mention: TimeMention) -> TimeMention:
    """Of a publication known to the month only: what is counted a few days from it ("yesterday") is told of that month."""
    if published.precision is not Precision.MONTH or mention.basis is None or not mention.basis.endswith(_OPEN):
        return mention
    if mention.start is None or mention.end is None or published.start is None or published.end is None:
        return mention
    if published.start - mention.start > FEW or mention.end < published.start or mention.end > published.end + FEW:
        return mention
    start, end = max(mention.start, published.start), min(mention.end, published.end)
    return replace(mention, start=start, end=end, precision=Precision.MONTH)


def _both(first: TimeMention, last: TimeMention) -> TimeMention:
    """What holds on either day of publication; the days between where they differ."""
    if (first.start, first.end, first.value) == (last.start, last.end, last.value):
        return last
    if first.start is None or last.end is None:
        return replace(first, value=None, start=None, end=None, precision=Precision.UNKNOWN, basis=_OPEN)
    start, end = min(first.start, last.start or first.start), max(last.end, first.end or last.end)
    grain = Precision.WEEK if (end - start).days < 14 else Precision.MONTH if (end - start).days < 62 else Precision.YEAR
    return replace(first, value=None, start=start, end=end, precision=grain, basis=f"{first.basis}; {_OPEN}")
