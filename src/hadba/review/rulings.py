"""What all decisions together make of the claims: a pure function, so that any day of the ledger can be derived again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision
from hadba.review.correct import correct
from hadba.review.linking import Pair, constraints
from hadba.review.live import live

VERDICTS = frozenset({Action.ACCEPT, Action.REJECT, Action.DISCOUNT})
STATES = ("redacted", "rejected", "published", "discounted", "corrected", "accepted")


@dataclass(frozen=True, slots=True)
class Rulings:
    """The outcome of the decisions.

    ``claims`` are corrected and without the rejected ones: those that a person added, then the others in the order given.
    ``must`` and ``cannot`` are ordered pairs of claim ids. ``states`` maps a claim's or an incident's id to one of
    ``STATES``; an id without a decision is absent. ``discounted`` are ids that a reviewer ruled out as harm. ``unusable``
    pairs the id of a decision with the reason why it could not be applied (its claim no longer has that entry, say): it is
    told, never dropped in silence.
    """

    claims: tuple[Claim, ...]
    must: frozenset[Pair] = frozenset()
    cannot: frozenset[Pair] = frozenset()
    states: Mapping[str, str] = field(default_factory=dict)
    discounted: frozenset[str] = frozenset()
    unusable: tuple[tuple[str, str], ...] = ()


def apply(claims: Iterable[Claim], decisions: Iterable[Decision]) -> Rulings:
    """Put ``decisions`` to ``claims``; the latest decision that was not undone wins, whatever the order of the input."""
    held = live(decisions)
    must, cannot = constraints(held)
    verdicts = {target: d.action for d in held if d.action in VERDICTS for target in d.targets}
    states = _states(held, verdicts)
    added, unreadable = added_claims(held)
    whole = {c.claim_id: c for c in (*added, *claims)}  # a claim that the machine reads too is the machine's
    kept = [claim for claim in whole.values() if verdicts.get(claim.claim_id) is not Action.REJECT]
    corrected, unfit = _corrected(kept, held)
    unusable = [*unreadable, *unfit]
    return Rulings(
        claims=tuple(corrected),
        must=must,
        cannot=cannot,
        states=states,
        discounted=frozenset(target for target, action in verdicts.items() if action is Action.DISCOUNT),
        unusable=tuple(unusable),
    )


def added_claims(held: Iterable[Decision]) -> tuple[tuple[Claim, ...], tuple[tuple[str, str], ...]]:
    """The claims that people read in reports by themselves, in order, and the decisions that hold none (id, reason)."""
    added: list[Claim] = []
    unusable: list[tuple[str, str]] = []
    for decision in held:
        if decision.action is Action.ADD:
            try:
                added.append(msgspec.json.decode(decision.values.get("claim", ""), type=Claim))
            except msgspec.DecodeError as error:
                unusable.append((decision.id, f"the claim that it adds cannot be read: {error}"))
    return tuple(added), tuple(unusable)


def _states(held: tuple[Decision, ...], verdicts: Mapping[str, Action]) -> dict[str, str]:
    """The state of each target. A redaction holds until it is undone: accepting or publishing does not lift it."""
    of = {Action.REDACT: "redacted", Action.PUBLISH: "published", Action.CORRECT: "corrected"}
    of_verdict = {Action.REJECT: "rejected", Action.DISCOUNT: "discounted", Action.ACCEPT: "accepted"}
    found: dict[str, set[str]] = {}
    for decision in held:
        if decision.action in of:
            for target in decision.targets:
                found.setdefault(target, set()).add(of[decision.action])
    for target, action in verdicts.items():
        found.setdefault(target, set()).add(of_verdict[action])
    return {target: next(s for s in STATES if s in marks) for target, marks in sorted(found.items())}


def _corrected(claims: Iterable[Claim], held: tuple[Decision, ...]) -> tuple[list[Claim], list[tuple[str, str]]]:
    """The claims with their corrections in order, each whole or not at all, and those that did not fit."""
    by_claim: dict[str, list[Decision]] = {}
    for decision in held:
        if decision.action is Action.CORRECT:
            for target in decision.targets:
                by_claim.setdefault(target, []).append(decision)
    fixed: list[Claim] = []
    unusable: list[tuple[str, str]] = []
    for claim in claims:
        values: dict[str, str] = {}
        who = ""
        for decision in by_claim.get(claim.claim_id, ()):
            wider = {**values, **decision.values}
            try:
                correct(claim, wider, who=decision.who)
            except UsageError as error:
                unusable.append((decision.id, f"claim {claim.claim_id}: {error}"))
            else:
                values, who = wider, decision.who
        fixed.append(correct(claim, values, who=who) if values else claim)
    return fixed, unusable
