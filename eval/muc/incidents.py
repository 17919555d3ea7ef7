"""Which claims of a message tell of an incident of 1992, and which of them tell of one and the same.

What counts is the rule of the task: violence by rebels, criminals or the state against civilians, officials, police and
property; no fighting between armed forces, nothing that lies more than two months back, nothing in general terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hadba.model.actor import Role
from hadba.model.claim import Claim, Family, Person, Realis, StruckObject
from hadba.model.figure import FigureKind, Scope, Victims
from hadba.model.reading import Reading
from hadba.model.when import Precision
from muc.words import INCIDENT

ACCOMPLISHED = "ACCOMPLISHED"
_STAGES = (
    ("THREATENED", re.compile(r"\bTHREAT", re.I)),
    (
        "ATTEMPTED",
        re.compile(r"\b(?:ATTEMPT|TRIED|TRYING|FOIL|THWART|FRUSTRAT|DEFUS|DEACTIVAT|DISARM|DISMANTL|NEUTRALI)", re.I),
    ),
)
_STALE = 75  # days
_ARMED = ("insurgent", "criminal", "military")
_HARM = (FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED, FigureKind.ABDUCTED)
_BROAD = ("ATTACK",)
_MILITARY = {
    "military",
    "army",
    "force",
    "armored",
    "troop",
    "brigade",
    "battalion",
    "garrison",
    "gunship",
    "helicopter",
    "infantry",
    "navy",
}
_HELD = ("base", "checkpoint", "village", "convoy")  # what forces hold or drive
_NEAR = 8  # words before an act that may say that it was only threatened or tried
_MANY = 100  # beyond that it is the toll of a war


@dataclass
class Incident:
    """Claims about one incident, in text order."""

    type: str
    claims: list[Claim] = field(default_factory=list)
    stage: str = ACCOMPLISHED

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
        days = {c.when.start for c in self.claims if _dated(c)}
        return min(days) if days else None

    def towns(self) -> set[str]:
        fine = ("town", "neighbourhood", "site")
        return {w.place_id or w.text.upper() for c in self.claims for w in c.where if w.precision in fine}


def incidents_of(reading: Reading) -> list[Incident]:
    """The incidents of a message, in text order."""
    published, text = reading.report.published, reading.report.text
    by_happening: dict[str, dict[str, list[Claim]]] = {}
    for claim in reading.claims:
        stage = stage_of(claim, text)
        if claim.family is Family.EVENT and claim.type in INCIDENT and stage is not None and _told(claim, published):
            by_happening.setdefault(claim.happening or claim.claim_id, {}).setdefault(stage, []).append(claim)
    found: list[Incident] = []
    for stages in by_happening.values():
        stage = ACCOMPLISHED if ACCOMPLISHED in stages else min(stages)
        new = Incident("", stage=stage)
        new.take(stages[stage])
        same = next((i for i in found if _same(i, new, text)), None)
        if same is None:
            found.append(new)
        else:
            same.take(new.claims)
    return [i for i in found if _is_terror(i)]


def stage_of(claim: Claim, text: str) -> str | None:
    """The stage of 1992 that the claim tells of: done, or threatened or attempted by the words before it."""
    if claim.realis is Realis.ACTUAL:
        return ACCOMPLISHED
    words = " ".join(text[claim.spans[0].start : claim.trigger.end].split()[-_NEAR:])
    return next((stage for stage, cue in _STAGES if cue.search(words)), None)


def _dated(claim: Claim) -> bool:
    """Whether the claim's words, or those of its happening, tell its day; not what a report's other days suggest."""
    when = claim.when
    told = when.span is not None and not (when.basis or "").startswith("no date of its own")
    return told and when.start is not None and when.start == when.end


def _told(claim: Claim, published: date | None) -> bool:
    if not claim.main:
        return False
    if claim.figures and all(f.scope in (Scope.CUMULATIVE, Scope.COVERS_SEVERAL) for f in claim.figures):
        return False
    if claim.type == "raid" and not any(f.kind in _HARM for f in claim.figures) and not any(p.name for p in claim.people):
        return False
    if any((f.top or 0) >= _MANY and f.kind is FigureKind.KILLED for f in claim.figures):
        return False
    when = claim.when
    if when.end is not None and published is not None and (published - when.end).days > _STALE:
        return False
    return when.precision is not Precision.YEAR


def _same(a: Incident, b: Incident, text: str) -> bool:
    """Whether nothing speaks for two incidents: other types, days, towns, victims or targets."""
    if a.stage != b.stage:
        return False
    named, also = a.names(text), b.names(text)
    shared = named & also
    hit, hit_too = _targets(a), _targets(b)
    if a.type != b.type and not (shared or ("ATTACK" in (a.type, b.type) and hit & hit_too)):
        return False
    if a.day() and b.day() and a.day() != b.day() and not shared:
        return False
    if named and also and not shared:
        return False
    if a.towns() and b.towns() and not a.towns() & b.towns():
        return False
    if shared or a.type == b.type == "KIDNAPPING":
        return True
    return not (hit and hit_too and not hit & hit_too)


def _targets(incident: Incident) -> set[str]:
    """Last words of what was hit."""
    words = [p.text for p in soft_targets(incident)] + [o.text for o in struck_things(incident)]
    return {w.split()[-1].lower() for w in words}


def _is_terror(incident: Incident) -> bool:
    """Whether civilians, officials, police or their property were hit, and not only armed forces in a fight."""
    soft = [p for p in soft_targets(incident) if p.name or p.count or _specific(incident)]
    things = struck_things(incident)
    if incident.type in ("BOMBING", "ARSON"):
        return bool(soft or things or any(c.weapons for c in incident.claims))
    counted = [
        f for c in incident.claims for f in c.figures if f.kind in _HARM and f.top and f.victims is not Victims.COMBATANT
    ]
    told = [f for f in counted if f.kind is not FigureKind.KILLED_OR_INJURED]
    return bool(soft or things or (told and not incident.people(Role.TARGET)))


def _specific(incident: Incident) -> bool:
    """Whether the message says more of it than that such things happen: a day, a town, a number."""
    return incident.day() is not None or bool(incident.towns()) or any(c.figures for c in incident.claims)


def soft_targets(incident: Incident) -> list[Person]:
    """People hit who were not under arms for one of the sides."""
    fought = [f.span for c in incident.claims for f in c.figures if f.victims is Victims.COMBATANT and f.low != 1]
    found = []
    for claim in incident.claims:
        for p in claim.people:
            side = p.kind in _ARMED and not p.former and p.name is None
            counted = p.kind is None and any(s[0] < p.span[1] and p.span[0] < s[1] for s in fought)
            clash = claim.type == "armed_clash" and p.name is None and not _civilian(claim, p)
            if p.role is Role.TARGET and not (side or counted or clash):
                found.append(p)
    return found


def _civilian(claim: Claim, person: Person) -> bool:
    return any(
        f.victims is Victims.CIVILIAN and f.span[0] < person.span[1] and person.span[0] < f.span[1] for f in claim.figures
    )


def struck_things(incident: Incident) -> list[StruckObject]:
    """Things hit that no armed force holds."""
    return [
        o
        for c in incident.claims
        for o in c.objects
        if o.type not in _HELD and c.type != "raid" and not _MILITARY & {w.removesuffix("s") for w in o.text.lower().split()}
    ]
