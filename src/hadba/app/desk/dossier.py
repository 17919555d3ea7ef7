"""One incident in full: its claims as ruled, with their words, votes and lineages, and what people decided about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hadba.app.desk.desk import Desk
from hadba.app.desk.listing import Listed, listed
from hadba.app.desk.reading_claims import ruled
from hadba.app.history import heir
from hadba.app.outgoing import policy_of
from hadba.errors import UsageError
from hadba.model.change import Change
from hadba.model.claim import Claim
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.model.span import Span, cover
from hadba.publish import gate
from hadba.publish.tally import RULES
from hadba.review.linking import split_from
from hadba.review.live import in_order, live

AROUND = 160  # characters of the report shown before and after a quotation


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim's words in their surroundings; ``report_id`` and ``span`` say where they stand."""

    report_id: str
    span: Span
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Borne:
    """A claim of an incident. ``machine`` is how the machine read it where a person corrected it, else null. ``votes``
    are the conventions under which it counts for the killed; ``left_out`` maps a convention to why it does not."""

    claim: Claim
    machine: Claim | None
    quote: Quote
    outlet: str
    published: date | None
    language: str | None
    root: str
    state: str | None
    votes: tuple[str, ...]
    left_out: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident with all that bears it. ``changes`` say what it was before, the latest first. ``history`` are the decisions
    on it and on its claims, the latest first, each with whether it still holds. ``reports`` are masked unless names were
    asked for."""

    incident: Incident
    sheet: Listed
    claims: tuple[Borne, ...]
    reports: Mapping[str, Report]
    history: tuple[tuple[Decision, bool], ...]
    changes: tuple[Change, ...]
    masked: bool


def incident_of(desk: Desk, incident_id: str) -> Incident:
    """The incident of that id; ``UsageError`` where there is none."""
    found = next(desk.sheets.incidents([incident_id]), None)
    if found is None:
        raise UsageError(f"There is no incident {incident_id[:80]}.")
    return found


def now_called(desk: Desk, incident_id: str) -> str | None:
    """The incident that stands for one that was merged; null where that id is its own or nobody's. ``UsageError`` where it
    was withdrawn, with the day and the reason."""
    found = heir(desk.ledger, incident_id)
    return found if found != incident_id else None


def dossier(desk: Desk, incident_id: str, *, names: bool) -> Dossier:
    """The incident in full. Names of victims are masked unless ``names``."""
    incident = incident_of(desk, incident_id)
    decisions = list(desk.ledger.decisions())
    seen = ruled(desk, reports=incident.reports, claims=incident.claims, decisions=decisions)
    reports = {r.id: r for r in desk.sheets.reports(incident.reports)}
    claims: Mapping[str, Claim] = {c: seen.claims[c] for c in incident.claims if c in seen.claims}
    masked = False
    if not names:
        out = gate.names_hidden([incident], seen.claims, reports, policy=policy_of(desk.ledger))
        hidden = {r: out.reports[r] for r in reports}
        masked = any(hidden[r] is not reports[r] for r in reports)
        (incident,), reports, claims = out.incidents, hidden, {c: out.claims[c] for c in claims}
    sheet = listed(incident, claims, reports)
    root_of = {c: lineage.root for lineage in incident.lineages for c in lineage.claims}
    votes, left_out = _ballots(incident)
    borne = tuple(
        Borne(
            claim=claim,
            machine=seen.machine.get(claim.claim_id),
            quote=quote_of(claim, reports[claim.report_id]),
            outlet=reports[claim.report_id].outlet,
            published=reports[claim.report_id].published,
            language=reports[claim.report_id].lang,
            root=root_of.get(claim.claim_id, claim.report_id),
            state=seen.states.get(claim.claim_id),
            votes=votes.get(claim.claim_id, ()),
            left_out=left_out.get(claim.claim_id, {}),
        )
        for claim in claims.values()
        if claim.report_id in reports
    )
    changes = tuple(desk.ledger.derivations.changes(of=[incident_id]))[::-1]
    decided = history(decisions, {incident_id, *incident.claims})
    return Dossier(incident, sheet, _by_day(borne), reports, decided, changes, masked)


def quote_of(claim: Claim, report: Report) -> Quote:
    """The claim's words with what stands around them."""
    span = cover(list(claim.spans)) if claim.spans else Span(claim.trigger.start, claim.trigger.end)
    before, after = report.text[max(0, span.start - AROUND) : span.start], report.text[span.end : span.end + AROUND]
    if span.start > AROUND:
        before = "… " + before.partition(" ")[2]
    if span.end + AROUND < len(report.text):
        after = after.rpartition(" ")[0] + " …"
    return Quote(report.id, span, before, span.of(report.text), after)


def history(decisions: Sequence[Decision], about: set[str]) -> tuple[tuple[Decision, bool], ...]:
    """The decisions about those ids, and the undoings of them, the latest first, each with whether it still holds."""
    holding = {d.id for d in live(decisions)}
    found = [d for d in in_order(decisions) if not about.isdisjoint((*d.targets, *split_from(d)))]
    ids = {d.id for d in found}
    found += [d for d in in_order(decisions) if d.id not in ids and not ids.isdisjoint(d.targets)]
    return tuple((d, d.id in holding) for d in sorted(found, key=lambda d: (d.at, d.id), reverse=True))


def _by_day(claims: Sequence[Borne]) -> tuple[Borne, ...]:
    return tuple(sorted(claims, key=lambda b: (b.published or date.max, b.claim.report_id, b.quote.span, b.claim.claim_id)))


def _ballots(incident: Incident) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    votes: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, dict[str, str]] = {}
    for convention in RULES:
        for victims in ("civilian", "all"):
            held = incident.ranges.get("killed", {}).get(victims, {}).get(convention)
            if held is None:
                continue
            for claim_id in held.votes:
                votes[claim_id] = tuple(dict.fromkeys((*votes.get(claim_id, ()), convention)))
            for claim_id, why in held.left_out:
                left_out.setdefault(claim_id, {}).setdefault(convention, why)
    return votes, left_out
