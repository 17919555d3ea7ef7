"""The range as the Uppsala Conflict Data Program states it.

After Högbladh, "UCDP Georeferenced Event Dataset Codebook" (ucdp.uu.se/downloads; the columns best, high and low), and Sundberg
and Melander, "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50(4), 2013. As we read it: best is
the estimate of the most reliable source, and the lower one where reliability does not decide; low is the lowest credible
estimate for which the perpetrator is known; high is the highest, with deaths of an uncertain perpetrator included. Sources of
the lowest reliability do not count beside others.
"""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.incident import Range
from hadba.reconcile.ranges import LeftOut, leave_out, lowest, make_range
from hadba.reconcile.votes import Vote

UNRELIABLE = "E"


def ucdp(votes: Sequence[Vote], left_out: Sequence[LeftOut] = ()) -> Range:
    """low: the lowest with a certain perpetrator, at most best; best: the most reliable; high: the highest top."""
    credible = [v for v in votes if v.reliability != UNRELIABLE]
    counted = credible or list(votes)
    dropped = [v for v in votes if v.reliability == UNRELIABLE] if credible else []
    best = _best(counted)
    low = min((n for n in (lowest([v for v in counted if v.sure]), best) if n is not None), default=None)
    aside = leave_out(dropped, "UCDP: the least reliable sources do not count beside others")
    return make_range(low=low, best=best, votes=counted, left_out=(*left_out, *aside))


def _best(votes: Sequence[Vote]) -> int | None:
    """The figure of the most reliable vote, the lower on a tie; a ceiling alone ("up to 40") is nobody's best figure."""
    named = [(v.reliability, n) for v in votes if (n := v.low if v.point is None else v.point) is not None]
    return min(named)[1] if named else None
