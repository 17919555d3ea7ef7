"""A ledger as it may be seen from outside: read in parts, each through the gate."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

from hadba.app.looking import Selection
from hadba.app.own_places import own_places
from hadba.errors import PublishError, UsageError
from hadba.model.act import POLICY, make_act
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision
from hadba.model.incident import Incident
from hadba.model.ports import Gazetteer
from hadba.publish.gate import Policy, Released, Secrets, find_secrets, no_secret_in, read_policy, release
from hadba.publish.select import at_place, in_period
from hadba.resolve.where import gazetteer_of
from hadba.review import rulings
from hadba.review.live import live
from hadba.review.rulings import added_claims
from hadba.store.ledger import SqlLedger

POLICY_NOTE = "publishing_policy"
PART = 200  # incidents that are held at a time
_CLAIMWISE = frozenset({Action.CORRECT, Action.REJECT})
State = tuple[tuple[int, str], int, int, str]  # reports and decisions, incidents, the last change of one, the policy
Loose = tuple[str, tuple[str, ...]]  # a report and those of its claims that are in no incident


@dataclass(frozen=True, slots=True)
class Rules:
    """What every output of one ledger must know before it looks at the first incident; it goes to other processes."""

    policy: Policy
    secrets: Secrets
    rulings: tuple[Decision, ...]  # those that change single claims
    added: tuple[Claim, ...]  # what people read themselves
    today: date
    revision: str
    state: State


@dataclass(frozen=True)
class Outgoing:
    """One ledger behind its gate."""

    ledger: SqlLedger
    rules: Rules

    def check(self, path: Path) -> None:
        """``PublishError`` where what was written at ``path`` holds a secret, or where somebody changed the ledger or its
        policy meanwhile: an output is of one state or none."""
        if _state(self.ledger) != self.rules.state:
            raise PublishError("The ledger was changed while it was being written out; nothing was written. Run it again.")
        no_secret_in(self.rules.secrets.ids, self.rules.policy.withhold)(path)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places whose names are nobody's."""
        return gazetteer_of(own_places(self.ledger) or ())

    def parts(self, selection: Selection, *, loose: bool = False) -> Iterator[Released]:
        """The selected incidents by their first day, some hundred at a time; with ``loose`` then the claims in none."""
        used = array("Q")
        for ids in self.batches():
            part, mine = self.part(ids, selection)
            used.extend(mine)
            yield part
        if loose:
            for free in self.loose(used, selection):
                yield self.release_loose(free, selection)

    def batches(self) -> Iterator[list[str]]:
        """The ids of all incidents by their first day, some hundred at a time."""
        ids = self.ledger.incident_ids()
        while part := list(islice(ids, PART)):
            yield part

    def part(self, ids: Sequence[str], selection: Selection) -> tuple[Released, array[int]]:
        """What is selected of a batch, and the numbers of the claims of all of it."""
        held = list(self.ledger.incidents(ids))
        numbers = array("Q", (_number(c) for i in held for c in i.claims))
        return self.release([i for i in held if selection.admits(i)]), numbers

    def whole(self, selection: Selection) -> Released:
        """The selection in one piece, with the claims that are in no incident: for what must see all of it (a brief)."""
        held = list(self.ledger.incidents())
        chosen = [i for i in held if selection.admits(i)]
        kept = {c for i in chosen for c in i.claims}
        barred = {c for i in held for c in i.claims} - kept
        known = list(self.ledger.claims())
        claims = self._ruled(known, {c.report_id for c in self.rules.added})
        return self._gated(
            chosen,
            [c for c in claims if c.claim_id not in barred],
            [c for c in claims if c.claim_id in barred],
            None,
        )

    def release(self, incidents: Sequence[Incident]) -> Released:
        """Some incidents with all that belongs to them."""
        reports = {r for i in incidents for r in i.reports}
        mine = {c for i in incidents for c in i.claims}
        claims = self._ruled(self.ledger.claims_in(reports), reports)
        return self._gated(incidents, [c for c in claims if c.claim_id in mine], claims, reports)

    def loose(self, used: array[int], selection: Selection) -> Iterator[list[Loose]]:
        """The claims that are in no incident, of some hundred reports at a time; ``used`` are the numbers of those in one."""
        if selection.grades:
            return
        taken = _sorted(used)
        added = sorted(((c.claim_id, c.report_id) for c in self.rules.added), key=_report)
        rows = merge(self.ledger.claim_ids(), added, key=_report) if added else self.ledger.claim_ids()
        free = (row for row in rows if not _holds(taken, _number(row[0])))
        by_report = ((report, tuple(dict.fromkeys(claim for claim, _ in rows))) for report, rows in groupby(free, key=_report))
        while part := list(islice(by_report, PART)):
            yield part

    def release_loose(self, part: Sequence[Loose], selection: Selection) -> Released:
        """What is selected of claims that are in no incident."""
        wanted = {claim for _, ids in part for claim in ids}
        reports = [report for report, _ in part]
        claims = self._ruled(self.ledger.claims_in(reports), reports)
        return self._gated([], [c for c in claims if c.claim_id in wanted and _selected(c, selection)], claims, reports)

    def _gated(
        self, incidents: Sequence[Incident], shown: Iterable[Claim], beside: Iterable[Claim], reports: Collection[str] | None
    ) -> Released:
        """``reports`` null: all of them."""
        pieces: Iterable[list[str] | None] = [None] if reports is None else _pieces(sorted(reports))
        return release(
            incidents,
            {c.claim_id: c for c in shown},
            {r.id: r for piece in pieces for r in self.ledger.reports(piece)},
            beside=beside,
            policy=self.rules.policy,
            secrets=self.rules.secrets,
            is_place=self.gazetteer.knows,
            today=self.rules.today,
        )

    def _ruled(self, claims: Iterable[Claim], reports: Collection[str]) -> list[Claim]:
        """The claims of ``reports`` after what people ruled, with those that people read in them."""
        held = {c.claim_id: c for c in self.rules.added if c.report_id in reports} if self.rules.added else {}
        held.update((c.claim_id, c) for c in claims)
        return list(rulings.apply(held.values(), self.rules.rulings).claims) if self.rules.rulings else list(held.values())


def outgoing(ledger: SqlLedger, *, today: date | None = None) -> Outgoing:
    """The ledger behind its gate."""
    day = today or datetime.now(UTC).date()
    state = _state(ledger)
    policy = policy_of(ledger)
    decisions = live(ledger.decisions())
    redacted = {t for d in decisions if d.action is Action.REDACT for t in d.targets}
    secrets = Secrets()
    if redacted or policy.embargoes or any(d.action is Action.REJECT for d in decisions):
        single = {t for t in redacted if t.startswith("c")}  # the others are incidents, whose state says so
        secrets = find_secrets(ledger.incidents(), ledger.claims, policy=policy, today=day, redacted=single)
    count, digest = state[0]
    rules = Rules(
        policy=policy,
        secrets=secrets,
        rulings=tuple(d for d in decisions if d.action in _CLAIMWISE),
        added=added_claims(decisions)[0],
        today=day,
        revision=f"{count}-{digest[:12]}",
        state=state,
    )
    return Outgoing(ledger, rules)


def _state(ledger: SqlLedger) -> State:
    return ledger.contents(), ledger.count_incidents(), ledger.last_change(), policy_text(ledger)


def policy_of(ledger: SqlLedger) -> Policy:
    """The ledger's publishing policy; the cautious default where nobody set one."""
    text = policy_text(ledger)
    return read_policy(text) if text else Policy()


def policy_text(ledger: SqlLedger) -> str:
    """The policy as it was written; "" where nobody set one."""
    return ledger.note(POLICY_NOTE) or ""


def set_policy(ledger: SqlLedger, text: str, *, who: str = "", at: datetime | None = None) -> Policy:
    """Make ``text`` (YAML) the ledger's policy, and record that in its audit chain; ``UsageError`` where it is none."""
    policy = read_policy(text)
    number = len(ledger.acts(POLICY)) + 1
    ledger.add_act(make_act(POLICY, number, text, who=who, at=at or datetime.now(UTC)))
    ledger.set_note(POLICY_NOTE, text)
    return policy


def _report(row: tuple[str, str]) -> str:
    return row[1]


def _number(claim_id: str) -> int:
    """A claim id as 64 bits: eight bytes instead of a hundred for each of a million ids."""
    try:
        return int(claim_id[1:], 16) & 0xFFFFFFFFFFFFFFFF
    except ValueError as error:
        raise UsageError(f"{claim_id} is no id of a claim.") from error


def _sorted(numbers: array[int]) -> list[array[int]]:
    """The numbers by their first byte, each part sorted: sorting a million at once would make a million objects."""
    parts = [array("Q") for _ in range(256)]
    for number in numbers:
        parts[number >> 56].append(number)
    return [array("Q", sorted(part)) for part in parts]


def _holds(parts: list[array[int]], wanted: int) -> bool:
    part = parts[wanted >> 56]
    at = bisect_left(part, wanted)
    return at < len(part) and part[at] == wanted


def _selected(claim: Claim, selection: Selection) -> bool:
    return (
        in_period(claim.when, selection.since, selection.until)
        and at_place(claim.where, selection.place)
        and (not selection.types or claim.type in selection.types)
    )


def _pieces(ids: list[str], size: int = 500) -> Iterator[list[str]]:
    return (ids[i : i + size] for i in range(0, len(ids), size))
