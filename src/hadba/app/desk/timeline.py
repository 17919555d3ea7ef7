"""What the timeline draws of a selection: few enough bars for any size of ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hadba.app.desk.columns import EPOCH, NO_DAY
from hadba.app.desk.selecting import Selection

SINGLES = 400  # incidents that a timeline draws one by one
UNSURE = 7  # days: an interval longer than this is drawn as a bar of its own
BARS = 90  # at most so many bars in a histogram


@dataclass(frozen=True, slots=True)
class Bar:
    """``count`` incidents that began in the days ``start`` to ``end``, of which ``firm`` are confirmed or fair."""

    start: date
    end: date
    count: int
    firm: int
    deaths: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """One incident on a timeline: its interval, its highest toll (-1 unknown)."""

    n: int
    start: date
    end: date
    deaths: int
    grade: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The selection over time. ``grain`` is day, week, month or year; ``strokes`` are given for small selections only;
    ``wide`` incidents are known to no better than some weeks and stand in no bar."""

    grain: str
    bars: tuple[Bar, ...]
    strokes: tuple[Stroke, ...]
    wide: int
    undated: int


def timeline(selection: Selection, convention: str) -> Timeline:
    """The selection over time: the bars of a histogram, and each incident by itself where there are few."""
    c, mask = selection.columns, selection.mask
    start, end = c.ints["start"], c.ints["end"]
    dated = mask & (start != NO_DAY)
    sure = dated & (end.astype(np.int64) - start <= UNSURE)
    undated = int(mask.sum() - dated.sum())
    wide = int(dated.sum() - sure.sum())
    if not dated.any():
        return Timeline("day", (), (), wide, undated)
    first, last = int(start[dated].min()), int(start[dated].max())
    grain, edges = _edges(date.fromordinal(first + EPOCH), date.fromordinal(last + EPOCH))
    firm_codes = [selection.words["grade"].codes.get(g, -1) for g in ("confirmed", "fair")]
    firm = np.isin(c.one["grade"], firm_codes)
    starts = np.asarray([e.toordinal() - EPOCH for e in edges], np.int64)
    deaths = np.maximum(c.ints[f"high.{convention}"], 0)

    def per_bar(rows: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        at = np.searchsorted(starts, start[rows], "right") - 1
        return np.bincount(at, weights=None if weights is None else weights[rows], minlength=len(edges))

    counts, firms, dead = per_bar(sure), per_bar(sure & firm), per_bar(sure, deaths)
    ends = [*(date.fromordinal(e.toordinal() - 1) for e in edges[1:]), _after(edges[-1], grain)]
    bars = tuple(Bar(a, b, int(n), int(f), int(d)) for a, b, n, f, d in zip(edges, ends, counts, firms, dead, strict=True) if n)
    return Timeline(grain, bars, _strokes(selection, dated, convention), wide, undated)


def _strokes(selection: Selection, dated: np.ndarray, convention: str) -> tuple[Stroke, ...]:
    rows = np.flatnonzero(dated)
    if len(rows) > SINGLES:
        return ()
    c, grades = selection.columns, selection.words["grade"].words
    ordered = rows[np.argsort(c.ints["start"][rows], kind="stable")]
    return tuple(
        Stroke(
            int(c.ints["n"][r]),
            date.fromordinal(int(c.ints["start"][r]) + EPOCH),
            date.fromordinal(int(c.ints["end"][r]) + EPOCH),
            int(c.ints[f"high.{convention}"][r]),
            grades[int(c.one["grade"][r])],
        )
        for r in ordered
    )


def _edges(first: date, last: date) -> tuple[str, list[date]]:
    """The finest grain that needs no more than ``BARS`` bars, and the first day of each."""
    days = (last - first).days + 1
    if days <= BARS:
        return "day", [date.fromordinal(first.toordinal() + i) for i in range(days)]
    if days <= BARS * 7:
        monday = first.toordinal() - first.weekday()
        return "week", [date.fromordinal(d) for d in range(monday, last.toordinal() + 1, 7)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= BARS * 2:
        base = first.year * 12 + first.month - 1
        return "month", [date((base + i) // 12, (base + i) % 12 + 1, 1) for i in range(months)]
    return "year", [date(year, 1, 1) for year in range(first.year, last.year + 1)]


def _after(start: date, grain: str) -> date:
    """The last day of the last bar."""
    if grain == "day":
        return start
    if grain == "week":
        return date.fromordinal(start.toordinal() + 6)
    if grain == "month":
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date(start.year, 12, 31)
