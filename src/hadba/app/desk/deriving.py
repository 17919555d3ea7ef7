"""What decisions make of the incidents around them, without deriving the whole ledger.

The claims of the incidents that a decision touches, and of those near them in time and place, are linked and reconciled
again by the same stages as in a whole run. What lies farther off could in rare cases have joined too; ``hadba run``
derives everything and is the last word (decision record 51).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hadba.app.desk.columns import NO_DAY, days_from
from hadba.app.desk.desk import Desk
from hadba.deriving import ruled_on
from hadba.link import link_claims
from hadba.model.claim import Claim
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.when import When
from hadba.model.where import Where
from hadba.reconcile import reconcile
from hadba.review import rulings

NEAR_DAYS = 4
NEAR_DEGREES = 0.6  # about 65 km
NEIGHBOURS = 120  # incidents that are linked again at most


@dataclass(frozen=True, slots=True)
class Change:
    """Incidents as they were and as they are after a decision; those that stay the same are in neither."""

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    unusable: tuple[tuple[str, str], ...] = ()


def changed_by(desk: Desk, decisions: Sequence[Decision], new: Decision) -> Change:
    """What ``new`` changes; ``decisions`` are those so far. Nothing is written."""
    named = _named(new, {d.id: d for d in decisions})
    held_claims = list(desk.sheets.claims(c for c in named if c.startswith("c")))
    about = [c for c in rulings.apply(held_claims, [*decisions, new]).claims if c.claim_id in named]
    near = _around(desk, named, about)
    mine = named | {c for i in near for c in i.claims}
    ruled = rulings.apply(desk.sheets.claims(c for c in mine if c.startswith("c")), [*decisions, new])
    kept = tuple(c for c in ruled.claims if c.claim_id in mine)
    reports = {r.id: r for r in desk.sheets.reports({c.report_id for c in kept})}
    made = [
        ruled_on(reconcile(cluster, reports, discounted=cluster.incident_id in ruled.discounted), ruled)
        for cluster in link_claims(kept, reports, must=ruled.must, cannot=ruled.cannot)
    ]
    held, fresh = {i.incident_id: i for i in near}, {i.incident_id: i for i in made}
    return Change(
        before=tuple(i for k, i in held.items() if fresh.get(k) != i),
        after=tuple(i for k, i in fresh.items() if held.get(k) != i),
        unusable=tuple(u for u in ruled.unusable if u[0] == new.id),
    )


def _named(new: Decision, earlier: dict[str, Decision]) -> set[str]:
    """What the decision is about; for an undoing also what the undone one was about, at whatever remove."""
    found: set[str] = set()
    waiting = list(new.targets)
    while waiting:
        target = waiting.pop()
        if target not in found:
            found.add(target)
            waiting += earlier[target].targets if target in earlier else ()
    return found


def _around(desk: Desk, named: set[str], claims: Sequence[Claim]) -> list[Incident]:
    """The incidents that the decision is about, those of the same reports, and those near them or near its claims; where
    one of two has no point, near in time is near enough."""
    beside = desk.sheets.claims_of({c.report_id for c in claims})
    homes = set(desk.sheets.incidents_of({*named, *(c.claim_id for c in beside)}).values())
    mine = list(desk.sheets.incidents(homes | {n for n in named if n.startswith("i")}))
    spots: list[tuple[When, Where | None]] = [(i.when, w) for i in mine for w in i.where or (None,)]
    spots += [(c.when, w) for c in claims for w in c.where or (None,)]
    columns = desk.state().columns
    start, end = columns.ints["start"].astype(np.int64), columns.ints["end"].astype(np.int64)
    lat, lon = columns.floats["lat"], columns.floats["lon"]
    near, perhaps = np.zeros(columns.size, np.bool_), np.zeros(columns.size, np.bool_)
    for when, where in spots:
        if when.start is None or when.end is None:
            continue
        in_time = (start != NO_DAY) & (start <= days_from(when.end) + NEAR_DAYS) & (end >= days_from(when.start) - NEAR_DAYS)
        if where is None or where.lat is None or where.lon is None:
            perhaps |= in_time
        else:
            near |= in_time & (np.abs(lat - where.lat) < NEAR_DEGREES) & (np.abs(lon - where.lon) < NEAR_DEGREES)
            perhaps |= in_time & np.isnan(lat)
    held = {i.incident_id for i in mine}
    rows = [*np.flatnonzero(near)[:NEIGHBOURS], *np.flatnonzero(perhaps & ~near)[:NEIGHBOURS]]
    numbers = [int(columns.ints["n"][row]) for row in rows]
    return [*mine, *desk.sheets.incidents({s.incident_id for s in desk.sheets.of(numbers)} - held)]
