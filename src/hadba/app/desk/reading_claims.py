"""Claims as people ruled them, beside how the machine read them, for a few reports at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hadba.app.desk.desk import Desk
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision
from hadba.review import rulings


@dataclass(frozen=True, slots=True)
class Ruled:
    """``claims`` as ruled, rejected ones among them (so that they can be seen and taken back); ``machine`` holds the
    machine's own reading of those that a person corrected; ``states`` are those of claims and incidents."""

    claims: Mapping[str, Claim]
    machine: Mapping[str, Claim]
    states: Mapping[str, str]
    added: frozenset[str]


def ruled(
    desk: Desk, *, reports: Iterable[str], claims: Iterable[str] = (), decisions: Sequence[Decision] | None = None
) -> Ruled:
    """The claims of those reports, in the order of the text; ``claims`` are added where they are elsewhere."""
    held = list(desk.ledger.decisions()) if decisions is None else decisions
    ids = set(reports)
    read = {c.claim_id: c for c in desk.sheets.claims_of(ids)}
    missing = [c for c in claims if c not in read]
    read |= {c.claim_id: c for c in desk.sheets.claims(missing)} if missing else {}
    kept_all = [d for d in held if d.action is not Action.REJECT]
    as_ruled = {c.claim_id: c for c in rulings.apply(read.values(), kept_all).claims}
    mine = {k: c for k, c in as_ruled.items() if k in read or c.report_id in ids}
    states = rulings.apply((), held).states
    corrected = {k: read[k] for k, c in mine.items() if k in read and read[k] != c}
    ordered = sorted(mine.values(), key=lambda c: (c.report_id, min((s.start for s in c.spans), default=0), c.claim_id))
    return Ruled({c.claim_id: c for c in ordered}, corrected, states, frozenset(k for k in mine if k not in read))
