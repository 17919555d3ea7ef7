"""The range as Iraq Body Count states it.

After Iraq Body Count, "Methods", 3 Data extraction (iraqbodycount.org/about/methods/3): minimum and maximum are the lowest
and highest number that any source gives, whoever it is; the minimum is 0 where no source says that the dead were civilians;
an entry needs two independent sources, else it is provisional.
"""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.figure import Victims
from hadba.model.incident import Range
from hadba.reconcile.ranges import LeftOut, lowest, make_range
from hadba.reconcile.votes import Vote

LEAST_SOURCES = 2


def ibc(votes: Sequence[Vote], left_out: Sequence[LeftOut] = (), *, of_civilians: bool = True) -> Range:
    """Lowest low (0 where civilians are asked for and nobody says that they were) to highest top.

    ``of_civilians`` is false for the ranges of combatants and of all people, where the question does not arise.
    """
    said = not of_civilians or any(v.victims is Victims.CIVILIAN for v in votes)
    provisional = len({v.lineage for v in votes}) < LEAST_SOURCES
    return make_range(low=lowest(votes) if said else 0, best=None, votes=votes, left_out=left_out, provisional=provisional)
