"""From values to positions: a linear or logarithmic axis, and days."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps [``low``, ``high``] to [``begin``, ``end``] in pixels, by logarithm where ``log``."""

    low: float
    high: float
    begin: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """The position of a value, held inside the axis."""
        low, high, v = (math.log1p(x) if self.log else x for x in (self.low, self.high, max(self.low, min(self.high, value))))
        share = 0.5 if high == low else (v - low) / (high - low)
        return round(self.begin + share * (self.end - self.begin), 1)


def counts(values: Iterable[int], begin: float, end: float) -> Axis:
    """An axis from 0 for counts; logarithmic where the largest is far beyond the smallest."""
    held = [v for v in values if v > 0] or [1]
    return Axis(0, max(held) * 1.08 + 1, begin, end, log=max(held) > 25 * min(held) and max(held) > 100)


def ticks(axis: Axis) -> list[int]:
    """A few round values on an axis of counts."""
    if axis.log:
        found = [10**e * m for e in range(0, 8) for m in (1, 3) if 10**e * m <= axis.high]
        return [0, *found][-7:]
    step = 10 ** math.floor(math.log10(max(axis.high, 1)))
    step = next(s for s in (step / 5, step / 2, step, step * 2) if axis.high / s <= 5)
    return [round(step * k) for k in range(int(axis.high / step) + 1)] if step >= 1 else [0, 1]


def day_ticks(first: date, last: date, most: int) -> list[date]:
    """A few round days between two."""
    days = (last - first).days
    if days <= most:
        return [first + timedelta(d) for d in range(days + 1)]
    if days <= most * 14:
        step = 7 * math.ceil(days / 7 / most)
        return [first + timedelta(d) for d in range(0, days + 1, step)]
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months / s <= most), 240)
    base = first.year * 12 + first.month - 1
    found = [date((base + m) // 12, (base + m) % 12 + 1, 1) for m in range(months + 1) if (base + m) % step == 0]
    return [d for d in found if first <= d <= last] or [first, last]
