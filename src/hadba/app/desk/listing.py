"""One incident as the desk lists it: short enough to hold many, made once when the incident changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from hadba.lexicon.countries import countries
from hadba.model.actor import ActorMention
from hadba.model.claim import Claim, Family
from hadba.model.incident import Incident, Range
from hadba.model.report import Report
from hadba.model.span import cover
from hadba.model.where import GRAINS, PlacePrecision, Where
from hadba.publish import gate
from hadba.publish.facts import finest
from hadba.publish.naming import parties
from hadba.publish.tally import RULES, range_of
from hadba.review.queue import needs_review

NO_LANGUAGE = "und"  # ISO 639-2 for "undetermined"
ACTORS = 12  # parties of one incident that are listed


@dataclass(frozen=True, slots=True)
class Toll:
    """A range as it is listed; ``victims`` is whom it counts (civilian, all, combatant)."""

    low: int | None
    best: int | None
    high: int | None
    high_open: bool
    provisional: bool
    victims: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident as listed. ``places`` runs from its own places outward to the countries; ``killed`` and ``injured`` map a
    convention to its toll; ``weight`` is 0 where nothing needs a person; ``reach_km`` is the radius of the uncertainty."""

    incident_id: str
    type: str
    family: str
    start: date | None
    end: date | None
    precision: str
    inferred: bool
    place: str | None
    within: str | None
    lat: float | None
    lon: float | None
    reach_km: float | None
    place_precision: str
    places: tuple[str, ...]
    actors: tuple[str, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    grade: str
    review_state: str
    killed: Mapping[str, Toll]
    injured: Mapping[str, Toll]
    conceded: Toll | None
    n_reports: int
    n_independent: int
    n_claims: int
    first: date | None
    last: date | None
    weight: float
    reasons: tuple[str, ...]


# The name of this form: another one has every sheet made anew. Count up when what the fields hold, or the words that search
# finds them by, is made otherwise.
FORM = "3:" + ",".join(f.name for f in fields(Listed))


def listed(incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Listed:
    """The incident as listed; ``claims`` and ``reports`` are those that it rests on."""
    held = [reports[r] for r in incident.reports if r in reports]
    days = [r.published for r in held if r.published]
    where = finest(incident.where)
    needs = needs_review([incident], claims)
    shown, within = place_names(where) if where else (None, None)
    return Listed(
        incident_id=incident.incident_id,
        type=incident.type,
        family=_family(claims[c] for c in incident.claims if c in claims),
        start=incident.when.start,
        end=incident.when.end,
        precision=incident.when.precision,
        inferred=incident.when.inferred,
        place=shown,
        within=within,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        reach_km=reach(where) if where else None,
        place_precision=where.precision if where else PlacePrecision.NONE,
        places=_outward(incident.where),
        actors=actor_names(incident.actors),
        outlets=tuple(sorted({r.outlet for r in held})),
        languages=tuple(sorted({r.lang or NO_LANGUAGE for r in held})),
        grade=incident.grade,
        review_state=incident.review_state,
        killed=_tolls(incident, "killed"),
        injured=_tolls(incident, "injured"),
        conceded=_toll("", conceded) if (conceded := incident.conceded.get("killed")) else None,
        n_reports=incident.n_reports,
        n_independent=incident.n_independent,
        n_claims=len(incident.claims),
        first=min(days, default=None),
        last=max(days, default=None),
        weight=needs[0].weight if needs else 0.0,
        reasons=needs[0].reasons if needs else (),
    )


def words_of(sheet: Listed, claims: Iterable[Claim], reports: Mapping[str, Report]) -> str:
    """What full-text search finds the incident by: what is listed, the titles of its reports, the words of its claims."""
    parts = [sheet.incident_id, sheet.type.replace("_", " "), *sheet.places, *sheet.actors, *sheet.outlets]
    parts += dict.fromkeys(r.title for r in reports.values() if r.title)
    for claim in claims:
        report = reports.get(claim.report_id)
        if report and claim.spans:
            parts.append(cover(list(claim.spans)).of(report.text))
        parts += [s.name for s in claim.attribution[1:]]
    return "\n".join(dict.fromkeys(parts))


def _family(claims: Iterable[Claim]) -> str:
    """What the incident is: a happening where any claim tells of one, else who holds what, else a condition."""
    found = {c.family for c in claims}
    return next((f for f in Family if f in found), Family.EVENT)


def reach(where: Where) -> float | None:
    """How far from its point the place may be, in km; null without a point."""
    if where.lat is None:
        return None
    if where.radius_km is not None or where.precision not in GRAINS:
        return where.radius_km
    return GRAINS[where.precision].radius_km


def place_names(where: Where) -> tuple[str, str | None]:
    """The place as shown, and what it lies in; an unknown quarter keeps its own words, somebody's home none."""
    name = _home_hidden(" ".join(p for p in (where.relation, where.text if where.within else where.name or where.text) if p))
    country = countries().get(where.country) if where.country else None
    around = next((n for n in (where.within, where.admin1, country.name if country else None) if n and n != name), None)
    return name, around


def _home_hidden(name: str) -> str:
    return A_HOME if gate.is_private_name(name) and gate.is_a_home(name) else name


A_HOME = "a home"


def actor_names(mentions: Sequence[ActorMention]) -> tuple[str, ...]:
    """The parties by name, each once, without an article; private persons are no parties."""
    known = [m for m in mentions if m.actor_id or not gate.is_private_name(m.text)]
    return tuple(name.removeprefix("the ") for name in parties(known))[:ACTORS]


def _outward(found: Sequence[Where]) -> tuple[str, ...]:
    names: list[str] = []
    for where in found:
        country = countries().get(where.country) if where.country else None
        own = _home_hidden(where.text if where.within else where.name or where.text)
        names += [n for n in (own, where.within, where.admin1, country.name if country else None) if n]
    return tuple(dict.fromkeys(names))


def _tolls(incident: Incident, kind: str) -> dict[str, Toll]:
    found = ((convention, range_of(incident, kind, convention)) for convention in RULES)
    return {convention: _toll(*held) for convention, held in found if held}


def _toll(victims: str, held: Range) -> Toll:
    return Toll(held.low, held.best, held.high, held.high_open, held.provisional, victims)
