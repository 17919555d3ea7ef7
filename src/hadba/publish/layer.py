"""Incidents as a flat layer for map files: the attributes of the GeoJSON features, nested ones as JSON text."""

from __future__ import annotations

import struct
from datetime import date
from typing import Any

import msgspec

from hadba.publish.facts import Facts
from hadba.publish.geojson import properties

# name -> "text", "day", "integer" or "boolean", in the order of the file
COLUMNS = {
    "code": "text",
    "permalink": "text",
    "date": "day",
    "date_end": "day",
    "date_precision": "text",
    "type": "text",
    "grade": "text",
    "civilians_killed_min": "integer",
    "civilians_killed_max": "integer",
    "civilians_injured_min": "integer",
    "civilians_injured_max": "integer",
    "combatants_killed_min": "integer",
    "combatants_killed_max": "integer",
    "max_open": "boolean",
    "convention": "text",
    "rule_version": "text",
    "place_en": "text",
    "place_ar": "text",
    "adm1_pcode": "text",
    "adm2_pcode": "text",
    "location_precision": "text",
    "location_fuzzed": "boolean",
    "withheld": "text",
    "n_sources": "integer",
    "n_independent": "integer",
    "belligerents": "text",
    "sources": "text",
    "revision": "text",
    "review_state": "text",
    "first_published": "day",
    "last_updated": "day",
    "licence": "text",
}
Value = str | int | bool | date | None


def row(facts: Facts) -> dict[str, Value]:
    """The values of ``COLUMNS`` for one incident."""
    found = properties(facts)
    place = found.pop("place")
    found |= {"place_en": place["en"], "place_ar": place["ar"]}
    return {name: _value(found[name]) for name in COLUMNS}


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return msgspec.json.encode(value).decode("utf-8")
    return str(value) if isinstance(value, str) else value  # plain text of an enumeration


def point(facts: Facts) -> tuple[float, float] | None:
    """(longitude, latitude) in degrees, WGS 84; null where the incident is not on the map."""
    place = facts.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return round(place.lon, 6), round(place.lat, 6)


def wkb(lon: float, lat: float) -> bytes:
    """A point as well-known binary, little-endian (OGC 06-103r4)."""
    return struct.pack("<BIdd", 1, 1, lon, lat)
