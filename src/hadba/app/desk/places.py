"""Places at the desk: what a person can look up, the towns that the map names, and one place in full."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hadba.app.desk.desk import Desk
from hadba.app.desk.listing import Listed
from hadba.app.desk.selecting import Asked
from hadba.app.own_places import own_places
from hadba.errors import UsageError
from hadba.model.claim import Claim, Family
from hadba.model.where import Place, Where
from hadba.reconcile.control import ControlTimeline, control_timeline
from hadba.resolve.where import gazetteer_of
from hadba.resolve.where.gazetteer import WORLD
from hadba.review import rulings

FOUND = 12  # places that a search gives
TOWNS = "SELECT name, lat, lon, population FROM place WHERE kind = 'town' AND population >= 1000 ORDER BY population DESC"
NAMED = 60  # towns that the map names at once
LISTED = 30  # incidents of a place that are listed
STATES = 400  # of control and conditions, the latest, that its page draws


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place with its control timelines (its own and those of what lies in it), its conditions and its incidents. Where it
    was asked for by its name, ``namesakes`` are the places of that name in the gazetteer."""

    place_id: str
    name: str
    place: Place | None
    namesakes: tuple[Place, ...]
    timelines: tuple[ControlTimeline, ...]
    claims: dict[str, Claim]
    conditions: tuple[Claim, ...]
    incidents: tuple[Listed, ...]
    count: int


class Atlas:
    """The gazetteer as the desk uses it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gazetteer = gazetteer_of(own_places(desk.ledger) or ())

    def prepare(self) -> None:
        """Read the towns now, so that the first map need not wait."""
        self.towns(0, 0, 0, 0)

    def find(self, name: str) -> list[Place]:
        """Places of that name, the user's own first, then the most populous."""
        return list(self._gazetteer.named(name[:120]))[:FOUND] if name.strip() else []

    def place(self, place_id: str) -> Place | None:
        """The place of that id."""
        return self._gazetteer.place(place_id)

    @cached_property
    def _towns(self) -> tuple[list[str], np.ndarray]:
        connection = sqlite3.connect(f"{WORLD.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            rows = connection.execute(TOWNS).fetchall()
        finally:
            connection.close()
        return [r[0] for r in rows], np.asarray([r[1:] for r in rows], np.float64).reshape(-1, 3)

    def towns(self, west: float, south: float, east: float, north: float) -> list[tuple[str, float, float, int]]:
        """(name, lat, lon, population) of the most populous towns in the box."""
        names, numbers = self._towns
        lat, lon = numbers[:, 0], numbers[:, 1]
        rows = np.flatnonzero((lat >= south) & (lat <= north) & (lon >= west) & (lon <= east))[:NAMED]
        return [(names[r], float(lat[r]), float(lon[r]), int(numbers[r, 2])) for r in rows]


def place_page(desk: Desk, atlas: Atlas, place_id: str) -> PlacePage:
    """What the ledger knows of one place, by its id or, for one that no gazetteer has, by its name as written."""
    place = atlas.place(place_id)
    name = place.name if place else place_id
    incidents = desk.select(Asked(facets={"place": (name,)}))
    numbers, _ = incidents.page("newest", "airwars", after=None, limit=LISTED)
    standing = desk.select(Asked(facets={"place": (name,), "family": (Family.CONTROL, Family.CONDITION)}))
    states, _ = standing.page("newest", "airwars", after=None, limit=STATES)
    held = {c for i in desk.sheets.incidents(s.incident_id for s in desk.sheets.of(states)) for c in i.claims}
    decisions = list(desk.ledger.decisions())
    claims = {c.claim_id: c for c in rulings.apply(desk.sheets.claims(held), decisions).claims if c.claim_id in held}
    here = {k: c for k, c in claims.items() if any(_at(w, place, name) for w in c.where)}
    if place is None and not numbers:
        raise UsageError(f"Nothing in the ledger is at {place_id[:80]}.")
    return PlacePage(
        place_id=place_id,
        name=name,
        place=place,
        namesakes=() if place else tuple(atlas.find(place_id)),
        timelines=control_timeline(here.values()),
        claims=here,
        conditions=tuple(c for c in here.values() if c.family is Family.CONDITION),
        incidents=tuple(desk.sheets_of(numbers)),
        count=int(incidents.mask.sum()),
    )


def _at(where: Where, place: Place | None, name: str) -> bool:
    """Whether the words speak of the place or of something in it."""
    own = where.text if where.within else where.name or where.text
    return (place is not None and where.place_id == place.id) or name in (own, where.within, where.admin1)
