"""The first picture of the map, drawn by the server: it is there with the page, before any script, and without one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from hadba.app.desk import mercator
from hadba.app.desk.marks import HEIGHT, WIDTH, Marks, scale_of
from hadba.web.charts.land import world

VAGUE = 60  # km: a point that may be this far off is drawn as a ring
SINGLE = 4.5  # pixels: the radius of a mark of one incident


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: ``count`` incidents, ``harm`` where anybody is said to have been killed, ``vague`` where it may be far off."""

    x: float
    y: float
    r: float
    count: int
    harm: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture: ``width`` and ``height``, around the point (0, 0), hold the marks; the land goes on beyond."""

    width: float
    height: float
    land: str
    borders: str
    dots: tuple[Dot, ...]


def picture(marks: Marks) -> Picture | None:
    """The picture; null where nothing has a point."""
    if marks.box is None:
        return None
    west, south, east, north = marks.box
    left, right, top, bottom = (
        float(v) for v in (mercator.across(west), mercator.across(east), mercator.down(north), mercator.down(south))
    )
    scale = scale_of(marks.box)
    filled = max((right - left) * scale / WIDTH, (bottom - top) * scale / HEIGHT) > 0.99
    width, height = ((right - left) * scale, (bottom - top) * scale) if filled else (float(WIDTH), float(HEIGHT))
    x, y = (left + right) / 2, (top + bottom) / 2
    land, borders = _ground(x, y, scale)
    across, down = (mercator.across(marks.lon) - x) * scale, (mercator.down(marks.lat) - y) * scale
    spots = zip(across.tolist(), down.tolist(), strict=True)
    told = zip(spots, marks.count, marks.deaths, marks.reach, strict=True)
    dots = [
        Dot(round(right, 1), round(below, 1), radius(n), n, dead > 0, reach >= VAGUE) for (right, below), n, dead, reach in told
    ]
    return Picture(
        width=max(1.0, round(width, 1)),
        height=max(1.0, round(height, 1)),
        land=land,
        borders=borders,
        dots=tuple(sorted(dots, key=lambda d: -d.count)),
    )


@lru_cache(maxsize=64)
def _ground(x: float, y: float, scale: float) -> tuple[str, str]:
    """Land and borders around a point: the same for a selection that is looked at again."""
    found = world(scale)
    return (found.land.path(x, y, scale, closed=True), found.borders.path(x, y, scale, closed=False)) if found else ("", "")


def radius(count: int) -> float:
    """Pixels of a mark of so many incidents; the map in the browser has the same rule."""
    return SINGLE if count == 1 else round(5 + 1.3 * math.log(count), 1)
