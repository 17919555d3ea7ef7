"""The time expressions of a report resolved from its own publication."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.when import Precision, TimeMention
from hadba.resolve.when.mentions import resolve_from
from hadba.resolve.when.publication import publication_of


def resolve_times(report: Report, parsed: Parsed, mentions: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """``mentions`` with TIMEX3 value, days, precision and basis; what cannot be resolved keeps its words and says why."""
    published = publication_of(report, parsed, mentions)
    day = published.start if published.precision is Precision.DAY else None
    return resolve_from(day, parsed, mentions)
