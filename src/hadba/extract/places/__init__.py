"""Toponyms: which names in a report are places, and which of them are an event's own."""

from hadba.extract.places.event import places_of, places_of_figure
from hadba.extract.places.recognise import read_places

__all__ = ["places_of", "places_of_figure", "read_places"]
