"""The users' own places on top of the embedded gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from hadba.model.ports import Gazetteer
from hadba.model.where import Place
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import fold, without_article
from hadba.resolve.where.gazetteer import WorldGazetteer
from hadba.resolve.where.likeness import Spellings, closest

OWN = 1  # the rank of a user's own place
NEAR = 60.0  # km: a parent given by name is the one of that name this near, or the nearest


def gazetteer_of(own: Iterable[Place], *, world: Gazetteer | None = None) -> Gazetteer:
    """The embedded gazetteer with ``own`` places ranked first; the embedded one alone where there are none.

    A parent given by name ("Mosul") is looked up among the own places, then in the world, and its parents are taken on.
    """
    below = world if world is not None else WorldGazetteer()
    places = tuple(own)
    return LayeredGazetteer(places, below) if places else below


class LayeredGazetteer:
    """Implements the ``Gazetteer`` port over two layers; the own one is held in memory."""

    def __init__(self, own: Sequence[Place], world: Gazetteer) -> None:
        self.own, self.world = tuple(own), world
        self._by_id = {p.id: p for p in self.own}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for place in self.own:
            for key in {fold(n) for n in (place.name, *place.names)} | {without_article(fold(place.name))}:
                self._by_name[key].append(place.id)
        for place in self.own:
            self._by_id[place.id] = self._completed(place)
        self._inside: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_id.values():
            for parent in place.parents:
                self._inside[parent].append(place)
        self._spellings = lru_cache(maxsize=64)(lambda id: Spellings.of(self._inside[id]))

    def __reduce__(self) -> tuple[type[LayeredGazetteer], tuple[tuple[Place, ...], Gazetteer]]:
        return (LayeredGazetteer, (self.own, self.world))

    def named(self, name: str) -> Sequence[Place]:
        """Own places of that name, with or without its article, then the world's."""
        folded = fold(name)
        keys = dict.fromkeys((folded, without_article(folded)))
        ids = dict.fromkeys(id for key in keys for id in self._by_name.get(key, ()))
        mine = sorted((self._by_id[id] for id in ids), key=lambda p: -p.population)
        return (*mine, *self.world.named(name))

    def similar(self, name: str, *, within: Sequence[str]) -> Sequence[tuple[Place, float]]:
        """Own places inside any of ``within`` that are spelt alike, then the world's."""
        mine = {p.id: (p, score) for id in within if id in self._inside for p, score in closest(name, self._spellings(id))}
        ranked = sorted(mine.values(), key=lambda hit: -hit[1])
        return (*ranked, *self.world.similar(name, within=within))

    def place(self, place_id: str) -> Place | None:
        """The place of that id, own or embedded."""
        return self._by_id.get(place_id) or self.world.place(place_id)

    def knows(self, name: str) -> bool:
        """Whether either layer has the name."""
        return fold(name) in self._by_name or self.world.knows(name)

    def _completed(self, place: Place) -> Place:
        """``place`` with its parents as ids up to the country, and what follows from them."""
        chain: list[str] = []
        for parent in place.parents:
            found = self._by_id.get(parent) or self.world.place(parent) or self._parent_named(parent, place)
            if found is not None:
                chain.extend(id for id in (found.id, *found.parents) if id not in chain and id != place.id)
        above = [p for id in chain if (p := self._by_id.get(id) or self.world.place(id))]
        return replace(
            place,
            parents=tuple(p.id for p in above),
            rank=OWN,
            country=place.country or next((p.country for p in above if p.country), None),
            admin1=place.admin1 or next((p.admin1 or (p.name if p.kind == "province" else None) for p in above), None),
            admin2=place.admin2 or next((p.admin2 or (p.name if p.kind == "district" else None) for p in above), None),
        )

    def _parent_named(self, name: str, place: Place) -> Place | None:
        mine = [self._by_id[id] for id in self._by_name.get(fold(name), ()) if id != place.id]
        known = mine or [p for p in self.world.named(name) if place.country in (None, p.country)]
        towns = [p for p in known if p.kind == "town" and km(p.lat, p.lon, place.lat, place.lon) <= NEAR]
        return min(towns or known, key=lambda p: km(p.lat, p.lon, place.lat, place.lon), default=None)
