"""Which happenings are compared at all: those that share a place and a month, a day, a telling figure or a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hadba.link.happening import DAY, MONTH, Happening, grain

Pair = tuple[int, int]
WINDOW = 3  # days: beyond, two days of one place are compared only where a figure or name is shared too
TELLING = 12  # the least number that alone brings two happenings of one month together
MOST_NAMESAKES = 40  # a name that more happenings of a month share tells nothing
MOST_NEAR = 40  # of one day: each is compared with so many that come next when sorted by figure and place
SPOKESMEN = 5  # of each day, for those of other days and those without one: enough, as clusters are compared as wholes
RECENT = timedelta(days=31)  # an undated happening is looked for among those of the month before publication


def candidate_pairs(happenings: Sequence[Happening]) -> set[Pair]:
    """Pairs of indices, the lesser first."""
    pairs: set[Pair] = set()
    for members in _by_place(happenings):
        pairs.update(_in_window(happenings, members))
    for mark, members in _by_mark(happenings):
        if len(members) <= MOST_NAMESAKES or not mark.startswith("name"):
            pairs.update(_neighbours(happenings, members))
    pairs.update(_unplaced(happenings))
    return pairs


def months(happening: Happening) -> frozenset[str]:
    """The months in which to look: those of the usual date and three days around, else of the news and the month before."""
    usual = happening.usual
    if usual is not None and grain(usual) <= MONTH:
        spans = [(usual[0] - timedelta(WINDOW), usual[1] + timedelta(WINDOW))]
    else:
        spans = [(day - RECENT, day) for day in happening.published]
    return frozenset(f"{day:%Y-%m}" for first, last in spans for day in _steps(first, last)) or frozenset(["undated"])


def _steps(first: date, last: date) -> Iterator[date]:
    day = first
    while day < last:
        yield day
        day += timedelta(days=15)
    yield last


def _by_place(happenings: Sequence[Happening]) -> Iterator[list[int]]:
    blocks: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, happening in enumerate(happenings):
        places = {name for spot in happening.spots if spot.fineness != 1 for name in (*spot.own, *spot.above)}
        places |= {spot.place_id for spot in happening.spots if spot.place_id and spot.fineness != 1}
        places |= {
            cell for spot in happening.spots if spot.place_id and spot.fineness >= 4 for cell in _cells(spot.lat, spot.lon)
        }
        for month in months(happening):
            for place in places - {""}:
                blocks[happening.sort, month, place].append(i)
    return (members for members in blocks.values() if len(members) > 1)


def _cells(lat: float | None, lon: float | None) -> tuple[str, ...]:
    """Four cells of 0.4 degrees, shifted by half, so that points within 0.2 degrees of each other always share one."""
    if lat is None or lon is None:
        return ()
    shifts = ((i, j) for i in (0, 1) for j in (0, 1))
    return tuple(f"{i}{j}@{int((lat + 90 + 0.2 * i) / 0.4)},{int((lon + 180 + 0.2 * j) / 0.4)}" for i, j in shifts)


def _in_window(happenings: Sequence[Happening], members: list[int]) -> Iterator[Pair]:
    """Those of one day with each other; of a few days, and without a day, through spokesmen."""
    days: defaultdict[date, list[int]] = defaultdict(list)
    coarse: list[int] = []
    for i in members:
        if day := _day(happenings[i]):
            days[day].append(i)
        else:
            coarse.append(i)
    yield from _neighbours(happenings, coarse)
    speaking = {day: sorted(days[day], key=lambda i: _affinity(happenings, i))[:SPOKESMEN] for day in days}
    for day in sorted(days):
        yield from _neighbours(happenings, days[day])
        yield from (_ordered(i, j) for i in speaking[day] for j in coarse)
        for later in (day + timedelta(n) for n in range(1, WINDOW + 1)):
            yield from (_ordered(i, j) for i in speaking[day] for j in speaking.get(later, ()))


def _neighbours(happenings: Sequence[Happening], members: list[int]) -> Iterator[Pair]:
    """All pairs of a small block; in a large one each with those that come next by figure and place."""
    near = sorted(members, key=lambda i: _affinity(happenings, i))
    yield from (_ordered(i, j) for n, i in enumerate(near) for j in near[n + 1 : n + 1 + MOST_NEAR])


def _affinity(happenings: Sequence[Happening], i: int) -> tuple[list[tuple[str, int]], str, int]:
    """By what the likely ones of a large block stand together."""
    happening = happenings[i]
    return (sorted(happening.figures)[:2], min((s.label for s in happening.spots), default=""), i)


def _ordered(i: int, j: int) -> Pair:
    return (i, j) if i < j else (j, i)


def _by_mark(happenings: Sequence[Happening]) -> Iterator[tuple[str, list[int]]]:
    """Happenings of a month that share a telling figure or a name."""
    blocks: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, happening in enumerate(happenings):
        marks = {f"{kind} {n}" for kind, n in happening.figures if n >= TELLING} | {f"name {name}" for name in happening.names}
        for month in months(happening):
            for mark in marks:
                blocks[happening.sort, month, mark].append(i)
    return ((mark, members) for (_, _, mark), members in blocks.items() if len(members) > 1)


def _day(happening: Happening) -> date | None:
    """The usual date where it is a day."""
    return happening.usual[0] if happening.usual and grain(happening.usual) == DAY else None


def _unplaced(happenings: Sequence[Happening]) -> Iterator[Pair]:
    """Happenings with no place, or a country only, with all of their day."""
    days: defaultdict[tuple[str, date], list[int]] = defaultdict(list)
    for i, happening in enumerate(happenings):
        if day := _day(happening):
            days[happening.sort, day].append(i)
    for members in days.values():
        vague = [i for i in members if all(spot.fineness <= 1 for spot in happenings[i].spots)]
        yield from _neighbours(happenings, vague)
        placed = sorted(set(members) - set(vague), key=lambda i: _affinity(happenings, i))
        yield from (_ordered(i, j) for i in vague for j in placed[:MOST_NEAR])
