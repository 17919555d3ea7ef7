"""Incidents in ACLED's 31 columns. What ACLED has no column for stands in ``notes``, in the grammar of ``facts.notes``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from hadba.lexicon.actors import dictionary
from hadba.lexicon.export_types import AcledType, acled_classes, acled_interactions, acled_targeting, acled_types
from hadba.model.actor import Actor, Role
from hadba.model.figure import FigureKind
from hadba.model.when import Precision
from hadba.model.where import GRAINS
from hadba.publish.cells import Cell, lines
from hadba.publish.facts import Facts, Party, notes

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
TIME = {Precision.DAY: 1, Precision.WEEK: 2, Precision.MONTH: 3}
_WEEK, _MONTH = 7, 31  # days
_KIND = {
    "rebel": "Rebel group",
    "militia": "Political militia",
    "coalition": "External/Other forces",
    "un": "External/Other forces",
}
_CROWD = {"Riots": "Rioters", "Protests": "Protesters"}


def rows(incidents: Iterable[Facts]) -> Iterator[str]:
    """The lines of the file without its head: incidents of a type that ACLED knows, with a day (a month at the coarsest), a
    country and a point."""
    held = ((f, acled_type(f), _time_precision(f)) for f in incidents if f.is_placed())
    return lines(COLUMNS, (_row(f, type, precision) for f, type, precision in held if type and precision))


def acled_type(facts: Facts) -> AcledType | None:
    """The one pair of event and sub-event type that an incident is filed under; null for a state of things (a shortage,
    a place that is held), which ACLED does not record."""
    rule = acled_types().get(facts.incident.type)
    if rule is None:
        return None
    held = set()
    if facts.only_civilians():
        held.add("civilians")
    if any((f.top or 0) > 0 for f in facts.figures(FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED)):
        held.add("harm")
    if any((f.top or 0) > 0 for f in facts.figures(FigureKind.DETAINED)):
        held.add("detained")
    doers = [p.actor for p in facts.doers() if p.actor and p.actor.armed]
    if doers and doers[0].kind in ("state", "rebel", "militia"):
        held.add("state" if doers[0].kind == "state" else "rebel")
    return rule.of(held)


def _row(facts: Facts, type: AcledType, precision: int) -> list[Cell]:
    incident, place, country = facts.incident, facts.place, facts.country
    one, two = _sides(facts, type)
    inter = [_inter(side[0], facts, type) if side else "" for side in (one, two)]
    day = incident.when.start
    last = facts.last_published()
    aimed = type.event == "Violence against civilians" or type.sub_event in acled_targeting()
    return [
        f"{country.iso3 if country else 'XXX'}{facts.number}",
        day,
        day.year if day else None,
        precision,
        type.disorder,
        type.event,
        type.sub_event,
        one[0].name if one else "",
        "; ".join(p.name for p in one[1:]),
        inter[0],
        two[0].name if two else "",
        "; ".join(p.name for p in two[1:]),
        inter[1],
        _interaction(inter),
        "Civilian targeting" if aimed or inter[1] == "Civilians" else "",
        country.numeric if country else None,
        country.acled if country else "",
        country.acled_name if country else "",
        place.admin1 if place else "",
        place.admin2 if place else "",
        "",
        _location(facts),
        place.lat if place else None,
        place.lon if place else None,
        _geo_precision(facts),
        "; ".join(dict.fromkeys(s.report.outlet for s in facts.sources)),
        "",
        notes(facts),
        _fatalities(facts),
        "location fuzzed" if facts.fuzzed else "",
        int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp()) if last else None,
    ]


def _sides(facts: Facts, type: AcledType) -> tuple[list[Party], list[Party]]:
    """Doers and targets; where civilians were the target and nobody armed, "Civilians (Country)", as ACLED writes."""
    one, two = facts.doers(), [p for p in facts.targets() if p.actor]
    civilians = facts.only_civilians() or type.event == "Violence against civilians"
    if civilians and not any(p.actor and p.actor.armed for p in two):
        two = [_people("Civilians", facts)]
    others = [p for p in facts.parties if p.role is Role.OTHER and p.actor and p.actor.armed]
    if not one and type.event in _CROWD:
        one = [_people(_CROWD[type.event], facts)]
    if not one and others:
        one, others = others[:1], others[1:]
    if not one:  # the first actor is never empty; what befell people without anybody's act is filed under them
        one = [_people("Civilians" if type.sub_event == "Other" else "Unidentified Armed Group", facts)]
    return one, two or others


def _people(name: str, facts: Facts) -> Party:
    where = f" ({facts.country.acled_name})" if facts.country else ""
    return Party(f"{name}{where}", None, Role.OTHER, certain=False)


def _inter(party: Party, facts: Facts, type: AcledType) -> str:
    """ACLED's class of an actor; a state's forces abroad are external."""
    if party.actor is None:
        return next((crowd for crowd in ("Civilians", *_CROWD.values()) if party.name.startswith(crowd)), "Political militia")
    if party.actor.kind == "state":
        return "External/Other forces" if _abroad(party.actor, facts) else "State forces"
    return _KIND.get(party.actor.kind, "Civilians")


def _abroad(actor: Actor, facts: Facts) -> bool:
    home = dictionary().country_of.get(actor.id)
    return home is not None and facts.country is not None and home != facts.country.iso2


def _interaction(inter: Sequence[str]) -> str:
    """The title of both classes, or of the one that there is."""
    return acled_interactions()[tuple(sorted((i for i in inter if i), key=acled_classes().index))]


def _time_precision(facts: Facts) -> int | None:
    """1 the day; 2 a week; 3 a month; null for what is known less well, which ACLED's dates cannot say."""
    when = facts.incident.when
    if when.start is None or when.end is None:
        return None
    days = (when.end - when.start).days + 1
    if days > _MONTH:
        return None
    if when.precision is Precision.DAY and days > 1:
        return 2 if days <= _WEEK else 3
    return TIME.get(when.precision)


def _geo_precision(facts: Facts) -> int | None:
    place = facts.place
    if place is None or place.lat is None:
        return None
    exact = GRAINS[place.precision].acled if place.precision in GRAINS else 3
    return max(exact, 2) if place.relation or facts.fuzzed else exact


def _location(facts: Facts) -> str:
    place = facts.place
    if place is None:
        return ""
    return f"{place.within} - {place.text}" if place.within and place.within not in place.text else place.name or place.text


def _fatalities(facts: Facts) -> int:
    """The low end for all dead; ACLED's column knows no "not stated", so 0 stands there and ``notes`` say which it is."""
    return facts.range(FigureKind.KILLED, "all").low or 0
