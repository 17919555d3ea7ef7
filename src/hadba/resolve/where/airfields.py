"""Airports and air bases: by what words they go, and their rows in the compiled gazetteer.

Reports call one field "Tabqa military airport", "Tabqa airbase" or "al-Tabqa airfield": each is looked up as "tabqa airport".
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import TRANSCRIBED, fold, skeleton, without_article
from hadba.resolve.where.sources import Row, kept

FIRST_AIRFIELD = 100_000  # airfields count downwards from its negative
FIELDS = 400  # in countries with more of them only the large ones are told of by name: the others are strips of farms and clubs
SAME_FIELD = 8.0  # km: one of our own sites under one of its names, this near, is that airfield
ITS_TOWN = 30.0  # km: a town of its name this near gives an airfield its spellings
_KINDS = r"airports?|air ?bases?|air ?fields?|air ?strips?|aerodromes?|air force bases?|air stations?|afb"
_TAIL = re.compile(
    rf"(?: (?:international|military|civil|civilian|domestic|regional|army|naval|agricultural|highway|old|new))* (?:{_KINDS})$"
)
_TO_BASE = re.compile(r"\b(?:air ?base|army|air ?force|naval|military|forward operating)\b", re.IGNORECASE)


def field_key(name: str) -> str | None:
    """The key under which an airfield is found, whatever it is called; null for what is called by no such word."""
    folded = fold(name)
    bare = without_article(_TAIL.sub("", folded))
    return f"{bare} airport" if bare and bare != without_article(folded) else None


def airfields(table: Path, towns: Sequence[Row], spots: Sequence[Row]) -> Iterator[Row]:
    """The fields of OurAirports' list (gzipped CSV) that reports may name, each in the divisions of the town nearest to it. One
    that ``spots`` have gives that spot its names and keys instead."""
    with gzip.open(table, "rt", encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["type"] != "balloonport"]
    fields = Counter(row["iso_country"] for row in listed if row["type"] != "heliport")
    around = _squares([*towns, *(s for s in spots if s.kind != "site")])
    own = _squares([s for s in spots if s.kind == "site"])
    number = FIRST_AIRFIELD
    for row in listed:
        if not _told_of(row, fields):
            continue
        lat, lon = round(float(row["latitude_deg"]), 4), round(float(row["longitude_deg"]), 4)
        names = _names(row)
        near = [t for t in _near(around, lat, lon) if t.country == row["iso_country"]]
        keys = _keys(row, names, near, lat, lon)
        same = next((s for s in _near(own, lat, lon) if km(s.lat, s.lon, lat, lon) <= SAME_FIELD and _shares(s, names)), None)
        if same is not None:
            same.names += names
            same.keys += [*keys, *(f"{without_article(fold(n))} airport" for n in (same.name, *same.names))]
            continue
        number += 1
        town = min(near, key=lambda t: km(t.lat, t.lon, lat, lon), default=None)
        first, second = (town.admin1, town.admin2) if town is not None else (0, 0)
        ref = f"ourairports:{row['id']}"
        yield Row(-number, names[0], "site", lat, lon, row["iso_country"], first, second, names=names[1:], ref=ref, keys=keys)


def _told_of(row: Mapping[str, str], fields: Counter[str]) -> bool:
    if row["type"] in ("large_airport", "medium_airport"):
        return True
    base = bool(_TO_BASE.search(row["name"]))
    return fields[row["iso_country"]] <= FIELDS and (row["type"] != "heliport" or base)


def _names(row: Mapping[str, str]) -> list[str]:
    """Its name, or the two of "Baghdad International Airport / New Al Muthana Air Base", and what else it is called."""
    own = [re.sub(r"\s*\(.*?\)", "", part).strip() for part in row["name"].split(" / ")]
    also = [word.strip() for word in row["keywords"].split(",")]
    return list(dict.fromkeys(n for n in (*own, *also) if n and kept(n))) or [row["name"]]


def _keys(row: Mapping[str, str], names: Sequence[str], near: Sequence[Row], lat: float, lon: float) -> list[str]:
    """Look-up keys: its names without the words for an airfield, in the spellings of its town where that has its name; one in
    service also goes by its town."""
    bare = {without_article(fold(n)) for n in names}
    bare |= {key.removesuffix(" airport") for n in names if (key := field_key(n))}
    if row["municipality"] and row["type"] in ("large_airport", "medium_airport"):
        bare.add(without_article(fold(row["municipality"])))
    if row["iso_country"] in TRANSCRIBED:
        bones = {skeleton(b) for b in bare}
        for town in near:
            if skeleton(town.name) in bones and km(town.lat, town.lon, lat, lon) <= ITS_TOWN:
                bare |= {without_article(fold(n)) for n in (town.name, *town.names)}
    return sorted(f"{b} airport" for b in bare if b and not b.endswith(" airport"))


def _shares(spot: Row, names: Sequence[str]) -> bool:
    mine = {skeleton(_TAIL.sub("", fold(n))) for n in (spot.name, *spot.names)}
    return bool(mine & {skeleton(_TAIL.sub("", fold(n))) for n in names})


Square = tuple[int, int]


def _squares(rows: Sequence[Row]) -> dict[Square, list[Row]]:
    """Rows by the square of half a degree that they lie in."""
    held: dict[Square, list[Row]] = defaultdict(list)
    for row in rows:
        held[round(row.lat * 2), round(row.lon * 2)].append(row)
    return held


def _near(held: Mapping[Square, list[Row]], lat: float, lon: float) -> list[Row]:
    """What lies within half a degree or a little more."""
    y, x = round(lat * 2), round(lon * 2)
    return [row for dy in (-1, 0, 1) for dx in (-1, 0, 1) for row in held.get((y + dy, x + dx), ())]
