"""A person decides at the desk: the decision is checked, kept for ever, and the incidents around it follow at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hadba.app.desk.deriving import Change, changed_by, made_by
from hadba.app.desk.desk import Desk
from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision, make_decision
from hadba.model.incident import Incident
from hadba.review import rulings
from hadba.review.correct import correct
from hadba.store.codec import encode

OF_CLAIMS = frozenset({Action.CORRECT, Action.ADD})
LONGEST = 2_000  # characters of a reason


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it is made: ``ids`` as a person names them (an incident stands for its claims in merges and
    splits); ``values`` are the new values of a correction as JSON texts by path."""

    action: Action
    ids: tuple[str, ...]
    why: str = ""
    values: Mapping[str, str] | None = None


def preview(desk: Desk, draft: Draft) -> Change:
    """What the decision would change. Nothing is written."""
    desk.refresh()
    return changed_by(desk, _decision(desk, draft))


def decide(desk: Desk, draft: Draft, *, added: Claim | None = None) -> tuple[Decision, Change]:
    """Make the decision; ``added`` is the claim of an ``add``. One at a time: each sees what the one before left."""
    with desk.deciding:
        desk.refresh()
        decision = _decision(desk, draft, added=added)
        desk.ledger.add_decision(decision)
        change = made_by(desk, decision)
        desk.refresh(first=[i.incident_id for i in (*change.before, *change.after)])
    return decision, change


def _decision(desk: Desk, draft: Draft, *, added: Claim | None = None) -> Decision:
    """The decision, or ``UsageError`` where it makes no sense."""
    if not draft.ids:
        raise UsageError(f"Say what to {draft.action}.")
    if len(draft.why) > LONGEST:
        raise UsageError(f"A reason has {LONGEST:,} characters at most.")
    values = dict(draft.values or {})
    names = list(dict.fromkeys(draft.ids))
    if draft.action is Action.ADD:
        if added is None:
            raise UsageError("A claim is added with its words; select them in the report.")
        values = {"claim": encode(added)}
    elif draft.action is Action.UNDO:
        _check_held(names, {d.id for d in desk.ledger.decisions()}, "decision")
    elif draft.action is Action.CORRECT:
        _check_correction(desk, names, values)
    elif draft.action in (Action.MERGE, Action.SPLIT):
        names, values = _of_linking(desk, draft.action, names)
    else:
        incidents = {i.incident_id for i in desk.sheets.incidents(names)}
        _check_held([n for n in names if n not in incidents], set(_claims(desk, names)), "incident or claim")
    now = datetime.now(UTC).astimezone()
    return make_decision(draft.action, tuple(names), who=desk.who, at=now, why=draft.why.strip(), values=values)


def _check_held(names: Sequence[str], held: set[str], kind: str) -> None:
    missing = [n for n in names if n not in held]
    if missing:
        raise UsageError(f"There is no {kind} {missing[0][:80]}.")


def _claims(desk: Desk, ids: Sequence[str]) -> dict[str, Claim]:
    """The claims among those ids as the machine or a person read them."""
    found = {c.claim_id: c for c in desk.sheets.claims(ids)}
    if len(found) < len(set(ids)):
        added, _ = rulings.added_claims(desk.ledger.decisions())
        found |= {c.claim_id: c for c in added if c.claim_id in ids and c.claim_id not in found}
    return found


def _check_correction(desk: Desk, names: Sequence[str], values: Mapping[str, str]) -> None:
    claims = _claims(desk, names)
    _check_held(names, set(claims), "claim")
    if not values:
        raise UsageError("A correction needs a new value at least.")
    for claim in claims.values():
        correct(claim, values, who=desk.who)


def _of_linking(desk: Desk, action: Action, names: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The claims that a merge joins, or that a split sets apart with those that stay behind."""
    incidents = {i.incident_id: i for i in desk.sheets.incidents(names)}
    claims = _claims(desk, [n for n in names if n not in incidents])
    _check_held([n for n in names if n not in incidents], set(claims), "incident or claim")
    joined = list(dict.fromkeys(c for n in names for c in (incidents[n].claims if n in incidents else (n,))))
    if action is Action.MERGE:
        if len(joined) < 2:
            raise UsageError("A merge needs two claims or incidents at least.")
        return joined, {}
    homes = set(desk.sheets.incidents_of(joined).values())
    home: Incident | None = next(desk.sheets.incidents(homes), None) if len(homes) == 1 else None
    rest = sorted(set(home.claims) - set(joined)) if home else []
    if not homes and desk.unlisted():
        raise UsageError("The desk is still reading the ledger; split once it is through.")
    if not rest:
        raise UsageError("A split needs claims of one incident, and not all of them.")
    return joined, {"from": json.dumps(rest)}
