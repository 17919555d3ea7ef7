"""Claims' places as the locations of 1992: country, then town or department."""

from __future__ import annotations

from collections import Counter

from hadba.lexicon.countries import countries
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


def usual_country(reading: Reading) -> str | None:
    """The country that most places of the message lie in (ISO)."""
    counted = Counter(p.where.country for p in reading.places if p.where and p.where.country)
    return counted.most_common(1)[0][0] if counted else None


def country_name(iso: str) -> str:
    known = countries().get(iso)
    return COUNTRIES.get(iso) or (known.name.upper() if known else iso)


def location(incident: Incident, usual: str | None) -> str | None:
    """The finest place that a claim names, under its country."""
    places = [w for c in incident.claims for w in c.where]
    fine = [w for w in places if w.precision in _LABEL and w.country]
    iso = Counter(w.country for w in (fine or places) if w.country).most_common(1)
    country = iso[0][0] if iso else usual
    if country is None:
        return None
    ours = [w for w in fine if w.country == country]
    towns = [w for w in ours if w.precision is PlacePrecision.TOWN]
    parts = [country_name(country)]
    if towns:
        parts.append(_named(towns[0]))
    elif ours:
        parts.append(_named(ours[0]))
    return ": ".join(parts)


def _named(where: Where) -> str:
    name = " ".join(where.text.split()).upper()
    return f"{name} ({_LABEL[where.precision]})"
