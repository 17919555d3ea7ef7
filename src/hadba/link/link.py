"""claims -> clusters: gather, block, join, and trace who repeats whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hadba.link.block import candidate_pairs
from hadba.link.cluster import agglomerate
from hadba.link.happening import PairSet, gather
from hadba.link.lineage import trace
from hadba.model.claim import Claim
from hadba.model.ids import content_id
from hadba.model.incident import Cluster
from hadba.model.report import Report


def link_claims(
    claims: Sequence[Claim], reports: Mapping[str, Report], *, must: PairSet = frozenset(), cannot: PairSet = frozenset()
) -> tuple[Cluster, ...]:
    """Every claim in exactly one cluster, ordered by incident id; the order and repetition of ``claims`` do not matter.

    ``must`` and ``cannot`` are pairs of claim ids that a person joined or told apart; they outweigh all evidence, and
    ``cannot`` outweighs ``must``.
    """
    once = tuple({c.claim_id: c for c in claims}.values())
    happenings = gather(once, reports, cannot)
    grouped = agglomerate(happenings, candidate_pairs(happenings), must=must, cannot=cannot)
    clusters = (_cluster(happening.claims, evidence, reports) for happening, evidence in grouped)
    return tuple(sorted(clusters, key=lambda c: c.incident_id))


def _cluster(claims: tuple[Claim, ...], evidence: tuple[str, ...], reports: Mapping[str, Report]) -> Cluster:
    ordered = tuple(sorted(claims, key=lambda c: (c.report_id, c.spans[0].start if c.spans else 0, c.claim_id)))
    core = min(claims, key=lambda c: (_published(c, reports), c.claim_id))
    return Cluster(content_id("i", core.claim_id), ordered, trace(ordered, reports), evidence)


def _published(claim: Claim, reports: Mapping[str, Report]) -> date:
    """The day of the claim's report, so that later reports do not rename an incident; the last day there is where unknown."""
    report = reports.get(claim.report_id)
    return report.published if report and report.published else date.max
