"""The timeline of a selection as a strip: bars of a histogram, or each incident by itself where there are few."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from hadba.app.desk.timeline import Timeline
from hadba.web.charts.scale import Axis, day_ticks
from hadba.web.wording import day, days

WIDTH, HEIGHT = 1200, 132
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 8, 22
FEW = 60  # incidents that are drawn as marks of their own


@dataclass(frozen=True, slots=True)
class Column:
    """A bar: ``firm_y`` is where its confirmed and fair part begins."""

    x: float
    width: float
    y: float
    firm_y: float
    start: date
    end: date
    told: str


@dataclass(frozen=True, slots=True)
class Lane:
    """An incident by itself: a dot on its day, or a bar over the days on which it may have been."""

    n: int
    x: float
    width: float
    y: float
    r: float
    grade: str
    told: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip; ``floor`` is the base line."""

    width: int
    height: int
    floor: int
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    first: date
    last: date


def strip(found: Timeline) -> Strip | None:
    """The strip; null where nothing is dated."""
    ends = [d for b in found.bars for d in (b.start, b.end)] + [d for s in found.strokes for d in (s.start, s.end)]
    if not ends:
        return None
    few = 0 < len(found.strokes) <= FEW
    first, last = min(ends), max(ends)
    x = Axis(first.toordinal() - 0.5, last.toordinal() + 1.5, LEFT, WIDTH - RIGHT)
    return Strip(
        width=WIDTH,
        height=HEIGHT,
        floor=HEIGHT - BOTTOM,
        columns=() if few else tuple(_columns(found, x)),
        lanes=tuple(_lanes(found, x)) if few else (),
        ticks=tuple((x.at(d.toordinal() + 0.5), _tick(d, last - first)) for d in day_ticks(first, last, 12)),
        first=first,
        last=last,
    )


def _columns(found: Timeline, x: Axis) -> list[Column]:
    y = Axis(0, max(b.count for b in found.bars) if found.bars else 1, HEIGHT - BOTTOM, TOP)
    columns = []
    for bar in found.bars:
        left, right = x.at(bar.start.toordinal()), x.at(bar.end.toordinal() + 1)
        told = f"{days(bar.start, bar.end)}: {bar.count:,} incidents, {bar.firm:,} confirmed or fair"
        width = max(1.5, right - left - 1)
        columns.append(Column(left, round(width, 1), y.at(bar.count), y.at(bar.firm), bar.start, bar.end, told))
    return columns


def _lanes(found: Timeline, x: Axis) -> list[Lane]:
    lanes: list[Lane] = []
    rows: list[float] = []  # the right edge of the last mark of each row
    for stroke in found.strokes:
        left, right = x.at(stroke.start.toordinal()), x.at(stroke.end.toordinal() + 1)
        r = 4 + 2.2 * math.log1p(max(0, stroke.deaths))
        row = next((i for i, edge in enumerate(rows) if edge + 3 < left - r), len(rows))
        rows[row:] = [max(right, left + r)] if row == len(rows) else [max(right, left + r), *rows[row + 1 :]]
        y = HEIGHT - BOTTOM - 14 - (row * 19) % (HEIGHT - BOTTOM - TOP - 20)
        told = days(stroke.start, stroke.end) + (f", up to {stroke.deaths:,} killed" if stroke.deaths >= 0 else "")
        lanes.append(Lane(stroke.n, left, round(right - left, 1), y, round(r, 1), stroke.grade, told))
    return lanes


def _tick(value: date, whole: timedelta) -> str:
    if whole.days > 1500:
        return str(value.year) if value.month == 1 else day(value)[2:].strip()
    if whole.days > 180:
        return f"{day(value).split(' ', 1)[1]}"
    return day(value, year=False)
