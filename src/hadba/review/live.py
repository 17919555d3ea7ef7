"""Which decisions still hold: decisions are never erased, only undone by a later one, which can be undone in turn."""

from __future__ import annotations

from collections.abc import Iterable

from hadba.model.decision import Action, Decision


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Each decision once, by time and then id: the same order whatever the order of the input."""
    once = {d.id: d for d in decisions}
    return tuple(sorted(once.values(), key=lambda d: (d.at, d.id)))


def live(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in order, without the undoings themselves.

    Read from the latest back: an undoing that nobody undid kills the earlier decisions that it names. One that names a
    later decision, or itself, does nothing.
    """
    ordered = in_order(decisions)
    dead: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(ordered):
        if decision.id in dead:
            continue
        if decision.action is Action.UNDO:
            dead.update(decision.targets)
        else:
            kept.append(decision)
    return tuple(reversed(kept))
