"""Keeping the sheets beside the incidents: what changed is listed anew, a round at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hadba.app.desk.listing import listed, words_of
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.review import rulings
from hadba.store.codec import encode
from hadba.store.ledger import SqlLedger
from hadba.store.sheets import Late, NewSheet, Sheets


def follow(
    ledger: SqlLedger,
    sheets: Sheets,
    *,
    tick: Callable[[int], None] | None = None,
    only: Sequence[str] | None = None,
    rounds: int | None = None,
) -> int:
    """Bring the sheets up to the incidents, or up to ``only`` these; how many were made anew. May be interrupted, or stopped
    after some ``rounds``: the rest is done next time."""
    made = done = 0
    while rounds is None or done < rounds:
        late = sheets.late(only)
        if not late.seen:
            break
        new = _made(ledger, sheets, late)
        sheets.follow(late, new)
        made, done = made + len(new), done + 1
        if tick:
            tick(len(late.seen))
    return made


def _made(ledger: SqlLedger, sheets: Sheets, late: Late) -> list[NewSheet]:
    incidents = [incident for incident, _ in late.changed]
    machine = sheets.claims({c for i in incidents for c in i.claims})
    ruled = rulings.apply(machine, ledger.decisions()).claims
    claims = {c.claim_id: c for c in ruled}
    reports = {r.id: r for r in sheets.reports({r for i in incidents for r in i.reports})}
    return [_sheet(incident, claims, reports) for incident in incidents]


def _sheet(incident: Incident, claims: dict[str, Claim], reports: dict[str, Report]) -> NewSheet:
    mine = {r: reports[r] for r in incident.reports if r in reports}
    held = [claims[c] for c in incident.claims if c in claims]
    short = listed(incident, claims, mine)
    return NewSheet(incident, encode(short), words_of(short, held, mine))
