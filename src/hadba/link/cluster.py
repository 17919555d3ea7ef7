"""Joining happenings, the surest pair first; what is joined is compared again as a whole.

A cluster is compared by the sum of what its reports say (their usual day, all their places and figures), not by its best
pair, so that a vague report between two strikes cannot chain them: once it has joined the one, the whole has that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from hadba.link.block import Pair
from hadba.link.compare import Weighed, compare, strong_identity, total
from hadba.link.happening import Happening, PairSet, merge

Queued = tuple[float, str, str, int, int]  # minus the score, the two ids (they break ties), the two indices
Grouped = tuple[Happening, tuple[str, ...]]  # with one line of evidence a join


def agglomerate(happenings: Sequence[Happening], pairs: Iterable[Pair], *, must: PairSet, cannot: PairSet) -> list[Grouped]:
    """The happenings joined as far as the evidence carries, ordered by id."""
    joiner = Joiner(happenings, pairs, cannot)
    joiner.obey(must)
    joiner.run()
    return sorted(((joiner.alive[i], joiner.evidence.get(i, ())) for i in joiner.alive), key=lambda g: g[0].id)


class Joiner:
    """The state of one run. A joined happening gets a new index and its parts leave ``alive``."""

    def __init__(self, happenings: Sequence[Happening], pairs: Iterable[Pair], cannot: PairSet) -> None:
        self.alive = dict(enumerate(happenings))
        self.evidence: dict[int, tuple[str, ...]] = {}
        self.next_index = len(happenings)
        self.neighbours: defaultdict[int, set[int]] = defaultdict(set)
        for i, j in pairs:
            self.neighbours[i].add(j)
            self.neighbours[j].add(i)
        self.forbidden: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in cannot:
            self.forbidden[a].add(b)
            self.forbidden[b].add(a)

    def obey(self, must: PairSet) -> None:
        """Join what a person joined, whatever the evidence; what a person told apart stays apart."""
        home = {claim.claim_id: i for i, h in self.alive.items() for claim in h.claims}
        for a, b in sorted(must):
            i, j = home.get(a), home.get(b)
            if i is None or j is None or i == j or self.ruled_apart(self.alive[i], self.alive[j]):
                continue
            new = self.join(i, j, "joined by a person's decision")
            home.update((claim.claim_id, new) for claim in self.alive[new].claims)

    def run(self) -> None:
        """Join the best pair until none has more for it than against it."""
        queue = [q for i in self.alive for j in self.neighbours[i] if i < j if (q := self.weigh(i, j))]
        heapify(queue)
        while queue:
            _, _, _, i, j = heappop(queue)
            if i in self.alive and j in self.alive:
                one, other = sorted((self.alive[i], self.alive[j]), key=lambda h: h.id)
                new = self.join(i, j, explain(one, other, compare(one, other)))
                for k in self.neighbours[new]:
                    if queued := self.weigh(new, k):
                        heappush(queue, queued)

    def weigh(self, i: int, j: int) -> Queued | None:
        """The pair as queued, or null where it is not to be joined."""
        one, other = sorted((self.alive[i], self.alive[j]), key=lambda h: h.id)
        if one.sort is not other.sort or self.ruled_apart(one, other):
            return None
        if told_apart(one, other) and not strong_identity(one, other):
            return None
        score = total(compare(one, other))
        return (-score, one.id, other.id, i, j) if score > 0 else None

    def ruled_apart(self, one: Happening, other: Happening) -> bool:
        """Whether a person ruled that a claim of the one is not of the happening of the other."""
        if not self.forbidden:
            return False
        theirs = {c.claim_id for c in other.claims}
        return any(theirs & self.forbidden[c.claim_id] for c in one.claims if c.claim_id in self.forbidden)

    def join(self, i: int, j: int, why: str) -> int:
        """Make one of two; returns its index."""
        new, self.next_index = self.next_index, self.next_index + 1
        self.alive[new] = merge(self.alive.pop(i), self.alive.pop(j))
        self.evidence[new] = (*self.evidence.pop(i, ()), *self.evidence.pop(j, ()), why)
        around = (self.neighbours.pop(i, set()) | self.neighbours.pop(j, set())) - {i, j}
        for k in around:
            self.neighbours[k] -= {i, j}
            self.neighbours[k].add(new)
        self.neighbours[new] = around
        return new


def told_apart(one: Happening, other: Happening) -> bool:
    """Whether a report that both stand on gives them different keys."""
    ours, theirs = _keys_by_report(one), _keys_by_report(other)
    return any(keys.isdisjoint(theirs[report]) for report, keys in ours.items() if report in theirs)


def _keys_by_report(happening: Happening) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for report, key in happening.keys:
        if key:
            found[report].add(key)
    return dict(found)


def explain(one: Happening, other: Happening, evidence: tuple[Weighed, ...]) -> str:
    """One line: who was joined to whom, the sum, and what it is made of, the weightiest first."""
    parts = sorted(evidence, key=lambda e: (-abs(e.weight), e.seen))
    shown = "; ".join(f"{e.seen} {e.weight:+.1f}" for e in parts)
    return f"{one.id} with {other.id}: {total(evidence):+.1f} ({shown})"
