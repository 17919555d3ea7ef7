"""What all conventions share: lowest low, highest top, and the order that every range must keep."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.incident import Range
from hadba.reconcile.votes import Vote

LeftOut = tuple[str, str]  # claim id, the rule that kept it out


def lowest(votes: Sequence[Vote]) -> int | None:
    """The lowest low; null where no vote gives one."""
    return min((v.low for v in votes if v.low is not None), default=None)


def make_range(
    *, low: int | None, best: int | None, votes: Sequence[Vote], left_out: Sequence[LeftOut] = (), provisional: bool = False
) -> Range:
    """A range up to the highest top of ``votes``; raises ``ValueError`` where low <= best <= high does not hold."""
    high = max((v.top for v in votes), default=None)
    known = [n for n in (low, best, high) if n is not None]
    if known != sorted(known):
        raise ValueError(f"a range must rise: low {low}, best {best}, high {high}")
    return Range(
        low=low,
        best=best,
        high=high,
        high_open=any(v.open for v in votes if v.top == high),
        votes=tuple(sorted({c for v in votes for c in v.claims})),
        provisional=provisional,
        left_out=tuple(sorted(set(left_out))),
    )


def leave_out(votes: Sequence[Vote], rule: str) -> tuple[LeftOut, ...]:
    """The claims of ``votes``, each with ``rule``."""
    return tuple((claim, rule) for vote in votes for claim in vote.claims)
