"""A claim that a person reads in a report by selecting its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from hadba.app.desk.desk import Desk
from hadba.app.desk.places import Atlas
from hadba.errors import UsageError
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Family, Realis, Trigger, claim_id
from hadba.model.figure import Figure
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where

_PRECISION = {"site", "neighbourhood", "town", "district", "province", "country"}


@dataclass(frozen=True, slots=True)
class Selected:
    """What a person says of selected words: ``start`` and ``end`` into the report's text. ``figure`` has the fields of a
    figure without its words (kind, victims, low, point, high); ``place_id`` is the gazetteer's."""

    report_id: str
    start: int
    end: int
    type: str
    family: str = "event"
    figure: Mapping[str, Any] | None = None
    place_id: str | None = None
    since: date | None = None
    until: date | None = None
    speaker: str | None = None


def claim_from(desk: Desk, atlas: Atlas, selected: Selected) -> Claim:
    """The claim; ``UsageError`` where the words or values do not fit."""
    report = next(desk.sheets.reports([selected.report_id]), None)
    if report is None:
        raise UsageError(f"There is no report {selected.report_id[:80]}.")
    span = Span(selected.start, selected.end)
    if not 0 <= span.start < span.end <= len(report.text) or not span.of(report.text).strip():
        raise UsageError("Select some words of the report.")
    words = span.of(report.text)
    figures = (_figure(selected.figure, words, span),) if selected.figure else ()
    family = Family(selected.family)
    speakers = (Speaker(report.outlet), *((Speaker(selected.speaker),) if selected.speaker else ()))
    new = claim_id(report.id, family, selected.type, (span,), figures)
    return Claim(
        claim_id=new,
        report_id=report.id,
        family=family,
        type=selected.type,
        realis=Realis.ACTUAL,
        spans=(span,),
        trigger=Trigger(words, span.start, span.end),
        attribution=speakers,
        stance=Stance.ASSERTS,
        when=_when(selected),
        where=(_where(atlas, selected.place_id, words, span),) if selected.place_id else (),
        figures=figures,
        happening=f"person:{new}",
    )


def _figure(fields: Mapping[str, Any], words: str, span: Span) -> Figure:
    try:
        figure = msgspec.convert({**fields, "text": words, "span": list(span)}, Figure)
    except msgspec.ValidationError as error:
        raise UsageError(f"The figure does not fit: {error}.") from error
    known = [n for n in (figure.low, figure.point, figure.high) if n is not None]
    if not known or min(known) < 0 or known != sorted(known):
        raise UsageError("A figure needs a number, and 0 <= low <= point <= high.")
    return figure


def _when(selected: Selected) -> When:
    since, until = selected.since or selected.until, selected.until or selected.since
    if since is None or until is None:
        return When()
    if since > until:
        raise UsageError(f"A date cannot end ({until}) before it begins ({since}).")
    days = (until - since).days
    precision = Precision.DAY if days == 0 else Precision.WEEK if days < 8 else Precision.MONTH if days < 32 else Precision.YEAR
    return When(since, until, precision, basis="set by a person")


def _where(atlas: Atlas, place_id: str, words: str, span: Span) -> Where:
    place = atlas.place(place_id)
    if place is None:
        raise UsageError(f"The gazetteer has no place {place_id[:80]}.")
    precision = PlacePrecision(place.kind) if place.kind in _PRECISION else PlacePrecision.TOWN
    return Where(
        words, span, place.id, place.name, place.lat, place.lon, precision, 1.0,
        country=place.country, admin1=place.admin1, admin2=place.admin2, pcode=place.pcode,
    )  # fmt: skip
