"""The sheets as columns of numbers, so that a selection of all incidents is counted in a few milliseconds.

Words of facets are coded by a vocabulary that only grows. Days are counted from 1970-01-01. Columns never change: a newer
state of the ledger makes new ones from the old.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hadba.app.desk import mercator
from hadba.app.desk.listing import Listed, Toll
from hadba.publish.tally import RULES

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

EPOCH = date(1970, 1, 1).toordinal()
NO_DAY = np.iinfo(np.int32).min
NO_COUNT = -1
ONE = ("family", "type", "grade", "state")  # facets of which an incident has one value
MANY = ("place", "actor", "source", "language")  # facets of which it has any number
FINEST = 22  # the world is halved so often, each way, into cells of some 10 m
SPREAD = (  # halves of a number move apart, then quarters, then eighths ...: the shift, and the digits that hold afterwards
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)
FACETS = ("family", "type", "grade", "state", "place", "actor", "source", "language")


@dataclass
class Vocabulary:
    """The words of one facet by code. Only grows, so that older columns stay true."""

    words: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)

    def code(self, word: str) -> int:
        """The word's code, a new one where it is new."""
        if word not in self.codes:
            self.codes[word] = len(self.words)
            self.words.append(word)
        return self.codes[word]


Words = Mapping[str, Vocabulary]


def no_words() -> Words:
    """A vocabulary for each facet, with nothing in it."""
    return {name: Vocabulary() for name in FACETS}


@dataclass(frozen=True)
class Columns:
    """One entry an incident in each array of ``ints`` and ``floats`` and, coded, of ``one``; ``many`` holds pairs of
    (row, code), in any order."""

    ints: Mapping[str, Ints]
    floats: Mapping[str, Floats]
    one: Mapping[str, Ints]
    many: Mapping[str, tuple[Ints, Ints]]

    @property
    def size(self) -> int:
        """How many incidents there are."""
        return len(self.ints["n"])

    @cached_property
    def by_place(self) -> tuple[Ints, npt.NDArray[np.int64]]:
        """The rows of those with a point in the order of their cells, and the cells: of a quadtree over Web Mercator, so that
        halving a cell's digits gives the coarser one."""
        rows = np.flatnonzero(~np.isnan(self.floats["lat"])).astype(np.int32)
        across, down = mercator.across(self.floats["lon"][rows]), mercator.down(self.floats["lat"][rows])
        cells = _interleaved(across) | (_interleaved(down) << 1)
        order = np.argsort(cells, kind="stable")
        return rows[order], cells[order]

    def without(self, numbers: Sequence[int]) -> Columns:
        """The same but for the incidents of these numbers."""
        kept = ~np.isin(self.ints["n"], np.asarray(numbers, np.int32))
        if kept.all():
            return self
        moved = (np.cumsum(kept) - 1).astype(np.int32)
        return Columns(
            {name: column[kept] for name, column in self.ints.items()},
            {name: column[kept] for name, column in self.floats.items()},
            {name: column[kept] for name, column in self.one.items()},
            {name: (moved[rows[kept[rows]]], codes[kept[rows]]) for name, (rows, codes) in self.many.items()},
        )

    def beside(self, more: Columns) -> Columns:
        """These and ``more``, in this order."""
        n = self.size
        return Columns(
            {name: np.concatenate((column, more.ints[name])) for name, column in self.ints.items()},
            {name: np.concatenate((column, more.floats[name])) for name, column in self.floats.items()},
            {name: np.concatenate((column, more.one[name])) for name, column in self.one.items()},
            {
                name: (
                    np.concatenate((rows, more.many[name][0] + np.int32(n))),
                    np.concatenate((codes, more.many[name][1])),
                )
                for name, (rows, codes) in self.many.items()
            },
        )


def columns_of(sheets: Sequence[tuple[int, Listed]], words: Words) -> Columns:
    """The columns of numbered sheets; ``words`` takes in what is new."""
    rows = [sheet for _, sheet in sheets]
    ints = {
        "n": [n for n, _ in sheets],
        "start": [_day(s.start) for s in rows],
        "end": [_day(s.end) for s in rows],
        "first": [_day(s.first) for s in rows],
        "last": [_day(s.last) for s in rows],
        "independent": [s.n_independent for s in rows],
        "reports": [s.n_reports for s in rows],
        "claims": [s.n_claims for s in rows],
    }
    for name in RULES:
        ints[f"low.{name}"] = [_low(s.killed.get(name)) for s in rows]
        ints[f"high.{name}"] = [_high(s.killed.get(name)) for s in rows]
    floats = {
        "lat": [np.nan if s.lat is None else s.lat for s in rows],
        "lon": [np.nan if s.lon is None else s.lon for s in rows],
        "reach": [np.nan if s.reach_km is None else s.reach_km for s in rows],
        "weight": [s.weight for s in rows],
    }
    one = {
        "family": [s.family for s in rows],
        "type": [s.type for s in rows],
        "grade": [s.grade for s in rows],
        "state": [s.review_state for s in rows],
    }
    many = {
        "place": [s.places for s in rows],
        "actor": [s.actors for s in rows],
        "source": [s.outlets for s in rows],
        "language": [s.languages for s in rows],
    }
    return Columns(
        {name: np.asarray(column, np.int32) for name, column in ints.items()},
        {name: np.asarray(column, np.float64) for name, column in floats.items()},
        {name: np.asarray([words[name].code(w) for w in column], np.int32) for name, column in one.items()},
        {name: _pairs(column, words[name]) for name, column in many.items()},
    )


def _interleaved(share: Floats) -> npt.NDArray[np.int64]:
    """Shares of the world (0 to 1) as ``FINEST`` binary digits, each followed by a gap of one."""
    bits: npt.NDArray[np.int64] = np.clip((share * 2**FINEST).astype(np.int64), 0, 2**FINEST - 1)
    for shift, kept in SPREAD:
        bits = np.bitwise_and(bits | (bits << shift), kept)
    return bits


def _pairs(column: Sequence[tuple[str, ...]], words: Vocabulary) -> tuple[Ints, Ints]:
    pairs = [(row, words.code(word)) for row, held in enumerate(column) for word in dict.fromkeys(held)]
    both = np.asarray(pairs, np.int32).reshape(-1, 2)
    return np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])


def _day(day: date | None) -> int:
    return day.toordinal() - EPOCH if day else NO_DAY


def day_of(count: int) -> date | None:
    """The day of a column's entry."""
    return None if count == NO_DAY else date.fromordinal(int(count) + EPOCH)


def days_from(day: date) -> int:
    """The entry of a day."""
    return day.toordinal() - EPOCH


def _low(toll: Toll | None) -> int:
    return NO_COUNT if toll is None or toll.low is None else toll.low


def _high(toll: Toll | None) -> int:
    return NO_COUNT if toll is None or toll.high is None else toll.high
