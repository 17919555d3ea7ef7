"""A ledger's worth of claims and reports that were never written: for measuring, not for looking.

A war of some years in 18 provinces: towns of very different sizes, quarters in the larger ones; some 40 outlets, four
agencies that the others repeat; happenings told by 1 to 16 reports; digests that tell of several; tolls that grow, dates
slip or are left out, places are told coarsely, numbers differ. The number of days follows from the number of claims, as it
does in an archive; ``days`` fixes it instead, which makes the ledger denser.

Everything follows from ``seed``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim, Family, Realis, Trigger, claim_id
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where

FIRST = date(2031, 1, 1)
CLAIMS_A_DAY = 60
PROVINCES = 18
TOWNS = 700
TYPES = ("air_strike", "shelling", "armed_clash", "car_bomb", "bombing", "suicide_attack", "execution", "abduction", "shooting")
BARE = ("killing", "armed_attack")
PARTIES = ("us-forces", "isis", "iq-forces", "sy-forces", "ru-forces", "pkk")
AGENCIES = ("Noor Agency", "Reuters", "AFP", "Zab Agency")
OUTLETS = tuple(f"Outlet {n}" for n in range(36)) + AGENCIES
SYLLABLES = ("ba", "ta", "ra", "qa", "mu", "sha", "ka", "zi", "ha", "du", "nu", "sa", "lam", "bir", "tel", "far", "mar", "jar")


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the invented country; ``weight`` is how often things happen there."""

    name: str
    province: str
    lat: float
    lon: float
    weight: float
    quarters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as nobody knows it."""

    day: date
    town: Town
    quarter: str | None
    type: str
    doer: str | None
    killed: int
    injured: int
    victims: Victims
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synthetic:
    """``truth`` maps a claim's id to the number of its event."""

    claims: tuple[Claim, ...]
    reports: dict[str, Report]
    truth: dict[str, int]


def make_ledger(claims: int, *, seed: int = 7, days: int | None = None, first: date = FIRST, prefix: str = "s") -> Synthetic:
    """A ledger of about that many claims."""
    dice = random.Random(seed)
    towns = _towns(random.Random(11))
    span = days or max(1, claims // CLAIMS_A_DAY)
    made: list[Claim] = []
    reports: dict[str, Report] = {}
    truth: dict[str, int] = {}
    told: list[tuple[int, Event, date, str]] = []
    n = 0
    while len(made) + len(told) * 2 < claims:
        event = _event(dice, towns, first + timedelta(dice.randrange(span)))
        told += [(n, event, day, outlet) for day, outlet in _coverage(dice, event)]
        n += 1
    told.sort(key=lambda t: (t[2], t[3], t[0]))
    for number, batch in enumerate(_batches(dice, told)):
        report, own = _report(dice, f"{prefix}{number:07}", batch)
        reports[report.id] = report
        for event_number, claim in own:
            made.append(claim)
            truth[claim.claim_id] = event_number
    return Synthetic(tuple(made), reports, truth)


def _towns(dice: random.Random) -> list[Town]:
    towns = []
    for n in range(TOWNS):
        province = n % PROVINCES
        lat, lon = 30 + province // 6 * 2.2 + dice.random() * 2, 38 + province % 6 * 1.8 + dice.random() * 1.7
        quarters = tuple(_word(dice, 3) for _ in range(12 if n < 20 else 3 if n < 120 else 0))
        towns.append(Town(_word(dice, 3), f"{_word(random.Random(province), 3)} Province", lat, lon, 1 / (n + 3), quarters))
    return towns


def _word(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def _event(dice: random.Random, towns: list[Town], day: date) -> Event:
    town = dice.choices(towns, weights=[t.weight for t in towns])[0]
    quarter = dice.choice(town.quarters) if town.quarters and dice.random() < 0.6 else None
    killed = min(400, int(dice.paretovariate(1.1)))
    victims = dice.choices((Victims.CIVILIAN, Victims.UNKNOWN, Victims.COMBATANT), (5, 4, 2))[0]
    names = tuple(f"{_word(dice, 2)} {_word(dice, 3)}" for _ in range(dice.choice((0, 0, 1, 2))))
    doer = dice.choice(PARTIES) if dice.random() < 0.6 else None
    return Event(day, town, quarter, dice.choice(TYPES), doer, killed, killed * dice.randrange(4), victims, names)


def _coverage(dice: random.Random, event: Event) -> list[tuple[date, str]]:
    """On which days which outlets tell of it: more of what killed more."""
    reach = 1 + min(15, int(dice.expovariate(1 / (1.2 + event.killed / 12))))
    outlets = dice.sample(OUTLETS, reach)
    return [(event.day + timedelta(min(20, int(dice.expovariate(0.8)))), outlet) for outlet in outlets]


def _batches(dice: random.Random, told: list[tuple[int, Event, date, str]]) -> Iterator[list[tuple[int, Event, date, str]]]:
    """What an outlet tells on a day, in one report or several."""
    batch: list[tuple[int, Event, date, str]] = []
    for one in told:
        if batch and (batch[-1][2:] != one[2:] or dice.random() < 0.5):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _report(dice: random.Random, key: str, batch: list[tuple[int, Event, date, str]]) -> tuple[Report, list[tuple[int, Claim]]]:
    _, _, day, outlet = batch[0]
    text, drafts = "", []
    for n, (number, event, _, _) in enumerate(batch):
        for _ in range(dice.choice((1, 2, 2, 3))):
            words = _passage(dice, event)
            drafts.append((number, event, f"h{n + 1}", Span(len(text), len(text) + len(words))))
            text += words + " "
    report = make_report(text, id=key, outlet=outlet, published=day)
    return report, [(number, _claim(dice, report, event, happening, span)) for number, event, happening, span in drafts]


def _passage(dice: random.Random, event: Event) -> str:
    """Words around it: a quarter of the passages are an agency's own, shared by all that copy it."""
    who = f" among them {dice.choice(event.names)}" if event.names and dice.random() < 0.5 else ""
    shared = random.Random(f"{event.town.name} {event.day}") if dice.random() < 0.25 else dice
    filler = " ".join(_word(shared, 3).lower() for _ in range(22))
    return f"At least {event.killed} people died in {event.town.name}{who} when {filler}."


def _claim(dice: random.Random, report: Report, event: Event, happening: str, span: Span) -> Claim:
    figures = tuple(_figures(dice, event, span))
    kind = event.type if dice.random() < 0.85 else dice.choice(BARE)
    spans = (span,)
    doer = event.doer if event.doer and dice.random() < 0.7 else None
    by = (Speaker(dice.choice(AGENCIES)),) if report.outlet not in AGENCIES and dice.random() < 0.5 else ()
    return Claim(
        claim_id=claim_id(report.id, Family.EVENT, kind, spans, figures),
        report_id=report.id,
        family=Family.EVENT,
        type=kind,
        realis=Realis.ACTUAL,
        spans=spans,
        trigger=Trigger(report.text[span.start : span.start + 2], span.start, span.start + 2),
        attribution=(Speaker(report.outlet), *by),
        when=_when(dice, event),
        where=_where(dice, event, span),
        actors=(ActorMention(Role.PERPETRATOR, doer, span, doer),) if doer else (),
        figures=figures,
        happening=happening,
    )


def _when(dice: random.Random, event: Event) -> When:
    roll = dice.random()
    if roll < 0.12:
        return When()
    if roll < 0.2:
        monday = event.day - timedelta(event.day.weekday())
        return When(monday, monday + timedelta(6), Precision.WEEK, text="last week")
    day = event.day + timedelta(dice.choice((-1, 1))) if roll < 0.26 else event.day
    return When(day, day, Precision.DAY, text=day.isoformat())


def _where(dice: random.Random, event: Event, span: Span) -> tuple[Where, ...]:
    town = event.town
    roll = dice.random()
    at = {"country": "IQ", "admin1": town.province}
    if roll < 0.06:
        return ()
    if roll < 0.12:
        return (
            Where(
                town.province, span, f"p-{town.province}", town.province, 32.0, 42.0, PlacePrecision.PROVINCE, 0.9, country="IQ"
            ),
        )
    if event.quarter and roll < 0.7:
        known = Where(
            event.quarter,
            span,
            f"p-{town.name}",
            town.name,
            town.lat,
            town.lon,
            PlacePrecision.TOWN,
            0.8,
            within=town.name,
            **at,
        )
        return (known,)
    return (Where(town.name, span, f"p-{town.name}", town.name, town.lat, town.lon, PlacePrecision.TOWN, 1.0, **at),)


def _figures(dice: random.Random, event: Event, span: Span) -> Iterator[Figure]:
    if dice.random() < 0.85:
        yield _figure(dice, FigureKind.KILLED, event.killed, event.victims, span)
    if event.injured and dice.random() < 0.5:
        yield _figure(dice, FigureKind.INJURED, event.injured, event.victims, span)


def _figure(dice: random.Random, kind: FigureKind, n: int, victims: Victims, span: Span) -> Figure:
    told = max(1, int(n * dice.choice((1, 1, 1, 1, 0.5, 0.8, 1.2))))
    high = told if dice.random() < 0.6 else None
    return Figure(kind, victims, told, high, high, f"{told} people", span)
