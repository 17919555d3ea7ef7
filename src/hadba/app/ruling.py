"""A person's decisions: what waits for one, and what one changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from hadba.app.looking import Record, find
from hadba.deriving import Derived, derive
from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision, make_decision
from hadba.model.incident import Incident
from hadba.review.correct import correct
from hadba.review.queue import ReviewItem, needs_review
from hadba.store.ledger import SqlLedger


def decide(
    ledger: SqlLedger,
    action: Action,
    ids: Sequence[str],
    *,
    who: str,
    why: str,
    now: datetime,
    values: Mapping[str, str] | None = None,
) -> tuple[Decision, Derived]:
    """Append a decision and derive the incidents anew. ``ids`` may be beginnings of ids.

    Merging and splitting work on claims: an incident stands for its claims. A split names claims of one incident, and
    the others of it stay behind.
    """
    targets = [find(ledger, one) for one in ids]
    held = dict(values or {})
    if action is Action.CORRECT:
        for target in targets:
            if not isinstance(target, Claim):
                raise UsageError("Only a claim can be corrected; `hadba show ID` lists those of an incident.")
            correct(target, held, who=who)
    names = [_id_of(t) for t in targets]
    if action is Action.MERGE:
        names = list(dict.fromkeys(name for t in targets for name in _claims_of(t)))
        if len(names) < 2:
            raise UsageError("A merge needs two claims or incidents at least.")
    if action is Action.SPLIT:
        names = list(dict.fromkeys(name for t in targets for name in _claims_of(t)))
        together = [set(i.claims) for i in ledger.incidents() if set(names) <= set(i.claims)]
        rest = sorted(together[0] - set(names)) if together else []
        if not rest:
            raise UsageError("A split needs claims of one incident, and not all of them.")
        held["from"] = json.dumps(rest)
    decision = make_decision(action, tuple(names), who=who, at=now, why=why, values=held)
    ledger.add_decision(decision)
    return decision, derive(ledger, at=now)


def _id_of(record: Record) -> str:
    if isinstance(record, Claim):
        return record.claim_id
    return record.incident_id if isinstance(record, Incident) else record.id


def _claims_of(record: Record) -> tuple[str, ...]:
    if isinstance(record, Claim):
        return (record.claim_id,)
    if isinstance(record, Incident):
        return record.claims
    raise UsageError(f"{_id_of(record)} is no claim or incident.")


def queue(ledger: SqlLedger) -> list[tuple[ReviewItem, Incident]]:
    """What a person should look at, the weightiest first."""
    held = {i.incident_id: i for i in ledger.incidents()}
    items = needs_review(held.values(), {c.claim_id: c for c in ledger.claims()})
    return [(item, held[item.incident_id]) for item in items]
