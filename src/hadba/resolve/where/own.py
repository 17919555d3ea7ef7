"""The users' own places as an SQLite file: written once, read as reports name them, so that half a million cost no memory."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from hadba.model.where import Place
from hadba.resolve.where.fold import fold, skeleton, without_article

FORMAT = 2  # of the file; another one is another file
_BETWEEN = "\x1f"  # names and parents in one column
# A holder is what places lie in, by its id or its folded name; ``crowd`` is how many do, ``part`` which holders lie in it.
_SCHEMA = """
CREATE TABLE own(n INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, kind TEXT, lat REAL, lon REAL, names TEXT, parents TEXT,
                 country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, pcode TEXT, capital INTEGER, point_of TEXT);
CREATE TABLE key(name TEXT, n INTEGER, PRIMARY KEY(name, n)) WITHOUT ROWID;
CREATE TABLE holder(h INTEGER PRIMARY KEY, key TEXT UNIQUE, crowd INTEGER);
CREATE TABLE inside(h INTEGER, n INTEGER, bones TEXT, PRIMARY KEY(h, n, bones)) WITHOUT ROWID;
CREATE TABLE part(h INTEGER, below INTEGER, PRIMARY KEY(h, below)) WITHOUT ROWID;
CREATE TEMP TABLE raw_key(name TEXT, n INTEGER);
CREATE TEMP TABLE raw_inside(parent INTEGER, n INTEGER, bones TEXT);
CREATE TEMP TABLE parent(number INTEGER PRIMARY KEY, as_given TEXT, folded TEXT, key TEXT);
"""
_SORT = """
INSERT OR IGNORE INTO key SELECT r.name, r.n FROM raw_key r JOIN own USING (n) ORDER BY r.name, r.n;
UPDATE parent SET key = CASE WHEN EXISTS (SELECT 1 FROM own WHERE id = as_given) THEN as_given ELSE folded END;
INSERT INTO holder(key) SELECT DISTINCT key FROM parent ORDER BY key;
INSERT OR IGNORE INTO inside
  SELECT h.h, r.n, r.bones FROM raw_inside r JOIN parent p ON p.number = r.parent JOIN holder h USING (key) JOIN own USING (n)
  ORDER BY h.h, r.n, r.bones;
UPDATE holder SET crowd = (SELECT count(DISTINCT n) FROM inside WHERE inside.h = holder.h);
INSERT OR IGNORE INTO part SELECT i.h, b.h FROM inside i JOIN own o USING (n) JOIN holder b ON b.key = o.id ORDER BY 1, 2;
DROP TABLE raw_key; DROP TABLE raw_inside; DROP TABLE parent;
"""
_OF_KEY = "SELECT o.id FROM key k JOIN own o USING (n) WHERE k.name = ? ORDER BY o.n"
_OF_ANY = "SELECT DISTINCT o.id FROM json_each(?) j CROSS JOIN key k ON k.name = j.value JOIN own o USING (n) ORDER BY o.n"
_HOLDERS = """WITH asked AS (SELECT h FROM holder WHERE key IN (SELECT value FROM json_each(?)))
              SELECT h, crowd FROM holder WHERE h IN (SELECT h FROM asked UNION SELECT below FROM part JOIN asked USING (h))
              ORDER BY h"""
_INSIDE = "SELECT n, bones FROM inside WHERE h IN (SELECT value FROM json_each(?))"
OwnSource = Path | bytes  # the file, or for short lists all that would stand in it
_Row = tuple[
    int, str, str, str, float, float, str, str, str | None, str | None, str | None, int, str | None, int, str | None
]  # fmt: skip


def write_list(places: Iterable[Place], target: Path) -> None:
    """Write ``places`` into ``target``, under a passing name first. Of two with one id the later counts."""
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    db = sqlite3.connect(fresh, isolation_level=None)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _fill(db, places)
    finally:
        db.close()
    fresh.replace(target)


def pack_list(places: Iterable[Place]) -> bytes:
    """What ``write_list`` would write, for lists that are short enough to carry along."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _fill(db, places)
        return db.serialize()
    finally:
        db.close()


def _fill(db: sqlite3.Connection, places: Iterable[Place]) -> None:
    db.executescript(_SCHEMA)
    db.execute("BEGIN")
    parents: dict[str, int] = {}
    for n, place in enumerate(places):
        db.execute("INSERT OR REPLACE INTO own VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", _row(n, place))
        folded = {fold(name): name for name in (place.name, *place.names)}
        keys = {*folded, without_article(fold(place.name))}
        db.executemany("INSERT INTO raw_key VALUES (?,?)", [(key, n) for key in keys if key])
        if place.parents:
            bones = {skeleton(name) for name in folded.values()}
            numbers = [parents.setdefault(parent, len(parents)) for parent in place.parents]
            db.executemany("INSERT INTO raw_inside VALUES (?,?,?)", [(number, n, b) for number in numbers for b in bones])
    db.executemany(
        "INSERT INTO parent(number, as_given, folded) VALUES (?,?,?)", [(number, p, fold(p)) for p, number in parents.items()]
    )
    for statement in _SORT.split(";"):
        db.execute(statement)
    db.execute("COMMIT")


def _row(n: int, p: Place) -> _Row:
    names, parents = _BETWEEN.join(p.names), _BETWEEN.join(p.parents)
    return (
        n, p.id, p.name, p.kind, p.lat, p.lon, names, parents, p.country, p.admin1, p.admin2, p.population, p.pcode,
        int(p.capital), p.point_of,
    )  # fmt: skip


class OwnList:
    """A written list: places by id, by folded name, and by what they lie in. Each thread has its own read-only connection; it
    pickles as its source."""

    def __init__(self, source: OwnSource) -> None:
        self.source = source
        self._local = threading.local()
        self.place = lru_cache(maxsize=5_000)(self._place)
        self.ids = lru_cache(maxsize=20_000)(self._ids)

    def __reduce__(self) -> tuple[type[OwnList], tuple[OwnSource]]:
        return (OwnList, (self.source,))

    def _place(self, id: str) -> Place | None:
        """The place of that id as it was given."""
        row = self._connection().execute("SELECT * FROM own WHERE id = ?", (id,)).fetchone()
        return _whole(*row) if row is not None else None

    def numbered(self, n: int) -> str:
        """The id of the place of that number."""
        return str(self._connection().execute("SELECT id FROM own WHERE n = ?", (n,)).fetchone()[0])

    def _ids(self, key: str) -> tuple[str, ...]:
        """The ids of the places of that folded name."""
        return tuple(row[0] for row in self._connection().execute(_OF_KEY, (key,)))

    def ids_of_any(self, keys: Iterable[str]) -> list[str]:
        """The ids of the places that have one of these folded names, in the order in which they were given."""
        asked = json.dumps(list(keys))
        return [row[0] for row in self._connection().execute(_OF_ANY, (asked,))]

    def holders(self, keys: Sequence[str], *, most: int) -> tuple[int, ...]:
        """The numbers of what has one of ``keys`` (ids, or folded names) and of the holders that lie in it; none where more
        than ``most`` places lie in one of them."""
        found = self._connection().execute(_HOLDERS, (json.dumps(list(keys)),)).fetchall()
        return tuple(h for h, _ in found) if all(crowd <= most for _, crowd in found) else ()

    def inside(self, holders: Sequence[int], *, most: int) -> list[tuple[int, str]]:
        """(number, skeleton) of what lies in any of ``holders``; nothing where that is more than ``most`` places."""
        if not holders:
            return []
        rows = set(self._connection().execute(_INSIDE, (json.dumps(list(holders)),)))
        return sorted(rows) if len({n for n, _ in rows}) <= most else []

    def places(self) -> Iterator[Place]:
        """All, in the order in which they were given."""
        return (_whole(*row) for row in self._connection().execute("SELECT * FROM own ORDER BY n"))

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            if isinstance(self.source, bytes):
                connection = sqlite3.connect(":memory:")
                connection.deserialize(self.source)
            else:
                connection = sqlite3.connect(f"{self.source.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection


def _whole(
    _n: int, id: str, name: str, kind: str, lat: float, lon: float, names: str, parents: str, country: str | None,
    admin1: str | None, admin2: str | None, population: int, pcode: str | None, capital: int, point_of: str | None,
) -> Place:  # fmt: skip
    place = Place(id, name, kind, lat, lon, tuple(names.split(_BETWEEN)) if names else ())
    above = tuple(parents.split(_BETWEEN)) if parents else ()
    return replace(
        place, parents=above, country=country, admin1=admin1, admin2=admin2, population=population, pcode=pcode, rank=1,
        capital=bool(capital), point_of=point_of,
    )  # fmt: skip
