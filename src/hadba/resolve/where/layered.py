"""The users' own places on top of the embedded gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from hadba.model.ports import Gazetteer
from hadba.model.where import Place
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import fold, without_article
from hadba.resolve.where.gazetteer import WorldGazetteer
from hadba.resolve.where.likeness import Bones, Spellings, closest
from hadba.resolve.where.own import OwnList, OwnSource, pack_list
from hadba.resolve.where.rows import UNKNOWN

OWN = 1  # the rank of a user's own place
SAME = 0.9  # likeness of two spellings of one division
MANY = 3_000  # places of a list in one holder
NEAR = 60.0  # km: a town given by name as a parent is the nearest of that name, this near at most
# km: an embedded entry of the same name, kind and country this near is the same place
SAME_WITHIN = {"town": 12.0, "site": 5.0, "neighbourhood": 3.0, "district": 60.0, "province": 200.0}
DIVISIONS = ("country", "province", "district")
ACROSS = 300.0  # km: a province of the same name this near is the same one


def gazetteer_of(own: Iterable[Place] | OwnSource, *, world: Gazetteer | None = None) -> Gazetteer:
    """The embedded gazetteer with ``own`` places ranked first, given as they are or as a written list; the embedded one alone
    where there are none.

    A parent given by name ("Mosul") is looked up among the own places, then in the world, and its parents are taken on.
    """
    below = world if world is not None else WorldGazetteer()
    if isinstance(own, Path | bytes):
        return LayeredGazetteer(OwnList(own), below)
    places = tuple(own)
    return LayeredGazetteer(OwnList(pack_list(places)), below) if places else below


class LayeredGazetteer:
    """Implements the ``Gazetteer`` port over two layers. A place of the own one is read when it is first asked for, and gets
    its chain of parents then."""

    def __init__(self, own: OwnList, world: Gazetteer) -> None:
        self.own, self.world = own, world
        self._same: dict[str, str] = {}  # what a list gives no point for -> the embedded entry of the same place
        self.named = lru_cache(maxsize=10_000)(self._named)
        self._completed = lru_cache(maxsize=5_000)(self._complete)
        self._closest = lru_cache(maxsize=10_000)(self._find_closest)
        self._holders = lru_cache(maxsize=5_000)(self._find_holders)
        self._held = lru_cache(maxsize=128)(self._read_held)
        self._parent_named = lru_cache(maxsize=5_000)(self._find_parent)
        self._own_id = lru_cache(maxsize=5_000)(self._find_own_id)
        self._world_id = lru_cache(maxsize=5_000)(self._find_world_id)
        self._in_own_words = lru_cache(maxsize=10_000)(self._put_in_own_words)

    def __reduce__(self) -> tuple[type[LayeredGazetteer], tuple[OwnList, Gazetteer]]:
        return (LayeredGazetteer, (self.own, self.world))

    def _named(self, name: str) -> tuple[Place, ...]:
        """Own places of that name, with or without its article, and own divisions that the world has under it; then the
        world's."""
        folded = fold(name)
        keys = dict.fromkeys((folded, without_article(folded)))
        mine = [self._completed(id) for id in dict.fromkeys(id for key in keys for id in self.own.ids(key))]
        others = self.world.named(name)
        told = {self._same[p.id] for p in mine if p.id in self._same}
        known = []
        for place in (p for p in mine if p.point_of != UNKNOWN):
            twin = next((p for p in others if _same_place(place, p)), None)
            known.append(place if twin is None else _joined(place, twin, folded))
            told |= {twin.id} if twin is not None else set()
        rest = []
        for place in (p for p in others if p.id not in told and self.own.place(p.id) is None):
            own_id = self._own_id(place.id) if place.kind in DIVISIONS else place.id
            if own_id == place.id:
                rest.append(self._in_own_words(place))
            elif all(p.id != own_id for p in known):
                known.append(_joined(self._completed(own_id), place, folded))
        known.sort(key=lambda p: -p.population)
        return (*known, *rest)

    def similar(self, name: str, *, within: Sequence[str]) -> Sequence[tuple[Place, float]]:
        """Own places inside any of ``within`` that are spelt alike, then the world's."""
        mine = {p.id: (p, score) for id in within for p, score in self._closest(name, id)}
        ranked = sorted(mine.values(), key=lambda hit: -hit[1])
        both = dict.fromkeys(i for id in within for i in (id, self._world_id(id)))
        return (*ranked, *((self._in_own_words(p), score) for p, score in self.world.similar(name, within=tuple(both))))

    def place(self, place_id: str) -> Place | None:
        """The place of that id, own or embedded."""
        if self.own.place(place_id) is None:
            known = self.world.place(place_id)
            return self._in_own_words(known) if known is not None else None
        found = self._completed(place_id)
        return found if found.point_of != UNKNOWN else None

    def knows(self, name: str) -> bool:
        """Whether either layer has the name."""
        return bool(self.own.ids(fold(name))) or self.world.knows(name)

    def _find_closest(self, name: str, holder: str) -> tuple[tuple[Place, float], ...]:
        """What lies in ``holder`` and is spelt like ``name``, of that which has nearly its consonants."""
        numbers = self._held(self._holders(holder)).near(name)
        around = self.place(holder) if numbers else None
        if around is None:
            return ()
        found = (p for n in numbers if (p := self._completed(self.own.numbered(n))).point_of != UNKNOWN)
        here = (p for p in found if holder in p.parents or km(p.lat, p.lon, around.lat, around.lon) <= ACROSS)
        return tuple(closest(name, Spellings.of(here)))

    def _find_holders(self, holder: str) -> tuple[int, ...]:
        """Under which numbers the list has what lies in ``holder``: by its id, or by one of its names where that resolves to
        it. What lies in its districts lies in it too; an own division counts for an embedded one of its name. None for a
        holder of more than ``MANY``: in so long a list too much sounds alike, and it has the spellings itself."""
        place = self.place(holder)
        if place is None:
            return ()
        keys = [holder, *dict.fromkeys(fold(n) for n in (place.name, *place.names))]
        twins = [
            p.id for p in self.named(place.name) if p.rank and p.id != holder and p.kind in ("province", "district", "town")
        ]
        return self.own.holders([*keys, *twins], most=MANY)

    def _read_held(self, holders: tuple[int, ...]) -> Bones:
        return Bones.of(self.own.inside(holders, most=MANY))

    def _complete(self, id: str) -> Place:
        """The own place with its parents as ids up to the country, and what follows from them; one without a point with that
        of the embedded entry of its name, else with its nearest parent's."""
        place, chain = self.own.place(id), []
        assert place is not None, id
        for parent in place.parents:
            if parent != id and self.own.place(parent) is not None:
                chain.append(self._completed(parent))
            elif (
                found := self.world.place(parent) or self._parent_named(parent, round(place.lat, 1), round(place.lon, 1))
            ) is not None:
                chain.append(self._in_own_words(found))
        ids = dict.fromkeys(i for p in chain for i in (p.id, *p.parents) if i != id)
        country = place.country or next((p.country for p in chain if p.country), None)
        if country is None and place.point_of is None and (twin := self._twin(place)) is not None:
            country, ids = twin.country, ids | dict.fromkeys(p for p in self._in_own_words(twin).parents if p != id)
        if place.point_of == UNKNOWN:
            place, ids = self._located(place, chain, country, ids)
        return replace(
            place,
            parents=tuple(ids),
            rank=0 if place.point_of or place.id in self._same else OWN,
            country=country,
            admin1=place.admin1 or _first(p.name if p.kind == "province" else p.admin1 for p in (place, *chain)[::-1]),
            admin2=place.admin2 or _first(p.name if p.kind == "district" else p.admin2 for p in (place, *chain)),
            pcode=place.pcode or next((p.pcode for p in chain if p.pcode), None),
        )

    def _located(
        self, place: Place, chain: Sequence[Place], country: str | None, ids: dict[str, None]
    ) -> tuple[Place, dict[str, None]]:
        """``place`` with a point: of the one embedded entry of its name, kind and country (and province, where its parent is
        known), else of its nearest parent; and its parents, by ``ids``."""
        province = next((p.admin1 or p.name for p in chain if p.kind in ("province", "district")), None)
        held = [self._same.get(p.id, p.id) for p in chain]
        alike = [p for p, score in self.world.similar(place.name, within=held) if score >= SAME]
        known = {p.id: p for n in (place.name, without_article(fold(place.name))) for p in (*self.world.named(n), *alike)}
        named = [p for p in known.values() if p.kind == place.kind and country is not None and p.country == country]
        same = [p for p in named if province is None or (p.admin1 is not None and fold(p.admin1) == fold(province))]
        if len(same) == 1:
            self._same[place.id] = same[0].id
            above = ids | dict.fromkeys(same[0].parents)
            found = replace(
                place,
                lat=same[0].lat,
                lon=same[0].lon,
                population=same[0].population,
                names=tuple(dict.fromkeys((*place.names, *same[0].names))),
                point_of=same[0].point_of,
                admin1=same[0].admin1,
            )
            return found, above
        if chain and chain[0].point_of != UNKNOWN:
            return replace(place, lat=chain[0].lat, lon=chain[0].lon, point_of=chain[0].point_of or chain[0].kind), ids
        return place, ids

    def _put_in_own_words(self, known: Place) -> Place:
        """An embedded entry, where the list has the divisions that it lies in: with the list's ids and names of them, so that
        what lies in one province is seen to, whichever layer has it."""
        parents = tuple(dict.fromkeys(i for p in known.parents if (i := self._own_id(p)) != known.id))
        if parents == known.parents:
            return known
        above = [p for i in parents if (p := self.own.place(i)) is not None]
        return replace(
            known,
            parents=parents,
            admin1=next((p.name for p in above if p.kind == "province"), known.admin1),
            admin2=next((p.name for p in above if p.kind == "district"), known.admin2),
        )

    def _find_own_id(self, known_id: str) -> str:
        """The list's id of an embedded division, else its own."""
        known = self.world.place(known_id)
        names = (known.name, *known.names) if known is not None else ()
        keys = dict.fromkeys(key for name in names for key in (fold(name), without_article(fold(name))))
        held = (p for id in self.own.ids_of_any(keys) if (p := self.own.place(id)) is not None)
        return next((p.id for p in held if known is not None and p.point_of is None and _same_place(p, known)), known_id)

    def _find_world_id(self, own_id: str) -> str:
        """The embedded id of one of the list's divisions, else its own."""
        place = self._completed(own_id) if self.own.place(own_id) is not None else None
        if place is None or place.kind not in DIVISIONS:
            return own_id
        alike = (p for name in (place.name, *place.names) for p in self.world.named(name))
        return next((p.id for p in alike if _same_place(place, p)), own_id)

    def _twin(self, place: Place) -> Place | None:
        """The embedded entry of the same place, for one whose list does not say in which country it lies."""
        known = (p for name in (place.name, *place.names) for p in self.world.named(name) if p.country)
        return next((p for p in known if km(p.lat, p.lon, place.lat, place.lon) <= ACROSS), None)

    def _find_parent(self, name: str, lat: float, lon: float) -> Place | None:
        mine = [p for id in self.own.ids(fold(name)) if (p := self.own.place(id)) is not None]
        known = mine or list(self.world.named(name))
        towns = [p for p in known if p.kind == "town" and km(p.lat, p.lon, lat, lon) <= NEAR]
        return min(towns or known, key=lambda p: km(p.lat, p.lon, lat, lon), default=None)


def _same_place(own: Place, known: Place) -> bool:
    """Whether an embedded entry of the same name is the user's place, whose list may not say in which country it lies."""
    if own.kind != known.kind or own.country not in (known.country, None):
        return False
    apart = SAME_WITHIN.get(own.kind, 0.0)
    return own.kind == "country" or (apart > 0 and km(own.lat, own.lon, known.lat, known.lon) <= apart)


def _joined(own: Place, known: Place, asked: str) -> Place:
    """The user's place with what the embedded entry tells besides; its name where the user's is in another script, or where
    it is the one ``asked`` for, folded: "Atme", which the list writes "Atmah"."""
    foreign = not own.name[:1].isascii() and known.name[:1].isascii()
    return replace(
        own,
        name=known.name if foreign or fold(known.name) == asked else own.name,
        names=tuple(dict.fromkeys((*own.names, *known.names))),
        population=max(own.population, known.population),
        capital=own.capital or known.capital,
    )


def _first(names: Iterable[str | None]) -> str | None:
    return next((n for n in names if n), None)
