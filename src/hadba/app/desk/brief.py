"""The brief of a selection made at the desk, through the same gate as every output."""

from __future__ import annotations

from hadba.app.desk.desk import Desk
from hadba.app.desk.selecting import Asked
from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.publish.brief import brief
from hadba.review import rulings

MOST = 400  # incidents of one brief; publish tells no more at all


def written(desk: Desk, asked: Asked, *, convention: str, form: str) -> str:
    """The brief in Markdown or HTML. ``UsageError`` where the selection is too large for one brief."""
    selection = desk.select(asked)
    count = int(selection.mask.sum())
    if count > MOST:
        raise UsageError(f"A brief tells {MOST} incidents at most, and this selection has {count:,}; narrow it.")
    numbers, _ = selection.page("oldest", convention, after=None, limit=MOST)
    ids = [s.incident_id for s in desk.sheets.of(numbers)]
    incidents = list(desk.sheets.incidents(ids))
    held = {c for i in incidents for c in i.claims}
    ruled = rulings.apply(desk.sheets.claims(held), desk.ledger.decisions()).claims
    claims: dict[str, Claim] = {c.claim_id: c for c in ruled if c.claim_id in held}
    reports = {r.id: r for r in desk.sheets.reports({c.report_id for c in claims.values()})}
    return brief(
        incidents,
        claims,
        reports,
        convention=convention,
        since=asked.since,
        until=asked.until,
        place=None,
        format=form,
    )
