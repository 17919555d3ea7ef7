"""A small invented ledger for the tests of publishing: four reports, two incidents, a garbled echo and a denial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Family, Realis, StruckObject, Trigger, claim_id
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.incident import Grade, Incident, Lineage, Range
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where

WIRE = make_report(
    "Warplanes of the coalition struck the Sinaa quarter of Mosul on Sunday, killing at least 20 civilians, among them six "
    "children, the Tigris News Agency said. The raid also injured 25 other people and destroyed a clinic. "
    "The dead included Salim Haddad, 34, a baker. Families in the quarter have had no running water for a week.",
    outlet="Northern Wire",
    id="r-wire",
    title="Raid on Mosul quarter kills 20",
    published=date(2017, 5, 29),
    url="https://wire.example/1",
)
DESK = make_report(
    "The Defence Department acknowledged on Thursday that a strike of 17 March on Mosul had killed at least 105 civilians. "
    "Radio Ninawa had put the toll at 237.",
    outlet="The Morning Desk",
    id="r-desk",
    published=date(2017, 5, 26),
)
ECHO = make_report(
    "Between 200 and 300 people died in Mosul on 17 March, Radio Ninawa reported.",
    outlet="Quick Post",
    id="r-echo",
    published=date(2017, 5, 27),
)
DENIAL = make_report(
    "The coalition denied that its aircraft struck the Sinaa quarter on 28 May. Militants held the Old City.",
    outlet="Valley Times",
    id="r-denial",
    published=date(2017, 5, 30),
)
REPORTS: Mapping[str, Report] = {r.id: r for r in (WIRE, DESK, ECHO, DENIAL)}


def span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def figure(
    report: Report,
    words: str,
    low: int | None,
    high: int | None = None,
    *,
    kind: FigureKind = FigureKind.KILLED,
    victims: Victims = Victims.CIVILIAN,
    groups: tuple[str, ...] = (),
    scope: Scope = Scope.INCIDENT,
    attribution: tuple[Speaker, ...] | None = None,
) -> Figure:
    point = low if high in (None, low) else None
    return Figure(kind, victims, low, point, high, words, span(report, words), scope, groups, attribution=attribution)


def claim(report: Report, passage: str, trigger: str, *chain: str, figures: tuple[Figure, ...] = (), **rest: object) -> Claim:
    spans = (span(report, passage),)
    at = span(report, trigger)
    family = rest.pop("family", Family.EVENT)
    type = rest.pop("type", "air_strike")
    fields = {
        "claim_id": claim_id(report.id, family, type, spans, figures),  # type: ignore[arg-type]
        "report_id": report.id,
        "family": family,
        "type": type,
        "realis": Realis.ACTUAL,
        "spans": spans,
        "trigger": Trigger(trigger, at.start, at.end),
        "attribution": (Speaker(report.outlet), *(Speaker(name) for name in chain)),
        "figures": figures,
    }
    return Claim(**{**fields, **rest})  # type: ignore[arg-type]


def day(value: date) -> When:
    return When(value, value, Precision.DAY)


SINAA = Where(
    "Sinaa",
    span(WIRE, "Sinaa"),
    "x1",
    "Sinaa",
    36.3456,
    43.1289,
    PlacePrecision.NEIGHBOURHOOD,
    0.9,
    within="Mosul",
    country="IQ",
)
MOSUL = Where(
    "Mosul", span(DESK, "Mosul"), "x2", "Mosul", 36.335, 43.119, PlacePrecision.TOWN, 0.9, country="IQ", admin1="Nineveh"
)
COALITION = ActorMention(Role.PERPETRATOR, "the coalition", span(WIRE, "the coalition"))

RAID = claim(
    WIRE,
    WIRE.text[: WIRE.text.index(" The dead")],
    "struck",
    "Tigris News Agency",
    figures=(
        figure(WIRE, "at least 20 civilians", 20),
        figure(WIRE, "six children", 6, 6, groups=("child",), scope=Scope.PART),
        figure(WIRE, "25 other people", 25, 25, kind=FigureKind.INJURED, victims=Victims.UNKNOWN),
    ),
    when=day(date(2017, 5, 28)),
    where=(SINAA,),
    actors=(COALITION,),
    objects=(StruckObject("hospital", "destroyed", "clinic", span(WIRE, "clinic")),),
)
REFUSED = claim(DENIAL, DENIAL.text[:74], "struck", "the coalition", stance=Stance.DENIES, when=day(date(2017, 5, 28)))
CONCEDED = claim(
    DESK,
    DESK.text[: DESK.text.index(" Radio")],
    "strike",
    "Defence Department",
    figures=(figure(DESK, "at least 105 civilians", 105),),
    stance=Stance.CONCEDES,
    said_on=day(date(2017, 5, 25)),
    when=day(date(2017, 3, 17)),
    where=(MOSUL,),
)
RIVAL = claim(
    DESK,
    "Radio Ninawa had put the toll at 237.",
    "toll",
    "Radio Ninawa",
    figures=(figure(DESK, "237", 237, 237, victims=Victims.UNKNOWN),),
)
GARBLED = claim(
    ECHO,
    ECHO.text,
    "died",
    figures=(figure(ECHO, "Between 200 and 300 people", 200, 300, victims=Victims.UNKNOWN),),
    when=day(date(2017, 3, 17)),
    where=(MOSUL,),
)
WATER = claim(
    WIRE,
    "Families in the quarter have had no running water for a week.",
    "water",
    family=Family.CONDITION,
    type="shortage",
    detail="water",
)
HELD = claim(
    DENIAL,
    "Militants held the Old City.",
    "held",
    family=Family.CONTROL,
    type="control",
    detail="holds",
    actors=(ActorMention(Role.PERPETRATOR, "Militants", span(DENIAL, "Militants")),),
    where=(Where("the Old City", span(DENIAL, "the Old City")),),
)
CLAIMS: Mapping[str, Claim] = {c.claim_id: c for c in (RAID, REFUSED, CONCEDED, RIVAL, GARBLED, WATER, HELD)}


def incident(
    name: str,
    claims: Sequence[Claim],
    lineages: Mapping[str, Sequence[Claim]],
    killed: Range,
    *,
    grade: Grade,
    conceded: Mapping[str, Range] | None = None,
    review_state: str = "unreviewed",
) -> Incident:
    reports = tuple(dict.fromkeys(c.report_id for c in claims))
    return Incident(
        incident_id=name,
        type="air_strike",
        when=claims[0].when,
        where=claims[0].where,
        actors=claims[0].actors,
        claims=tuple(c.claim_id for c in claims),
        reports=reports,
        lineages=tuple(Lineage(root, tuple(c.claim_id for c in group)) for root, group in lineages.items()),
        n_reports=len(reports),
        n_independent=len(lineages),
        ranges={"killed": {status: dict.fromkeys(("airwars", "ibc", "ucdp"), killed) for status in ("civilian", "all")}},
        conceded=conceded or {},
        grade=grade,
        grade_reason="",
        review_state=review_state,
        rule_version="1",
    )


MAY = incident(
    "i-may",
    (RAID, REFUSED),
    {"source:Tigris News Agency": (RAID,), "source:coalition": (REFUSED,)},
    Range(20, 20, 20, True, (RAID.claim_id,)),
    grade=Grade.WEAK,
)
MARCH = incident(
    "i-march",
    (CONCEDED, RIVAL, GARBLED),
    {"source:Defence Department": (CONCEDED,), "source:Radio Ninawa": (RIVAL, GARBLED)},
    Range(237, 237, 237, False, (RIVAL.claim_id,)),
    grade=Grade.CONFIRMED,
    conceded={"killed": Range(105, None, 105, True, (CONCEDED.claim_id,))},
)
INCIDENTS = (MAY, MARCH)
