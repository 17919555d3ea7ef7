"""Claims' places as the locations of 1992: country, then town or department."""

from __future__ import annotations

from collections import Counter
from functools import cache

from hadba.lexicon import read_yaml
from hadba.lexicon.countries import countries
from hadba.model.ports import Gazetteer
from hadba.model.reading import Reading
from hadba.model.where import PlacePrecision, Where
from muc.incidents import Incident
from muc.words import COUNTRIES

_LABEL = {
    PlacePrecision.TOWN: "CITY",
    PlacePrecision.DISTRICT: "MUNICIPALITY",
    PlacePrecision.PROVINCE: "DEPARTMENT",
    PlacePrecision.NEIGHBOURHOOD: "NEIGHBORHOOD",
}


def home_country(dateline: str | None, gazetteer: Gazetteer) -> str | None:
    """The country (ISO) that a dateline names or whose largest town of that name it is: "Managua (Nicaragua)", "Lima"."""
    town, _, country = (dateline or "").partition("(")
    named = {c.name.upper(): iso for iso, c in countries().items()} | {name: iso for iso, name in COUNTRIES.items()}
    if country:
        return named.get(country.rstrip(") ").upper())
    places = [p for p in gazetteer.named(town.strip().title()) if p.country]
    return max(places, key=lambda p: (p.capital, p.population)).country if places else None


def usual_country(reading: Reading, home: str | None) -> str | None:
    """The country that most places of the message lie in, that of the dateline before others (ISO)."""
    counted = Counter(p.where.country for p in reading.places if p.where and p.where.country)
    if home is not None:
        counted[home] += 2
    return counted.most_common(1)[0][0] if counted else None


def country_name(iso: str) -> str:
    known = countries().get(iso)
    return COUNTRIES.get(iso) or (known.name.upper() if known else iso)


def location(incident: Incident, reading: Reading, home: str | None) -> str | None:
    """The finest place that a claim names, under its country. A town abroad stands only where its country is named."""
    usual = usual_country(reading, home)
    named = {usual, home} | {
        p.where.country for p in reading.places if p.where and p.where.precision is PlacePrecision.COUNTRY and p.where.country
    }
    places = [w for c in incident.claims for w in c.where]
    at = [w for w in places if w.relation is None or w.relation in ("in", "near", "at")] or places
    fine = [w for w in at if w.precision in _LABEL]
    ours = [w for w in fine if w.country in named] or []
    whole = [w.country for w in places if w.precision is PlacePrecision.COUNTRY and w.country]
    country = ours[0].country if ours else whole[0] if whole else usual
    if country is None:
        return None
    parts = [country_name(country)]
    ours = [w for w in fine if w.country == country or w.country not in named]
    best = next((w for w in ours if w.precision is PlacePrecision.TOWN), ours[0] if ours else None)
    if best is not None:
        parts.append(_named(best, parts[0]))
    return ": ".join(parts)


def _named(where: Where, country: str) -> str:
    name = " ".join(where.text.split()).upper()
    if name == country and where.name:
        name = where.name.upper()
    return f"{name} ({_LABEL[where.precision]})"


@cache
def _demonyms() -> dict[str, str]:
    listed = {a.lower(): s["iso"] for s in read_yaml("actors_states")["states"] for a in s.get("adjectives", ())}
    return {**listed, "u.s.": "US", "spaniard": "ES", "spaniards": "ES", "spanish": "ES", "dutch": "NL", "soviet": "SU"}


def nation_of(words: str) -> str | None:
    """The nation that the words tell of people: "two U.S. missionaries"."""
    found = next((_demonyms()[w] for w in words.lower().split() if w in _demonyms()), None)
    return country_name(found) if found else None
