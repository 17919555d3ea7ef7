"""GeoNames dumps as a whole: what a place lies in, by the codes of the divisions in the same file, and the file of alternate
names beside it."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hadba.model.where import Place

COLUMNS = (8, 10)  # with and without the years in which a name was used
# What stands in the column of languages and is none: links, codes of posts, airports and ports, transcriptions for the ear.
_NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny", "abbr"})
_LANGUAGE, _NAME, _HISTORIC = 2, 3, 7


def beside(dump: Path) -> Path | None:
    """The file of alternate names that lies beside ``dump`` ("IQ.txt"): alternateNamesV2.txt, alternateNames.txt,
    IQ.alternateNames.txt or alternatenames/IQ.txt, gzipped or not."""
    stem = dump.name.split(".")[0]
    names = ("alternateNamesV2.txt", "alternateNames.txt", f"{stem}.alternateNames.txt", f"alternatenames/{stem}.txt")
    found = (dump.parent / f"{name}{end}" for name in names for end in ("", ".gz"))
    return next((file for file in found if file.is_file() and file != dump), None)


def is_alternates(first: str) -> bool:
    """Whether a file's first line is one of alternate names."""
    row = first.rstrip("\r\n").split("\t")
    return len(row) in COLUMNS and row[0].isdigit() and row[1].isdigit()


def whole_dump(places: Iterable[Place], dump: Path) -> Iterator[Place]:
    """``places`` of ``dump``, whose parents are codes ("IQ.07"), with the ids of the divisions that the dump has of these
    codes, and the names that the file beside it has for them; names that are out of use are left."""
    held = list(places)
    divisions = {place.pcode: place.id for place in held if place.pcode is not None}
    inside = (replace(p, pcode=None, parents=_ids(p, divisions)) for p in held)
    file = beside(dump)
    return inside if file is None else _with_alternates(list(inside), file)


def _ids(place: Place, divisions: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(id for code in place.parents if (id := divisions.get(code)) is not None and id != place.id)


def _with_alternates(held: Sequence[Place], file: Path) -> Iterator[Place]:
    names = _names(file, {place.id.removeprefix("geonames:") for place in held})
    for place in held:
        more = names.get(place.id.removeprefix("geonames:"), ())
        yield replace(place, names=tuple(dict.fromkeys((*place.names, *more)))) if more else place


def _names(file: Path, ids: Collection[str]) -> dict[str, list[str]]:
    """The names in ``file`` by GeoNames id, of those in ``ids``; read line by line, as the world's file has 16 million."""
    found: dict[str, list[str]] = defaultdict(list)
    with _opened(file) as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) in COLUMNS and row[1] in ids and row[_LANGUAGE] not in _NO_NAMES and row[_HISTORIC] != "1":
                found[row[1]].append(row[_NAME].strip())
    return found


def _opened(file: Path) -> io.TextIOBase:
    if file.suffix.lower() == ".gz":
        return gzip.open(file, "rt", encoding="utf-8", errors="replace", newline="")
    return file.open(encoding="utf-8", errors="replace", newline="")
