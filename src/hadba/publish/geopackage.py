"""Incidents as a GeoPackage 1.3 (OGC 12-128r17): one SQLite file with one layer of points."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

from hadba.publish.facts import Facts
from hadba.publish.layer import COLUMNS, point, row, wkb

LAYER = "incidents"
WGS84 = 4326
_TYPES = {"text": "TEXT", "day": "DATE", "integer": "INTEGER", "boolean": "BOOLEAN"}
_DEFINITION = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AUTHORITY["EPSG","4326"]]'
)
_SCHEMA = f"""
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE {LAYER} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT,
  {", ".join(f"{name} {_TYPES[kind]}" for name, kind in COLUMNS.items())});
"""
_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
    ("WGS 84 geodetic", WGS84, "EPSG", WGS84, _DEFINITION, None),
)
_AT_ONCE = 1000


def geopackage(incidents: Iterable[Facts], out: Path, *, made: str) -> None:
    """Write the file; ``made`` is the moment that it bears (ISO, UTC), the same for equal ledgers if the caller wants it so."""
    with closing(sqlite3.connect(out)) as database, database:
        database.executescript(_SCHEMA)
        database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
        box = _fill(database, iter(incidents))
        title = "Incidents with ranges, grades and sources"
        contents = (LAYER, "features", LAYER, title, made, *(box or (None,) * 4), WGS84)
        database.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", contents)
        database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (LAYER, WGS84))


def _fill(database: sqlite3.Connection, incidents: Iterator[Facts]) -> tuple[float, float, float, float] | None:
    """The rows; returns the box that holds all points."""
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    insert = f"INSERT INTO {LAYER} (geom, {', '.join(COLUMNS)}) VALUES ({marks})"  # noqa: S608 - constants only
    box: tuple[float, float, float, float] | None = None
    while part := list(islice(incidents, _AT_ONCE)):
        rows = []
        for facts in part:
            at = point(facts)
            if at:
                west, south, east, north = box or (*at, *at)
                box = (min(west, at[0]), min(south, at[1]), max(east, at[0]), max(north, at[1]))
            values = (v.isoformat() if isinstance(v, date) else v for v in row(facts).values())
            rows.append((_blob(*at) if at else None, *values))
        database.executemany(insert, rows)
    return box


def _blob(lon: float, lat: float) -> bytes:
    """A point in the GeoPackage's envelope: magic, version 0, little-endian without a box, the reference system."""
    return b"GP" + struct.pack("<BBi", 0, 1, WGS84) + wkb(lon, lat)
