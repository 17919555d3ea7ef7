"""Lethal incidents in the 49 columns of the UCDP Georeferenced Event Dataset.

Ids of conflicts and dyads are UCDP's to give and stay empty; parties bear UCDP's names and ids where ``export_ged.yaml``
knows them, armed forces those of their government; ranges are always those of the UCDP rule, whatever the
convention of the rest. ``best`` is the sum of the four columns of deaths.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hadba.lexicon.actors import dictionary
from hadba.lexicon.countries import countries
from hadba.lexicon.export_types import ged_actors, ged_apart, ged_governments, ged_types
from hadba.model.figure import FigureKind, Victims
from hadba.model.when import Precision, When
from hadba.model.where import GRAINS
from hadba.publish.cells import Cell, lines
from hadba.publish.facts import Facts, Party, notes

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date"),
    *("source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"),
    *("latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
    *("gwnoa", "gwnob"),
)
RULE = "ucdp"
NEAR = 2  # where_prec of a point within about 25 km
NO_DYAD = 0  # in ``relid``, where UCDP puts the id that it gives to a dyad
UNDECIDED = 0  # type of violence that the sources leave open; an empty cell
CIVILIANS = Victims.CIVILIAN


def rows(incidents: Iterable[Facts]) -> Iterator[str]:
    """The lines of the file without its head: incidents with a day, a country and a point, and with one
    death at least in any estimate."""
    return lines(COLUMNS, (_row(f, type) for f in incidents if (type := violence(f)) is not None and _listed(f)))


def _listed(facts: Facts) -> bool:
    return facts.is_placed() and bool(facts.range(FigureKind.KILLED, "all", RULE).high)


def violence(facts: Facts) -> int | None:
    """UCDP's type of violence, ``UNDECIDED`` where nobody says who fought, null where it is no organised violence."""
    rule = ged_types().get(facts.incident.type, "none")
    if rule != "parties":
        return None if rule == "none" else int(rule)
    if facts.only_civilians() and not any(p.actor and p.actor.armed for p in facts.targets()):
        return 3
    sides = [{p.actor.kind for p in side if p.actor and p.actor.armed} for side in (facts.doers(), facts.targets())]
    if set.union(*sides) & {"state", "coalition"}:
        return 1
    return 2 if all(sides) else UNDECIDED


def _row(facts: Facts, type: int) -> list[Cell]:
    incident, place = facts.incident, facts.place
    when = incident.when
    assert when.start is not None and when.end is not None
    one, two, struck = _sides(facts, type)
    a, b, civilians, unknown = _deaths(facts, struck)
    killed = facts.range(FigureKind.KILLED, "all", RULE)
    best = a + b + civilians + unknown
    country = facts.country
    dyad = f"{one.name} - {two.name}" if one.name and two.name else ""
    return [
        facts.number,
        f"{country.iso3 if country else 'XXX'}-{when.start.year}-{type}-{NO_DYAD}-{facts.number}",
        when.start.year,
        None,
        "Clear" if incident.review_state in ("accepted", "published") else "Check",
        type or None,
        *(None, None, dyad if type in (2, 3) else ""),  # a conflict over no state bears its dyad's name
        *(None, None, dyad),
        *(one.id, one.id, one.name),
        *((OLD_CIVILIANS if two is CIVILIAN_SIDE else two.id), two.id, two.name),
        len(facts.sources),
        ";".join(f'"{_article(s.report.outlet, s.report.published, s.report.title)}"' for s in facts.sources),
        ";".join(s.report.outlet for s in facts.sources),
        ";".join(s.report.published.isoformat() if s.report.published else "" for s in facts.sources),
        ";".join(s.report.title or "" for s in facts.sources),
        "; ".join(dict.fromkeys(c.attribution[-1].name for c in facts.claims if len(c.attribution) > 1)),
        _where_prec(facts),
        (place.within or place.name or place.text) if place else "",
        f"{place.text if place else ''} [{notes(facts)}]".strip(),
        place.admin1 if place else "",
        place.admin2 if place else "",
        *_point(facts),
        country.ucdp_name if country else "",
        country.gw if country else None,
        country.ucdp if country else "",
        2 if when.precision in (Precision.MONTH, Precision.YEAR) else 1,
        _date_prec(facts),
        *_days(when),
        *(a, b, civilians, unknown),
        best,
        max(killed.high or 0, best),
        min(killed.low or 0, best),
        one.gw,
        two.gw,
    ]


def _article(outlet: str, published: object, title: str | None) -> str:
    return f"{outlet},{published or ''},{title or ''}".replace('"', "'").replace(";", ",")


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of a dyad as UCDP names it; ``gw`` is Gleditsch and Ward's number of a state. All empty where nobody says who."""

    name: str = ""
    id: int | None = None
    gw: int | None = None


CIVILIAN_SIDE = _Side("Civilians", 1)
OLD_CIVILIANS = 9999  # their id in the older list of actors


def _sides(facts: Facts, type: int) -> tuple[_Side, _Side, str]:
    """Side a, side b, and which of them ("a", "b", or "" for neither) was struck and is armed. A state stands first where
    the violence is state-based; else whoever did it."""
    doer = next(iter(facts.doers()), None)
    target = next((p for p in facts.targets() if p.actor), None)
    if type == 3:
        return _side(doer), CIVILIAN_SIDE, ""
    armed = target is not None and target.actor is not None and target.actor.armed
    if type == 1 and _is_state(target) and not _is_state(doer):
        return _side(target), _side(doer), "a" if armed else ""
    return _side(doer), _side(target), "b" if armed else ""


def _is_state(party: Party | None) -> bool:
    return party is not None and party.actor is not None and party.actor.armed and party.actor.kind == "state"


def _side(party: Party | None) -> _Side:
    if party is None:
        return _Side()
    actor = party.actor
    if actor is None:
        return _Side(party.name)
    iso2 = dictionary().country_of.get(actor.id, "")
    country = countries().get(iso2) if actor.kind == "state" else None
    if country is not None and _is_state(party) and actor.id not in ged_apart():
        return _Side(f"Government of {country.ucdp_name}", ged_governments().get(iso2), country.gw)
    known = ged_actors().get(actor.id)
    return _Side(known.name, known.id) if known else _Side(party.name, None, country.gw if country else None)


def _deaths(facts: Facts, struck: str) -> tuple[int, int, int, int]:
    """Dead of side a, of side b, civilians, and of unstated status; they add up to the best estimate.

    Combatants are those of the side that was ``struck``; where it is no armed party, nobody says whose they were.
    """
    best = _best(facts, "all")
    said_civilian = any(f.victims is CIVILIANS for f in facts.figures(FigureKind.KILLED))
    civilians = min(best, _best(facts, "civilian")) if said_civilian else 0
    fighters = min(best - civilians, _best(facts, "combatant")) if struck else 0
    a, b = (fighters, 0) if struck == "a" else (0, fighters)
    return a, b, civilians, best - civilians - fighters


def _best(facts: Facts, victims: str) -> int:
    return facts.range(FigureKind.KILLED, victims, RULE).best or 0


def _where_prec(facts: Facts) -> int | None:
    place = facts.place
    if place is None or place.lat is None:
        return None
    exact = GRAINS[place.precision].ucdp if place.precision in GRAINS else 6
    return max(exact, NEAR) if place.relation or facts.fuzzed else exact


def _date_prec(facts: Facts) -> int:
    """1 the day; 2 two to six days; 3 a week; 4 a month; 5 longer."""
    when = facts.incident.when
    start, end = _days(when)
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5


def _days(when: When) -> tuple[date, date]:
    """First and last day; of a day that is only the likeliest of a week, the week up to it."""
    assert when.start is not None and when.end is not None
    if when.precision is Precision.WEEK and when.start == when.end:
        return when.start - timedelta(days=6), when.end
    return when.start, when.end


def _point(facts: Facts) -> list[Cell]:
    place = facts.place
    if place is None or place.lat is None or place.lon is None:
        return [None, None, "", None]
    return [place.lat, place.lon, f"POINT ({place.lon:.6f} {place.lat:.6f})", priogrid(place.lat, place.lon)]


def priogrid(lat: float, lon: float) -> int:
    """The cell of the PRIO-GRID (half a degree, counted from the south-west; Tollefsen et al. 2012)."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1
