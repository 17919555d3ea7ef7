"""Who says what about one incident: the claims regrouped by the source that stands behind each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Realis
from hadba.model.figure import Figure, FigureKind, Scope
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.model.when import When
from hadba.publish.naming import sound, source_key
from hadba.publish.tolls import headline

Reported = Mapping[str, Report]


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of one incident, through however many reports.

    ``chain`` is that of the first report that carries it; ``figures`` are the source's own, without repetition;
    ``claims`` bear it, the earliest first; ``lineages`` are the roots that they trace back to.
    """

    chain: tuple[Speaker, ...]
    stance: Stance
    hedge: str | None
    said_on: When | None
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    lineages: frozenset[str]
    published: date | None
    echo: bool = False  # counted through another report of the same source
    quiet: bool = False  # every report of the brief is the same outlet's, which need not be named with each sentence

    @property
    def key(self) -> str:
        """The source."""
        return source_key(self.chain)

    @property
    def second_hand(self) -> bool:
        """Whether the outlet reports another's words."""
        return len(self.chain) > 1

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry it, in order."""
        return tuple(dict.fromkeys(claim.attribution[0].name for claim in self.claims if claim.attribution))

    def totals(self, *kinds: FigureKind) -> tuple[Figure, ...]:
        """Its figures for the whole incident, of these kinds (all where none is named)."""
        return tuple(f for f in self.figures if f.scope is Scope.INCIDENT and (not kinds or f.kind in kinds))

    def total(self, kind: FigureKind) -> Figure | None:
        """Its one total of that kind, of all people rather than of one group; null where it gives none."""
        found = [f for f in headline(self.totals(kind)) if not f.groups and f.top is not None]
        return max(found, key=lambda f: f.top or 0, default=None)


def accounts(incident: Incident, claims: Mapping[str, Claim], reports: Reported, *, quiet: bool = False) -> tuple[Account, ...]:
    """The accounts of an incident in the order in which a brief tells them: tolls first, concessions before the rest."""
    root = {claim: lineage.root for lineage in incident.lineages for claim in lineage.claims}
    known = [claims[c] for c in incident.claims if c in claims and _told(claims[c])]
    known.sort(key=lambda c: (_day(c, reports), c.claim_id))
    found: list[Account] = []
    for claim in known:
        for one in _of_claim(claim, root.get(claim.claim_id, claim.report_id), reports):
            _join(found, one)
    spoken_for = _spoken_for(incident)
    return tuple(sorted((replace(a, echo=_is_echo(a, spoken_for), quiet=quiet) for a in found), key=_rank))


def _spoken_for(incident: Incident) -> frozenset[str]:
    """The claims that no range counts, though ranges were made of others: their source speaks through another claim."""
    ranges = [r for by_victims in incident.ranges.values() for by_rule in by_victims.values() for r in by_rule.values()]
    voted = {claim for r in ranges for claim in r.votes}
    return frozenset(
        c for lineage in incident.lineages if voted & set(lineage.claims) for c in lineage.claims if c not in voted
    )


def _is_echo(account: Account, spoken_for: frozenset[str]) -> bool:
    return bool(account.totals()) and all(c.claim_id in spoken_for for c in account.claims)


def _told(claim: Claim) -> bool:
    return claim.realis is Realis.ACTUAL or claim.stance in (Stance.DENIES, Stance.DISPUTES)


def _day(claim: Claim, reports: Reported) -> date:
    report = reports.get(claim.report_id)
    return report.published if report and report.published else date.max


def _of_claim(claim: Claim, root: str, reports: Reported) -> list[Account]:
    """One account for each source that the claim's figures name, or the claim's own where it has none."""
    by_source: dict[str, tuple[tuple[Speaker, ...], list[Figure]]] = {}
    for figure in claim.figures:
        chain = sound(figure.attribution or claim.attribution)
        by_source.setdefault(source_key(chain), (chain, []))[1].append(figure)
    own = source_key(sound(claim.attribution))
    if not by_source or (own not in by_source and claim.stance is not Stance.ASSERTS):
        by_source[own] = (sound(claim.attribution), [])
    day = _day(claim, reports)
    return [
        Account(
            chain=chain,
            stance=claim.stance if key == own else Stance.ASSERTS,
            hedge=claim.hedge if key == own else None,
            said_on=claim.said_on if key == own else None,
            figures=tuple(figures),
            claims=(claim,),
            lineages=frozenset((root,)),
            published=None if day == date.max else day,
        )
        for key, (chain, figures) in by_source.items()
    ]


def _join(found: list[Account], new: Account) -> None:
    """Add ``new`` to the account that it repeats, or as one of its own."""
    for n, old in enumerate(found):
        same = old.key == new.key and (_one_report(old, new) or _agree(old, new))
        if old.stance is new.stance and (same or _repeats(old, new)):
            extra = tuple(f for f in new.figures if _value(f) not in {_value(g) for g in old.figures})
            found[n] = replace(
                old,
                figures=old.figures + extra,
                claims=old.claims + tuple(c for c in new.claims if c not in old.claims),
                lineages=old.lineages | new.lineages,
                said_on=old.said_on or new.said_on,
                hedge=old.hedge if new.hedge else None,
            )
            return
    found.append(new)


def _one_report(old: Account, new: Account) -> bool:
    """Whether both stand in one and the same report, which may count civilians and all people apart."""
    return {c.report_id for c in old.claims} == {c.report_id for c in new.claims}


def _agree(old: Account, new: Account) -> bool:
    """Whether no total of the same kind differs: 237 civilians and 200 to 300 people are two accounts."""
    held: dict[FigureKind, set[tuple[object, ...]]] = {}
    for figure in old.totals():
        held.setdefault(figure.kind, set()).add(_count(figure))
    return all(_count(f) in held.get(f.kind, {_count(f)}) for f in new.totals())


def _repeats(old: Account, new: Account) -> bool:
    """Whether ``new`` comes from the same root and says no number that ``old`` does not."""
    told = {(f.kind, _count(f)) for f in old.totals()}
    fresh = {(f.kind, _count(f)) for f in new.totals()}
    return bool(old.lineages & new.lineages) and bool(fresh) and fresh <= told


def _count(figure: Figure) -> tuple[object, ...]:
    return (figure.low, figure.point, figure.high)


def _value(figure: Figure) -> tuple[object, ...]:
    return (figure.kind, figure.victims, figure.groups, figure.low, figure.point, figure.high, figure.scope)


def _rank(account: Account) -> tuple[object, ...]:
    killed = account.totals(FigureKind.KILLED, FigureKind.KILLED_OR_INJURED)
    refuses = account.stance in (Stance.DENIES, Stance.DISPUTES)
    return (
        refuses,
        account.echo,
        not killed,
        not account.totals(),
        account.stance is not Stance.CONCEDES,
        account.published or date.max,
        -len(account.claims),
        account.key,
    )


def rivals(told: Sequence[Account], kind: FigureKind) -> tuple[Account, ...]:
    """The accounts whose totals of ``kind`` differ, one for each value, in order; empty where there is one value only.

    An echo is no rival: it repeats a source that is counted already, however garbled."""
    by_value: dict[tuple[object, ...], Account] = {}
    for account in told:
        figure = None if account.echo else account.total(kind)
        if figure is not None:
            by_value.setdefault(_count(figure), account)
    return tuple(by_value.values()) if len(by_value) > 1 else ()
