"""Redaction: what of a ledger, or of a part of one, may be seen.

Nothing downstream sees what was held back: reports come out with masked texts, claims with the words that are left,
places with blurred points. So a template, an export or a page cannot leak by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.publish.gate.persons import IsPlace
from hadba.publish.gate.policy import Policy
from hadba.publish.gate.secrets import Secrets, find_secrets
from hadba.publish.gate.view import View

WHOLE = 10**9  # characters: no quotation is cut


@dataclass(frozen=True, slots=True)
class Released:
    """What may be published. ``fuzzed``: ids of incidents with a blurred point; ``withheld`` counts incidents held back.

    ``forbidden`` are ids that may stand in no output: what is written is searched for them before it takes its place.
    """

    incidents: tuple[Incident, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    fuzzed: frozenset[str]
    withheld: int
    forbidden: frozenset[str] = field(default=frozenset())


def release(
    incidents: Sequence[Incident],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    *,
    beside: Iterable[Claim] = (),
    policy: Policy | None = None,
    secrets: Secrets | None = None,
    is_place: IsPlace = lambda _: False,
    today: date | None = None,
) -> Released:
    """Redact a ledger or a part of it: ``claims`` and ``reports`` are those of ``incidents`` and what stands beside them;
    ``beside`` are further claims of the same reports, which come out nowhere but tell whose names are public.

    ``secrets`` are those of the whole ledger; without them those of ``incidents`` count. ``is_place`` knows the names of
    places (the gazetteer), which are nobody's. Reports and claims are redacted as they are looked up, so that an output
    pays for what it shows.
    """
    policy = policy or Policy()
    today = today or datetime.now(UTC).date()
    if secrets is None:
        secrets = find_secrets(incidents, lambda ids: (claims[c] for c in ids if c in claims), policy=policy, today=today)
    kept: list[Incident] = []
    unlisted: set[str] = set()
    for incident in incidents:
        if incident.incident_id not in secrets.incidents and policy.admits(incident.review_state):
            kept.append(incident)
        else:
            unlisted.update(incident.claims)
    view = View(kept, claims, reports, policy, secrets, is_place, beside)
    out = tuple(view.incident(i) for i in kept)
    shown = _Claims(view, frozenset(unlisted), today)
    return Released(out, shown, _Reports(view), frozenset(view.sheltered), len(incidents) - len(kept), secrets.ids)


def names_hidden(
    incidents: Sequence[Incident], claims: Mapping[str, Claim], reports: Mapping[str, Report], *, policy: Policy | None = None
) -> Released:
    """What whoever works on the ledger sees until they ask for names: no output, but a page of the desk. Names and addresses
    are masked; nothing else is held back, no point is moved, and ids are as they are."""
    own = policy or Policy()
    bare = Policy(blur=frozenset(), quote=WHOLE, names=own.names, withhold=own.withhold)
    view = View(incidents, claims, reports, bare, Secrets(), lambda _: False, own_ids=True)
    out = tuple(view.incident(i) for i in incidents)
    return Released(out, _Claims(view, frozenset(), date.min), _Reports(view), frozenset(), 0)


class _Reports(Mapping[str, Report]):
    """The reports with what may not be seen masked."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getitem__(self, key: str) -> Report:
        return self._view.shown(key)[0]

    def __contains__(self, key: object) -> bool:
        return self._view.holds(str(key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._view.reports)

    def __len__(self) -> int:
        return len(self._view.reports)


class _Claims(Mapping[str, Claim]):
    """The claims that may be seen, with the words that the masks leave and without exact points."""

    def __init__(self, view: View, unlisted: frozenset[str], today: date) -> None:
        self._view, self._unlisted, self._today = view, unlisted, today

    def __getitem__(self, key: str) -> Claim:
        claim = self._view.claims[key]
        if not self._may_be_seen(claim):
            raise KeyError(key)
        return self._view.claim(claim)

    def __contains__(self, key: object) -> bool:
        claim = self._view.claims.get(str(key))
        return claim is not None and self._may_be_seen(claim)

    def _may_be_seen(self, claim: Claim) -> bool:
        if claim.claim_id in self._unlisted or claim.claim_id in self._view.secrets.claims:
            return False
        if claim.claim_id in self._view.incident_of:
            return True
        policy = self._view.policy
        return policy.admits("proposed") and not policy.embargoed(claim, today=self._today)

    def __iter__(self) -> Iterator[str]:
        return (key for key, claim in self._view.claims.items() if self._may_be_seen(claim))

    def __len__(self) -> int:
        return sum(1 for _ in self)
