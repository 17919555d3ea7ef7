"""Web Mercator, as maps in browsers draw it: the world as a square from 0 to 1, from west to east and from north to south."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
POLE = 85.0  # degrees, beyond which nothing is drawn


def across(lon: npt.ArrayLike) -> Floats:
    """From west to east."""
    return np.asarray((np.asarray(lon, np.float64) + 180) / 360)


def down(lat: npt.ArrayLike) -> Floats:
    """From north to south."""
    radians = np.radians(np.clip(np.asarray(lat, np.float64), -POLE, POLE))
    return np.asarray(0.5 - np.arcsinh(np.tan(radians)) / (2 * np.pi))
