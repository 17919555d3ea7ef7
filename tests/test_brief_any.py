"""Whatever the claims hold or lack, the brief is written, invents no number and leaves no hole in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.lexicon.event_phrases import event_phrases
from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Family, Realis
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.incident import Grade, Incident, Range
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.publish.brief import compose
from hadba.publish.export import FORMATS, export_lines
from hadba.publish.gate import release
from tests.publish_world import RAID, REPORTS, WIRE, incident

NUMBERS = st.one_of(st.none(), st.sampled_from([0, 1, 2, 7, 31, 1200, 2_000_000]))
SPAN = Span(0, 10)
DAYS = st.dates(date(2016, 12, 20), date(2017, 2, 10))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, point, high = draw(st.tuples(NUMBERS, NUMBERS, NUMBERS))
    known = sorted(n for n in (low, point, high) if n is not None)
    ends = iter(known)
    low, point, high = (next(ends) if n is not None else None for n in (low, point, high))
    return Figure(
        draw(st.sampled_from(FigureKind)),
        draw(st.sampled_from(Victims)),
        low,
        point,
        high,
        draw(st.sampled_from(["dozens of people", "at least some", "more than that", "soldiers", "x"])),
        SPAN,
        draw(st.sampled_from(Scope)),
        draw(st.sampled_from([(), ("child",), ("woman", "child"), ("Iraqi",), ("staff",)])),
        draw(st.sampled_from(["people", "families", "bodies"])),
        draw(st.booleans()),
        attribution=draw(st.one_of(st.none(), st.just((Speaker("Northern Wire"), Speaker("residents", 0, 9, named=False))))),
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    if draw(st.booleans()):
        return When()
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return When(start, end, draw(st.sampled_from(Precision)), inferred=draw(st.booleans()))


WHERES = st.builds(
    Where,
    text=st.sampled_from(["Sinaa", "MOSUL", "the Old City", "clinic"]),
    span=st.just(SPAN),
    place_id=st.one_of(st.none(), st.just("x1")),
    lat=st.just(36.3),
    lon=st.just(43.1),
    precision=st.sampled_from(PlacePrecision),
    within=st.one_of(st.none(), st.just("Mosul")),
    relation=st.sampled_from([None, "north of", "west", "parts of"]),
    country=st.sampled_from([None, "IQ", "??"]),
)
ACTORS = st.builds(
    ActorMention,
    role=st.sampled_from(Role),
    text=st.sampled_from(["they", "the army", "militants", "ISIS"]),
    span=st.just(SPAN),
    actor_id=st.sampled_from([None, "isis", "no-such-party"]),
    certain=st.booleans(),
)
CLAIMS = st.builds(
    lambda **fields: replace(RAID, **fields),
    type=st.sampled_from([*sorted(event_phrases()), "something_new", "holds", "shortage_water"]),
    family=st.sampled_from(Family),
    realis=st.sampled_from(Realis),
    attribution=st.sampled_from([(Speaker("Northern Wire"),), (Speaker("Northern Wire"), Speaker("it", 0, 2, named=False))]),
    stance=st.sampled_from(Stance),
    said_on=st.one_of(st.none(), whens()),
    when=whens(),
    where=st.lists(WHERES, max_size=2).map(tuple),
    actors=st.lists(ACTORS, max_size=3).map(tuple),
    figures=st.lists(figures(), max_size=3).map(tuple),
    main=st.booleans(),
    detail=st.sampled_from([None, "water"]),
)


def incidents(claims: list[Claim]) -> Incident:
    lineages = {f"source:{n}": [claim] for n, claim in enumerate(claims)}
    return incident("i-any", claims, lineages, Range(None, None, 5, True, ()), grade=Grade.WEAK)


@settings(max_examples=100, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=4))
def test_no_claim_breaks_the_brief(drawn: list[Claim]) -> None:
    claims = [replace(c, claim_id=f"c{n}") for n, c in enumerate(drawn)]
    by_id = {c.claim_id: c for c in claims}
    digest = compose(release((incidents(claims),), by_id, REPORTS), convention="ibc")
    body = [s for section in digest.sections for part in section.parts for p in part.passages for s in p.sentences]
    sentences = [s.text for s in body]
    assert {note.n for note in digest.notes} == {n for s in body for n in s.notes}  # no footnote that nothing leads to
    known = {n for c in claims for f in c.figures for n in (f.low, f.point, f.high) if n is not None}
    written = (
        WIRE.text + " ".join(f"{n:,} {n - 1:,} 2 million" for n in known) + " 2016 2017 5 29"
    )  # years, the range, the day of the report
    for text in sentences:
        assert text.endswith((".", ".”")) and "None" not in text and "  " not in text and " ," not in text and ",," not in text
        bare = re.sub(r"“[^”]*”|\b\d{1,2} (?:January|February|December)|between \d{1,2} and", "", text)
        unknown = set(re.findall(r"\d[\d,]*\d|\d", bare)) - set(re.findall(r"\d[\d,]*\d|\d", written))
        assert not unknown, text


@settings(max_examples=30, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=3))
def test_no_claim_breaks_an_export(drawn: list[Claim]) -> None:
    claims = [replace(c, claim_id=f"c{n}") for n, c in enumerate(drawn)]
    by_id = {c.claim_id: c for c in claims}
    for format in FORMATS:
        list(export_lines(format, [release((incidents(claims),), by_id, REPORTS)], convention="ucdp", revision="r"))
