"""Where: from the words of a report to a point, with the precision that the text allows, or an honest "no answer"."""

from hadba.resolve.where.claims import place_claims
from hadba.resolve.where.gazetteer import WorldGazetteer
from hadba.resolve.where.layered import gazetteer_of
from hadba.resolve.where.load import load_places
from hadba.resolve.where.mentions import resolve_places
from hadba.resolve.where.own import OwnSource, pack_list, write_list

__all__ = [
    "OwnSource",
    "WorldGazetteer",
    "gazetteer_of",
    "load_places",
    "pack_list",
    "place_claims",
    "resolve_places",
    "write_list",
]
