"""What every data file says of an incident, read once: parties, place, tolls, sources."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hadba.lexicon.actors import dictionary
from hadba.lexicon.countries import Country, countries
from hadba.model.actor import Actor, ActorMention, Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Family
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.incident import Incident, Range
from hadba.model.report import Report
from hadba.model.where import PlacePrecision, Where
from hadba.publish.naming import party

LICENCE = "CC-BY-4.0"  # of what Hadba states; the quoted words stay their publishers'
EMPTY = Range(None, None, None, False, ())
_GRAIN = tuple(PlacePrecision)  # finest first, NONE last


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an incident: its name, its entry of the dictionary or null, and whether the claims are sure of it."""

    name: str
    actor: Actor | None
    role: Role
    certain: bool


@dataclass(frozen=True, slots=True)
class SourceFact:
    """One report behind an incident, with the root of its lineage."""

    report: Report
    lineage: str


@dataclass(frozen=True, slots=True)
class Facts:
    """An incident with everything about it that formats ask for."""

    incident: Incident
    claims: tuple[Claim, ...]
    place: Where | None
    country: Country | None
    parties: tuple[Party, ...]
    sources: tuple[SourceFact, ...]
    fuzzed: bool
    convention: str
    revision: str

    @property
    def number(self) -> int:
        """The incident's id as a number for formats that want one: 52 bits, which a spreadsheet's float still holds."""
        return int(hashlib.sha256(self.incident.incident_id.encode()).hexdigest()[:13], 16)

    def doers(self) -> list[Party]:
        """Who is said to have done it."""
        return [p for p in self.parties if p.role is Role.PERPETRATOR]

    def targets(self) -> list[Party]:
        """At whom it was aimed, armed or not."""
        return [p for p in self.parties if p.role is Role.TARGET]

    def range(self, kind: FigureKind, victims: str, convention: str | None = None) -> Range:
        """The range of a kind and status ("civilian", "combatant", "all"); an empty one where there is none."""
        return self.incident.ranges.get(kind, {}).get(victims, {}).get(convention or self.convention, EMPTY)

    def group(self, kind: FigureKind, group: str) -> tuple[int | None, int | None]:
        """Lowest and highest count of a group (child, woman) among the claims; nulls where none counts it."""
        held = [f for f in self.figures(kind) if f.groups == (group,)]
        lows = [n for f in held if (n := f.low if f.low is not None else f.point) is not None]
        return min(lows, default=None), max((f.top for f in held if f.top is not None), default=None)

    def figures(self, *kinds: FigureKind) -> list[Figure]:
        """The figures of the claims that do not deny, of these kinds."""
        return [
            f for c in self.claims if c.stance not in (Stance.DENIES, Stance.DISPUTES) for f in c.figures if f.kind in kinds
        ]

    def is_happening(self) -> bool:
        """Whether it is an event, and not a state of things (a shortage, a place that is held)."""
        return any(c.family is Family.EVENT for c in self.claims)

    def is_placed(self) -> bool:
        """Whether it has a day, a country and a point, without which the data sets of others record nothing."""
        place, day = self.place, self.incident.when.start
        return day is not None and self.country is not None and place is not None and place.lat is not None

    def only_civilians(self) -> bool:
        """Whether all that it counts, or all at whom it was aimed, are civilians."""
        counted = self.figures(FigureKind.KILLED, FigureKind.INJURED, FigureKind.ABDUCTED, FigureKind.KILLED_OR_INJURED)
        armed = any(p.actor and p.actor.armed for p in self.targets())
        return not armed and bool(counted) and all(f.victims is Victims.CIVILIAN for f in counted)

    def first_published(self) -> date | None:
        """The earliest report's day."""
        return min((s.report.published for s in self.sources if s.report.published), default=None)

    def last_published(self) -> date | None:
        """The latest report's day."""
        return max((s.report.published for s in self.sources if s.report.published), default=None)


def facts(
    incident: Incident,
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    *,
    fuzzed: frozenset[str],
    convention: str,
    revision: str,
) -> Facts:
    """The facts of one released incident."""
    root = {c: lineage.root for lineage in incident.lineages for c in lineage.claims}
    held = tuple(found for c in incident.claims if (found := claims.get(c)) is not None)
    of_report = {c.report_id: root.get(c.claim_id, c.report_id) for c in reversed(held)}
    place = finest(incident.where)
    return Facts(
        incident=incident,
        claims=held,
        place=place,
        country=countries().get(place.country) if place and place.country else None,
        parties=_parties(incident.actors),
        sources=tuple(SourceFact(reports[r], of_report.get(r, r)) for r in incident.reports if r in reports),
        fuzzed=incident.incident_id in fuzzed,
        convention=convention,
        revision=revision,
    )


def finest(found: Sequence[Where]) -> Where | None:
    """The finest place with a point, else the finest without."""
    return min(found, key=lambda w: (w.lat is None, _GRAIN.index(w.precision)), default=None)


def _parties(mentions: Sequence[ActorMention]) -> tuple[Party, ...]:
    once: dict[tuple[str, Role], Party] = {}
    for mention in mentions:
        actor = dictionary().by_id.get(mention.actor_id or "")
        name = actor.name if actor else (party(mention) or "").removeprefix("the ")
        if name:
            once.setdefault((name, mention.role), Party(name, actor, mention.role, mention.certain))
    return tuple(once.values())


# -- the fixed grammar of a notes column -----------------------------------------------------------------------------


def notes(facts: Facts) -> str:
    """What a format has no column for: "key: value" pairs, "; " between them, always in this order, absent ones left out.

    toll, conceded, days, grade, independent, state, place, convention, rule, revision, licence
    """
    killed = facts.range(FigureKind.KILLED, "all")
    conceded = facts.incident.conceded.get(FigureKind.KILLED)
    when = facts.incident.when
    pairs = [
        ("toll", shown(killed)),
        ("conceded", shown(conceded) if conceded else ""),
        ("days", f"{when.start}/{when.end}" if when.start != when.end else ""),
        ("grade", facts.incident.grade.value),
        ("independent", str(facts.incident.n_independent)),
        ("state", facts.incident.review_state),
        ("place", "blurred" if facts.fuzzed else ""),
        ("convention", facts.convention),
        ("rule", facts.incident.rule_version),
        ("revision", facts.revision),
        ("licence", LICENCE),
    ]
    return "; ".join(f"{key}: {value}" for key, value in pairs if value)


def shown(range: Range) -> str:
    """ "20-20+", "105-237", "-40", "not stated"."""
    if range.low is None and range.high is None:
        return "not stated"
    low = "" if range.low is None else str(range.low)
    high = "" if range.high is None else str(range.high)
    return f"{low}-{high}{'+' if range.high_open else ''}"
