"""A reading as the interchange format writes it: places flattened to points, chains to names and spans."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.model.attribution import AttributionMention, Speaker, Stance
from hadba.model.figure import Figure
from hadba.model.reading import ActorName, EventMention, Reading
from hadba.model.span import Span
from hadba.model.when import TimeMention
from hadba.model.where import PlaceMention, PlacePrecision


@dataclass(frozen=True, slots=True)
class PlaceOut:
    """A place as recognised; ``lat`` and ``lon`` are null where it was not resolved."""

    span: Span
    text: str
    lat: float | None
    lon: float | None
    name: str | None
    place_id: str | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Link:
    """One speaker of a chain; ``span`` is null where the name does not stand in the text."""

    name: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class AttributionOut:
    """One act of saying."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    chain: tuple[Link, ...]
    stance: Stance
    hedge: str | None


@dataclass(frozen=True, slots=True)
class Annotation:
    """One report's line."""

    report_id: str
    times: tuple[TimeMention, ...]
    places: tuple[PlaceOut, ...]
    attributions: tuple[AttributionOut, ...]
    events: tuple[EventMention, ...]
    figures: tuple[Figure, ...]
    actors: tuple[ActorName, ...]


def annotation(reading: Reading) -> Annotation:
    """All that was read in a report."""
    return Annotation(
        report_id=reading.report.id,
        times=reading.times,
        places=tuple(_place(p) for p in reading.places),
        attributions=tuple(_attribution(a) for a in reading.attributions),
        events=reading.events,
        figures=reading.figures,
        actors=reading.actors,
    )


def _place(mention: PlaceMention) -> PlaceOut:
    where = mention.where
    if where is None:
        return PlaceOut(mention.span, mention.text, None, None, None, None, PlacePrecision.NONE)
    return PlaceOut(mention.span, mention.text, where.lat, where.lon, where.name, where.place_id, where.precision)


def _attribution(mention: AttributionMention) -> AttributionOut:
    chain = tuple(Link(speaker.name, _span(speaker)) for speaker in mention.chain)
    return AttributionOut(mention.source, mention.cue, mention.content, chain, mention.stance, mention.hedge)


def _span(speaker: Speaker) -> Span | None:
    return None if speaker.start is None or speaker.end is None else Span(speaker.start, speaker.end)
