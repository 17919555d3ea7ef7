"""A ledger as it may be seen from outside: read in parts, each through the gate."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby, islice

from hadba.app.looking import Selection
from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision
from hadba.model.incident import Incident
from hadba.model.ports import Gazetteer
from hadba.publish.gate import Policy, Released, Secrets, find_secrets, read_policy, release
from hadba.publish.select import at_place, in_period
from hadba.resolve.where import gazetteer_of
from hadba.review import rulings
from hadba.review.live import live
from hadba.store.ledger import SqlLedger

POLICY_NOTE = "publishing_policy"
PART = 200  # incidents that are held at a time
_CLAIMWISE = frozenset({Action.CORRECT, Action.REJECT})


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What every output of one ledger needs to know before it looks at the first incident."""

    ledger: SqlLedger
    policy: Policy
    secrets: Secrets
    rulings: tuple[Decision, ...]  # those that change single claims
    gazetteer: Gazetteer
    today: date
    revision: str

    def parts(self, selection: Selection, *, loose: bool = False) -> Iterator[Released]:
        """The selected incidents by their first day, some hundred at a time; with ``loose`` then the claims in none."""
        used = array("Q")
        held = self.ledger.incidents()
        if loose:
            held = _noting(held, used)
        chosen = (i for i in held if selection.admits(i))
        while part := list(islice(chosen, PART)):
            yield self.release(part)
        if loose:
            yield from self._loose(selection, array("Q", sorted(used)))

    def whole(self, selection: Selection) -> Released:
        """The selection in one piece, with the claims that are in no incident: for what must see all of it (a brief)."""
        held = list(self.ledger.incidents())
        chosen = [i for i in held if selection.admits(i)]
        kept = {c for i in chosen for c in i.claims}
        barred = {c for i in held for c in i.claims} - kept
        claims = self._ruled(self.ledger.claims())
        return release(
            chosen,
            {c.claim_id: c for c in claims if c.claim_id not in barred},
            {r.id: r for r in self.ledger.reports()},
            beside=[c for c in claims if c.claim_id in barred],
            policy=self.policy,
            secrets=self.secrets,
            is_place=self.gazetteer.knows,
            today=self.today,
        )

    def release(self, incidents: list[Incident]) -> Released:
        """Some incidents with all that belongs to them."""
        reports = {r for i in incidents for r in i.reports}
        mine = {c for i in incidents for c in i.claims}
        claims = self._ruled(self.ledger.claims_in(reports))
        return self._released(incidents, [c for c in claims if c.claim_id in mine], claims, reports)

    def _released(
        self, incidents: list[Incident], shown: Iterable[Claim], claims: Iterable[Claim], reports: Collection[str]
    ) -> Released:
        return release(
            incidents,
            {c.claim_id: c for c in shown},
            {r.id: r for part in _pieces(sorted(reports)) for r in self.ledger.reports(part)},
            beside=claims,
            policy=self.policy,
            secrets=self.secrets,
            is_place=self.gazetteer.knows,
            today=self.today,
        )

    def _ruled(self, claims: Iterable[Claim]) -> list[Claim]:
        return list(rulings.apply(claims, self.rulings).claims)

    def _loose(self, selection: Selection, used: array[int]) -> Iterator[Released]:
        if selection.grades:
            return
        free = ((claim, report) for claim, report in self.ledger.claim_ids() if not _holds(used, _number(claim)))
        by_report = ((report, {claim for claim, _ in rows}) for report, rows in groupby(free, key=lambda row: row[1]))
        while part := list(islice(by_report, PART)):
            wanted = {claim for _, ids in part for claim in ids}
            claims = self._ruled(self.ledger.claims_in([report for report, _ in part]))
            shown = [c for c in claims if c.claim_id in wanted and _selected(c, selection)]
            yield self._released([], shown, claims, [report for report, _ in part])


def outgoing(ledger: SqlLedger, *, today: date | None = None) -> Outgoing:
    """The ledger behind its gate."""
    day = today or datetime.now(UTC).date()
    policy = policy_of(ledger)
    decisions = live(ledger.decisions())
    redacted = {t for d in decisions if d.action is Action.REDACT for t in d.targets}
    secrets = Secrets()
    if redacted or policy.embargoes or any(d.action is Action.REJECT for d in decisions):
        single = {t for t in redacted if t.startswith("c")}  # the others are incidents, whose state says so
        secrets = find_secrets(ledger.incidents(), ledger.claims, policy=policy, today=day, redacted=single)
    count, digest = ledger.contents()
    return Outgoing(
        ledger=ledger,
        policy=policy,
        secrets=secrets,
        rulings=tuple(d for d in decisions if d.action in _CLAIMWISE),
        gazetteer=gazetteer_of(ledger.places()),
        today=day,
        revision=f"{count}-{digest[:12]}",
    )


def policy_of(ledger: SqlLedger) -> Policy:
    """The ledger's publishing policy; the cautious default where nobody set one."""
    text = ledger.note(POLICY_NOTE)
    return read_policy(text) if text else Policy()


def set_policy(ledger: SqlLedger, text: str) -> Policy:
    """Make ``text`` (YAML) the ledger's policy; ``UsageError`` where it is none."""
    policy = read_policy(text)
    ledger.set_note(POLICY_NOTE, text)
    return policy


def _noting(incidents: Iterable[Incident], used: array[int]) -> Iterator[Incident]:
    for incident in incidents:
        used.extend(_number(c) for c in incident.claims)
        yield incident


def _number(claim_id: str) -> int:
    """A claim id as 64 bits: eight bytes instead of a hundred for each of a million ids."""
    try:
        return int(claim_id[1:], 16) & 0xFFFFFFFFFFFFFFFF
    except ValueError as error:
        raise UsageError(f"{claim_id} is no id of a claim.") from error


def _holds(numbers: array[int], wanted: int) -> bool:
    at = bisect_left(numbers, wanted)
    return at < len(numbers) and numbers[at] == wanted


def _selected(claim: Claim, selection: Selection) -> bool:
    return (
        in_period(claim.when, selection.since, selection.until)
        and at_place(claim.where, selection.place)
        and (not selection.types or claim.type in selection.types)
    )


def _pieces(ids: list[str], size: int = 500) -> Iterator[list[str]]:
    return (ids[i : i + size] for i in range(0, len(ids), size))
