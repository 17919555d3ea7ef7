"""The review queue, and what was decided so far with the machine's version beside the person's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hadba.app.desk.desk import Desk
from hadba.app.desk.listing import Listed
from hadba.app.desk.selecting import Asked
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision
from hadba.review.live import in_order, live
from hadba.review.rulings import added_claims


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of the queue, the weightiest first. ``total`` counts all that wait in the selection."""

    incidents: tuple[Listed, ...]
    total: int
    after: str | None


def waiting(desk: Desk, asked: Asked, *, after: tuple[float, int] | None = None, limit: int = 50) -> Waiting:
    """What waits for a person in a selection."""
    selection = desk.select(replace(asked, waiting=True))
    numbers, more = selection.page("review", "airwars", after=after, limit=limit)
    return Waiting(tuple(desk.sheets_of(numbers)), int(selection.mask.sum()), more)


def count(desk: Desk) -> int:
    """How many incidents wait for a person."""
    return int((desk.state().columns.floats["weight"] > 0).sum())


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim as the machine read it and as a person ruled, both as words."""

    path: str
    machine: str
    person: str


@dataclass(frozen=True, slots=True)
class Look:
    """A decision for a second look. ``claim`` is the corrected or added claim, ``fields`` what was changed in it."""

    decision: Decision
    holds: bool
    claim: Claim | None
    incident_id: str | None
    fields: tuple[Field, ...]


def decided(desk: Desk, *, limit: int = 100) -> list[Look]:
    """The latest decisions, the latest first, each with both versions where it corrected something."""
    held = list(desk.ledger.decisions())
    holding = {d.id for d in live(held)}
    shown = list(reversed(in_order(held)))[:limit]
    targets = {t for d in shown for t in d.targets}
    added, _ = added_claims(shown)
    claims = {c.claim_id: c for c in (*added, *desk.sheets.claims(t for t in targets if t.startswith("c")))}
    homes = desk.sheets.incidents_of(claims)
    return [_look(d, d.id in holding, claims, homes) for d in shown]


def _look(decision: Decision, holds: bool, claims: Mapping[str, Claim], homes: Mapping[str, str]) -> Look:
    first = decision.targets[0] if decision.targets else ""
    claim = claims.get(first) if decision.action in (Action.CORRECT, Action.ADD, Action.REJECT, Action.ACCEPT) else None
    home = first if first.startswith("i") else next((homes[t] for t in decision.targets if t in homes), None)
    fields: Sequence[Field] = ()
    if claim is not None and decision.action is Action.CORRECT:
        fields = [Field(p, _words(_at(claim, p)), _words(json.loads(v))) for p, v in sorted(decision.values.items())]
    return Look(decision, holds, claim, home, tuple(fields))


def _at(holder: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(holder, tuple):
            holder = holder[int(step)] if step.isdigit() and int(step) < len(holder) else None
        else:
            holder = getattr(holder, step, None)
    return holder


def _words(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or "changed")
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(v) for v in value) or "nothing"
    return str(getattr(value, "name", value) if not isinstance(value, str) else value)
