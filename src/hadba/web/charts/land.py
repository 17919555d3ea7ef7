"""The bundled world as lines to draw: coasts and borders out of the file that the desk's build puts beside its script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from hadba.app.desk import mercator
from hadba.app.desk.columns import Floats, Ints

STATIC = Path(__file__).parents[1] / "static"
COARSE = 3000  # pixels around the world, below which the world drawn for small scales is enough
FAR = 700.0  # pixels from the middle: what lies farther is drawn there, out of sight
STEP = 2  # pixels from one point of a line to the next, at least


@dataclass(frozen=True)
class Lines:
    """Lines on the Mercator square: the points of all of them, where each begins (and the last ends), and what each covers
    (left, top, right, bottom)."""

    x: Floats
    y: Floats
    first: Ints
    boxes: Floats

    def path(self, x: float, y: float, scale: float, *, closed: bool) -> str:
        """An SVG path of what may be seen around a point of the square: in pixels from it, ``scale`` of them a world."""
        far = FAR / scale
        b = self.boxes
        seen = (b[:, 0] < x + far) & (b[:, 2] > x - far) & (b[:, 1] < y + far) & (b[:, 3] > y - far)
        return "".join(self._line(n, x, y, scale, closed=closed) for n in np.flatnonzero(seen).tolist())

    def _line(self, n: int, x: float, y: float, scale: float, *, closed: bool) -> str:
        at = slice(self.first[n], self.first[n + 1])
        both = np.stack(((self.x[at] - x) * scale, (self.y[at] - y) * scale), axis=1)
        near = np.rint(np.clip(both, -FAR, FAR) / STEP).astype(np.int64)
        points = near[np.append(np.diff(near, axis=0).any(axis=1), True)] * STEP
        if len(points) < 3 if closed else len(points) < 2:
            return ""
        steps = " ".join(map(str, np.diff(points, axis=0).ravel().tolist()))
        return f"M{points[0, 0]} {points[0, 1]}l{steps}{'z' if closed else ''}"


@dataclass(frozen=True)
class World:
    """Land as closed lines, borders between countries as open ones."""

    land: Lines
    borders: Lines


def world(scale: float) -> World | None:
    """The bundled world, in the detail that so many pixels around it show; null where the bundle is not built."""
    return _read(STATIC / ("land-coarse.json" if scale < COARSE else "land.json"))


@cache
def _read(path: Path) -> World | None:
    if not path.is_file():
        return None
    held = json.loads(path.read_bytes())
    return World(_lines([ring for polygon in held["land"] for ring in polygon]), _lines(held["borders"]))


def _lines(found: Sequence[Sequence[int]]) -> Lines:
    """Lines from steps between points, in thousandths of a degree."""
    points = [np.cumsum(np.asarray(steps, np.float64).reshape(-1, 2), axis=0) / 1000 for steps in found]
    first = np.concatenate(([0], np.cumsum([len(line) for line in points]))).astype(np.int32)
    both = np.concatenate(points)
    x, y = mercator.across(both[:, 0]), mercator.down(both[:, 1])
    sides = [extreme.reduceat(line, first[:-1]) for extreme in (np.minimum, np.maximum) for line in (x, y)]
    return Lines(x, y, first, np.stack(sides, axis=1))
