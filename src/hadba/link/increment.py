"""What changed reports touch: the profiles whose components must be formed anew; all others stay as they were."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hadba.link.block import Block, Wanted, blocks_of, candidate_pairs
from hadba.link.crowd import crowds
from hadba.link.happening import happening_of
from hadba.link.network import plausible
from hadba.model.linkage import LinkState, Profile

IdPair = tuple[str, str]


def touched(others: Sequence[Profile], before: Sequence[Profile], after: Sequence[Profile], state: LinkState) -> frozenset[str]:
    """Ids of the profiles that must be linked anew when the profiles ``before`` of some reports give way to ``after``.

    ``others`` are those of all other reports that stand in a block with one of them (more do no harm). The answer is
    closed: it holds the former components of all that it holds.
    """
    dirty = frozenset(block for profile in (*before, *after) for block in blocks_of(profile))
    wanted = Wanted(dirty)
    near = [p for p in others if wanted.of(p)]
    old, new = _pairs([*near, *before], dirty), _pairs([*near, *after], dirty)
    by_id = {p.id: p for p in (*before, *near, *after)}
    other = {p.id for p in (*before, *after)}
    changed = (old ^ new) | {pair for pair in new if not other.isdisjoint(pair)}
    met = (pair for pair in changed if plausible(happening_of(by_id[pair[0]]), happening_of(by_id[pair[1]])))
    seeds = {key for pair in met for key in pair} | other
    crowded, crowding = crowds([*near, *before]), crowds([*near, *after])
    seeds |= {p.id for p in near if crowded.get(p.id) != crowding.get(p.id)}
    return closure(seeds, state) - ({p.id for p in before} - {p.id for p in after})


def closure(ids: Collection[str], state: LinkState) -> frozenset[str]:
    """``ids`` and all that was connected with one of them."""
    held = frozenset(ids)
    return held.union(*(component for component in state.components if not held.isdisjoint(component)))


def _pairs(profiles: Sequence[Profile], dirty: frozenset[Block]) -> set[IdPair]:
    """The pairs that the dirty blocks make."""
    held = sorted(profiles, key=lambda p: p.id)
    return {(held[i].id, held[j].id) for i, j in candidate_pairs(held, blocks=dirty)}
