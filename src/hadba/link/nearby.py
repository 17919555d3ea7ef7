"""Which other incidents an incident might have been, and what spoke against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import chain
from typing import NamedTuple

from hadba.link import weights as w
from hadba.link.block import blocks_of
from hadba.link.cluster import told_apart
from hadba.link.compare import compare, mean_evidence, total
from hadba.link.crowd import crowds
from hadba.link.happening import ALONE, Crowd, Happening, happening_of, merge
from hadba.model.linkage import Profile


class Near(NamedTuple):
    """Another incident, the sum of the evidence that the two are one, and its pieces, the weightiest first.

    ``apart``: a report that both stand on tells them apart. ``fit``: the evidence between a report of the one and one of the
    other, on average; with no more than ``weights.MISFIT`` they stay two whatever the sum.
    """

    incident_id: str
    weight: float
    evidence: tuple[str, ...]
    apart: bool
    fit: float


def near_ones(own: Sequence[Profile], others: Mapping[str, Sequence[Profile]], *, most: int = 5) -> tuple[Near, ...]:
    """The nearest of ``others`` (incident id -> its profiles) that share a block with ``own``, the likeliest first; they must
    hold all profiles of the months of ``own``. What can never be one, such as a strike and an abduction, is left out."""
    if not own:
        return ()
    blocks = frozenset(block for p in own for block in blocks_of(p))
    crowd = crowds([*own, *chain.from_iterable(others.values())])
    mine = _whole(own, crowd)
    found = []
    for incident_id, profiles in others.items():
        if any(not blocks.isdisjoint(blocks_of(p)) for p in profiles):
            theirs = _whole(profiles, crowd)
            evidence = compare(mine, theirs)
            if total(evidence) > w.APART:
                pieces = sorted(evidence, key=lambda e: (-abs(e.weight), e.seen))
                shown = tuple(f"{e.seen} {e.weight:+.1f}" for e in pieces)
                fit = mean_evidence(_each(own, crowd), _each(profiles, crowd))
                found.append(Near(incident_id, total(evidence), shown, told_apart(mine, theirs), fit))
    return tuple(sorted(found, key=lambda n: (-n.weight, n.incident_id))[:most])


def _whole(profiles: Sequence[Profile], crowd: Mapping[str, Crowd]) -> Happening:
    return reduce(merge, _each(profiles, crowd))


def _each(profiles: Sequence[Profile], crowd: Mapping[str, Crowd]) -> list[Happening]:
    return [happening_of(p, crowd.get(p.id, ALONE)) for p in sorted(profiles, key=lambda p: p.id)]
