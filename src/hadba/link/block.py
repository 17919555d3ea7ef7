"""Which profiles are compared at all: those that share a place and a month, a day, a telling figure, a name or a
passage.

A profile stands in blocks; pairs are made within one block from its members alone. So a new report changes the pairs of
the blocks in which it stands and no others, and what a ledger's pairs are does not depend on the order of its reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from hadba.link.happening import DAY, MONTH, grain
from hadba.model.linkage import Profile, Sort

Pair = tuple[int, int]
WINDOW = 3  # days: beyond, two days of one place are compared only where a figure or name is shared too
TELLING = 12  # the least number that alone brings two happenings of one month together
MOST_NAMESAKES = 40  # a name that more happenings of a month share tells nothing
MOST_NEAR = 40  # of one day: each is compared with so many that come next when sorted by figure and place
SPOKESMEN = 5  # of each day, for those of other days and those without one: enough, as clusters are compared as wholes
RECENT = timedelta(days=31)  # an undated happening is looked for among those of the month before publication
UNDATED = "undated"


class Block(NamedTuple):
    """``rule`` is place, figure, name, words or day; ``when`` a month ("2017-05") or, for day, a day."""

    rule: str
    sort: Sort
    when: str
    mark: str


def blocks_of(profile: Profile) -> frozenset[Block]:
    """The blocks in which a profile stands."""
    marks = _marks(profile)
    found = {Block(rule, profile.sort, month, mark) for month in months_of(profile) for rule, mark in marks}
    if day := _day(profile):
        found.add(Block("day", profile.sort, day.isoformat(), ""))
    return frozenset(found)


class Wanted:
    """Some blocks, to ask which of them profiles stand in: of many profiles that stand in few, at a part of the cost of all
    their blocks."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._held: defaultdict[tuple[Sort, str], dict[tuple[str, str], Block]] = defaultdict(dict)
        for block in blocks:
            self._held[block.sort, block.when][block.rule, block.mark] = block

    def of(self, profile: Profile) -> list[Block]:
        """Those in which the profile stands."""
        found: list[Block] = []
        of_months = [held for month in months_of(profile) if (held := self._held.get((profile.sort, month)))]
        if of_months:
            marks = _marks(profile)
            found += [held[mark] for held in of_months for mark in marks if mark in held]
        day = _day(profile)
        of_day = self._held.get((profile.sort, day.isoformat())) if day else None
        return [*found, *of_day.values()] if of_day else found


def _marks(profile: Profile) -> set[tuple[str, str]]:
    """Rule and mark of the blocks in which a profile stands in each of its months."""
    places = {name for spot in profile.spots if spot.fineness != 1 for name in (*spot.own, *spot.above)}
    places |= {spot.place_id for spot in profile.spots if spot.place_id and spot.fineness != 1}
    places |= {cell for spot in profile.spots if spot.place_id and spot.fineness >= 4 for cell in _cells(spot.lat, spot.lon)}
    marks = {("place", place) for place in places if place}
    marks.update(("figure", f"{kind} {n}") for kind, n in profile.figures if n >= TELLING)
    marks.update(("name", name) for name in profile.names)
    marks.update(("words", str(min(passage))) for passage in profile.wording)
    return marks


def place_block(sort: Sort, month: str, place: str) -> Block:
    """The block of a place, by its spelling or id, in a month."""
    return Block("place", sort, month, place)


def months_of(profile: Profile) -> tuple[str, ...]:
    """The months in which to look: those of the day and three days around, else of the news and the month before."""
    if profile.day is not None and grain(profile.day) <= MONTH:
        first, last = profile.day[0] - timedelta(WINDOW), profile.day[1] + timedelta(WINDOW)
    elif profile.published is not None:
        first, last = profile.published - RECENT, profile.published
    else:
        return (UNDATED,)
    return _months_between(first, last)


@lru_cache(maxsize=20_000)
def _months_between(first: date, last: date) -> tuple[str, ...]:
    return tuple(sorted({f"{day:%Y-%m}" for day in _steps(first, last)}))


def _steps(first: date, last: date) -> Iterator[date]:
    day = first
    while day < last:
        yield day
        day += timedelta(days=15)
    yield last


def candidate_pairs(profiles: Sequence[Profile], *, blocks: frozenset[Block] | None = None) -> set[Pair]:
    """Pairs of indices, the lesser first; with ``blocks``, those that these blocks make."""
    members: defaultdict[Block, list[int]] = defaultdict(list)
    wanted = None if blocks is None else Wanted(blocks)
    for i, profile in enumerate(profiles):
        for block in blocks_of(profile) if wanted is None else wanted.of(profile):
            members[block].append(i)
    return {pair for block, held in members.items() if len(held) > 1 for pair in _pairs(profiles, block, held)}


def _pairs(profiles: Sequence[Profile], block: Block, members: list[int]) -> Iterator[Pair]:
    if block.rule == "place":
        return _in_window(profiles, members)
    if block.rule == "day":
        return _unplaced(profiles, members)
    if block.rule in ("name", "words") and len(members) > MOST_NAMESAKES:
        return iter(())
    return _neighbours(profiles, members)


@lru_cache(maxsize=20_000)
def _cells(lat: float | None, lon: float | None) -> tuple[str, ...]:
    """Four cells of 0.4 degrees, shifted by half, so that points within 0.2 degrees of each other always share one."""
    if lat is None or lon is None:
        return ()
    shifts = ((i, j) for i in (0, 1) for j in (0, 1))
    return tuple(f"{i}{j}@{int((lat + 90 + 0.2 * i) / 0.4)},{int((lon + 180 + 0.2 * j) / 0.4)}" for i, j in shifts)


def _in_window(profiles: Sequence[Profile], members: list[int]) -> Iterator[Pair]:
    """Those of one day with each other; of a few days, and without a day, through spokesmen."""
    days: defaultdict[date, list[int]] = defaultdict(list)
    coarse: list[int] = []
    for i in members:
        if day := _day(profiles[i]):
            days[day].append(i)
        else:
            coarse.append(i)
    yield from _neighbours(profiles, coarse)
    speaking = {day: _sorted(profiles, days[day])[:SPOKESMEN] for day in days}
    for day in sorted(days):
        yield from _neighbours(profiles, days[day])
        yield from (_ordered(i, j) for i in speaking[day] for j in coarse)
        for later in (day + timedelta(n) for n in range(1, WINDOW + 1)):
            yield from (_ordered(i, j) for i in speaking[day] for j in speaking.get(later, ()))


def _neighbours(profiles: Sequence[Profile], members: Iterable[int]) -> Iterator[Pair]:
    """All pairs of a small block; in a large one each with those that come next by figure and place."""
    near = _sorted(profiles, members)
    yield from (_ordered(i, j) for n, i in enumerate(near) for j in near[n + 1 : n + 1 + MOST_NEAR])


def _sorted(profiles: Sequence[Profile], members: Iterable[int]) -> list[int]:
    """In an order by which the likely ones of a large block stand together."""
    return sorted(members, key=lambda i: _affinity(profiles[i]))


def _affinity(profile: Profile) -> tuple[list[tuple[str, int]], str, str]:
    return (sorted(profile.figures)[:2], min((s.label for s in profile.spots), default=""), profile.id)


def _ordered(i: int, j: int) -> Pair:
    return (i, j) if i < j else (j, i)


def _day(profile: Profile) -> date | None:
    """The day, where it is one."""
    return profile.day[0] if profile.day and grain(profile.day) == DAY else None


def _unplaced(profiles: Sequence[Profile], members: list[int]) -> Iterator[Pair]:
    """Of one day's, those with no place, or a country only, with all."""
    vague = [i for i in members if all(spot.fineness <= 1 for spot in profiles[i].spots)]
    yield from _neighbours(profiles, vague)
    placed = _sorted(profiles, set(members) - set(vague))
    yield from (_ordered(i, j) for i in vague for j in placed[:MOST_NEAR])
