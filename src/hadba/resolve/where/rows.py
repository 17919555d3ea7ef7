"""Rows of place tables, each in its own format, as places."""

from __future__ import annotations

from hadba.lexicon.countries import countries
from hadba.model.where import Place

UNKNOWN = "unknown"  # whose point a place has, until it is looked up
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
    "H": "water", "R": "road", "S": "site", "L": "region", "L.PRK": "site", "T": "region", "V": "region", "U": "water",
    "A": "region",
}  # fmt: skip


def number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


def point(lat: str, lon: str) -> tuple[float, float]:
    y, x = number(lat.strip()), number(lon.strip())
    if y is None or x is None:
        raise ValueError(f"lat {lat!r} and lon {lon!r} are no numbers.")
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        raise ValueError(f"lat {y:g} and lon {x:g} are no point on the globe; are they swapped?")
    return y, x


def kind_of(word: str) -> str:
    kind = word.strip().lower()
    kind = kind if kind in KINDS else KIND_WORDS.get(kind, "")
    if not kind:
        raise ValueError(f"type {word!r} is unknown; use one of {', '.join(KINDS)}.")
    return kind


def needed(name: str) -> str:
    if not name.strip():
        raise ValueError("the name is empty.")
    return name.strip()


def split(names: str, between: str = "|") -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.strip() for n in names.split(between) if n.strip()))


def plain_row(row: dict[str, str]) -> Place:
    name = needed(row["name"])
    lat, lon = point(row.get("lat") or row.get("latitude", ""), row.get("lon") or row.get("longitude", ""))
    kind = kind_of(row.get("type") or row.get("kind") or row.get("precision") or "")
    parent = row.get("parent", "").strip()
    return Place(
        id=row.get("id", "").strip() or f"own:{name}:{lat:.4f}:{lon:.4f}",
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *split(row.get("names", ""))))),
        parents=split(parent),
        country=row.get("country", "").strip().upper()[:2] or None,
        population=int(number(row.get("population", "")) or 0),
        pcode=row.get("pcode", "").strip() or None,
        rank=1,
    )


def pcode_row(row: dict[str, str]) -> Place:
    """The list of P-codes of UN OCHA: Location (ISO alpha-3), Admin Level, P-Code, Name, Parent P-Code. It has no points; the
    place's own is looked up by its name, or its parent's stands for it."""
    level, code = row["admin level"].strip(), needed(row["p-code"])
    if level not in ("1", "2", "3", "4"):
        raise ValueError(f"admin level {level!r} is none of 1 to 4.")
    nation = next((c.iso2 for c in countries().values() if c.iso3 == row["location"].strip().upper()), None)
    parent = row["parent p-code"].strip()
    return Place(
        id=f"pcode:{code}",
        name=needed(row["name"]),
        kind="province" if level == "1" else "district",
        lat=0.0,
        lon=0.0,
        names=(needed(row["name"]),),
        parents=(f"pcode:{parent}",) if level != "1" else (),
        country=nation,
        pcode=code,
        rank=1,
        point_of=UNKNOWN,
    )


def whos_on_first_row(row: dict[str, str]) -> Place:
    name = needed(row["name"])
    lat, lon = point(row["lat"], row["lon"])
    parents = [f"wof:{row[k]}" for k in ("county_id", "region_id") if row.get(k, "").strip() not in ("", "0", "-1", row["id"])]
    return Place(
        id=f"wof:{row['id']}",
        name=name,
        kind="province" if row["placetype"] == "region" else kind_of(row["placetype"]),
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *split(row.get("names", ""))))),
        parents=tuple(parents),
        population=int(number(row.get("pop", "")) or 0),
        rank=1,
    )


def linked_places_row(row: dict[str, str]) -> Place:
    """Linked Places TSV: id, title, variants (";"), lon, lat, ccodes (";"), aat_types, parent_name, parent_id."""
    name = needed(row["title"])
    lat, lon = point(row["lat"], row["lon"])
    words = (row.get("types") or row.get("fclasses") or "").split(";")[0].strip()
    kind = FEATURES.get(words.upper(), "") or (
        words.lower() if words.lower() in KINDS else KIND_WORDS.get(words.lower(), "town")
    )
    countries = split(row.get("ccodes", ""), ";")
    return Place(
        id=row["id"].strip() or f"own:{name}:{lat:.4f}:{lon:.4f}",
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *split(row.get("variants", ""), ";")))),
        parents=split(row.get("parent_id") or row.get("parent_name") or ""),
        country=countries[0].upper() if len(countries) == 1 else None,
        rank=1,
    )


def geonames_row(row: list[str]) -> Place:
    """The 19 columns of a GeoNames dump: geonameid, name, asciiname, alternatenames, latitude, longitude, class, code, ...

    Its parents are the codes of its divisions ("IQ.07.1234", "IQ.07"), and a division has its own in ``pcode``; ``whole_dump``
    makes ids of them.
    """
    if len(row) != 19:
        raise ValueError(f"{len(row)} columns instead of 19.")
    name = needed(row[1])
    lat, lon = point(row[4], row[5])
    code = f"{row[6]}.{row[7]}"
    kind = next((FEATURES[code[:n]] for n in range(len(code), 0, -1) if code[:n] in FEATURES), "region")
    first, second = f"{row[8]}.{row[10]}", f"{row[8]}.{row[10]}.{row[11]}"
    above = (second, first) if row[11] else (first,) if row[10] else ()
    return Place(
        id=f"geonames:{row[0]}",
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys((name, *split(row[2]), *split(row[3], ",")))),
        parents=above,
        country=row[8] or None,
        population=int(number(row[14]) or 0),
        pcode={"A.ADM1": first, "A.ADM2": second}.get(code),
        rank=1,
    )
