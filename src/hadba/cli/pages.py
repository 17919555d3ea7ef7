"""One record as a page of plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hadba.cli.words import days, place, places, quote, range_words, said, type_words
from hadba.model.claim import Claim
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.report import Report


def page(record: Report | Claim | Incident | Decision, claims: Sequence[Claim], reports: Mapping[str, Report]) -> str:
    """``claims`` are those that belong to the record, ``reports`` theirs by id."""
    if isinstance(record, Report):
        lines = _report(record, claims)
    elif isinstance(record, Claim):
        lines = _claim(record, reports)
    elif isinstance(record, Incident):
        lines = _incident(record, claims, reports)
    else:
        lines = _decision(record)
    return "\n".join(lines)


def _field(name: str, words: str | None) -> list[str]:
    return [f"{name:<12}{words}"] if words else []


def _report(report: Report, claims: Sequence[Claim]) -> list[str]:
    published = report.published_at or report.published
    return [
        f"Report {report.id}",
        *_field("title", report.title),
        *_field("outlet", report.outlet),
        *_field("published", published.isoformat() if published else "not known"),
        *_field("address", report.url),
        *_field("sha256", report.sha256),
        "",
        report.text,
        "",
        *(f"{c.claim_id}  {type_words(c.type)}: {' '.join(f.text for f in c.figures) or c.trigger.text}" for c in claims),
    ]


def _claim(claim: Claim, reports: Mapping[str, Report]) -> list[str]:
    report = reports[claim.report_id]
    lines = [
        f"Claim {claim.claim_id}",
        *_field("report", f"{claim.report_id} ({report.outlet})"),
        *_field("what", f"{claim.family}, {type_words(claim.type)}, {claim.realis}"),
        *_field("who says it", said(claim)),
        *_field("said on", days(claim.said_on) if claim.said_on else None),
        *_field("when", days(claim.when) + (f" ({claim.when.basis})" if claim.when.basis else "")),
    ]
    for where in claim.where:
        point = "not on the map" if where.lat is None else f"{where.lat:.4f}, {where.lon:.4f}, {where.precision}"
        lines += _field("where", f"{place(where)} ({point})")
    for actor in claim.actors:
        lines += _field(
            actor.role, actor.text + (f" [{actor.actor_id}]" if actor.actor_id else "") + ("" if actor.certain else ", unsure")
        )
    for weapon in claim.weapons:
        lines += _field("weapon", f"{weapon.text} ({type_words(weapon.type)})")
    for thing in claim.objects:
        lines += _field("object", f"{thing.text} ({thing.effect})")
    for figure in claim.figures:
        bounds = "/".join("-" if n is None else str(n) for n in (figure.low, figure.point, figure.high))
        about = ", ".join((figure.kind, figure.victims, *figure.groups, f"scope {figure.scope}"))
        lines += _field("figure", f'{bounds} "{figure.text}" ({about})')
    return [*lines, *_field("quote", quote(claim, report))]


def _incident(incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[str]:
    lines = [
        f"Incident {incident.incident_id}",
        *_field("what", type_words(incident.type)),
        *_field("when", days(incident.when)),
        *_field("where", places(incident.where)),
    ]
    for actor in incident.actors:
        lines += _field(actor.role, actor.text)
    for kind, by_victims in incident.ranges.items():
        for victims, by_convention in by_victims.items():
            told = "; ".join(f"{convention} {range_words(held)}" for convention, held in by_convention.items())
            lines += _field(kind, f"{victims}: {told}")
    for kind, held in incident.conceded.items():
        lines += _field("conceded", f"{kind}: {range_words(held)}")
    return [
        *lines,
        *_field("sources", f"{incident.n_independent} independent, {incident.n_reports} reports"),
        *_field("grade", f"{incident.grade}: {incident.grade_reason}"),
        *_field("review", incident.review_state),
        "",
        *(f"{c.claim_id}  {reports[c.report_id].outlet}: {said(c)}\n    {quote(c, reports[c.report_id])}" for c in claims),
        "",
        f"How its numbers came about: hadba explain {incident.incident_id}",
    ]


def _decision(decision: Decision) -> list[str]:
    return [
        f"Decision {decision.id}",
        *_field("what", decision.action),
        *_field("on", ", ".join(decision.targets)),
        *_field("who", decision.who),
        *_field("when", decision.at.isoformat()),
        *_field("why", decision.why),
        *(f"  {path} = {value}" for path, value in sorted(decision.values.items())),
    ]
