"""All that was read in one report."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.model.attribution import AttributionMention
from hadba.model.claim import Claim, Realis
from hadba.model.figure import Figure
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.when import TimeMention
from hadba.model.where import PlaceMention


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word that speaks of a happening, whether or not a claim came of it. ``incident`` is a key shared by mentions of
    one happening; across reports it is set only where reports were linked. ``when`` and ``where`` are the words that
    date and place it in its own sentence."""

    span: Span
    text: str
    type: str
    realis: Realis
    incident: str
    when: Span | None = None
    where: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorName:
    """A party named in a report. ``actor_id`` is null where the dictionary does not know it."""

    span: Span
    text: str
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What ``extract`` saw in a report and, after ``resolve``, what it was taken for. All spans are into the report's text."""

    report: Report
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[ActorName, ...] = ()
    claims: tuple[Claim, ...] = ()
