"""What decisions make of the claims that they name, report by report."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision
from hadba.model.ids import content_id
from hadba.model.ports import Ledger
from hadba.review import rulings
from hadba.review.live import live

INCIDENT = "i"  # how the id of an incident begins


@dataclass(frozen=True, slots=True)
class Ruled:
    """``by_report`` holds the claims of ``rulings`` of each report, ``rejected`` the machine's that are ruled out, ``hashes``
    what was ruled on each report's claims, ``pinned`` the incidents that decisions name, the earliest decision's first."""

    rulings: rulings.Rulings
    by_report: Mapping[str, Mapping[str, Claim]]
    rejected: frozenset[str]
    hashes: Mapping[str, str]
    pinned: tuple[str, ...]

    def claims(self, report_id: str, read: Iterable[Claim]) -> list[Claim]:
        """The claims of a report as they stand after the rulings; ``read`` are the machine's."""
        own = self.by_report.get(report_id, {})
        kept = {c.claim_id: c for c in read if c.claim_id not in self.rejected}
        return list({**kept, **own}.values())

    def changed(self, before: Mapping[str, str]) -> set[str]:
        """Reports on whose claims something else was ruled ``before``."""
        return {r for r in {*before, *self.hashes} if before.get(r, "") != self.hashes.get(r, "")}

    def verdict(self, incident_id: str) -> str:
        """What was ruled on an incident as a whole, in a word or two; empty where nothing."""
        state = self.rulings.states.get(incident_id, "")
        return f"{state} discounted".strip() if incident_id in self.rulings.discounted else state


def ruled_by(ledger: Ledger) -> Ruled:
    """The rulings of all decisions of a ledger; of its claims only those that are named are read."""
    decisions = tuple(ledger.decisions())
    held = live(decisions)
    named = {target for d in held for target in (*d.targets, *_left_behind(d)) if not target.startswith(INCIDENT)}
    read = {c.claim_id: c for c in ledger.claims(named)} if named else {}
    ruled = rulings.apply(read.values(), decisions)
    kept = {c.claim_id: c for c in ruled.claims}
    by_report: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in kept.values():
        by_report[claim.report_id][claim.claim_id] = claim
    pinned = tuple(dict.fromkeys(t for d in held for t in d.targets if t.startswith(INCIDENT)))
    rejected = frozenset(read.keys() - kept.keys())
    hashes = _hashes(ruled, read, kept)
    return Ruled(ruled, {r: dict(own) for r, own in by_report.items()}, rejected, hashes, pinned)


def _left_behind(decision: Decision) -> tuple[str, ...]:
    """The claims that a split leaves where they are."""
    return tuple(json.loads(decision.values.get("from", "[]"))) if decision.action is Action.SPLIT else ()


def _hashes(ruled: rulings.Rulings, read: Mapping[str, Claim], kept: Mapping[str, Claim]) -> dict[str, str]:
    pairs: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for how, found in (("must", ruled.must), ("cannot", ruled.cannot)):
        for a, b in found:
            pairs[a].append((how, a, b))
            pairs[b].append((how, a, b))
    told: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted({*read, *kept}):
        claim = kept.get(key)
        if claim != read.get(key) or key in pairs:
            report = (claim or read[key]).report_id
            told[report].append(f"{key} {claim!r} {sorted(pairs[key])}")
    return {report: content_id("u", lines) for report, lines in told.items()}
