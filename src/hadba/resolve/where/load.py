"""Users' place files: which format a file has, and its rows as places."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hadba.errors import GazetteerError
from hadba.model.where import Place
from hadba.resolve.where.dumps import is_alternates, whole_dump
from hadba.resolve.where.geojson import read_geojson
from hadba.resolve.where.rows import geonames_row, linked_places_row, number, pcode_row, plain_row, whos_on_first_row


def load_places(path: Path, *, problems: list[str] | None = None) -> Iterator[Place]:
    """The places in ``path``; what is wrong with a row goes to ``problems`` as a sentence, and the others are read on.

    Formats, told from the name and the first line: CSV with a heading (id, name, lat, lon, type, parent, names, precision,
    country, population, pcode; only name, lat and lon must be there), GeoJSON (also COD-AB with ADMn_EN), a GeoNames dump
    of 19 columns (with GeoNames' file of alternate names where one lies beside it), a Who's On First table, Linked Places
    TSV, and UN OCHA's list of P-codes, which has no points; any of them gzipped. Parents come as given, by id or by name;
    ``gazetteer_of`` finds them. ``GazetteerError`` where the file is none of these.
    """
    found = problems if problems is not None else []
    text = _text(path)
    suffixes = [s.lower() for s in path.suffixes if s.lower() != ".gz"]
    if suffixes[-1:] in ([".geojson"], [".json"]):
        yield from read_geojson(text, path, found)
        return
    first = text.split("\n", 1)[0]
    if "\t" in first and len(first.split("\t")) == 19 and number(first.split("\t")[4]) is not None:
        table = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from whole_dump(_each(path, table, geonames_row, found, start=1), path)
        return
    if is_alternates(first):
        raise GazetteerError(f"{path} has alternate names only; put it beside its dump, and add the dump.")
    delimiter = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    plain = delimiter == "\t"
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL)
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
        return linked_places_row
    if {"admin level", "p-code", "name", "parent p-code", "location"} <= heading:
        return pcode_row
    if {"placetype", "name", "lat", "lon"} <= heading:
        return whos_on_first_row
    if {"name", "lat", "lon"} <= heading or {"name", "latitude", "longitude"} <= heading:
        return plain_row
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
