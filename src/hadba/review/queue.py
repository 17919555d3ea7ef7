"""What a person should look at first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hadba.model.claim import Claim, Realis
from hadba.model.incident import Grade, Incident
from hadba.model.where import PlacePrecision

SETTLED = frozenset({"accepted", "published", "discounted", "rejected", "redacted"})
LARGE = 10  # dead at the upper end: the field's usual line for an incident that is always looked at
UNSURE_PLACE = 0.5  # a best candidate below this score is a guess
WIDE = 2  # an upper end this many times the lower one is a disagreement worth reading


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An incident for the queue: ``reasons`` in plain words, the weightiest first; ``weight`` sorts (higher is sooner)."""

    incident_id: str
    reasons: tuple[str, ...]
    weight: float


def needs_review(incidents: Iterable[Incident], claims: Mapping[str, Claim]) -> tuple[ReviewItem, ...]:
    """The incidents that nobody has ruled on and that give a reason to, the weightiest first, then by id."""
    items = []
    for incident in incidents:
        if incident.review_state in SETTLED:
            continue
        found = sorted(_reasons(incident, [claims[c] for c in incident.claims if c in claims]), key=lambda r: -r[0])
        if found:
            items.append(ReviewItem(incident.incident_id, tuple(words for _, words in found), sum(w for w, _ in found)))
    return tuple(sorted(items, key=lambda item: (-item.weight, item.incident_id)))


def _reasons(incident: Incident, claims: list[Claim]) -> list[tuple[float, str]]:
    low, high = _killed(incident)
    found: list[tuple[float, str]] = []
    if high >= LARGE:
        found.append((4 + min(high, 1000) / 250, f"large: up to {high:,} killed"))
    if incident.grade is Grade.CONTESTED:
        found.append((4, "contested: rival claims of responsibility"))
    if low and high >= WIDE * low:
        found.append((3, f"tolls far apart: {low:,} and {high:,} killed"))
    if high and incident.n_independent < 2:
        found.append((2, "one source only"))
    if any(claim.hedge for claim in claims):
        found.append((1, "hedged: a report is not sure of it"))
    if any(claim.realis is not Realis.ACTUAL for claim in claims):
        found.append((1.5, "a claim of it is not said to have happened"))
    if incident.when.start is None:
        found.append((2, "no date"))
    elif incident.when.inferred:
        found.append((1.5, "the date is inferred"))
    if not incident.where or all(w.precision is PlacePrecision.NONE for w in incident.where):
        found.append((2, "no place on the map"))
    elif max(w.score for w in incident.where) < UNSURE_PLACE:
        found.append((1.5, "the place is unsure"))
    return found


def _killed(incident: Incident) -> tuple[int, int]:
    """The widest ends of the killed under any convention and status, (0, 0) where no figure is known."""
    ranges = [r for by_victims in incident.ranges.get("killed", {}).values() for r in by_victims.values()]
    lows = [r.low for r in ranges if r.low]
    return min(lows, default=0), max((r.high for r in ranges if r.high), default=0)
