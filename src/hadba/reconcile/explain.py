"""Each number of an incident for a person who must defend it: votes, quotes, speakers, lineages, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from hadba.model.claim import Claim
from hadba.model.incident import Incident, Lineage, Range
from hadba.model.report import Report
from hadba.model.span import cover

K = TypeVar("K", bound=Hashable)

QUOTE = 240  # characters


def explain(incident: Incident, cluster_claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Lines of plain text; those below a heading are indented by two spaces a level."""
    claims = {c.claim_id: c for c in cluster_claims}
    return tuple(_lines(incident, claims, reports))


def show_range(value: Range) -> str:
    """ "20 to 43", "12 / 20 / 43" with a best figure, "20 to 20+" where the high is open."""
    high = "?" if value.high is None else f"{value.high}{'+' if value.high_open else ''}"
    low = "?" if value.low is None else str(value.low)
    shown = f"{low} to {high}" if value.best is None else f"{low} / {value.best} / {high}"
    return f"{shown} (provisional: fewer than two independent sources)" if value.provisional else shown


def _lines(incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Iterator[str]:
    source_of = {claim_id: lineage.root for lineage in incident.lineages for claim_id in lineage.claims}
    yield f"{incident.incident_id}: {incident.n_reports} report(s), {incident.n_independent} independent source(s)"
    yield f"Grade {incident.grade}: {incident.grade_reason}"
    for kind, buckets in incident.ranges.items():
        told: set[tuple[str, str]] = set()
        for victims, conventions in buckets.items():
            yield f"{kind}, {victims}: " + "; ".join(f"{name} {show_range(value)}" for name, value in conventions.items())
            for claim_id, names in _by_convention(conventions, lambda value: value.votes).items():
                yield f"  counted ({names}): {_claim(claim_id, claims, reports, source_of)}"
            for left, names in _by_convention(conventions, lambda value: value.left_out).items():
                if left not in told:
                    told.add(left)
                    yield f"  left out ({names}), {left[1]}: {_claim(left[0], claims, reports, source_of)}"
    for kind, value in incident.conceded.items():
        yield f"{kind}, conceded by a belligerent: {show_range(value)}"
        for claim_id in value.votes:
            yield f"  {_claim(claim_id, claims, reports, source_of)}"
    yield "Independent sources:"
    for lineage in incident.lineages:
        yield from _lineage(lineage, reports)


def _by_convention(conventions: Mapping[str, Range], part: Callable[[Range], tuple[K, ...]]) -> dict[K, str]:
    """Each vote, or each thing left out, with the conventions under which it is so ("all" where it is under each)."""
    found: dict[K, list[str]] = {}
    for name, value in conventions.items():
        for item in part(value):
            found.setdefault(item, []).append(name)
    return {item: "all" if len(names) == len(conventions) else ", ".join(names) for item, names in found.items()}


def _claim(claim_id: str, claims: Mapping[str, Claim], reports: Mapping[str, Report], source_of: Mapping[str, str]) -> str:
    claim = claims.get(claim_id)
    if claim is None:
        return f"{claim_id} (not held)"
    report = reports.get(claim.report_id)
    said = " > ".join(s.name for s in claim.attribution) or (report.outlet if report else claim.report_id)
    day = f", {report.published.isoformat()}" if report and report.published else ""
    source = _source(source_of.get(claim_id, claim.report_id), reports)
    return f'{claim_id} [{claim.report_id}{day}] {said} {claim.stance}: "{_quote(claim, report)}" (source: {source})'


def _quote(claim: Claim, report: Report | None) -> str:
    if report is None or not claim.spans:
        return claim.trigger.text
    words = " ".join(cover(list(claim.spans)).of(report.text).split())
    return words if len(words) <= QUOTE else f"{words[:QUOTE].rsplit(' ', 1)[0]} ..."


def _lineage(lineage: Lineage, reports: Mapping[str, Report]) -> Iterator[str]:
    yield f"  {_source(lineage.root, reports)}: {len(lineage.claims)} claim(s): {', '.join(lineage.claims)}"
    for edge in lineage.edges:
        words = f': "{edge.proof.text}"' if edge.proof.text else ""
        yield f"    {_source(edge.child, reports)} repeats {_source(edge.parent, reports)} ({edge.proof.rule}{words})"


def _source(node: str, reports: Mapping[str, Report]) -> str:
    report = reports.get(node)
    return f"{report.outlet} ({node})" if report else f"{node.removeprefix('source:')} (its own report is not held)"
