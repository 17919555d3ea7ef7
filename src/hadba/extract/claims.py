"""Statements -> claims: each gets its speakers, its time and places as written, and an id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hadba.extract.admitting import admits
from hadba.extract.attribution import attribute
from hadba.extract.conditions import read_conditions
from hadba.extract.control import read_control
from hadba.extract.events import EventWord, read_events
from hadba.extract.figures import read_figures
from hadba.extract.news import with_news
from hadba.extract.places import places_of, places_of_figure
from hadba.extract.screen import admitted
from hadba.extract.statement import Statement
from hadba.extract.times import dates_the_report, times_of
from hadba.model.attribution import AttributionMention, Stance
from hadba.model.claim import UNDATED, Claim, Trigger, claim_id
from hadba.model.figure import Figure
from hadba.model.parse import Parsed
from hadba.model.reading import ActorName, EventMention, Reading
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.when import TimeMention, When
from hadba.model.where import PlaceMention, Where

_HEAD = 60  # characters within which a page's own date stands
_BEFORE_A_DATE = {"on", "in", "since", "by", "from", "until", "of", "before", "after", "the", "late", "early"}


def assemble(
    report: Report,
    parsed: Parsed,
    *,
    times: tuple[TimeMention, ...],
    places: tuple[PlaceMention, ...],
    actors: tuple[ActorName, ...],
    attributions: tuple[AttributionMention, ...],
) -> Reading:
    """The reading of a report with its claims, in text order, as written."""
    figures = read_figures(parsed, actors)
    heads = {t.span for t in times if _dateline(parsed, t)}
    dating = tuple(t for t in times if t.span not in heads)
    events, words = read_events(parsed, figures, places, actors)
    told = (*events, *read_control(parsed, places, actors), *read_conditions(parsed, places, actors))
    places = _with_places_of(told, places)
    relevance = admitted(report.text)
    statements = [s for s in told if relevance is not None and admits(relevance, parsed, s)]
    claims: dict[str, Claim] = {}
    for statement in statements:
        claim = _claim(report, parsed, statement, dating, places, attributions, events)
        claims.setdefault(claim.claim_id, claim)
    told_as_news = with_news(tuple(claims.values()), dating, report, relevance) if relevance else ()
    return Reading(
        report=report,
        times=times,
        places=places,
        attributions=attributions,
        events=tuple(_mention(parsed, word, dating, places, attributions) for word in words),
        figures=tuple(c.figure for c in figures),
        actors=actors,
        claims=tuple(sorted(told_as_news, key=lambda c: (c.spans, c.claim_id))),
    )


def _dateline(parsed: Parsed, time: TimeMention) -> bool:
    """Whether a full date heads the text ("19 Jul 2016 Air strikes ...", "Published May 3, 2017"): it dates the report."""
    if dates_the_report(parsed, time):
        return True
    if time.span.start > _HEAD or not any(c.isdigit() for c in time.text[-4:]):
        return False
    before = parsed.text[: time.span.start].split()
    return not before or before[-1].lower().strip(":,") not in _BEFORE_A_DATE


def _with_places_of(statements: Iterable[Statement], places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The places, and those that an extractor itself found by syntax ("seized Tal Samin"), so that they get points too."""
    known = {p.span for p in places}
    found = {p.span: p for s in statements for p in s.places or () if p.span not in known}
    return tuple(sorted((*places, *found.values()), key=lambda p: p.span))


def _mention(
    parsed: Parsed,
    word: EventWord,
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    attributions: Sequence[AttributionMention],
) -> EventMention:
    token = parsed.tokens[word.token]
    sayings = [a.said_on for a in attributions if a.said_on is not None]
    dates = times_of(parsed, token.span, times, said=sayings)
    sites = places_of(parsed, token.span, places)
    return EventMention(
        span=token.span,
        text=token.span.of(parsed.text),
        type=word.type,
        realis=word.realis,
        incident="",
        when=dates[0].span if dates else None,
        where=tuple(p.span for p in sites),
    )


def _claim(
    report: Report,
    parsed: Parsed,
    statement: Statement,
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    attributions: Sequence[AttributionMention],
    others: Sequence[Statement],
) -> Claim:
    anchor = statement.figures[0].span if statement.figures else statement.trigger
    said = attribute(parsed, report.outlet, anchor, attributions)
    sayings = [a.said_on for a in attributions if a.said_on is not None]
    dates = _dates(parsed, statement, times, sayings) if statement.times is None else statement.times
    sites = statement.places
    if sites is None:
        sites = _sites(parsed, statement, places, others)
    figures = tuple(_spoken(parsed, report, figure, said.chain, attributions) for figure in statement.figures)
    spans = (statement.span,)
    return Claim(
        claim_id=claim_id(report.id, statement.family, statement.type, spans, figures),
        report_id=report.id,
        family=statement.family,
        type=statement.type,
        realis=statement.realis,
        spans=spans,
        trigger=Trigger(statement.trigger.of(parsed.text), *statement.trigger),
        attribution=said.chain,
        stance=said.stance,
        hedge=said.hedge,
        said_on=_as_written(parsed, said.said_on),
        when=When(text=dates[0].text, span=dates[0].span) if dates else UNDATED,
        where=tuple(Where(text=p.text, span=p.span, relation=p.relation) for p in sites),
        actors=statement.actors,
        weapons=statement.weapons,
        objects=statement.objects,
        figures=figures,
        happening=statement.happening,
        main=statement.main,
        detail=statement.detail,
        people=statement.people,
    )


def _dates(
    parsed: Parsed, statement: Statement, times: Sequence[TimeMention], sayings: Sequence[Span]
) -> tuple[TimeMention, ...]:
    """What dates the happening, by its own word, else by those whom it hurt: "31 people killed on Saturday in shelling". A
    length of time up to now ("recent days") only where no day is told."""
    words = (statement.trigger, *(figure.span for figure in statement.figures))
    found = [dates for word in words if (dates := times_of(parsed, word, times, said=sayings))]
    return next((dates for dates in found if not dates[0].form.startswith("dur ")), found[0] if found else ())


def _sites(
    parsed: Parsed, statement: Statement, places: Sequence[PlaceMention], others: Sequence[Statement]
) -> tuple[PlaceMention, ...]:
    """The places of the statement's trigger; where it has none, those where its first figure is told to be."""
    heads = parsed.tokens_in(statement.trigger)
    below = {t.i for token in heads for t in parsed.subtree(token)}
    others = [o for o in others if not any(t.dep == "nsubj" and o.trigger.contains(parsed.head(t).span) for t in heads)]
    own = tuple(
        p
        for p in places_of(parsed, statement.trigger, places)
        if all(t.i in below for t in parsed.tokens_in(p.span)) or not _of_another(p.span, statement, others)
    )
    if own or not statement.figures:
        return own
    counted = places_of_figure(parsed, statement.figures[0].span, places)
    return tuple(p for p in counted if not _of_another(p.span, statement, others))


def _of_another(place: Span, statement: Statement, others: Sequence[Statement]) -> bool:
    """Whether the place stands in the words of another event and not in the statement's own: "forces attacked the north,
    police the market and guards attacked the bridge"."""
    return not statement.span.contains(place) and any(o.span.contains(place) and o.span != statement.span for o in others)


def _spoken(
    parsed: Parsed, report: Report, figure: Figure, chain: tuple[object, ...], attributions: Sequence[AttributionMention]
) -> Figure:
    """The figure with its own chain where it differs from the claim's. Who claims responsibility for a bombing that killed 30
    need not have counted the dead."""
    telling = [a for a in attributions if a.stance is not Stance.CLAIMS_RESPONSIBILITY]
    own = attribute(parsed, report.outlet, figure.span, telling).chain
    return figure if own == chain else replace(figure, attribution=own)


def _as_written(parsed: Parsed, span: Span | None) -> When | None:
    return When(text=span.of(parsed.text), span=span) if span else None
