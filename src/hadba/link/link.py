"""claims -> clusters: profile, connect, join, and trace who repeats whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from hadba.link.block import months_of
from hadba.link.lineage import trace
from hadba.link.network import components
from hadba.link.profile import PairSet, profiles_of
from hadba.model.claim import Claim
from hadba.model.ids import content_id
from hadba.model.incident import Cluster
from hadba.model.linkage import Linkage, Profile
from hadba.model.report import Report


def link_claims(
    claims: Sequence[Claim], reports: Mapping[str, Report], *, must: PairSet = frozenset(), cannot: PairSet = frozenset()
) -> tuple[Cluster, ...]:
    """Every claim in exactly one cluster, ordered by incident id; the order and repetition of ``claims`` do not matter.

    ``must`` and ``cannot`` are pairs of claim ids that a person joined or told apart; they outweigh all evidence, and
    ``cannot`` outweighs ``must``.
    """
    of_report: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        of_report[claim.report_id][claim.claim_id] = claim
    linkages = [linkage_of(key, held.values(), reports.get(key), cannot) for key, held in of_report.items()]
    profiles = {p.id: p for linkage in linkages for p in linkage.profiles}
    once = {c.claim_id: c for c in claims}
    clusters = (
        cluster_of(name_of(profiles[i] for i in group.profiles), [once[c] for c in group.claims], group.evidence, reports)
        for component in components(profiles.values(), must=must, cannot=cannot)
        for group in component.groups
    )
    return tuple(sorted(clusters, key=lambda c: c.incident_id))


def linkage_of(
    report_id: str, claims: Iterable[Claim], report: Report | None, cannot: PairSet = frozenset(), *, ruled: str = ""
) -> Linkage:
    """What linking keeps of a report."""
    profiles = profiles_of(claims, report, cannot)
    return Linkage(report_id, profiles, tuple(sorted({month for p in profiles for month in months_of(p)})), ruled)


def cluster_of(incident_id: str, claims: Iterable[Claim], evidence: tuple[str, ...], reports: Mapping[str, Report]) -> Cluster:
    """The cluster of these claims, with its lineages."""
    ordered = tuple(sorted(claims, key=lambda c: (c.report_id, c.spans[0].start if c.spans else 0, c.claim_id)))
    return Cluster(incident_id, ordered, trace(ordered, reports), evidence)


def name_of(profiles: Iterable[Profile], pinned: Sequence[str] = ()) -> str:
    """The id of the incident that these profiles are.

    It follows from the claim that was published first (the last day there is where that is unknown), so that later reports
    do not rename an incident. An id that a person's decision names stays with the claim that it followed from: ``pinned``
    are such ids, the earliest decision's first.
    """
    held = sorted(profiles, key=lambda p: (p.published or date.max, p.id))
    kept = anchored((claim for p in held for claim in p.claims), pinned)
    return kept[0] if kept else content_id("i", held[0].id)


def anchored(claims: Iterable[str], pinned: Sequence[str]) -> tuple[str, ...]:
    """Those of ``pinned``, in order, that follow from one of the claims."""
    own = {content_id("i", claim) for claim in claims} if pinned else set()
    return tuple(name for name in pinned if name in own)
