"""The order of the extractors within one report."""

from __future__ import annotations

from hadba.extract.actors import read_actors
from hadba.extract.attribution import read_attributions
from hadba.extract.claims import assemble
from hadba.extract.places import read_places
from hadba.extract.times import read_times
from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.reading import Reading
from hadba.model.report import Report


def read(report: Report, parsed: Parsed, gazetteer: Gazetteer) -> Reading:
    """All that stands in ``report``, as written: nothing is resolved yet."""
    times = read_times(parsed)
    actors = read_actors(parsed)
    places = read_places(parsed, gazetteer, actors)
    attributions = read_attributions(parsed, actors)
    return assemble(report, parsed, times=times, places=places, actors=actors, attributions=attributions)
