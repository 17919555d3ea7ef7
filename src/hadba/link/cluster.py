"""Joining happenings, the surest pair first; what is joined is compared again as a whole, and member by member.

A cluster is compared by the sum of what its reports say (their usual day, all their places and figures), not by its best
pair, so that a vague report between two strikes cannot chain them: once it has joined the one, the whole has that day. A sum
of many reports has a place or a figure in common with almost anything, though; so their members must fit on average too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from hadba.link import weights as w
from hadba.link.block import Pair
from hadba.link.compare import bounded, compare, strong_identity, total
from hadba.link.happening import Happening, merge
from hadba.link.profile import PairSet
from hadba.link.weights import Weighed

Queued = tuple[float, str, str, int, int]  # minus the score, the two ids (they break ties), the two indices
Grouped = tuple[Happening, tuple[str, ...]]  # with one line of evidence a join


def agglomerate(happenings: Sequence[Happening], pairs: Iterable[Pair], *, must: PairSet, cannot: PairSet) -> list[Grouped]:
    """The happenings joined as far as the evidence carries, ordered by id."""
    joiner = Joiner(happenings, pairs, cannot)
    joiner.obey(must)
    joiner.run()
    return sorted(((joiner.alive[i], joiner.evidence.get(i, ())) for i in joiner.alive), key=lambda g: g[0].id)


class Joiner:
    """The state of one run: ``alive`` are the clusters so far by index, ``into`` tells where a joined index went, ``members``
    which of ``alone`` each is made of, ``between`` what was found between two of these."""

    def __init__(self, happenings: Sequence[Happening], pairs: Iterable[Pair], cannot: PairSet) -> None:
        self.alive = dict(enumerate(happenings))
        self.into: dict[int, int] = {}
        self.evidence: dict[int, tuple[str, ...]] = {}
        self.pairs = sorted(pairs)
        self.alone = tuple(happenings)
        self.members: dict[int, tuple[int, ...]] = {i: (i,) for i in self.alive}
        self.between: dict[Pair, float] = {}
        self.forbidden: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in cannot:
            self.forbidden[a].add(b)
            self.forbidden[b].add(a)

    def obey(self, must: PairSet) -> None:
        """Join what a person joined, whatever the evidence; what a person told apart stays apart."""
        home = {claim: i for i, h in self.alive.items() for claim in h.claims}
        for a, b in sorted(must):
            if a in home and b in home:
                i, j = self.root(home[a]), self.root(home[b])
                if i != j and not self.ruled_apart(self.alive[i], self.alive[j]):
                    self.join(i, j, "joined by a person's decision")

    def run(self) -> None:
        """Join the best pair until none has more for it than against it.

        A cluster that grew is weighed anew when its turn comes, and once more when all turns are over: what was too little
        for a report alone may be enough for the whole.
        """
        while queue := self.waiting():
            heapify(queue)
            while queue:
                before, _, _, i, j = heappop(queue)
                one, other = self.root(i), self.root(j)
                now = (before, "", "", one, other) if (one, other) == (i, j) else self.weigh(one, other)
                if now is None:
                    continue
                if now[0] > before:  # no longer the best: its turn comes later
                    heappush(queue, now)
                    continue
                first, second = sorted((self.alive[one], self.alive[other]), key=lambda h: h.id)
                self.join(one, other, explain(first, second, compare(first, second)))

    def waiting(self) -> list[Queued]:
        """The pairs of clusters that are to be joined, as they stand."""
        roots = {(min(i, j), max(i, j)) for a, b in self.pairs if (i := self.root(a)) != (j := self.root(b))}
        self.pairs = sorted(roots)
        return [queued for i, j in self.pairs if (queued := self.weigh(i, j))]

    def weigh(self, i: int, j: int) -> Queued | None:
        """The pair as queued, or null where it is not to be joined."""
        if i == j:
            return None
        one, other = sorted((self.alive[i], self.alive[j]), key=lambda h: h.id)
        if one.sort is not other.sort or self.ruled_apart(one, other):
            return None
        if told_apart(one, other) and not strong_identity(one, other):
            return None
        score = total(compare(one, other))
        return (-score, one.id, other.id, i, j) if score > 0 and self.at_one(i, j) else None

    def at_one(self, i: int, j: int) -> bool:
        """Whether the members of the one and of the other fit each other, on the whole and not by their sum alone."""
        pairs = [(min(a, b), max(a, b)) for a in self.members[i] for b in self.members[j]]
        if len(pairs) == 1:
            return True
        return sum(self.pair(p) for p in pairs) > w.MISFIT * len(pairs)

    def pair(self, pair: Pair) -> float:
        """The evidence between two profiles alone, within bounds."""
        if pair not in self.between:
            self.between[pair] = bounded(self.alone[pair[0]], self.alone[pair[1]])
        return self.between[pair]

    def ruled_apart(self, one: Happening, other: Happening) -> bool:
        """Whether a person ruled that a claim of the one is not of the happening of the other."""
        if not self.forbidden:
            return False
        theirs = set(other.claims)
        return any(theirs & self.forbidden[claim] for claim in one.claims if claim in self.forbidden)

    def root(self, i: int) -> int:
        """The cluster that index ``i`` is in now."""
        while i in self.into:
            self.into[i] = i = self.into.get(self.into[i], self.into[i])  # halve the way for the next time
        return i

    def join(self, i: int, j: int, why: str) -> None:
        """Make one of two: a new index."""
        new = len(self.into) + len(self.alive)
        self.alive[new] = merge(self.alive.pop(i), self.alive.pop(j))
        self.members[new] = self.members.pop(i) + self.members.pop(j)
        self.into[i] = self.into[j] = new
        self.evidence[new] = (*self.evidence.pop(i, ()), *self.evidence.pop(j, ()), why)


def told_apart(one: Happening, other: Happening) -> bool:
    """Whether a report that both stand on gives them different keys."""
    few, many = sorted((one.keys, other.keys), key=len)
    return any(keys.isdisjoint(many[report]) for report, keys in few.items() if keys and many.get(report))


def explain(one: Happening, other: Happening, evidence: tuple[Weighed, ...]) -> str:
    """One line: who was joined to whom, the sum, and what it is made of, the weightiest first."""
    parts = sorted(evidence, key=lambda e: (-abs(e.weight), e.seen))
    shown = "; ".join(f"{e.seen} {e.weight:+.1f}" for e in parts)
    return f"{one.id} with {other.id}: {total(evidence):+.1f} ({shown})"
