"""The order of the resolvers within one report: mentions first, then the claims that rest on them."""

from __future__ import annotations

from dataclasses import replace

from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.reading import Reading
from hadba.resolve.happening import group_happenings
from hadba.resolve.when import date_claims, publication_of, resolve_times
from hadba.resolve.where import place_claims, resolve_places
from hadba.resolve.who import resolve_actors


def resolve(reading: Reading, parsed: Parsed, gazetteer: Gazetteer) -> Reading:
    """``reading`` with dates, points and parties, or with honest gaps; claims are grouped by happening, and a
    bare killing takes the type of its happening."""
    report = reading.report
    times = resolve_times(report, parsed, reading.times)
    places = resolve_places(report, parsed, reading.places, gazetteer)
    published = publication_of(report, parsed, reading.times).end
    grouped = group_happenings(parsed, replace(reading, times=times, places=places), published=published)
    claims = date_claims(report, parsed, times, grouped.claims)
    claims = place_claims(report, parsed, places, claims, gazetteer)
    return replace(grouped, claims=resolve_actors(report, parsed, claims))
