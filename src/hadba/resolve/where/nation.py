"""The country that a report is set in, as "the country" takes it up."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.parse import Token
from hadba.model.ports import Gazetteer
from hadba.model.span import Span
from hadba.model.where import Place, PlacePrecision, Where
from hadba.resolve.where.focus import Located

TAKEN_UP = 0.8  # the score of a country that only a noun takes up


def country_of(places: Sequence[Located], gazetteer: Gazetteer) -> Place | None:
    """The country that the first located place of the gazetteer lies in."""
    ids = (p.where.place_id for p in places if p.where.place_id is not None)
    known = next((place for id in ids if (place := gazetteer.place(id)) is not None and place.parents), None)
    return gazetteer.place(known.parents[-1]) if known is not None else None


def taken_up(country: Place, noun: Token) -> Where:
    """A country as a noun takes it up that nothing in the report calls by name."""
    return Where(
        text=noun.text, span=Span(noun.start, noun.end), place_id=country.id, name=country.name, lat=country.lat,
        lon=country.lon, precision=PlacePrecision.COUNTRY, score=TAKEN_UP, country=country.country,
    )  # fmt: skip
