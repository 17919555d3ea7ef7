"""Outlets at the desk: what they published, how often first, how often they repeat others, and whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hadba.app.desk.desk import Desk
from hadba.app.desk.selecting import Asked
from hadba.app.outgoing import policy_of
from hadba.errors import UsageError
from hadba.model.report import Report
from hadba.publish import gate

LOOKED_AT = 400  # an outlet's incidents that are opened, the latest first
LISTED = 50
SOMEBODY = "a private person"


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet in the list: reports, first and last day, and the incidents that its reports tell of."""

    name: str
    reports: int
    first: date | None
    last: date | None
    incidents: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """An outlet in full. Of the ``looked_at`` incidents: ``alone`` are told by no other source, ``first`` it was the first
    to report, ``roots`` it is the root of a lineage, ``echoes`` it only repeats. ``repeats`` and ``repeated_by`` count
    the incidents by the other's name."""

    outlet: Outlet
    looked_at: int
    alone: int
    first: int
    roots: int
    echoes: int
    repeats: tuple[tuple[str, int], ...]
    repeated_by: tuple[tuple[str, int], ...]
    reports: tuple[Report, ...]


def outlets(desk: Desk) -> list[Outlet]:
    """Every outlet, by name."""
    state = desk.state()
    _, codes = state.columns.many["source"]
    words = state.words["source"]
    counts = Counter(codes.tolist())
    return [
        Outlet(name, reports, _day(first), _day(last), counts.get(words.codes.get(name, -1), 0))
        for name, reports, first, last in desk.ledger.sources()
    ]


def source_page(desk: Desk, name: str) -> SourcePage:
    """One outlet in full."""
    outlet = next((o for o in outlets(desk) if o.name == name), None)
    if outlet is None:
        raise UsageError(f"There is no outlet {name[:80]} in the ledger.")
    counts: Counter[str] = Counter()
    repeats: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    incidents = list(desk.sheets.incidents(_incidents_of(desk, name)))
    reports = {r.id: r for r in desk.sheets.reports({r for i in incidents for r in i.reports})}
    for incident in incidents:
        mine = {r for r in incident.reports if r in reports and reports[r].outlet == name}
        roots = {x.root for x in incident.lineages}
        days = sorted((reports[r].published or date.max, reports[r].outlet) for r in incident.reports if r in reports)
        counts["alone"] += len({reports[r].outlet for r in incident.reports if r in reports}) == 1
        counts["first"] += bool(days) and days[0][0] != date.max and (days[0][0], name) in days
        counts["roots"] += bool(mine & roots)
        counts["echoes"] += not mine & roots
        edges = [e for x in incident.lineages for e in x.edges]
        repeats.update({_spoken(e.parent, reports) for e in edges if e.child in mine} - {name})
        repeated.update({_spoken(e.child, reports) for e in edges if e.parent in mine} - {name})
    latest = _names_hidden(desk, desk.sheets.reports_of_outlet(name, limit=LISTED))
    return SourcePage(
        outlet=outlet,
        looked_at=len(incidents),
        alone=counts["alone"],
        first=counts["first"],
        roots=counts["roots"],
        echoes=counts["echoes"],
        repeats=tuple(repeats.most_common(8)),
        repeated_by=tuple(repeated.most_common(8)),
        reports=tuple(sorted(latest, key=lambda r: (r.published or date.min, r.id), reverse=True)),
    )


def _incidents_of(desk: Desk, name: str) -> list[str]:
    found = desk.select(Asked(facets={"source": (name,)}))
    numbers, _ = found.page("updated", "airwars", after=None, limit=LOOKED_AT)
    return [s.incident_id for s in desk.sheets.of(numbers)]


def _names_hidden(desk: Desk, ids: Iterable[str]) -> list[Report]:
    """The reports with the names of private persons masked: a page of an outlet shows what many of them tell."""
    reports = {r.id: r for r in desk.sheets.reports(ids)}
    claims = {c.claim_id: c for c in desk.ledger.claims_in(reports)}
    return list(gate.names_hidden((), claims, reports, policy=policy_of(desk.ledger)).reports.values())


def _spoken(node: str, reports: Mapping[str, Report]) -> str:
    name = called(node, reports)
    return SOMEBODY if node not in reports and gate.is_private_name(name) else name


def called(node: str, reports: Mapping[str, Report]) -> str:
    """A node of a lineage by its outlet, or by the name of a source whose report is not held."""
    return reports[node].outlet if node in reports else node.removeprefix("source:")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
