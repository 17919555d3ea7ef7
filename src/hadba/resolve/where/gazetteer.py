"""The embedded world gazetteer, read from the SQLite file that the build compiled."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from hadba.errors import GazetteerError
from hadba.model.where import Place
from hadba.resolve.where.fold import TRANSCRIBED, fold, skeleton, without_article
from hadba.resolve.where.likeness import Bones, Spellings, closest
from hadba.resolve.where.stamp import stale

WORLD = Path(__file__).parent / "world.sqlite"
LEXICON = Path(__file__).parents[2] / "lexicon"
MOST = 60  # entries for one name: "San Antonio" has 300, and no report means the 61st

_COLUMNS = (
    "p.id, p.ref, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin2, p.population, p.capital, p.names, p.point_of"
)
_FOUND = "FROM key k JOIN place p ON p.id = k.place WHERE k.name = ? ORDER BY p.kind = 'district', p.population DESC"
_NAMED = f"SELECT {_COLUMNS} {_FOUND} LIMIT {MOST}"
_BY_ID = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"  # noqa: S608 - constants only
_BY_REF = f"SELECT {_COLUMNS} FROM place p WHERE p.ref = ?"  # noqa: S608 - constants only
_WITHIN = "SELECT place, bones FROM inside WHERE admin1 = ?"
_SPELT = f"SELECT {_COLUMNS} FROM bone b JOIN place p ON p.id = b.place WHERE b.bones = ? AND b.country = ?"  # noqa: S608 - the same
_KNOWN = "SELECT 1 FROM key WHERE name IN (?, ?, ?) LIMIT 1"
_COUNTRY = "SELECT id FROM place WHERE country = ? AND kind = 'country'"
_Found = tuple[int, str | None, str, str, float, float, str | None, int | None, int | None, int, int, str, str | None]


class WorldGazetteer:
    """Implements the ``Gazetteer`` port. Opening costs nothing; each thread has its own read-only connection; what was
    looked up is kept. The file is not mapped: that is no faster, and what is looked up in it would stay resident. Pickles as
    its path alone."""

    def __init__(self, path: Path = WORLD) -> None:
        self.path = path
        self._local = threading.local()
        self._cached()

    def _cached(self) -> None:
        self.named = lru_cache(maxsize=20_000)(self._named)
        self.place = lru_cache(maxsize=20_000)(self._place)
        self.knows = lru_cache(maxsize=100_000)(self._knows)
        self._closest = lru_cache(maxsize=10_000)(self._find_closest)
        self._closest_in = lru_cache(maxsize=10_000)(self._find_closest_in)
        self._inside = lru_cache(maxsize=128)(self._read_inside)
        self._country_id = lru_cache(maxsize=300)(self._read_country_id)
        self._name_of = lru_cache(maxsize=20_000)(self._read_name)

    def __reduce__(self) -> tuple[type[WorldGazetteer], tuple[Path]]:
        return (WorldGazetteer, (self.path,))

    def similar(self, name: str, *, within: Sequence[str]) -> Sequence[tuple[Place, float]]:
        """Places of the provinces among ``within`` (or of the province that a district lies in) that are spelt alike; of
        the countries among them those with the very same consonants. Only in countries whose names are transcribed; and
        towns hold nothing here: the embedded entries end there.
        """
        provinces = {province for id in within if (province := self._province_of(id))}
        found = {p.id: (p, score) for province in sorted(provinces) for p, score in self._closest(name, province)}
        for id in within:
            country = self.place(id)
            if country is not None and country.kind == "country" and country.country in TRANSCRIBED:
                found |= {p.id: (p, score) for p, score in self._closest_in(name, country.country)}
        return sorted(found.values(), key=lambda hit: (-round(hit[1], 2), -hit[0].population))[:10]

    def _province_of(self, id: str) -> str | None:
        place = self.place(id)
        if place is None or place.country not in TRANSCRIBED:
            return None
        if place.kind == "province":
            return id
        return (
            next((p for p in place.parents if (up := self.place(p)) and up.kind == "province"), None)
            if (place.kind == "district")
            else None
        )

    def _find_closest(self, name: str, province: str) -> tuple[tuple[Place, float], ...]:
        found = (self.place(f"geonames:{n}") if n > 0 else self._numbered(n) for n in self._inside(province).near(name))
        return tuple(closest(name, Spellings.of(p for p in found if p is not None)))

    def _numbered(self, n: int) -> Place | None:
        return next(iter(self._places(self._rows(_BY_ID, n))), None)

    def _find_closest_in(self, name: str, country: str) -> tuple[tuple[Place, float], ...]:
        rows = self._connection().execute(_SPELT, (skeleton(name), country)).fetchall()
        return tuple(closest(name, Spellings.of(self._places(rows))))

    def _read_inside(self, province: str) -> Bones:
        return Bones.of(self._connection().execute(_WITHIN, (int(province.removeprefix("geonames:")),)))

    def _named(self, name: str) -> tuple[Place, ...]:
        folded = fold(name)
        for key in _ways(folded):
            if rows := self._rows(_NAMED, key):
                return self._places(rows)
        return ()

    def _knows(self, name: str) -> bool:
        ways = _ways(fold(name))
        return bool(ways) and self._connection().execute(_KNOWN, (*ways, *ways[-1:] * (3 - len(ways)))).fetchone() is not None

    def _place(self, place_id: str) -> Place | None:
        kind, _, key = place_id.partition(":")
        rows = self._rows(_BY_ID, int(key)) if kind == "geonames" and key.isdigit() else self._rows(_BY_REF, place_id)
        return next(iter(self._places(rows)), None)

    def _places(self, rows: Iterable[_Found]) -> tuple[Place, ...]:
        return tuple(self._whole(*row) for row in rows)

    def _whole(
        self, id: int, ref: str | None, name: str, kind: str, lat: float, lon: float, country: str | None,
        admin1: int | None, admin2: int | None, population: int, capital: int, names: str, point_of: str | None,
    ) -> Place:  # fmt: skip
        above = [a for a in (admin2, admin1) if a]
        parents = [f"geonames:{a}" for a in above]
        nation = self._country_id(country) if country and kind != "country" else None
        if nation:
            parents.append(nation)
        first = self._name_of(admin1) if admin1 else (name if kind == "province" else None)
        second = self._name_of(admin2) if admin2 else (name if kind == "district" else None)
        return Place(
            id=ref or f"geonames:{id}", name=name, kind=kind, lat=lat, lon=lon, names=tuple(names.split("|")),
            parents=tuple(parents), country=country, admin1=first, admin2=second,
            population=population, capital=bool(capital), point_of=point_of,
        )  # fmt: skip

    def _read_country_id(self, iso: str) -> str | None:
        rows = self._rows(_COUNTRY, iso)
        return f"geonames:{rows[0][0]}" if rows else None

    def _read_name(self, id: int) -> str | None:
        rows = self._rows("SELECT name FROM place WHERE id = ?", id)
        return str(rows[0][0]) if rows else None

    def _rows(self, query: str, key: str | int) -> list[_Found]:
        return self._connection().execute(query, (key,)).fetchall()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            if not self.path.exists():
                raise GazetteerError(f"The embedded gazetteer {self.path} is missing; install Hadba again (`pip install .`).")
            _check(self.path)
            connection = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection


@cache
def _check(path: Path) -> None:
    """``GazetteerError`` where the embedded file was compiled by other code or from other tables than these."""
    if path == WORLD and stale(path, LEXICON):
        raise GazetteerError(
            f"The embedded gazetteer {path} was compiled from other code and tables than these; make it anew "
            "(`make world`), or install Hadba again."
        )


def _ways(folded: str) -> list[str]:
    """The ways to write a folded name: as it is, then with its Arabic article as "al", without it, or with one."""
    if not folded:
        return []
    bare = without_article(folded)
    return [*dict.fromkeys((folded, "al " + bare, bare))] if len(bare) > 4 or bare != folded else [folded]
