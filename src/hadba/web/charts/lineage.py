"""The lineage graph: reports on a line of days, one lane a lineage, each echo joined to what it repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hadba.app.desk.sources import called
from hadba.model.incident import Edge, Lineage
from hadba.model.report import Report
from hadba.web.charts.scale import Axis, day_ticks
from hadba.web.wording import day

WIDTH, LANE, LEFT, RIGHT, TOP, BOTTOM = 720, 34, 196, 24, 12, 28
LANES = 40
APART = 13


@dataclass(frozen=True, slots=True)
class Node:
    """A report in a lane; ``held`` is false for the placeholder of a root that the ledger does not hold."""

    x: float
    y: float
    report_id: str | None
    told: str
    root: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """An echo to what it repeats, with the proof in words."""

    path: str
    told: str


@dataclass(frozen=True, slots=True)
class LineageChart:
    """The graph; ``lanes`` are (position, name of the root, its claims)."""

    width: int
    height: int
    left: int
    lanes: tuple[tuple[float, str, int], ...]
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    columns: tuple[tuple[float, str], ...]
    hidden: int


def lineage_chart(lineages: tuple[Lineage, ...], reports: Mapping[str, Report], of_claim: Mapping[str, str]) -> LineageChart:
    """The graph of an incident. ``of_claim`` maps a claim to its report."""
    shown = sorted(lineages, key=lambda x: (-len(x.edges), -len(x.claims), x.root))[:LANES]
    days = [r.published for r in reports.values() if r.published]
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 1, 1))
    x = Axis((first - timedelta(1)).toordinal(), (last + timedelta(1)).toordinal(), LEFT + 40, WIDTH - RIGHT)
    nodes: list[Node] = []
    arcs: list[Arc] = []
    lanes: list[tuple[float, str, int]] = []
    for n, lineage in enumerate(shown):
        y = TOP + LANE * n + LANE / 2
        lanes.append((y, called(lineage.root, reports), len(lineage.claims)))
        spots = _spots(lineage, reports, of_claim, x)
        for node, at in spots.items():
            report = reports.get(node)
            told = (
                f"{report.outlet}, {day(report.published)}" if report else f"{called(node, reports)} (its report is not held)"
            )
            nodes.append(Node(at, y, report.id if report else None, told, node == lineage.root))
        arcs += [_arc(e, spots, y, reports) for e in lineage.edges if e.child in spots and e.parent in spots]
    return LineageChart(
        width=WIDTH,
        height=int(TOP + LANE * len(shown) + BOTTOM),
        left=LEFT,
        lanes=tuple(lanes),
        nodes=tuple(nodes),
        arcs=tuple(arcs),
        columns=tuple((x.at(d.toordinal()), day(d, year=False)) for d in day_ticks(first, last, 5)) if days else (),
        hidden=len(lineages) - len(shown),
    )


def _spots(lineage: Lineage, reports: Mapping[str, Report], of_claim: Mapping[str, str], x: Axis) -> dict[str, float]:
    """Where each node of a lineage stands on the line; a root that is not held stands before all days."""
    names = [lineage.root, *(of_claim[c] for c in lineage.claims if c in of_claim)]
    names += [node for e in lineage.edges for node in (e.parent, e.child)]
    spots: dict[str, float] = {}
    taken: dict[float, int] = {}
    for node in dict.fromkeys(names):
        report = reports.get(node)
        at = x.at(report.published.toordinal()) if report and report.published else float(LEFT + 14)
        beside = taken.get(at, 0)
        taken[at] = beside + 1
        spots[node] = at + beside * APART
    return spots


def _arc(edge: Edge, spots: Mapping[str, float], y: float, reports: Mapping[str, Report]) -> Arc:
    a, b = spots[edge.parent], spots[edge.child]
    rise = min(13.0, 4 + abs(b - a) / 8)
    words = f": “{edge.proof.text}”" if edge.proof.text else ""
    told = f"{called(edge.child, reports)} repeats {called(edge.parent, reports)} ({edge.proof.rule}{words})"
    return Arc(f"M{a:.1f} {y:.1f}Q{(a + b) / 2:.1f} {y - rise * 2:.1f} {b:.1f} {y:.1f}", told)
