"""Points that must not lead to a door: moved to the middle of a fixed cell, without whatever would give them away."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from hadba.model.claim import Claim
from hadba.model.where import PlacePrecision, Where
from hadba.publish.gate.addresses import HOME

EXACT = frozenset({PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD})
_SHELTERED_PLACE = re.compile(r"\b(?:hospital|clinic|health cent(?:er|re)|medical|camp|shelter)\b", re.I)


def is_sheltered(where: Iterable[Where], claims: Iterable[Claim], kinds: frozenset[str]) -> bool:
    """Whether an exact point may be that of a place that is sheltered: by what was hit there, or by its name."""
    exact = [w for w in where if w.lat is not None and w.precision in EXACT]
    if not exact:
        return False
    if any(_SHELTERED_PLACE.search(words) or HOME.search(words) for w in exact for words in (w.text, w.name) if words):
        return True
    return any(o.type in kinds for c in claims for o in c.objects)


def blurred(where: Where, grid: float) -> Where:
    """The place at the middle of its cell, without the entry and the candidates that would give the point away.

    The cell hangs on the point alone, so that a second look (another export, another day) narrows nothing down.
    """
    if where.lat is None or where.lon is None or where.precision not in EXACT:
        return where
    return replace(where, lat=cell(where.lat, grid), lon=cell(where.lon, grid), place_id=None, radius_km=None, candidates=())


def cell(degrees: float, grid: float) -> float:
    """The middle of the cell of ``grid`` degrees in which ``degrees`` lies."""
    return round((math.floor(degrees / grid) + 0.5) * grid, 4)
