"""What the map draws of a selection: few enough marks for any size of ledger, which together stand for all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hadba.app.desk import mercator
from hadba.app.desk.columns import FINEST, NO_COUNT, Columns, Floats, Ints, Mask
from hadba.app.desk.selecting import Selection

MARKS = 400  # that a map draws point by point; of more, neighbours share one
CELL = 6.0  # pixels at least of the cells whose incidents are taken together first
APART = 30.0  # pixels at least from one shared mark to the next
WIDTH, HEIGHT = 340, 560  # pixels that the marks take on a common screen
TILE = 512  # pixels around the world at zoom 0
NEAREST = TILE * 2.0**11  # a selection is shown no closer than at zoom 11

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks in parallel arrays: where (of several incidents their middle), how far it may reach (km, of several the least),
    how many incidents, their highest toll (-1 unknown), and the number of the incident where it is one, else -1.

    ``shared`` says that neighbours share a mark, so that a closer look would show more. ``unlocated`` incidents have no
    point; ``box`` is what the selection covers: west, south, east, north, null where nothing has a point.
    """

    lat: list[float]
    lon: list[float]
    reach: list[float]
    count: list[int]
    deaths: list[int]
    n: list[int]
    shared: bool
    located: int
    unlocated: int
    box: Box | None


def marks(selection: Selection, convention: str, *, zoom: float | None = None, view: Box | None = None) -> Marks:
    """The marks of the selection, or of what of it lies in ``view``; without a ``zoom`` for the one at which all of the
    selection is seen on a common screen."""
    c = selection.columns
    order, cells = c.by_place
    kept = selection.mask[order]
    rows, cells = order[kept], cells[kept]
    lon, lat = c.floats["lon"][rows], c.floats["lat"][rows]
    box = _box(lon, lat)
    none = Marks([], [], [], [], [], [], False, len(rows), int(selection.mask.sum()) - len(rows), box)
    if box is not None and view is not None:
        seen = _within(view, lon, lat)
        rows, cells = rows[seen], cells[seen]
    if box is None or not len(rows):
        return none
    first = _firsts(cells)
    shared = len(first) > MARKS
    if shared:
        scale = TILE * 2.0**zoom if zoom is not None else scale_of(box)
        digits = max(0, int(np.floor(np.log2(max(scale / CELL, 1.0)))))
        first = _firsts(cells >> (2 * max(0, FINEST - digits)))
        rows, first = _gathered(rows, first, c, scale)
    return _filled(replace(none, shared=shared), c, convention, rows, first)


def _firsts(cells: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Where in sorted cells each one begins."""
    return np.flatnonzero(np.diff(cells, prepend=-1))


def _gathered(rows: Ints, first: npt.NDArray[np.intp], c: Columns, scale: float) -> tuple[Ints, npt.NDArray[np.intp]]:
    """Cells whose marks would touch as one: the fullest takes in those around it, then the fullest of what is left."""
    count = np.diff(first, append=len(rows))
    x = np.add.reduceat(mercator.across(c.floats["lon"][rows]) * scale, first) / count
    y = np.add.reduceat(mercator.down(c.floats["lat"][rows]) * scale, first) / count
    home = np.full(len(first), -1)
    for cell in np.argsort(-count, kind="stable"):
        if home[cell] < 0:
            home[(home < 0) & ((x - x[cell]) ** 2 + (y - y[cell]) ** 2 < APART**2)] = cell
    homes = np.repeat(home, count)
    order = np.argsort(homes, kind="stable")
    return rows[order], _firsts(homes[order])


def _filled(none: Marks, c: Columns, convention: str, rows: Ints, first: npt.NDArray[np.intp]) -> Marks:
    """The marks of rows that lie beside each other from each of ``first`` on."""
    count = np.diff(first, append=len(rows))
    lat, lon = (np.add.reduceat(c.floats[name][rows], first) / count for name in ("lat", "lon"))
    reach = np.minimum.reduceat(np.nan_to_num(c.floats["reach"][rows]), first)
    return replace(
        none,
        lat=[round(v, 5) for v in lat.tolist()],
        lon=[round(v, 5) for v in lon.tolist()],
        reach=[round(v, 2) for v in reach.tolist()],
        count=count.tolist(),
        deaths=np.maximum.reduceat(c.ints[f"high.{convention}"][rows], first).tolist(),
        n=np.where(count == 1, c.ints["n"][rows[first]], NO_COUNT).tolist(),
    )


def _box(lon: Floats, lat: Floats) -> Box | None:
    if not len(lon):
        return None
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def _within(view: Box, lon: Floats, lat: Floats) -> Mask:
    west, south, east, north = view
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    found: Mask = across & (lat >= south) & (lat <= north)
    return found


def scale_of(box: Box) -> float:
    """Pixels around the world at which the box fills the map of a common screen."""
    west, south, east, north = box
    wide, high = mercator.across(east) - mercator.across(west), mercator.down(south) - mercator.down(north)
    return min(WIDTH / max(float(wide), 1e-9), HEIGHT / max(float(high), 1e-9), NEAREST)
