"""A static site of what may be published: a list with filters, a map, a timeline, and a page of evidence for each incident.

It needs no server and nothing from outside; it opens from disk. An incident's page keeps its address: where incidents were
merged or split since the last site in the same folder, the old page leads to the one that now holds most of its claims.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from hadba.model.claim import Claim
from hadba.model.figure import FigureKind
from hadba.publish.export import all_facts
from hadba.publish.facts import LICENCE, Facts, shown
from hadba.publish.gate import Released
from hadba.publish.layer import point
from hadba.publish.notes import quotation
from hadba.publish.placing import places
from hadba.publish.tally import GRADES, RULES
from hadba.publish.withhold import shown as readable
from hadba.publish.wording import on

PERMALINKS = "permalinks.json"
WIDE, HIGH, MARGIN = 720, 360, 24  # of the map, in pixels


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the list. ``killed`` is the range of the chosen rule in words; ``at`` its point on the drawn map."""

    id: str
    day: str
    when: str
    what: str
    where: str
    killed: str
    grade: str
    sources: str
    lonlat: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim on an incident's page."""

    who: str
    outlet: str
    published: str
    url: str | None
    quote: str


def site(parts: Iterable[Released], folder: Path, *, convention: str, revision: str, before: Path | None) -> None:
    """Write the site into ``folder``; ``before`` is the folder of the last one, if there is one."""
    (folder / "i").mkdir()
    rows: list[Row] = []
    held: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for facts in all_facts([part], convention=convention, revision=revision):
            if not facts.is_happening():
                continue
            row = _row(facts)
            rows.append(row)
            held[row.id] = facts.incident.claims
            _write(
                folder / "i" / f"{row.id}.html", "site_incident.html.j2", row=row, facts=_page(facts), evidence=_evidence(facts)
            )
    foot = {"rule": RULES[convention], "revision": revision, "licence": LICENCE}
    _write(folder / "index.html", "site_index.html.j2", rows=rows, dots=_dots(rows), months=_months(rows), **foot)
    (folder / PERMALINKS).write_text(json.dumps(held, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    for old, new in redirects(before, held):
        _write(folder / "i" / f"{old}.html", "site_moved.html.j2", new=new)


def redirects(before: Path | None, held: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(old id, id of the incident that now holds most of its claims) for pages of the last site that are no more. One whose
    claims are all gone has no page: it may have been withdrawn for good reasons."""
    path = before / PERMALINKS if before else None
    if path is None or not path.is_file():
        return
    now = {claim: incident for incident, claims in held.items() for claim in claims}
    for old, claims in sorted(json.loads(path.read_text(encoding="utf-8")).items()):
        found = Counter(now[c] for c in claims if c in now)
        if old not in held and found:
            yield old, min(found, key=lambda one: (-found[one], one))


def _write(path: Path, template: str, **values: object) -> None:
    path.write_text(readable(_templates().get_template(template).render(values)), encoding="utf-8")


@cache
def _templates() -> Environment:
    loader = PackageLoader("hadba.publish")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _row(facts: Facts) -> Row:
    incident = facts.incident
    return Row(
        id=incident.incident_id,
        day=incident.when.start.isoformat() if incident.when.start else "",
        when=on(incident.when).removeprefix("on ") or "day not known",
        what=incident.type.replace("_", " "),
        where=places(incident.where) or "place not known",
        killed=shown(facts.range(FigureKind.KILLED, "all")),
        grade=GRADES[incident.grade],
        sources=f"{incident.n_independent} of {incident.n_reports}",
        lonlat=point(facts),
    )


def _page(facts: Facts) -> list[tuple[str, str]]:
    """What a page tells of an incident, name by name."""
    incident = facts.incident
    told = [
        ("Grade", f"{GRADES[incident.grade]}: {incident.grade_reason}" if incident.grade_reason else GRADES[incident.grade])
    ]
    for kind, by_victims in incident.ranges.items():
        for victims, by_rule in by_victims.items():
            ranges = "; ".join(f"{RULES.get(rule, rule)} {shown(held)}" for rule, held in by_rule.items())
            told.append((f"{kind.replace('_', ' ').capitalize()} ({victims})", ranges))
    told += [(f"Conceded: {kind}", shown(held)) for kind, held in incident.conceded.items()]
    told.append(("Parties", "; ".join(f"{p.name} ({p.role}{'' if p.certain else ', unsure'})" for p in facts.parties)))
    told.append(("Sources", f"{incident.n_independent} independent, in {incident.n_reports} reports"))
    told.append(("Review", incident.review_state))
    if facts.fuzzed:
        told.append(("Place", "blurred to the middle of a cell of about 11 km"))
    return [(name, words) for name, words in told if words]


def _evidence(facts: Facts) -> list[Evidence]:
    reports = {s.report.id: s.report for s in facts.sources}
    found = []
    for claim in facts.claims:
        report = reports.get(claim.report_id)
        if report is not None:
            url = report.url if report.url and report.url.startswith(("http://", "https://")) else None
            day = report.published.isoformat() if report.published else "undated"
            found.append(Evidence(_who(claim), report.outlet, day, url, quotation(report, claim)))
    return found


def _who(claim: Claim) -> str:
    stance = "" if claim.stance == "asserts" else f" ({claim.stance.replace('_', ' ')})"
    return " > ".join(s.name for s in claim.attribution) + stance


def _dots(rows: list[Row]) -> list[tuple[float, float, Row]]:
    """Points of the drawn map: degrees to pixels, the same scale both ways at the middle latitude."""
    located = [(row.lonlat, row) for row in rows if row.lonlat]
    if not located:
        return []
    lons, lats = [p[0] for p, _ in located], [p[1] for p, _ in located]
    wide, high = max(max(lons) - min(lons), 0.5), max(max(lats) - min(lats), 0.5)
    scale = min((WIDE - 2 * MARGIN) / wide, (HIGH - 2 * MARGIN) / high)
    return [
        (round(MARGIN + (lon - min(lons)) * scale, 1), round(HIGH - MARGIN - (lat - min(lats)) * scale, 1), row)
        for (lon, lat), row in located
    ]


def _months(rows: list[Row]) -> list[tuple[str, int, float]]:
    """(month, incidents, share of the fullest month) for the timeline."""
    counts = Counter(row.day[:7] for row in rows if row.day)
    most = max(counts.values(), default=1)
    return [(month, count, round(count / most, 3)) for month, count in sorted(counts.items())]
