"""Who held a place when: control claims in the order of their dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hadba.lexicon.actors import dictionary
from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Family, Realis
from hadba.model.when import When

PointKey = tuple[date, date, str, tuple[str, ...]]  # first and last day (the last there is where unknown), detail, holders


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """At ``when`` the parties ``holders`` are said to have done ``detail`` (holds, took, lost ...), as ``claims`` say.

    ``holders`` are those who act (he who lost it, for "lost"); empty where the claims name nobody.
    """

    when: When
    detail: str
    holders: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlTimeline:
    """One place, by id or as written, and its points in order of date; undated ones last."""

    place: str
    name: str
    points: tuple[ControlPoint, ...]


def control_timeline(claims: Iterable[Claim]) -> tuple[ControlTimeline, ...]:
    """One timeline a place, ordered by name. Claims that deny, or that say what may come, are left out."""
    points: defaultdict[str, defaultdict[tuple[date, date, str, tuple[str, ...]], list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    names: dict[str, str] = {}
    for claim in sorted(claims, key=lambda c: c.claim_id):
        if claim.family is not Family.CONTROL or claim.realis is not Realis.ACTUAL or claim.stance is Stance.DENIES:
            continue
        days = (claim.when.start or date.max, claim.when.end or date.max)
        holders = tuple(sorted({_party(a) for a in claim.actors if a.role is Role.PERPETRATOR}))
        for where in claim.where:
            place = where.place_id if where.place_id and where.within is None else where.text.casefold()
            names.setdefault(place, where.text if where.within else where.name or where.text)
            points[place][(*days, claim.detail or claim.type, holders)].append(claim)
    timelines = (ControlTimeline(place, names[place], _points(held)) for place, held in points.items())
    return tuple(sorted(timelines, key=lambda t: (t.name, t.place)))


def _party(actor: ActorMention) -> str:
    """The party's name in the dictionary, else the words."""
    known = dictionary().by_id.get(actor.actor_id or "")
    return known.name if known else actor.text


def _points(held: Mapping[PointKey, list[Claim]]) -> tuple[ControlPoint, ...]:
    return tuple(
        ControlPoint(same[0].when, detail, holders, tuple(c.claim_id for c in same))
        for (_, _, detail, holders), same in sorted(held.items())
    )
