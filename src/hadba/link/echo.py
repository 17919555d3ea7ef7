"""Signs that a claim without a named source repeats another claim of the same incident."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from hadba.model.attribution import Stance
from hadba.model.claim import Claim
from hadba.model.figure import Scope
from hadba.model.incident import Proof
from hadba.model.report import Report
from hadba.model.span import Span, cover
from hadba.text.similarity import containment, passages, shingles

COPIED = 0.6  # share of a passage's five-word runs that stand in the earlier report
LEAST_RUNS = 6  # runs of five words: ten words at least
NEAR_LINK = 400  # characters from the claim to an address that it may rest on
_ADDRESS = re.compile(r"https?://[^\s)\]>\"']+")
_NOT_TELLING = (Stance.DENIES, Stance.DISPUTES, Stance.CLAIMS_RESPONSIBILITY)


def order(claim: Claim, reports: Mapping[str, Report]) -> tuple[str, str]:
    """By which claims of an incident follow each other: the day of publication (unknown last), then the report."""
    report = reports.get(claim.report_id)
    day = report.published if report else None
    return (day.isoformat() if day else "9999", claim.report_id)


def shares_figure(one: Claim, other: Claim) -> bool:
    """Whether both give one number of one kind."""
    return not _numbers(one).isdisjoint(_numbers(other))


def _numbers(claim: Claim) -> frozenset[tuple[str, int]]:
    return frozenset((f.kind.value, n) for f in claim.figures for n in (f.low, f.point, f.high) if n is not None)


def rests_on(claim: Claim, credited: Sequence[Claim]) -> Claim | None:
    """The claim with a named source, of the same report, that words without one rest on.

    A headline's or lead's number is that of the source that the report names for this number, or for its parts. Words
    without a number, or with one of a kind that no named source gives ("the raid also injured 25"), go on from the source
    named last before them, else from the first. A rival number of a kind for which a source is named is the report's own.
    """
    telling = sorted((c for c in credited if c.stance not in _NOT_TELLING), key=_place)
    given = {f.kind for f in claim.figures if f.top is not None}
    for fits in (shares_figure, _gives_parts):
        if given and (found := next((c for c in telling if fits(c, claim)), None)):
            return found
    if given & {f.kind for c in telling for f in c.figures}:
        return None
    counting = [c for c in telling if c.figures] if given else telling
    before = [c for c in counting if _place(c) < _place(claim)]
    return before[-1] if before else next(iter(counting), None)


def _gives_parts(claim: Claim, whole: Claim) -> bool:
    """Whether ``claim`` counts parts of one kind, none larger than the number of ``whole``."""
    parts = [f for f in claim.figures if f.scope is Scope.PART and f.top is not None]
    totals = {f.kind: f.top for f in whole.figures if f.scope is Scope.INCIDENT and f.top is not None}
    return bool(parts) and all((f.top or 0) <= totals.get(f.kind, -1) for f in parts)


def _place(claim: Claim) -> tuple[int, str]:
    return (claim.spans[0].start if claim.spans else 0, claim.claim_id)


def cites(claim: Claim, others: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Claim, Proof] | None:
    """The claim of the report whose address stands near this claim."""
    report = reports.get(claim.report_id)
    if report is None or not claim.spans:
        return None
    span = cover(list(claim.spans))
    held = {r.url.rstrip("/"): r.id for c in others if (r := reports.get(c.report_id)) and r.url}
    for found in _ADDRESS.finditer(report.text, max(0, span.start - NEAR_LINK), span.end + NEAR_LINK):
        target = held.get(found.group().rstrip("/.,;"))
        told = sorted((c for c in others if c.report_id == target), key=lambda c: (not shares_figure(claim, c), _place(c)))
        if told:
            return told[0], Proof("link", found.start(), found.end(), found.group())
    return None


def copied_from(claim: Claim, others: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Claim, Proof] | None:
    """The claim of an earlier report in which most of this claim's passage stands word for word."""
    report = reports.get(claim.report_id)
    if report is None or not claim.spans:
        return None
    span = cover(list(claim.spans))
    part = _shingles(report.text[span.start : span.end])
    if len(part) < LEAST_RUNS:
        return None
    earlier = (c for c in others if c.spans and order(c, reports) < order(claim, reports))
    for other in sorted(earlier, key=lambda c: (order(c, reports), not shares_figure(claim, c), _place(c))):
        source = reports.get(other.report_id)
        if source and containment(part, _shingles(source.text)) >= COPIED and _same_words(report, span, source, other):
            start, end = _longest(report.text, span, source.text)
            return other, Proof("same words", start, end, report.text[start:end])
    return None


def _same_words(report: Report, span: Span, source: Report, other: Claim) -> bool:
    """Whether the words stand where the other claim stands, or it is that report's only way to be about the same."""
    theirs = cover(list(other.spans))
    return containment(_shingles(report.text[span.start : span.end]), _shingles(source.text[theirs.start : theirs.end])) > 0


def _longest(text: str, span: Span, source: str) -> Span:
    """Where the longest shared run stands in the child."""
    runs = passages(text[span.start : span.end], source, least=5)
    if not runs:
        return span
    best = max(runs, key=lambda r: (r.words, -r.left.start))
    return Span(span.start + best.left.start, span.start + best.left.end)


@lru_cache(maxsize=4096)
def _shingles(text: str) -> frozenset[int]:
    return shingles(text)
