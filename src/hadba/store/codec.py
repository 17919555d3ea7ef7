"""Records <-> JSON text. Equal records give equal bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from hadba.model.attribution import AttributionMention
from hadba.model.figure import Figure
from hadba.model.reading import ActorName, EventMention, Reading
from hadba.model.when import TimeMention
from hadba.model.where import PlaceMention

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Mentions:
    """A reading without its report and claims, which have tables of their own."""

    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    attributions: tuple[AttributionMention, ...]
    events: tuple[EventMention, ...]
    figures: tuple[Figure, ...]
    actors: tuple[ActorName, ...]


def mentions_of(reading: Reading) -> Mentions:
    """What a reading row holds."""
    r = reading
    return Mentions(r.times, r.places, r.attributions, r.events, r.figures, r.actors)


def encode(record: object) -> str:
    """JSON text of a record of the model: fields in their own order, free mappings sorted by key."""
    return msgspec.json.encode(record, order="deterministic").decode("utf-8")


def decode(text: str, kind: type[R]) -> R:
    """The record of that type; ``msgspec.ValidationError`` where the text does not fit it."""
    return _decoder(kind)(text)


def _decoder(kind: type[R]) -> Callable[[str], R]:
    """Made once a type: a ledger holds millions of records of four types."""
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind).decode
    return _DECODERS[kind]


_DECODERS: dict[type[Any], Callable[[str], Any]] = {}
