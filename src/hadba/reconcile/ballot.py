"""Which figures of an incident count, each source once: a lineage's latest live figure is its vote.

- A part, a cumulative figure, a rate of families and one that covers several incidents never enter by themselves.
- A figure that the speaker denies or disputes is no vote; a later figure of the same source supersedes the earlier.
- A source whose own report is held speaks for itself and its echoes do not; else its earliest echo speaks, and a later one
  only where its words say that the source brought the number up to date, or spoke again on a later day.
- The count of one group (children, staff) is no total; it counts only where nobody gives one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hadba.lexicon.linking import linking_words
from hadba.model.actor import Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Realis
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.incident import Cluster, Lineage
from hadba.model.report import Report
from hadba.model.span import cover
from hadba.reconcile.ranges import LeftOut
from hadba.reconcile.speakers import Standing, doers_of, standing
from hadba.reconcile.votes import Vote
from hadba.text.similarity import words

SOME_ONLY = frozenset(("child", "woman", "man", "elderly", "staff", "medical", "press", "aid", "un"))
UNDATED = date.min
_SCOPES = {
    Scope.PART: "a part of a total",
    Scope.CUMULATIVE: "a total over a period, not of this incident",
    Scope.COVERS_SEVERAL: "covers several incidents",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that may count: its claim, its source, and when and how the source gave it."""

    claim: Claim
    figure: Figure
    source: str
    own: bool  # the source's own report
    said: date
    dated: bool  # the words say when it was said
    grown: bool  # the words say that it was brought up to date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Ballot:
    """The latest live figures of one kind, at most one a source and status, and what was left out and why."""

    kind: FigureKind
    figures: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]

    def votes(self, *statuses: Victims) -> tuple[Vote, ...]:
        """One vote a source among figures of these statuses: the latest; of one day, the first status in the order given."""
        by_source = _by_source(f for f in self.figures if f.figure.victims in statuses)
        return tuple(_vote(max(own, key=lambda f: (f.said, -statuses.index(f.figure.victims)))) for own in by_source)

    def votes_of_all(self) -> tuple[Vote, ...]:
        """One vote a source for all people: its total, else what it says of civilians and of combatants together."""
        return tuple(_of_all(own) for own in _by_source(self.figures))


def ballots(cluster: Cluster, reports: Mapping[str, Report]) -> tuple[Ballot, ...]:
    """One ballot a kind that any claim gives a number of. "No casualties" is a 0 for the killed and for the injured."""
    found = (_ballot(kind, cluster, reports) for kind in FigureKind)
    return tuple(b for b in found if b.figures or b.left_out)


def _ballot(kind: FigureKind, cluster: Cluster, reports: Mapping[str, Report]) -> Ballot:
    live: list[Counted] = []
    left_out: list[LeftOut] = []
    for lineage, claim, figure in _figures(cluster, kind):
        reason = _not_live(claim, figure)
        if reason is None:
            live.append(_counted(claim, figure, lineage, reports, doers_of([claim]) or doers_of(cluster.claims)))
        else:
            left_out.append((claim.claim_id, reason))
    totals = [f for f in live if not SOME_ONLY & set(f.figure.groups)]
    if totals:
        left_out.extend((f.claim.claim_id, "counts one group only") for f in live if f not in totals)
    chosen: list[Counted] = []
    for own in _by_source(totals or live):
        for same in _by_status(own):
            pick = _latest(same)
            chosen.append(pick)
            left_out.extend((f.claim.claim_id, _why_not(f, pick)) for f in same if f.claim.claim_id != pick.claim.claim_id)
    counted = {f.claim.claim_id for f in chosen}
    return Ballot(kind, tuple(chosen), tuple(sorted({(c, r) for c, r in left_out if c not in counted})))


def _figures(cluster: Cluster, kind: FigureKind) -> Iterator[tuple[Lineage, Claim, Figure]]:
    claims = {c.claim_id: c for c in cluster.claims}
    for lineage in sorted(cluster.lineages, key=lambda x: x.root):
        for claim in sorted((claims[i] for i in lineage.claims if i in claims), key=lambda c: c.claim_id):
            for figure in claim.figures:
                none_hurt = figure.kind is FigureKind.KILLED_OR_INJURED and figure.top == 0
                kinds = (FigureKind.KILLED, FigureKind.INJURED) if none_hurt else (figure.kind,)
                if kind in kinds:
                    yield lineage, claim, figure


def _not_live(claim: Claim, figure: Figure) -> str | None:
    """The rule that keeps a figure out, or null."""
    if figure.top is None:
        return "names no number"
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        return "reads a low above its high"
    if figure.unit != "people":
        return f"counts {figure.unit}, not people"
    if figure.scope is not Scope.INCIDENT:
        return _SCOPES[figure.scope]
    if "perpetrator" in figure.groups:
        return "counts the attackers themselves"
    if claim.realis is Realis.NEGATED and figure.top > 0:
        return "the speaker says that it was not so"
    if claim.realis not in (Realis.ACTUAL, Realis.NEGATED):
        return f"not said to have happened ({claim.realis})"
    if claim.stance in (Stance.DENIES, Stance.DISPUTES) and figure.top > 0:
        return f"the speaker {claim.stance} the number"
    return None


def _counted(claim: Claim, figure: Figure, lineage: Lineage, reports: Mapping[str, Report], doers: frozenset[str]) -> Counted:
    report, root = reports.get(claim.report_id), reports.get(lineage.root)
    own = claim.report_id == lineage.root or (report is not None and root is not None and report.outlet == root.outlet)
    said = claim.said_on.start if claim.said_on else None
    published = report.published if report else None
    chain = figure.attribution or claim.attribution
    return Counted(
        claim=claim,
        figure=figure,
        source=lineage.root,
        own=own,
        said=said or published or UNDATED,
        dated=said is not None and claim.said_on is not None and claim.said_on.text is not None,
        grown=_grown(claim, figure, report),
        standing=standing(claim, chain, doers=doers, victims=figure.victims),
    )


def _grown(claim: Claim, figure: Figure, report: Report | None) -> bool:
    """Whether a word of growth or correction stands in the claim's passage within 60 characters of the figure."""
    if report is None or not claim.spans:
        return False
    whole = cover(list(claim.spans))
    start, end = max(whole.start, figure.span.start - 60), min(whole.end, figure.span.end + 60)
    return any(w.folded in linking_words().growth for w in words(report.text[start:end]))


def _by_source(figures: Iterator[Counted] | Sequence[Counted]) -> list[list[Counted]]:
    groups: defaultdict[str, list[Counted]] = defaultdict(list)
    for figure in figures:
        groups[figure.source].append(figure)
    return [groups[source] for source in sorted(groups)]


def _by_status(figures: Sequence[Counted]) -> list[list[Counted]]:
    return [same for status in Victims if (same := [f for f in figures if f.figure.victims is status])]


def _latest(figures: Sequence[Counted]) -> Counted:
    """The live figure of one source and status (see the rules at the head of this file)."""
    own = [f for f in figures if f.own]
    if own:
        last = max(f.said for f in own)
        return min((f for f in own if f.said == last), key=_preference)
    first = min(f.said for f in figures)
    echo = min((f for f in figures if f.said == first), key=_preference)
    news = [f for f in figures if f.said >= echo.said and (f.grown or (f.dated and f.said > echo.said))]
    if not news or (echo in news and echo.said == max(f.said for f in news)):
        return echo
    last = max(f.said for f in news)
    return min((f for f in news if f.said == last), key=_preference)


def _preference(figure: Counted) -> tuple[bool, bool, bool, bool, int, str]:
    """Of one source's figures of one day: the updated, the one said by the source itself rather than a headline, the numbered
    rather than the vague, the main one, the first in the text."""
    vague = figure.figure.point is None and figure.figure.approximate
    place = figure.figure.span.start
    return (not figure.grown, len(figure.claim.attribution) < 2, vague, not figure.claim.main, place, figure.claim.claim_id)


def _why_not(figure: Counted, pick: Counted) -> str:
    if figure.own == pick.own and figure.said < pick.said:
        return f"superseded by a later figure of the same source ({pick.claim.claim_id})"
    return f"the same source speaks through {pick.claim.claim_id}"


def _vote(counted: Counted) -> Vote:
    figure, who = counted.figure, counted.standing
    return Vote(
        claims=(counted.claim.claim_id,),
        lineage=counted.source,
        victims=figure.victims,
        low=figure.low,
        point=figure.point,
        high=figure.high,
        belligerent=who.belligerent,
        conceded=who.conceding,
        sure=all(a.certain for a in counted.claim.actors if a.role is Role.PERPETRATOR),
        reliability=who.reliability,
    )


def _of_all(own: Sequence[Counted]) -> Vote:
    by_status = {f.figure.victims: f for f in own}
    whole = by_status.get(Victims.UNKNOWN)
    parts = [by_status[s] for s in (Victims.CIVILIAN, Victims.COMBATANT) if s in by_status]
    if not parts:
        return _vote(own[0])
    if whole and all(whole.said >= p.said and (whole.figure.top or 0) >= (p.figure.top or 0) for p in parts):
        return _vote(whole)
    return _vote(parts[0]) if len(parts) == 1 else _sum(_vote(parts[0]), _vote(parts[1]))


def _sum(one: Vote, other: Vote) -> Vote:
    """Civilians and combatants of one source together; an end that one of them leaves open stays open."""

    def added(a: int | None, b: int | None) -> int | None:
        return a + b if a is not None and b is not None else None

    high = added(one.high, other.high)
    low = added(one.low, other.low)
    return Vote(
        claims=tuple(sorted(one.claims + other.claims)),
        lineage=one.lineage,
        victims=Victims.UNKNOWN,
        low=low if low is not None or high is not None else one.top + other.top,
        point=added(one.point, other.point),
        high=high,
        belligerent=one.belligerent or other.belligerent,
        conceded=one.conceded and other.conceded,
        sure=one.sure and other.sure,
        reliability=max(one.reliability, other.reliability),
    )
