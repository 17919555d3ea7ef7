"""Where something happened: words, candidates, and a precision that the text allows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hadba.model.span import Span


class PlacePrecision(StrEnum):
    """How finely a place is known."""

    SITE = "site"
    NEIGHBOURHOOD = "neighbourhood"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Grain:
    """What a precision means elsewhere: how far from its point the happening may lie, ACLED's ``geo_precision`` (1 the spot, 2
    the area around, 3 a larger region) and UCDP's ``where_prec`` (1 the spot, 2 within about 25 km, 3 the second division,
    4 the first, 6 the country)."""

    radius_km: float
    acled: int
    ucdp: int


GRAINS = {
    PlacePrecision.SITE: Grain(1.0, 1, 1),
    PlacePrecision.NEIGHBOURHOOD: Grain(2.0, 1, 1),
    PlacePrecision.TOWN: Grain(5.0, 1, 1),
    PlacePrecision.DISTRICT: Grain(30.0, 2, 3),
    PlacePrecision.PROVINCE: Grain(100.0, 3, 4),
    PlacePrecision.COUNTRY: Grain(400.0, 3, 6),
}


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer. ``kind`` is site, neighbourhood, town, district, province, country, region, water or road.

    ``names`` are all known spellings, ``name`` among them. ``parents`` are place ids from the nearest to the country.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    names: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None  # name
    admin2: str | None = None  # name
    population: int = 0
    pcode: str | None = None
    rank: int = 0  # 0 = embedded gazetteer, 1 = a user's own: asked first
    capital: bool = False  # of its country
    # the kind of the place around it whose point stands for it, where its own is not known; "unknown" where that is to be found
    point_of: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer entry that the words may mean, with a score in [0, 1]."""

    place_id: str
    name: str
    lat: float
    lon: float
    score: float


@dataclass(frozen=True, slots=True)
class Where:
    """A place as written, and what it was taken for.

    ``place_id``, ``name``, ``lat`` and ``lon`` are those of the best candidate, or null where there is an honest "no
    answer". An unknown quarter of a known town keeps its own text, takes the town's point, precision ``town`` and
    ``within`` = the town's name. ``role`` tells an event's own place from one that is merely mentioned.
    """

    text: str
    span: Span
    place_id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = PlacePrecision.NONE
    score: float = 0.0
    within: str | None = None
    relation: str | None = None  # "north of", "near", "20 km west of"
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    pcode: str | None = None
    radius_km: float | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym in a report, as recognised; ``where`` is filled by ``resolve``.

    ``span`` covers the name alone ("al-Zinjili"), ``phrase`` the name with its cue or relation ("al-Zinjili
    neighbourhood", "north of the Old City"). ``cue`` is the kind that a cue word gave (neighbourhood, village, camp,
    hospital ...), else null. ``evidence`` says what made it a place: "gazetteer", "cue", "parser", "preposition".
    """

    span: Span
    text: str
    phrase: Span
    cue: str | None = None
    relation: str | None = None
    evidence: str = "gazetteer"
    where: Where | None = None
