"""Incidents as a table under HXL hashtags: the tag row is the head, unknown numbers stay empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hadba.model.figure import FigureKind
from hadba.model.incident import Range
from hadba.publish.cells import Cell, lines
from hadba.publish.facts import LICENCE, Facts, notes
from hadba.publish.placing import places

TAGS = (
    "#event+code,#meta+url,#event+name,#date+occurred+start,#date+occurred+end,#meta+precision+date,#country+name,"
    "#country+code+v_iso3,#adm1+name,#adm1+code+v_pcode,#adm2+name,#adm2+code+v_pcode,#loc+name+i_en,#loc+name+i_ar,"
    "#geo+lat,#geo+lon,#meta+precision+geo,#event+type,#cause+type,#severity+type,#status+name,"
    "#affected+killed+civilians+min,#affected+killed+civilians+best,#affected+killed+civilians+max,"
    "#affected+killed+children+min,#affected+killed+children+max,#affected+killed+f+adults+min,"
    "#affected+killed+f+adults+max,#affected+injured+civilians+min,#affected+injured+civilians+best,"
    "#affected+injured+civilians+max,#affected+killed+combatants+min,#affected+killed+combatants+max,#affected+abducted,"
    "#group+name+first,#group+type+first,#group+name+second,#meta+method,#meta+source+num,#meta+source+name,"
    "#meta+source+url,#description+i_en,#date+reported+first,#date+reported+published,#date+reported+updated,#meta+license"
)
COLUMNS = tuple(TAGS.split(","))


def rows(incidents: Iterable[Facts]) -> Iterator[str]:
    """The lines of the file without its head."""
    return lines(COLUMNS, (_row(f) for f in incidents if f.is_happening()))


def _row(facts: Facts) -> list[Cell]:
    incident, place, country = facts.incident, facts.place, facts.country
    killed = facts.range(FigureKind.KILLED, "civilian")
    injured = facts.range(FigureKind.INJURED, "civilian")
    fighters = facts.range(FigureKind.KILLED, "combatant")
    first, second = next(iter(facts.doers()), None), next(iter(facts.targets()), None)
    kind = incident.type.replace("_", " ")
    where = places(incident.where)
    weapons = sorted({w.type.replace("_", " ") for c in facts.claims for w in c.weapons})
    urls = [s.report.url for s in facts.sources if s.report.url]
    return [
        incident.incident_id,
        f"#{incident.incident_id}",
        f"{kind}{f' ({where})' if where else ''}",
        incident.when.start,
        incident.when.end,
        incident.when.precision.value,
        country.name if country else "",
        country.iso3 if country else "",
        place.admin1 if place else "",
        "",
        place.admin2 if place else "",
        place.pcode if place else "",
        (place.name or place.text) if place else "",
        "",
        place.lat if place else None,
        place.lon if place else None,
        "blurred" if facts.fuzzed else place.precision.value if place else "none",
        kind,
        "; ".join(weapons),
        incident.grade.value,
        incident.review_state,
        *_three(killed),
        *facts.group(FigureKind.KILLED, "child"),
        *facts.group(FigureKind.KILLED, "woman"),
        *_three(injured),
        fighters.low,
        fighters.high,
        facts.range(FigureKind.ABDUCTED, "all").low,
        first.name if first else "",
        first.actor.kind if first and first.actor else "",
        second.name if second else "",
        f"{facts.convention} rule {incident.rule_version}",
        len(facts.sources),
        "; ".join(dict.fromkeys(s.report.outlet for s in facts.sources)),
        "; ".join(urls),
        notes(facts),
        facts.first_published(),
        None,
        facts.last_published(),
        LICENCE,
    ]


def _three(range: Range) -> tuple[int | None, int | None, int | None]:
    return range.low, range.best, range.high
