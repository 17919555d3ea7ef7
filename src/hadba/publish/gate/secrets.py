"""What shows nowhere: incidents and claims that a person redacted or that are under embargo, and the passages that bear
them, in whatever report they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.span import Span
from hadba.publish.gate.policy import HELD_BACK, Policy

ClaimsOf = Callable[[Collection[str]], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Secrets:
    """Ids of incidents and claims, and spans of passages by report id."""

    incidents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    passages: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[str]:
        """All ids that may stand in no output."""
        return self.incidents | self.claims


def find_secrets(
    incidents: Iterable[Incident], claims_of: ClaimsOf, *, policy: Policy, today: date, redacted: Collection[str] = ()
) -> Secrets:
    """The secrets among ``incidents`` (one pass); ``claims_of`` gives claims by id, ``redacted`` are claims ruled so."""
    held = [i for i in incidents if i.review_state in HELD_BACK or policy.embargoed(i, today=today)]
    ids = {c for i in held for c in i.claims} | set(redacted)
    passages: dict[str, list[Span]] = {}
    for claim in claims_of(ids) if ids else ():
        passages.setdefault(claim.report_id, []).extend(claim.spans)
    found = {key: tuple(sorted(set(spans))) for key, spans in passages.items()}
    return Secrets(frozenset(i.incident_id for i in held), frozenset(ids), found)
