"""The range as Airwars states it.

After Airwars, "Methodology" (airwars.org/about/methodology): each allegation is listed; the range
runs from the lowest to the highest figure that local sources give for civilians or for people whose status is not
stated; what belligerents say is recorded apart. There is no best figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.incident import Range
from hadba.reconcile.ranges import LeftOut, leave_out, lowest, make_range
from hadba.reconcile.votes import Vote


def airwars(votes: Sequence[Vote], left_out: Sequence[LeftOut] = ()) -> Range:
    """Lowest low to highest top of all but belligerents, who count only where nobody else gives a figure."""
    others = [v for v in votes if not v.belligerent]
    counted = others or list(votes)
    dropped = [v for v in votes if v.belligerent] if others else []
    aside = leave_out(dropped, "Airwars: a belligerent's figure stands apart where others give one")
    return make_range(low=lowest(counted), best=None, votes=counted, left_out=(*left_out, *aside))
