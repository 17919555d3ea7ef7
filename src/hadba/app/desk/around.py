"""What stands around an incident: who is said to have acted, what belligerents say, what happened near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from hadba.app.desk.desk import Desk
from hadba.app.desk.dossier import Borne, Dossier
from hadba.app.desk.listing import Listed
from hadba.app.desk.selecting import Asked
from hadba.model.actor import Role
from hadba.model.attribution import Stance
from hadba.model.claim import Family
from hadba.publish.naming import party, party_key

NEAR_DAYS = 30  # control and conditions this long before and after
SAME_DAYS = 5  # an incident this near in time may be the same one
SAME_DEGREES = 0.5  # and this near in place
SHOWN = 8
_TELLING = (Stance.CONCEDES, Stance.DENIES, Stance.DISPUTES, Stance.CLAIMS_RESPONSIBILITY, Stance.ALLEGES)


@dataclass(frozen=True, slots=True)
class Accused:
    """A party said to have acted: how many lineages say so, and the claims."""

    name: str
    lineages: int
    certain: bool
    claims: tuple[Borne, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """``statements`` are claims whose speaker concedes, denies, disputes, alleges or claims; ``near`` are other incidents
    that may be the same one; ``standing`` are states of control and conditions at its places at that time."""

    accused: tuple[Accused, ...]
    statements: tuple[Borne, ...]
    near: tuple[Listed, ...]
    standing: tuple[Listed, ...]


def around(desk: Desk, held: Dossier) -> Around:
    """What stands around an incident."""
    return Around(
        accused=_accused(held.claims),
        statements=tuple(b for b in held.claims if b.claim.stance in _TELLING),
        near=_near(desk, held.sheet),
        standing=_standing(desk, held.sheet),
    )


def _accused(claims: Sequence[Borne]) -> tuple[Accused, ...]:
    found: dict[str, list[tuple[str, bool, Borne]]] = {}
    for borne in claims:
        for mention in borne.claim.actors:
            name = party(mention) if mention.role is Role.PERPETRATOR else None
            if name:
                found.setdefault(party_key(mention), []).append((name, mention.certain, borne))
    named = [
        Accused(
            name=held[0][0].removeprefix("the "),
            lineages=len({b.root for _, _, b in held}),
            certain=any(sure for _, sure, _ in held),
            claims=tuple(b for _, _, b in held),
        )
        for held in found.values()
    ]
    return tuple(sorted(named, key=lambda a: (-a.lineages, a.name)))


def _near(desk: Desk, sheet: Listed) -> tuple[Listed, ...]:
    if sheet.start is None or sheet.end is None or sheet.lat is None or sheet.lon is None:
        return ()
    box = (sheet.lon - SAME_DEGREES, sheet.lat - SAME_DEGREES, sheet.lon + SAME_DEGREES, sheet.lat + SAME_DEGREES)
    since, until = sheet.start - timedelta(SAME_DAYS), sheet.end + timedelta(SAME_DAYS)
    asked = Asked(since=since, until=until, box=box, facets={"family": (Family.EVENT,)})
    return _others(desk, asked, sheet)


def _standing(desk: Desk, sheet: Listed) -> tuple[Listed, ...]:
    if sheet.start is None or sheet.end is None or not sheet.places:
        return ()
    since, until = sheet.start - timedelta(NEAR_DAYS), sheet.end + timedelta(NEAR_DAYS)
    own = tuple(dict.fromkeys(p for p in (sheet.place, sheet.within, sheet.places[0]) if p))
    kinds = (Family.CONTROL, Family.CONDITION)
    return _others(desk, Asked(since=since, until=until, facets={"place": own, "family": kinds}), sheet)


def _others(desk: Desk, asked: Asked, sheet: Listed) -> tuple[Listed, ...]:
    numbers, _ = desk.select(asked).page("sources", "airwars", after=None, limit=SHOWN + 1)
    return tuple(s for s in desk.sheets_of(numbers) if s.incident_id != sheet.incident_id)[:SHOWN]
