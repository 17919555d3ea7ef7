"""GeoJSON place files: plain features, and the humanitarian common datasets (COD-AB: ADMn_EN, ADMn_AR, ADMn_PCODE)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from hadba.errors import GazetteerError
from hadba.model.where import Place
from hadba.resolve.where.rows import needed, plain_row, point


def read_geojson(text: str, path: Path, problems: list[str]) -> Iterator[Place]:
    """The places of a feature collection; ``GazetteerError`` where ``text`` is none."""
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
    return plain_row(row | {"lat": str(lat), "lon": str(lon)})


def _cod(own: dict[str, Any], level: int, lat: float, lon: float) -> Place:
    """A unit of the humanitarian common dataset; its parent is the P-code that it names, never a cut prefix."""
    spellings = [v for k, v in own.items() if v and (k.startswith(f"adm{level}_") or k.startswith(f"adm{level}alt"))]
    names = [str(v) for v in spellings if v not in (own.get(f"adm{level}_pcode"), own.get(f"adm{level}_ref"))]
    name = needed(str(own.get(f"adm{level}_en") or next(iter(names), "")))
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
        return point(str(held[1]), str(held[0]))
    rings = [held[0]] if kind == "Polygon" else [part[0] for part in held] if kind == "MultiPolygon" else []
    if not rings:
        raise ValueError(f"a {kind} has no middle here; use Point, Polygon or MultiPolygon.")
    parts = [_mass(ring) for ring in rings]
    whole = sum(p[0] for p in parts)
    if not whole:
        return point(str(rings[0][0][1]), str(rings[0][0][0]))
    return point(str(sum(p[0] * p[2] for p in parts) / whole), str(sum(p[0] * p[1] for p in parts) / whole))


def _mass(ring: list[list[float]]) -> tuple[float, float, float]:
    """(area, lon, lat) of a ring by the shoelace formula, about its first corner so that small rings stay exact."""
    x0, y0 = ring[0][0], ring[0][1]
    area = lon = lat = 0.0
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area += cross
        lon += cross * (x1 + x2 - 2 * x0)
        lat += cross * (y1 + y2 - 2 * y0)
    if not area:
        return 0.0, x0, y0
    return abs(area) / 2, x0 + lon / (3 * area), y0 + lat / (3 * area)
