"""Claims and reports in a few words, for the tests of linking and reconciling."""

from __future__ import annotations

from datetime import date
from typing import Any

from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Family, Realis, Trigger
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.ids import content_id
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where

NOWHERE = Span(0, 0)
TOWNS = {
    "Tel Amara": (36.10, 41.20),
    "Qasr Lubna": (36.90, 42.60),
    "Bir Hassun": (35.20, 40.10),
}


def report(
    id: str, text: str = "", *, outlet: str | None = None, published: str | None = "2031-04-12", url: str | None = None
) -> Report:
    words, by = text or f"Text of {id}.", outlet or f"Outlet {id.upper()}"
    return make_report(words, id=id, outlet=by, published=_day(published), url=url)


def figure(
    low: int | None,
    point: int | None = None,
    high: int | None = None,
    *,
    kind: str = "killed",
    victims: str = "civilian",
    scope: str = "incident",
    groups: tuple[str, ...] = (),
) -> Figure:
    """``figure(20)`` is at least 20, ``figure(20, 20, 20)`` is 20."""
    return Figure(FigureKind(kind), Victims(victims), low, point, high, f"{low} {kind}", NOWHERE, Scope(scope), groups)


def exactly(n: int, **more: Any) -> Figure:
    return figure(n, n, n, **more)


def town(name: str) -> Where:
    lat, lon = TOWNS[name]
    return Where(name, NOWHERE, f"p-{name}", name, lat, lon, PlacePrecision.TOWN, 1.0, country="IQ")


def quarter(name: str, of: str) -> Where:
    lat, lon = TOWNS[of]
    return Where(name, NOWHERE, f"p-{of}", of, lat, lon, PlacePrecision.TOWN, 0.8, within=of, country="IQ")


def claim(
    report_id: str,
    *figures: Figure,
    by: tuple[str, ...] = (),
    type: str = "air_strike",
    day: str | None = "2031-04-10",
    at: str | Where | None = "Tel Amara",
    perpetrator: str | None = None,
    said: str | None = None,
    key: str = "h1",
    n: int = 0,
    unnamed: bool = False,
    **more: Any,
) -> Claim:
    """A claim of one report. ``by`` are the speakers below the outlet, the innermost last."""
    start = _day(day)
    chain = (Speaker(f"Outlet {report_id.upper()}"), *(Speaker(name, named=not unnamed) for name in by))
    doer = (ActorMention(Role.PERPETRATOR, perpetrator, NOWHERE, perpetrator),) if perpetrator else ()
    spoken = When(_day(said), _day(said), Precision.DAY, text=said) if said else None
    place = town(at) if isinstance(at, str) else at
    fields: dict[str, Any] = {
        "family": Family.EVENT,
        "realis": Realis.ACTUAL,
        "spans": (Span(n, n),),
        "trigger": Trigger("strike", 0, 0),
        "attribution": chain,
        "stance": Stance.ASSERTS,
        "said_on": spoken,
        "when": When(start, start, Precision.DAY if start else Precision.UNKNOWN),
        "where": (place,) if place else (),
        "actors": doer,
        "figures": figures,
        "happening": key,
    } | more
    id = content_id(
        "c", report_id, type, n, list(by), [[f.kind, f.low, f.point, f.high] for f in figures], key, str(fields["stance"])
    )
    return Claim(claim_id=id, report_id=report_id, type=type, **fields)


def by_id(*reports: Report) -> dict[str, Report]:
    return {r.id: r for r in reports}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
