"""Which figures of an incident count, each source once: a lineage's latest live figure is its vote.

- A part, a cumulative figure, a rate of families and one that covers several incidents never enter by themselves.
- A figure that the speaker denies or disputes is no vote; a later figure of the same source supersedes the earlier.
- A source whose own report is held speaks for itself and its echoes do not; else its earliest echo speaks, and a later one
  only where its words say that the source brought the number up to date, or spoke again on a later day.
- What names no number ("dozens") gives way to a number of the same source, or of one its report quotes, that it may stand for.
- The count of one group (children, staff) is no total, nor is one that comes on top of another ("three more died"); they
  count only where nobody gives a total. What the words call an earlier toll gives way to any other of its source.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hadba.lexicon.linking import linking_words
from hadba.model.actor import Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Realis
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.incident import Cluster, Lineage
from hadba.model.report import Report
from hadba.reconcile.joined import joined_figures
from hadba.reconcile.phrasing import has_grown, is_addition, is_overtaken
from hadba.reconcile.ranges import LeftOut
from hadba.reconcile.speakers import Standing, blamed_by, standing
from hadba.reconcile.votes import Vote

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
    overtaken: bool  # the words say that it was an earlier toll
    added: bool  # the words say that it comes on top of another count
    standing: Standing


# Counts that are no total where anybody gives one.
_PARTLY: tuple[tuple[Callable[[Counted], bool], str], ...] = (
    (lambda f: bool(SOME_ONLY & set(f.figure.groups)), "counts one group only"),
    (lambda f: f.added, "comes on top of another count"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """One vote a source, and what was left out with the rule that kept it out."""

    votes: tuple[Vote, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Ballot:
    """The live figures of one kind, and what was never live."""

    kind: FigureKind
    live: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]

    def count(self, bucket: str) -> Count:
        """The votes for "civilian" (people of unknown status included), "combatant" or "all"."""
        picked = [(own, _chosen(own, bucket)) for own in _by_source(self.live)]
        chosen = [picks for _, picks in picked if picks]
        counted = {f.claim.claim_id for picks in chosen for f in picks}
        passed = [(f, picks) for own, picks in picked for f in own if f.claim.claim_id not in counted]
        left_out = {(f.claim.claim_id, _why_not(f, picks)) for f, picks in passed}
        left_out |= {(claim, rule) for claim, rule in self.left_out if claim not in counted}
        return Count(tuple(_vote_of(picks) for picks in chosen), tuple(sorted(left_out)))


def ballots(cluster: Cluster, reports: Mapping[str, Report]) -> tuple[Ballot, ...]:
    """One ballot a kind that any claim gives a number of. "No casualties" is a 0 for the killed and for the injured."""
    given = {f.kind for claim in cluster.claims for f in claim.figures}
    if FigureKind.KILLED_OR_INJURED in given:
        given |= {FigureKind.KILLED, FigureKind.INJURED}
    found = (_ballot(kind, cluster, reports) for kind in FigureKind if kind in given)
    return tuple(b for b in found if b.live or b.left_out)


def _ballot(kind: FigureKind, cluster: Cluster, reports: Mapping[str, Report]) -> Ballot:
    live: list[Counted] = []
    left_out: list[LeftOut] = []
    for lineage, claim, figure in _figures(cluster, kind, reports):
        reason = _not_live(claim, figure)
        if reason is None:
            live.append(_counted(claim, figure, lineage, reports, blamed_by(claim, cluster.claims)))
        else:
            left_out.append((claim.claim_id, reason))
    summaries = [f for f in live if _only_sums_up(f, live)]
    left_out.extend((f.claim.claim_id, "names no number, and its report gives one") for f in summaries)
    live = [f for f in live if f not in summaries]
    for some, why in _PARTLY:
        if whole := [f for f in live if not some(f)]:
            left_out.extend((f.claim.claim_id, why) for f in live if some(f))
            live = whole
    return Ballot(kind, tuple(live), tuple(sorted(set(left_out))))


def _figures(cluster: Cluster, kind: FigureKind, reports: Mapping[str, Report]) -> Iterator[tuple[Lineage, Claim, Figure]]:
    claims = {c.claim_id: c for c in cluster.claims}
    for lineage in sorted(cluster.lineages, key=lambda x: x.root):
        for claim in sorted((claims[i] for i in lineage.claims if i in claims), key=lambda c: c.claim_id):
            yield from ((lineage, claim, figure) for figure in joined_figures(claim, kind, reports.get(claim.report_id)))
            if kind in (FigureKind.KILLED, FigureKind.INJURED):
                unhurt = (f for f in claim.figures if f.kind is FigureKind.KILLED_OR_INJURED and f.top == 0)
                yield from ((lineage, claim, figure) for figure in unhurt)


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
        grown=has_grown(claim, figure, report),
        overtaken=is_overtaken(figure, report),
        added=is_addition(figure, report),
        standing=standing(claim, chain, doers=doers, victims=figure.victims),
    )


def _by_source(figures: Iterator[Counted] | Sequence[Counted]) -> list[list[Counted]]:
    groups: defaultdict[str, list[Counted]] = defaultdict(list)
    for figure in figures:
        groups[figure.source].append(figure)
    return [groups[source] for source in sorted(groups)]


def _chosen(own: Sequence[Counted], bucket: str) -> tuple[Counted, ...]:
    """The figure of one source that counts in ``bucket``; two where civilians and combatants are told apart; none."""
    if bucket == "civilian":
        return _latest(own, (Victims.CIVILIAN, Victims.UNKNOWN))
    fighters = _latest(own, (Victims.COMBATANT,))
    if bucket == "combatant":
        return fighters
    either = _latest(own, (Victims.UNKNOWN, Victims.CIVILIAN)), _latest(own, (Victims.CIVILIAN, Victims.UNKNOWN))
    people = max(either, key=lambda pick: _top(pick[0]) if pick else 0)
    if not people or not fighters or people[0].figure.victims is Victims.CIVILIAN:
        return (*people, *fighters)
    return people if _top(people[0]) >= _top(fighters[0]) else fighters


def _latest(figures: Sequence[Counted], statuses: tuple[Victims, ...]) -> tuple[Counted, ...]:
    """The live figure of one source among those of ``statuses`` (see the rules at the head of this file), if any."""
    figures = [f for f in figures if f.figure.victims in statuses]
    figures = [f for f in figures if not f.overtaken] or figures
    figures = [f for f in figures if not _only_recalls(f, figures)]
    if own := [f for f in figures if f.own]:
        last = max(f.said for f in own)
        return (_preferred([f for f in own if f.said == last], statuses),)
    if not figures:
        return ()
    first = min(f.said for f in figures)
    echo = _preferred([f for f in figures if f.said == first], statuses)
    news = [f for f in figures if f.grown or (f.dated and f.said > echo.said)]
    last = max((f.said for f in news), default=first)
    return (echo,) if echo in news and last == first else (_preferred([f for f in news if f.said == last] or [echo], statuses),)


def _only_recalls(figure: Counted, figures: Sequence[Counted]) -> bool:
    """Whether the figure names no number ("dozens were killed there") and another of its source does, which may be meant by it;
    words that say that it grew are news."""
    if figure.grown or not _vague(figure.figure):
        return False
    return any(not _vague(f.figure) and _top(f) >= (figure.figure.low or 0) for f in figures)


def _only_sums_up(figure: Counted, live: Sequence[Counted]) -> bool:
    """Whether an outlet says without a number ("numerous deaths") what somebody it quotes in that report puts a number to."""
    if not _vague(figure.figure) or len(figure.claim.attribution) > 1 or figure.figure.attribution:
        return False
    beside = (f for f in live if f.claim.report_id == figure.claim.report_id and not _vague(f.figure))
    return any(f.figure.victims is figure.figure.victims and _top(f) >= (figure.figure.low or 0) for f in beside)


def _vague(figure: Figure) -> bool:
    return figure.point is None and linking_words().is_vague(figure.text)


def _preferred(figures: Sequence[Counted], statuses: tuple[Victims, ...]) -> Counted:
    """Of one source's figures of one day: the one that is not called an earlier one, the updated, the one of the status asked
    for first, the numbered rather than the vague, the one that a report tells most often, the one said by the source itself
    rather than a headline, the main one, the first in the text."""
    told = Counter((f.claim.report_id, _top(f)) for f in figures)

    def rank(f: Counted) -> tuple[bool, bool, int, bool, int, bool, bool, int, str]:
        headline = len(f.claim.attribution) < 2
        status = statuses.index(f.figure.victims)
        return (
            f.overtaken,
            not f.grown,
            status,
            _vague(f.figure),
            -told[f.claim.report_id, _top(f)],
            headline,
            not f.claim.main,
            f.figure.span.start,
            f.claim.claim_id,
        )

    return min(figures, key=rank)


def _why_not(figure: Counted, picks: tuple[Counted, ...]) -> str:
    if not picks:
        return "counts combatants" if figure.figure.victims is Victims.COMBATANT else "counts others than combatants"
    pick = picks[0]
    if figure.own == pick.own and figure.said < pick.said:
        return f"superseded by a later figure of the same source ({pick.claim.claim_id})"
    return f"the same source speaks through {pick.claim.claim_id}"


def _top(counted: Counted) -> int:
    return counted.figure.top or 0


def _vote_of(picks: tuple[Counted, ...]) -> Vote:
    votes = [_vote(pick) for pick in picks]
    return votes[0] if len(votes) == 1 else _sum(votes[0], votes[1])


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
