"""What merges and splits ask of linking: pairs of claims that must, and pairs that cannot, be one happening."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from hadba.model.decision import Action, Decision

Pair = tuple[str, str]


def constraints(decisions: Iterable[Decision]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """``(must, cannot)`` as ordered pairs; of rulings that contradict each other the latest wins.

    The result is consistent: no two claims that are joined through ``must``, at whatever remove, stand in ``cannot``.
    ``decisions`` are the live ones, in order.
    """
    groups = _Groups()
    must: set[Pair] = set()
    cannot: set[Pair] = set()
    for decision in reversed(tuple(decisions)):
        if decision.action is Action.MERGE:
            must.update(pair for pair in _merged(decision) if groups.join(*pair))
        elif decision.action is Action.SPLIT:
            cannot.update(pair for pair in _apart(decision) if groups.part(*pair))
    return frozenset(must), frozenset(cannot)


def _merged(decision: Decision) -> Iterator[Pair]:
    """Every target with the first one: as many pairs as claims, whatever the size of the incidents that are joined."""
    first, *others = decision.targets or ("",)
    yield from (_ordered(first, other) for other in others if other != first)


def _apart(decision: Decision) -> Iterator[Pair]:
    """Each target against each claim of ``values["from"]`` (a JSON list), or, without it, the targets among themselves."""
    rest = split_from(decision)
    if rest:
        yield from (_ordered(one, other) for one in decision.targets for other in rest if one != other)
        return
    targets = decision.targets
    yield from (_ordered(one, other) for n, one in enumerate(targets) for other in targets[n + 1 :] if one != other)


def split_from(decision: Decision) -> tuple[str, ...]:
    """The claims that stay behind when ``targets`` are split off; empty where the decision names none."""
    found = json.loads(decision.values.get("from", "[]"))
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


class _Groups:
    """Union-find over claim ids that also remembers which groups are held apart."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._foes: dict[str, set[str]] = {}

    def _root(self, one: str) -> str:
        path = []
        while self._parent.get(one, one) != one:
            path.append(one)
            one = self._parent[one]
        for node in path:
            self._parent[node] = one
        return one

    def join(self, one: str, other: str) -> bool:
        """Make them one group, unless a later ruling holds them apart."""
        a, b = self._root(one), self._root(other)
        if a == b:
            return True
        if b in self._foes.get(a, set()):
            return False
        self._parent[b] = a
        for foe in self._foes.pop(b, set()):
            self._foes[foe].discard(b)
            self._foes[foe].add(a)
            self._foes.setdefault(a, set()).add(foe)
        return True

    def part(self, one: str, other: str) -> bool:
        """Hold the two groups apart, unless a later ruling made them one."""
        a, b = self._root(one), self._root(other)
        if a == b:
            return False
        self._foes.setdefault(a, set()).add(b)
        self._foes.setdefault(b, set()).add(a)
        return True
