"""Invented incidents of every type, with every pair of parties, and days and places from fine to coarse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle, product

from hadba.lexicon.export_types import acled_types
from hadba.model.actor import ActorMention, Role
from hadba.model.claim import Claim
from hadba.model.figure import Victims
from hadba.model.incident import Grade, Incident, Range
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from tests.publish_world import claim, figure, incident

PARTIES = ("isis", "sy-forces", "iq-forces", "cjtf-oir", "pkk", "nobody-known", None)
TEXT = "Something happened at Karanjul and 12 {who} were killed, a local official said."
DAYS = (
    When(date(2016, 3, 4), date(2016, 3, 4), Precision.DAY),
    When(date(2016, 3, 4), date(2016, 3, 5), Precision.DAY),
    When(date(2016, 3, 4), date(2016, 3, 10), Precision.WEEK),
    When(date(2016, 4, 1), date(2016, 4, 30), Precision.MONTH),
    When(date(2015, 1, 1), date(2015, 12, 31), Precision.YEAR),
    When(),
)
PLACES = (*(grain for grain in PlacePrecision if grain is not PlacePrecision.NONE), None)


def worlds() -> tuple[tuple[Incident, ...], Mapping[str, Claim], Mapping[str, Report]]:
    """Incidents, claims by id, reports by id."""
    days, grains, who = cycle(DAYS), cycle(PLACES), cycle(Victims)
    made = [
        _incident(n, type, doer, target, next(days), next(grains), next(who))
        for n, (type, doer, target) in enumerate(product(sorted(acled_types()), PARTIES, PARTIES))
    ]
    claims = {c.claim_id: c for _, c, _ in made}
    return tuple(i for i, _, _ in made), claims, {r.id: r for _, _, r in made}


def _incident(
    n: int, type: str, doer: str | None, target: str | None, when: When, grain: PlacePrecision | None, who: Victims
) -> tuple[Incident, Claim, Report]:
    counted = {Victims.CIVILIAN: "civilians", Victims.COMBATANT: "fighters", Victims.UNKNOWN: "people"}[who]
    text = TEXT.format(who=counted)
    report = make_report(text, outlet="Tigris Wire", id=f"r{n:016x}", title="A happening", published=date(2016, 5, 1))
    at = Span(text.index("Karanjul"), text.index("Karanjul") + 8)
    land, point = (("IQ", (36.2, 43.1)), ("SY", (35.9, 38.9)), ("YE", (15.3, 44.2)))[n % 3]
    placed = Where("Karanjul", at, f"x{n % 3}", "Karanjul", *point, grain or PlacePrecision.NONE, 0.9, country=land)
    where = (placed,) if grain else (Where("Karanjul", at),)
    pair = ((Role.PERPETRATOR, doer), (Role.TARGET, target))
    actors = tuple(
        ActorMention(role, "gunmen" if id == "nobody-known" else id, at, None if id == "nobody-known" else id)
        for role, id in pair
        if id is not None
    )
    told = (figure(report, f"12 {counted}", 12, 12, victims=who),)
    one = claim(report, text, "happened", type=type, figures=told, when=when, where=where, actors=actors)
    killed = Range(12, 12, 12, False, (one.claim_id,))
    held = incident(f"i{n:016x}", (one,), {report.id: (one,)}, killed, grade=Grade.WEAK)
    status = "combatant" if who is Victims.COMBATANT else "civilian"
    ranges = {"killed": {s: dict.fromkeys(("airwars", "ibc", "ucdp"), killed) for s in (status, "all")}}
    return replace(held, type=type, actors=actors, ranges=ranges), one, report
