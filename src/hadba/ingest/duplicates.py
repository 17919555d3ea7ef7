"""Reports that are the same, and reports that are nearly so. The latter are kept: they are echoes, and this is a mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hadba.model.report import Report
from hadba.text.similarity import near_pairs, shingles

THRESHOLD = 0.8  # share of common word 5-shingles: a wire copy with a new lead sentence and house style stays above it


def exact(reports: Iterable[Report]) -> tuple[tuple[str, ...], ...]:
    """Groups of report ids, two at least, of one outlet with one and the same text; in order of id."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        groups[(report.outlet, report.text)].add(report.id)
    return tuple(sorted(tuple(sorted(ids)) for ids in groups.values() if len(ids) > 1))


def near_identical(reports: Iterable[Report], threshold: float = THRESHOLD) -> tuple[tuple[str, str, float], ...]:
    """Pairs of report ids whose texts share at least ``threshold`` of their word 5-shingles, with that share.

    Exact (no sampling) and the same whatever the order of ``reports``.
    """
    return near_pairs(((report.id, shingles(report.text)) for report in reports), threshold=threshold)
