"""cluster -> incident: when, where, who and what most sources agree on, the ranges, and the grade."""

from __future__ import annotations

from collections.abc import Mapping

from hadba.model.attribution import Stance
from hadba.model.incident import Cluster, Incident, Range
from hadba.model.report import Report
from hadba.reconcile.agreed import agreed_actors, agreed_places, agreed_type, agreed_when
from hadba.reconcile.airwars import airwars
from hadba.reconcile.ballot import Ballot, Count, ballots
from hadba.reconcile.grade import grade
from hadba.reconcile.ibc import ibc
from hadba.reconcile.ranges import lowest, make_range
from hadba.reconcile.ucdp import ucdp

RULE_VERSION = "2"
CONVENTIONS = ("airwars", "ibc", "ucdp")
BUCKETS = ("civilian", "combatant", "all")  # civilian: people of unknown status included
PROPOSED = "proposed"


def reconcile(cluster: Cluster, reports: Mapping[str, Report], *, discounted: bool = False) -> Incident:
    """The incident that follows from ``cluster``, and from nothing else. ``discounted``: a reviewer ruled so."""
    held = ballots(cluster, reports)
    verdict, why = grade(cluster, discounted=discounted)
    return Incident(
        incident_id=cluster.incident_id,
        type=agreed_type(cluster),
        when=agreed_when(cluster),
        where=agreed_places(cluster),
        actors=agreed_actors(cluster),
        claims=tuple(c.claim_id for c in cluster.claims),
        reports=tuple(sorted({c.report_id for c in cluster.claims})),
        lineages=cluster.lineages,
        n_reports=len({c.report_id for c in cluster.claims}),
        n_independent=_independent(cluster),
        ranges={b.kind.value: r for b in held if (r := ranges_of(b))},
        conceded={b.kind.value: accepted for b in held if (accepted := conceded_of(b))},
        grade=verdict,
        grade_reason=why,
        review_state=PROPOSED,
        rule_version=RULE_VERSION,
        joins=cluster.evidence,
    )


def _independent(cluster: Cluster) -> int:
    """Lineages that say that it happened; one that only denies is no source of it."""
    saying = {c.claim_id for c in cluster.claims if c.stance not in (Stance.DENIES, Stance.DISPUTES)}
    return sum(not saying.isdisjoint(lineage.claims) for lineage in cluster.lineages)


def ranges_of(ballot: Ballot) -> dict[str, dict[str, Range]]:
    """victims (civilian, combatant, all) -> convention -> range, of those for which there are votes."""
    counts = {bucket: ballot.count(bucket) for bucket in BUCKETS}
    return {bucket: _under_each(count, bucket) for bucket, count in counts.items() if count.votes}


def conceded_of(ballot: Ballot) -> Range | None:
    """What belligerents accept of their own acts, kept apart from what is reported; null where they accept nothing."""
    votes = [v for v in ballot.count("civilian").votes if v.conceded]
    return make_range(low=lowest(votes), best=None, votes=votes) if votes else None


def _under_each(count: Count, bucket: str) -> dict[str, Range]:
    return {
        "airwars": airwars(count.votes, count.left_out),
        "ibc": ibc(count.votes, count.left_out, of_civilians=bucket == "civilian"),
        "ucdp": ucdp(count.votes, count.left_out),
    }
