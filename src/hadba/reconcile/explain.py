"""Each number of an incident for a person who must defend it: votes, quotes, speakers, lineages, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hadba.model.claim import Claim
from hadba.model.incident import Cluster, Incident, Lineage, Range
from hadba.model.report import Report
from hadba.model.span import cover
from hadba.reconcile.ballot import ballots
from hadba.reconcile.phrasing import counted

K = TypeVar("K", bound=Hashable)

QUOTE = 240  # characters
PROVISIONAL = " (provisional: fewer than two independent sources)"


def explain(incident: Incident, cluster_claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Lines of plain text; those below a heading are indented by two spaces a level."""
    claims = {c.claim_id: c for c in cluster_claims}
    source_of = {claim_id: lineage.root for lineage in incident.lineages for claim_id in lineage.claims}
    return tuple(_Account(incident, claims, reports, source_of).lines())


def show_range(value: Range) -> str:
    """ "20 to 43", "12 / 20 / 43" with a best figure, "20 to 20+" where the high is open."""
    high = "?" if value.high is None else f"{value.high}{'+' if value.high_open else ''}"
    low = "?" if value.low is None else str(value.low)
    shown = f"{low} to {high}" if value.best is None else f"{low} / {value.best} / {high}"
    return f"{shown}{PROVISIONAL}" if value.provisional else shown


@dataclass(frozen=True, slots=True)
class _Account:
    """What the lines are made of. ``source_of`` maps a claim to the root of its lineage."""

    incident: Incident
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    source_of: Mapping[str, str]

    def lines(self) -> Iterator[str]:
        incident = self.incident
        told = f"{counted(incident.n_reports, 'report')}, {counted(incident.n_independent, 'independent source')}"
        yield f"{incident.incident_id}: {told}"
        yield f"Grade {incident.grade}: {incident.grade_reason}"
        votes = self.votes()
        for kind, buckets in incident.ranges.items():
            yield from self.of_kind(kind, buckets, votes)
        for kind, value in incident.conceded.items():
            yield f"{kind}, conceded by a belligerent: {show_range(value)}"
            for claim_id in value.votes:
                yield f"  {votes.get((kind, 'civilian', claim_id), '?')}: {self.said(claim_id)}"
        yield "Independent sources:"
        for lineage in incident.lineages:
            yield from _lineage(lineage, self.reports)

    def votes(self) -> Mapping[tuple[str, str, str], str]:
        """(kind, victims, claim) -> the number that it bears, as it was counted."""
        own = tuple(self.claims[c] for c in self.incident.claims if c in self.claims)
        cluster = Cluster(self.incident.incident_id, own, self.incident.lineages)
        return {
            (ballot.kind.value, bucket, claim): show_quantity(vote.low, vote.point, vote.high)
            for ballot in ballots(cluster, self.reports)
            for bucket in self.incident.ranges.get(ballot.kind.value, {})
            for vote in ballot.count(bucket).votes
            for claim in vote.claims
        }

    def of_kind(
        self, kind: str, buckets: Mapping[str, Mapping[str, Range]], votes: Mapping[tuple[str, str, str], str]
    ) -> Iterator[str]:
        """Each range with its votes, then what was left out and why; what two groups of victims share is told once."""
        seen: dict[str, str] = {}
        left: set[tuple[str, str]] = set()
        for victims, conventions in sorted(buckets.items(), key=lambda b: b[0] != "civilian"):
            shown = "; ".join(f"{name} {show_range(value)}" for name, value in conventions.items())
            counted = _by_convention(conventions, lambda value: value.votes)
            told = [f"  counted ({by}): {votes.get((kind, victims, c), '?')}: {self.said(c)}" for c, by in counted.items()]
            if (same := seen.setdefault("\n".join([shown, *told]), victims)) != victims:
                yield f"{kind}, {victims}: as {same}"
                continue
            yield f"{kind}, {victims}: {shown}"
            yield from told
            for (claim_id, rule), names in _by_convention(conventions, lambda value: value.left_out).items():
                if (claim_id, rule) not in left:
                    left.add((claim_id, rule))
                    yield f"  left out ({names}), {self.rule(rule)}: {self.read(claim_id, kind)}: {self.said(claim_id)}"

    def rule(self, rule: str) -> str:
        """The rule, with the outlet behind a claim that it names."""
        return " ".join(f"{w} of {self.outlet(w.strip('()'))}" if w.strip("()") in self.claims else w for w in rule.split(" "))

    def outlet(self, claim_id: str) -> str:
        report = self.reports.get(self.claims[claim_id].report_id)
        return report.outlet if report else self.claims[claim_id].report_id

    def read(self, claim_id: str, kind: str) -> str:
        """The numbers of a kind as read in a claim."""
        claim = self.claims.get(claim_id)
        own = (f for f in claim.figures if f.kind.value == kind) if claim else ()
        return ", ".join(show_quantity(f.low, f.point, f.high) for f in own) or "no number"

    def said(self, claim_id: str) -> str:
        """Who said it when, in which words, and for which source it speaks where that is not the outlet."""
        claim = self.claims.get(claim_id)
        if claim is None:
            return f"{claim_id} (not held)"
        report = self.reports.get(claim.report_id)
        said = " > ".join(s.name for s in claim.attribution) or (report.outlet if report else claim.report_id)
        day = f", {report.published.isoformat()}" if report and report.published else ""
        root = self.source_of.get(claim_id, claim.report_id)
        source = "" if root == claim.report_id else f"; source: {_source(root, self.reports)}"
        return f'{said}{day}, {claim.stance}: "{_quote(claim, report)}" [{claim_id}, report {claim.report_id}{source}]'


def show_quantity(low: int | None, point: int | None, high: int | None) -> str:
    """ "20", "20+", "up to 40", "200 to 300"; "no number" where there is none."""
    if low is None and point is None:
        return "no number" if high is None else f"up to {high}"
    if high is None:
        return f"{low if low is not None else point}+"
    return str(high) if low in (None, high) else f"{low} to {high}"


def _by_convention(conventions: Mapping[str, Range], part: Callable[[Range], tuple[K, ...]]) -> dict[K, str]:
    """Each vote, or each thing left out, with the conventions under which it is so ("all" where it is under each)."""
    found: dict[K, list[str]] = {}
    for name, value in conventions.items():
        for item in part(value):
            found.setdefault(item, []).append(name)
    return {item: "all" if len(names) == len(conventions) else ", ".join(names) for item, names in found.items()}


def _quote(claim: Claim, report: Report | None) -> str:
    if report is None or not claim.spans:
        return claim.trigger.text
    words = " ".join(cover(list(claim.spans)).of(report.text).split())
    return words if len(words) <= QUOTE else f"{words[:QUOTE].rsplit(' ', 1)[0]} ..."


def _lineage(lineage: Lineage, reports: Mapping[str, Report]) -> Iterator[str]:
    yield f"  {_source(lineage.root, reports)}: {counted(len(lineage.claims), 'claim')}: {', '.join(lineage.claims)}"
    for edge in lineage.edges:
        words = f': "{edge.proof.text}"' if edge.proof.text else ""
        yield f"    {_source(edge.child, reports)} repeats {_source(edge.parent, reports)} ({edge.proof.rule}{words})"


def _source(node: str, reports: Mapping[str, Report]) -> str:
    report = reports.get(node)
    return f"{report.outlet} ({node})" if report else f"{node.removeprefix('source:')} (its own report is not held)"
