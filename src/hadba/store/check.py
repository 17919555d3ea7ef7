"""What a ledger must hold beyond its audit chain: columns that agree with records, ids and words that fit the reports."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from hadba.model.claim import Claim, claim_id
from hadba.model.decision import Action, Decision
from hadba.model.incident import Incident
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.store import schema
from hadba.store.codec import decode


def failings(connection: Connection) -> Iterator[str]:
    """What does not hold, one sentence each."""
    for row in connection.execute(select(schema.report)):
        report = decode(row.json, Report)
        if (report.id, report.sha256, report.sha256) != (row.id, row.sha256, _digest(report)):
            yield f"The report {row.id} does not hash to what it says."
    claims = _Claims(connection)
    yield from claims.failings()
    for text in connection.scalars(select(schema.decision.c.json).where(schema.decision.c.action == Action.ADD)):
        claims.ids.update(decode(text, Decision).targets)
    if connection.scalar(select(schema.linkage.c.report_id).where(schema.linkage.c.stale == 1).limit(1)) is not None:
        return  # claims were read anew and incidents not derived yet
    for row in connection.execute(select(schema.incident.c.json)):
        incident = decode(row.json, Incident)
        lost = [c for c in incident.claims if c not in claims.ids]
        if lost:
            yield f"The incident {incident.incident_id} rests on the claim {lost[0]}, which the ledger does not hold."


def _digest(report: Report) -> str:
    """The hash that ``make_report`` gives to the same content."""
    return make_report(
        report.text,
        outlet=report.outlet,
        id=report.id,
        title=report.title,
        published=report.published_at or report.published,
        url=report.url,
    ).sha256


class _Claims:
    """The claims beside the texts that bear them; ``ids`` is filled as they are read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.ids: set[str] = set()

    def failings(self) -> Iterator[str]:
        """Claims whose words do not stand in their report, or whose id does not follow from their content."""
        joined = schema.claim.join(schema.report, schema.report.c.id == schema.claim.c.report_id)
        columns = (schema.claim.c.json.label("claim"), schema.report.c.json.label("report"))
        query = select(*columns).select_from(joined).order_by(schema.claim.c.report_id)
        held: tuple[str, str] = ("", "")
        for row in self._connection.execute(query):
            claim = decode(row.claim, Claim)
            self.ids.add(claim.claim_id)
            if held[0] != claim.report_id:
                held = (claim.report_id, decode(row.report, Report).text)
            if not _stands_in(claim, held[1]):
                yield f"The words of claim {claim.claim_id} do not stand in the report {claim.report_id}."
            if claim.claim_id != claim_id(claim.report_id, claim.family, claim.type, claim.spans, claim.figures):
                yield f"The id of claim {claim.claim_id} does not follow from what it says."


def _stands_in(claim: Claim, text: str) -> bool:
    trigger = claim.trigger
    quoted = [(trigger.text, Span(trigger.start, trigger.end)), *((f.text, f.span) for f in claim.figures)]
    return all(span.of(text) == words for words, span in quoted)
