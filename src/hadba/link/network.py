"""Which profiles hang together at all, and which of these are one happening.

Two profiles are connected where the evidence between the two alone is not hopeless; what is connected, at whatever remove,
is a component. Clusters are formed within one component from its members alone, so that a ledger can be linked again
piece by piece and still come out as if it were linked at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hadba.link import weights as w
from hadba.link.block import Pair, blocks_of, candidate_pairs
from hadba.link.cluster import agglomerate, told_apart
from hadba.link.compare import compare, strong_identity, total
from hadba.link.crowd import crowds
from hadba.link.happening import ALONE, Crowd, Happening, happening_of
from hadba.link.profile import PairSet
from hadba.model.linkage import Profile


class Group(NamedTuple):
    """Profiles (by id) that are one happening, their claims in no order, and one line of evidence a join."""

    profiles: tuple[str, ...]
    claims: tuple[str, ...]
    evidence: tuple[str, ...]


class Component(NamedTuple):
    """Profile ids that evidence connects, in order, and the groups that they form."""

    profiles: tuple[str, ...]
    groups: tuple[Group, ...]


def components(
    profiles: Iterable[Profile], *, only: Collection[str] | None = None, must: PairSet, cannot: PairSet
) -> Iterator[Component]:
    """All components, or those of the profiles of ``only``, in no order.

    ``only`` must be closed: whatever a member of it is connected with is in it; and ``profiles`` must hold all that stand
    in a block with one of its members.
    """
    held = sorted(profiles, key=lambda p: p.id)
    chosen = frozenset(i for i, p in enumerate(held) if only is None or p.id in only)
    blocks = None if len(chosen) == len(held) else frozenset(block for i in chosen for block in blocks_of(held[i]))
    alone = {i: happening_of(held[i]) for i in chosen}
    inside = ((i, j) for i, j in candidate_pairs(held, blocks=blocks) if i in chosen and j in chosen)
    edges = [(i, j) for i, j in inside if plausible(alone[i], alone[j])]
    crowd = crowds(held, only=None if blocks is None else [held[i] for i in sorted(chosen)])
    members, inner = _parts(chosen, [*edges, *_ruled(held, chosen, must)])
    of_part: defaultdict[int, list[Pair]] = defaultdict(list)
    for i, j in edges:
        of_part[inner[i]].append((i, j))
    for part in sorted(members):
        yield _component([held[i] for i in members[part]], members[part], of_part.pop(part, []), crowd, must, cannot)


def plausible(one: Happening, other: Happening) -> bool:
    """Whether two profiles might come to be one happening, if not by themselves then with what others say."""
    if told_apart(one, other) and not strong_identity(one, other):
        return False
    return total(compare(one, other)) > w.HOPELESS


def _ruled(profiles: Sequence[Profile], chosen: frozenset[int], must: PairSet) -> Iterator[Pair]:
    """The pairs that a person joined."""
    if must:
        home = {claim: i for i in chosen for claim in profiles[i].claims}
        yield from ((home[a], home[b]) for a, b in must if a in home and b in home)


def _parts(nodes: Iterable[int], edges: Iterable[Pair]) -> tuple[dict[int, list[int]], dict[int, int]]:
    """The connected parts: root -> members in order, and member -> root."""
    parent: dict[int, int] = {i: i for i in nodes}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for i, j in edges:
        a, b = root(i), root(j)
        if a != b:
            parent[max(a, b)] = min(a, b)
    members: defaultdict[int, list[int]] = defaultdict(list)
    inner = {i: root(i) for i in sorted(parent)}
    for i, part in inner.items():
        members[part].append(i)
    return members, inner


def _component(
    profiles: Sequence[Profile],
    indices: Sequence[int],
    edges: Iterable[Pair],
    crowd: Mapping[str, Crowd],
    must: PairSet,
    cannot: PairSet,
) -> Component:
    ids = tuple(p.id for p in profiles)
    if len(profiles) == 1:
        return Component(ids, (Group(ids, profiles[0].claims, ()),))
    at = {index: n for n, index in enumerate(indices)}
    happenings = [happening_of(p, crowd.get(p.id, ALONE)) for p in profiles]
    grouped = agglomerate(happenings, [(at[i], at[j]) for i, j in edges], must=must, cannot=cannot)
    of_claim = {claim: p.id for p in profiles for claim in p.claims}
    groups = (
        Group(tuple(sorted({of_claim[claim] for claim in joined.claims})), joined.claims, evidence)
        for joined, evidence in grouped
    )
    return Component(ids, tuple(groups))
