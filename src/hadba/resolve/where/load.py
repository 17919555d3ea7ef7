"""Users' place files: which format a file has, and its rows as places."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hadba.errors import GazetteerError
from hadba.model.where import Place

KINDS = ("site", "neighbourhood", "town", "district", "province", "country", "region", "water", "road")

# What other lists call the kinds.
KIND_WORDS = {
    "": "town", "city": "town", "village": "town", "locality": "town", "hamlet": "town", "settlement": "town", "quarter":
    "neighbourhood", "neighborhood": "neighbourhood", "suburb": "neighbourhood", "macrohood": "neighbourhood", "microhood":
    "neighbourhood", "borough": "neighbourhood", "hay": "neighbourhood", "campus": "site", "building": "site", "hospital":
    "site", "camp": "site", "bridge": "site", "poi": "site", "venue": "site", "facility": "site", "river": "water", "lake":
    "water", "ocean": "water", "marinearea": "water", "county": "district", "localadmin": "district", "subdistrict":
    "district", "governorate": "province", "state": "province", "oblast": "province", "macrocounty": "district",
    "macroregion": "region", "dependency": "country", "street": "road", "highway": "road", "continent": "region",
    "empire": "region", "disputed": "region", "marketarea": "region", "postalcode": "district", "timezone": "region",
}  # fmt: skip

# GeoNames feature codes, by their beginning; the longest that fits counts.
FEATURES = {
    "P": "town", "P.PPLX": "neighbourhood", "A.ADM1": "province", "A.ADM2": "district", "A.ADM": "district", "A.PCL": "country",
    "H": "water", "R": "road", "S": "site", "L": "region", "L.PRK": "site", "T": "region", "V": "region", "U": "water", "A": "region",
}  # fmt: skip


def load_places(path: Path, *, problems: list[str] | None = None) -> Iterator[Place]:
    """The places in ``path``; what is wrong with a row goes to ``problems`` as a sentence, and the others are read on.

    Formats, told from the name and the first line: CSV with a heading (id, name, lat, lon, type, parent, names, precision,
    country, population, pcode; only name, lat and lon must be there), GeoJSON (also COD-AB with ADMn_EN), a GeoNames dump
    of 19 columns, a Who's On First table, and Linked Places TSV; any of them gzipped. Parents come as given, by id or by
    name; ``gazetteer_of`` finds them. ``GazetteerError`` where the file is none of these.
    """
    found = problems if problems is not None else []
    text = _text(path)
    suffixes = [s.lower() for s in path.suffixes if s.lower() != ".gz"]
    if suffixes[-1:] in ([".geojson"], [".json"]):
        yield from _geojson(text, path, found)
        return
    first = text.split("\n", 1)[0]
    if "\t" in first and len(first.split("\t")) == 19 and _number(first.split("\t")[4]) is not None:
        yield from _each(path, csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE), _geonames, found, start=1)
        return
    delimiter = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, quoting=quoting)
    heading = {(h or "").strip().lower() for h in rows.fieldnames or ()}
    read = _reader(heading, path)
    lowered = ({(k or "").strip().lower(): (v if isinstance(v, str) else "") for k, v in row.items()} for row in rows)
    yield from _each(path, lowered, read, found, start=2)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".gz":
            data = gzip.decompress(data)
        return data.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path} cannot be read as UTF-8 text ({error}); save it as UTF-8 and try again.") from error


def _reader(heading: set[str], path: Path) -> Callable[[dict[str, str]], Place]:
    if {"id", "title"} <= heading and {"lon", "lat"} <= heading:
        return _linked_places
    if {"placetype", "name", "lat", "lon"} <= heading:
        return _whos_on_first
    if {"name", "lat", "lon"} <= heading or {"name", "latitude", "longitude"} <= heading:
        return _csv
    raise GazetteerError(f"{path} has no columns name, lat and lon in its first line, and is no GeoNames dump or GeoJSON.")


def _each(path: Path, rows: Any, read: Callable[[Any], Place], problems: list[str], *, start: int) -> Iterator[Place]:
    try:
        for number, row in enumerate(rows, start):
            if not row:
                continue
            try:
                yield read(row)
            except ValueError as error:
                problems.append(f"{path.name}, line {number}: {error}")
    except csv.Error as error:
        problems.append(f"{path.name}: the table breaks off ({error}).")


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


def _point(lat: str, lon: str) -> tuple[float, float]:
    y, x = _number(lat.strip()), _number(lon.strip())
    if y is None or x is None:
        raise ValueError(f"lat {lat!r} and lon {lon!r} are no numbers.")
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        raise ValueError(f"lat {y:g} and lon {x:g} are no point on the globe; are they swapped?")
    return y, x


def _kind(word: str) -> str:
    kind = word.strip().lower()
    kind = kind if kind in KINDS else KIND_WORDS.get(kind, "")
    if not kind:
        raise ValueError(f"type {word!r} is unknown; use one of {', '.join(KINDS)}.")
    return kind


def _needed(name: str) -> str:
    if not name.strip():
        raise ValueError("the name is empty.")
    return name.strip()


def _split(names: str, between: str = "|") -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.strip() for n in names.split(between) if n.strip()))


def _csv(row: dict[str, str]) -> Place:
    name = _needed(row["name"])
    lat, lon = _point(row.get("lat") or row.get("latitude", ""), row.get("lon") or row.get("longitude", ""))
    kind = _kind(row.get("type") or row.get("kind") or row.get("precision") or "")
    parent = row.get("parent", "").strip()
    return Place(
        id=row.get("id", "").strip() or f"own:{name}:{lat:.4f}:{lon:.4f}",
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *_split(row.get("names", ""))))),
        parents=_split(parent),
        country=row.get("country", "").strip().upper()[:2] or None,
        population=int(_number(row.get("population", "")) or 0),
        pcode=row.get("pcode", "").strip() or None,
        rank=1,
    )


def _whos_on_first(row: dict[str, str]) -> Place:
    name = _needed(row["name"])
    lat, lon = _point(row["lat"], row["lon"])
    parents = [f"wof:{row[k]}" for k in ("county_id", "region_id") if row.get(k, "").strip() not in ("", "0", "-1", row["id"])]
    return Place(
        id=f"wof:{row['id']}",
        name=name,
        kind=_kind(row["placetype"]),
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *_split(row.get("names", ""))))),
        parents=tuple(parents),
        population=int(_number(row.get("pop", "")) or 0),
        rank=1,
    )


def _linked_places(row: dict[str, str]) -> Place:
    """Linked Places TSV: id, title, variants (";"), lon, lat, ccodes (";"), aat_types, parent_name, parent_id."""
    name = _needed(row["title"])
    lat, lon = _point(row["lat"], row["lon"])
    words = (row.get("types") or row.get("fclasses") or "").split(";")[0].strip()
    kind = FEATURES.get(words.upper(), "") or (
        words.lower() if words.lower() in KINDS else KIND_WORDS.get(words.lower(), "town")
    )
    countries = _split(row.get("ccodes", ""), ";")
    return Place(
        id=row["id"].strip() or f"own:{name}:{lat:.4f}:{lon:.4f}",
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *_split(row.get("variants", ""), ";")))),
        parents=_split(row.get("parent_id") or row.get("parent_name") or ""),
        country=countries[0].upper() if len(countries) == 1 else None,
        rank=1,
    )


def _geonames(row: list[str]) -> Place:
    """The 19 columns of a GeoNames dump: geonameid, name, asciiname, alternatenames, latitude, longitude, class, code, ..."""
    if len(row) != 19:
        raise ValueError(f"{len(row)} columns instead of 19.")
    name = _needed(row[1])
    lat, lon = _point(row[4], row[5])
    code = f"{row[6]}.{row[7]}"
    kind = next((FEATURES[code[:n]] for n in range(len(code), 0, -1) if code[:n] in FEATURES), "region")
    return Place(
        id=f"geonames:{row[0]}",
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *_split(row[2]), *_split(row[3], ",")))),
        country=row[8] or None,
        population=int(_number(row[14]) or 0),
        rank=1,
    )


def _geojson(text: str, path: Path, problems: list[str]) -> Iterator[Place]:
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise GazetteerError(f"{path} is no GeoJSON FeatureCollection ({error}).") from error
    for number, feature in enumerate(features, 1):
        try:
            yield _feature(feature)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
            problems.append(f"{path.name}, feature {number}: {error}")


def _feature(feature: dict[str, Any]) -> Place:
    own = {str(k).lower(): v for k, v in (feature.get("properties") or {}).items()}
    lat, lon = _centre(feature.get("geometry"))
    level = max((n for n in range(5) if own.get(f"adm{n}_en") or own.get(f"adm{n}_pcode")), default=None)
    if level is not None:
        return _cod(own, level, lat, lon)
    row = {k: "" if v is None else "|".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in own.items()}
    row.setdefault("name", row.get("name_en", ""))
    row.setdefault("id", str(feature.get("id", "")))
    return _csv(row | {"lat": str(lat), "lon": str(lon)})


def _cod(own: dict[str, Any], level: int, lat: float, lon: float) -> Place:
    """A unit of the humanitarian common dataset; its parent is the P-code that it names, never a cut prefix."""
    spellings = [v for k, v in own.items() if v and (k.startswith(f"adm{level}_") or k.startswith(f"adm{level}alt"))]
    names = [str(v) for v in spellings if v not in (own.get(f"adm{level}_pcode"), own.get(f"adm{level}_ref"))]
    name = _needed(str(own.get(f"adm{level}_en") or next(iter(names), "")))
    code = str(own.get(f"adm{level}_pcode") or "").strip()
    above = [str(own[f"adm{n}_pcode"]) for n in range(level - 1, -1, -1) if own.get(f"adm{n}_pcode")]
    nation = str(own.get("adm0_pcode") or "")
    return Place(
        id=f"pcode:{code}" if code else f"own:{name}:{lat:.4f}:{lon:.4f}",
        name=name,
        kind=("country", "province", "district", "district", "district")[level],
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *names))),
        parents=tuple(f"pcode:{c}" for c in above),
        country=nation if len(nation) == 2 else None,
        admin1=str(own["adm1_en"]) if own.get("adm1_en") else None,
        admin2=str(own["adm2_en"]) if own.get("adm2_en") else None,
        pcode=code or None,
        rank=1,
    )


def _centre(geometry: dict[str, Any] | None) -> tuple[float, float]:
    """(lat, lon) of a GeoJSON geometry: the point itself, or the area's centre of mass (outer rings, flat degrees)."""
    if not geometry:
        raise ValueError("it has no geometry.")
    kind, held = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return _point(str(held[1]), str(held[0]))
    rings = [held[0]] if kind == "Polygon" else [part[0] for part in held] if kind == "MultiPolygon" else []
    if not rings:
        raise ValueError(f"a {kind} has no middle here; use Point, Polygon or MultiPolygon.")
    parts = [_mass(ring) for ring in rings]
    whole = sum(p[0] for p in parts)
    if not whole:
        return _point(str(rings[0][0][1]), str(rings[0][0][0]))
    return _point(str(sum(p[0] * p[2] for p in parts) / whole), str(sum(p[0] * p[1] for p in parts) / whole))


def _mass(ring: list[list[float]]) -> tuple[float, float, float]:
    """(area, lon, lat) of a ring by the shoelace formula, about its first corner so that small rings stay exact."""
    x0, y0 = ring[0][0], ring[0][1]
    area = lon = lat = 0.0
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, ring[1:], strict=False):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area += cross
        lon += cross * (x1 + x2 - 2 * x0)
        lat += cross * (y1 + y2 - 2 * y0)
    if not area:
        return 0.0, x0, y0
    return abs(area) / 2, x0 + lon / (3 * area), y0 + lat / (3 * area)
