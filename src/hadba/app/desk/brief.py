"""The brief of a selection made at the desk, through the same gate, with the ledger's own policy, as every output."""

from __future__ import annotations

from hadba.app.desk.desk import Desk
from hadba.app.desk.selecting import Asked
from hadba.app.outgoing import outgoing
from hadba.errors import UsageError
from hadba.publish.brief import brief_of

MOST = 400  # incidents of one brief; publish tells no more at all


def written(desk: Desk, asked: Asked, *, convention: str, form: str) -> str:
    """The brief in Markdown or HTML. ``UsageError`` where the selection is too large for one brief."""
    selection = desk.select(asked)
    count = int(selection.mask.sum())
    if count > MOST:
        raise UsageError(f"A brief tells {MOST} incidents at most, and this selection has {count:,}; narrow it.")
    numbers, _ = selection.page("oldest", convention, after=None, limit=MOST)
    ids = [s.incident_id for s in desk.sheets.of(numbers)]
    return brief_of(
        outgoing(desk.ledger).release(list(desk.sheets.incidents(ids))),
        convention=convention,
        since=asked.since,
        until=asked.until,
        place=None,
        format=form,
    )
