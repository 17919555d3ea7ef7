"""Everything in one table: a row for each figure of each claim, and one for each claim without figures.

The incident's columns repeat on each row; ranges are those of the figure's kind for civilians (with unstated status),
or for combatants where the figure counts them, under all three rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hadba.model.claim import Claim
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.report import Report
from hadba.publish.cells import Cell, day, joined, ready, single, text, truth
from hadba.publish.facts import EMPTY, LICENCE, Facts
from hadba.publish.tally import RULES

Reports = Mapping[str, Report]
INCIDENT = (
    *("incident_id", "incident_type", "incident_start", "incident_end", "incident_precision", "country", "admin1", "admin2"),
    *("place", "latitude", "longitude", "place_precision", "location_fuzzed", "n_reports", "n_independent", "grade"),
    *("grade_reason", "review_state"),
)
CLAIM = (
    *("claim_id", "report_id", "outlet", "published", "title", "url", "report_sha256", "lineage", "family", "type", "realis"),
    *("main", "trigger", "span_start", "span_end", "speakers", "stance", "hedge", "said_on_start", "said_on_end"),
    *("when_start", "when_end", "when_precision", "when_text", "when_basis", "where", "perpetrators", "targets", "weapons"),
    *("objects", "detail"),
)
FIGURE = (
    *("figure", "kind", "victims", "groups", "unit", "low", "point", "high", "approximate", "scope", "text", "figure_start"),
    *("figure_end", "figure_speakers"),
)
RANGE = tuple(f"{rule}_{end}" for rule in RULES for end in ("low", "best", "high", "high_open", "counted"))
COLUMNS = (*INCIDENT, *CLAIM, *FIGURE, *RANGE, "rule_version", "revision", "licence")

_Ranges = list[tuple[str, frozenset[str] | None]]
_Ready = str | int | None
_NO_FIGURE = "," * (len(FIGURE) - 1)
_NO_RANGES = "," * (len(RANGE) - 1)


def flat(rows: Iterable[tuple[Facts | None, Sequence[Claim]]], reports: Reports, *, revision: str) -> Iterator[str]:
    """The lines of the file without its head: the claims of each incident, or (null) claims that belong to none."""
    for facts, claims in rows:
        yield from _lines(facts, claims, reports, revision)


def head() -> str:
    """The first line."""
    return joined(COLUMNS) + "\n"


def _lines(facts: Facts | None, claims: Sequence[Claim], reports: Reports, revision: str) -> Iterator[str]:
    """What repeats is written out once: the incident's cells for all its claims, a claim's for all its figures."""
    first = joined(_incident_cells(facts))
    root = {c: lineage.root for lineage in facts.incident.lineages for c in lineage.claims} if facts else {}
    last = joined((facts.incident.rule_version if facts else "", revision, LICENCE))
    ranges: dict[tuple[FigureKind, str], _Ranges] = {}
    for claim in claims:
        middle = ready([*_said(claim, reports.get(claim.report_id), root.get(claim.claim_id, "")), *_told_of(claim)])
        for number, figure in enumerate(claim.figures or (None,)):
            own = _figure_cells(number, figure) if figure else _NO_FIGURE
            counts = _NO_RANGES
            if facts is not None and figure is not None:
                key = (figure.kind, "combatant" if figure.victims is Victims.COMBATANT else "civilian")
                held = ranges[key] if key in ranges else ranges.setdefault(key, _ranges(facts, *key))
                counts = ",".join([f"{cells}{_counted(claim, votes)}" for cells, votes in held])
            yield f"{first},{middle},{own},{counts},{last}\n"


def _incident_cells(facts: Facts | None) -> list[Cell]:
    if facts is None:
        return [None] * len(INCIDENT)
    incident, place = facts.incident, facts.place
    return [
        incident.incident_id,
        incident.type,
        incident.when.start,
        incident.when.end,
        incident.when.precision,
        facts.country.name if facts.country else None,
        place.admin1 if place else None,
        place.admin2 if place else None,
        (place.name or place.text) if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.precision if place else None,
        facts.fuzzed,
        incident.n_reports,
        incident.n_independent,
        incident.grade,
        incident.grade_reason,
        incident.review_state,
    ]


def _said(claim: Claim, report: Report | None, lineage: str) -> list[_Ready]:
    """Who says it, where: the cells up to the lineage."""
    of_report: Sequence[_Ready] = (None,) * 5
    if report:
        of_report = (text(report.outlet), day(report.published), single(report.title), single(report.url), report.sha256)
    return [single(claim.claim_id), single(claim.report_id), *of_report, single(lineage)]


def _told_of(claim: Claim) -> list[_Ready]:
    """What it says: the further cells."""
    when, said_on = claim.when, claim.said_on
    return [
        claim.family,
        text(claim.type),
        claim.realis,
        truth(claim.main),
        text(claim.trigger.text),
        claim.spans[0].start if claim.spans else None,
        claim.spans[-1].end if claim.spans else None,
        text(" > ".join([s.name for s in claim.attribution])),
        claim.stance,
        text(claim.hedge),
        day(said_on.start) if said_on else None,
        day(said_on.end) if said_on else None,
        day(when.start),
        day(when.end),
        when.precision,
        text(when.text),
        text(when.basis),
        _listed([w.text for w in claim.where]),
        _listed([a.text for a in claim.actors if a.role == "perpetrator"]),
        _listed([a.text for a in claim.actors if a.role == "target"]),
        _listed([w.text for w in claim.weapons]),
        _listed([f"{o.text} ({o.effect})" for o in claim.objects]),
        text(claim.detail),
    ]


def _listed(words: Sequence[str]) -> str:
    return text("; ".join(words)) if words else ""


def _figure_cells(number: int, figure: Figure) -> str:
    return ready(
        [
            number,
            figure.kind,
            figure.victims,
            _listed(figure.groups),
            text(figure.unit),
            figure.low,
            figure.point,
            figure.high,
            truth(figure.approximate),
            figure.scope,
            text(figure.text),
            figure.span.start,
            figure.span.end,
            text(" > ".join([s.name for s in figure.attribution])) if figure.attribution else "",
        ]
    )


def _ranges(facts: Facts, kind: FigureKind, victims: str) -> _Ranges:
    """Of each rule the cells of its range but the last, which is the claim's own, and the votes that tell what stands there;
    null where there is no range."""
    held: list[tuple[str, frozenset[str] | None]] = []
    for rule in RULES:
        found = facts.range(kind, victims, rule)
        if found is EMPTY:
            held.append((",,,,", None))
        else:
            cells = ready([found.low, found.best, found.high, truth(found.high_open)])
            held.append((f"{cells},", frozenset(found.votes)))
    return held


def _counted(claim: Claim, votes: frozenset[str] | None) -> str:
    return "" if votes is None else truth(claim.claim_id in votes)
