"""Which claims of a message tell of an incident of 1992, and which of them tell of one and the same.

What counts is the rule of the task: violence by rebels, criminals or the state against civilians, officials, police and
property; no fighting between armed forces, nothing that lies more than two months back, nothing in general terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hadba.model.actor import Role
from hadba.model.claim import Claim, Family, Person, Realis
from hadba.model.figure import FigureKind, Scope, Victims
from hadba.model.reading import Reading
from hadba.model.when import Precision
from muc.words import INCIDENT

_STALE = 62  # days
_ARMED = ("insurgent", "criminal", "military")
_HARM = (FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED, FigureKind.ABDUCTED)
_BROAD = ("ATTACK",)


@dataclass
class Incident:
    """Claims about one incident, in text order."""

    type: str
    claims: list[Claim] = field(default_factory=list)

    def take(self, claims: Iterable[Claim]) -> None:
        self.claims = sorted((*self.claims, *claims), key=lambda c: (c.spans, c.claim_id))
        types = [INCIDENT[c.type] for c in self.claims]
        specific = [t for t in types if t not in _BROAD]
        self.type = max(set(specific), key=lambda t: (specific.count(t), t)) if specific else "ATTACK"

    def people(self, role: Role) -> list[Person]:
        return [p for c in self.claims for p in c.people if p.role is role]

    def names(self, text: str) -> set[str]:
        """Last names of the named victims."""
        return {text[p.name.start : p.name.end].split()[-1].upper() for p in self.people(Role.TARGET) if p.name}

    def day(self) -> date | None:
        days = {c.when.start for c in self.claims if c.when.start and c.when.start == c.when.end and c.when.span}
        return min(days) if days else None

    def towns(self) -> set[str]:
        fine = ("town", "neighbourhood", "site")
        return {w.place_id or w.text.upper() for c in self.claims for w in c.where if w.precision in fine}


def incidents_of(reading: Reading) -> list[Incident]:
    """The incidents of a message, in text order."""
    published, text = reading.report.published, reading.report.text
    by_happening: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        if claim.family is Family.EVENT and claim.type in INCIDENT and _told(claim, published):
            by_happening.setdefault(claim.happening or claim.claim_id, []).append(claim)
    found: list[Incident] = []
    for claims in by_happening.values():
        new = Incident("")
        new.take(claims)
        same = next((i for i in found if _same(i, new, text)), None)
        if same is None:
            found.append(new)
        else:
            same.take(new.claims)
    return [i for i in found if _is_terror(i)]


def _told(claim: Claim, published: date | None) -> bool:
    if claim.realis is not Realis.ACTUAL or not claim.main:
        return False
    if claim.figures and all(f.scope in (Scope.CUMULATIVE, Scope.COVERS_SEVERAL) for f in claim.figures):
        return False
    when = claim.when
    if when.end is not None and published is not None and (published - when.end).days > _STALE:
        return False
    return when.precision is not Precision.YEAR


def _same(a: Incident, b: Incident, text: str) -> bool:
    """Whether nothing speaks for two incidents: other types, days, towns or victims."""
    shared = a.names(text) & b.names(text)
    if a.type != b.type and not (shared or "ATTACK" in (a.type, b.type)):
        return False
    if a.day() and b.day() and a.day() != b.day() and not shared:
        return False
    if a.names(text) and b.names(text) and not shared:
        return False
    return not (a.towns() and b.towns() and not a.towns() & b.towns())


def _is_terror(incident: Incident) -> bool:
    hit = incident.people(Role.TARGET)
    harmed = [f for c in incident.claims for f in c.figures if f.kind in _HARM and f.top]
    things = [o for c in incident.claims for o in c.objects if o.type not in ("base", "checkpoint")]
    soft = [p for p in hit if p.kind not in _ARMED or p.former]
    unarmed = [f for f in harmed if f.victims is not Victims.COMBATANT]
    if all(c.type == "armed_clash" for c in incident.claims) and not (soft or things):
        return False
    return bool(soft or things or (unarmed and not hit)) or incident.type in ("BOMBING", "ARSON")
