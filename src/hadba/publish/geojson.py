"""One GeoJSON feature an incident (RFC 7946); an incident that is not on the map has a null geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from hadba.model.attribution import Stance
from hadba.model.figure import FigureKind
from hadba.publish.facts import LICENCE, Facts

HEAD = '{"type":"FeatureCollection","features":[\n'
TAIL = "]}\n"


def features(incidents: Iterable[Facts]) -> Iterator[str]:
    """One feature a line, so that two releases can be compared line by line; ``HEAD``, commas and ``TAIL`` make it a file."""
    return (f"{_json(_feature(facts))}\n" for facts in incidents)


def _json(value: Mapping[str, Any]) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _feature(facts: Facts) -> dict[str, Any]:
    place = facts.place
    point = None
    if place is not None and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]}
    return {"type": "Feature", "id": facts.incident.incident_id, "geometry": point, "properties": properties(facts)}


def properties(facts: Facts) -> dict[str, Any]:
    """The attributes of an incident, in the order in which the design lists them."""
    incident, place = facts.incident, facts.place
    killed = facts.range(FigureKind.KILLED, "civilian")
    injured = facts.range(FigureKind.INJURED, "civilian")
    fighters = facts.range(FigureKind.KILLED, "combatant")
    return {
        "code": incident.incident_id,
        "permalink": f"#{incident.incident_id}",
        "date": incident.when.start,
        "date_end": incident.when.end,
        "date_precision": incident.when.precision,
        "type": incident.type,
        "grade": incident.grade,
        "civilians_killed_min": killed.low,
        "civilians_killed_max": killed.high,
        "civilians_injured_min": injured.low,
        "civilians_injured_max": injured.high,
        "combatants_killed_min": fighters.low,
        "combatants_killed_max": fighters.high,
        "max_open": killed.high_open,
        "convention": facts.convention,
        "rule_version": incident.rule_version,
        "place": {"en": (place.name or place.text) if place else None, "ar": None},
        "adm1_pcode": None,
        "adm2_pcode": place.pcode if place else None,
        "location_precision": place.precision if place else None,
        "location_fuzzed": facts.fuzzed,
        "withheld": ["victim_names"],
        "n_sources": len(facts.sources),
        "n_independent": incident.n_independent,
        "belligerents": _belligerents(facts),
        "sources": [
            {
                "outlet": s.report.outlet,
                "date": s.report.published,
                "lang": s.report.lang,
                "url": s.report.url,
                "sha256": s.report.sha256,
                "lineage": s.lineage,
            }
            for s in facts.sources
        ],
        "revision": facts.revision,
        "review_state": incident.review_state,
        "first_published": facts.first_published(),
        "last_updated": facts.last_published(),
        "licence": LICENCE,
    }


def _belligerents(facts: Facts) -> list[dict[str, Any]]:
    """The armed parties and who did it, with what each of them accepts."""
    conceded = facts.incident.conceded.get(FigureKind.KILLED)
    stances = {c.attribution[-1].source_id: c.stance for c in facts.claims if c.attribution[-1].source_id}
    found = []
    for party in facts.parties:
        if party.actor is None and party not in facts.doers():
            continue
        stance = stances.get(party.actor.id) if party.actor else None
        concedes = conceded if stance is Stance.CONCEDES else None
        found.append(
            {
                "name": party.name,
                "role": party.role,
                "position": stance,
                "conceded_min": concedes.low if concedes else None,
                "conceded_max": concedes.high if concedes else None,
            }
        )
    return found
