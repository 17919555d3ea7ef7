"""Which incidents a person asks for, and what the selection comes to: its order, its facets, its sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from hadba.app.desk.columns import FACETS, NO_COUNT, NO_DAY, ONE, Columns, Ints, Mask, Words, days_from
from hadba.model.incident import Grade
from hadba.publish.tally import HEADLINE

SORTS = ("newest", "oldest", "deaths", "sources", "updated", "review")
SHOWN = 12  # values of a facet that are listed; those asked for are listed beside


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection as a person asks for it. ``facets`` maps a facet to the values of which one must hold; ``box`` is west,
    south, east, north in degrees; ``waiting`` asks for those that need a person."""

    text: str = ""
    since: date | None = None
    until: date | None = None
    box: tuple[float, float, float, float] | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, how many of the selection have it, and whether it is asked for."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """What a selection comes to under one convention: the headline adds lows and highs of confirmed and fair incidents
    apart; ``uncounted`` incidents have no figure of dead."""

    incidents: int
    headline: int
    low: int
    high: int
    weaker: int
    weaker_low: int
    weaker_high: int
    uncounted: int
    located: int
    dated: int


class Selection:
    """The incidents asked for. ``found`` are the numbers that full-text search gave, null where no text is asked for."""

    def __init__(self, columns: Columns, words: Words, asked: Asked, found: list[int] | None) -> None:
        self.columns, self.words, self.asked = columns, words, asked
        self._base = self._without_facets(found)
        self._by_facet = {name: self._having(name, values) for name, values in asked.facets.items() if values}
        self.mask = self._all_but(None)

    def _without_facets(self, found: list[int] | None) -> Mask:
        c, asked = self.columns, self.asked
        mask = np.ones(c.size, np.bool_)
        if found is not None:
            mask &= np.isin(c.ints["n"], np.asarray(found, np.int32))
        if asked.since is not None:
            mask &= c.ints["end"] >= days_from(asked.since)
        if asked.until is not None:
            mask &= (c.ints["start"] <= days_from(asked.until)) & (c.ints["start"] != NO_DAY)
        if asked.waiting:
            mask &= c.floats["weight"] > 0
        if asked.box is not None:
            west, south, east, north = asked.box
            lon = c.floats["lon"]
            across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
            mask &= across & (c.floats["lat"] >= south) & (c.floats["lat"] <= north)
        return mask

    def _having(self, name: str, values: tuple[str, ...]) -> Mask:
        codes = np.asarray([self.words[name].codes.get(v, -1) for v in values], np.int32)
        if name in ONE:
            return np.isin(self.columns.one[name], codes)
        rows, held = self.columns.many[name]
        mask = np.zeros(self.columns.size, np.bool_)
        mask[rows[np.isin(held, codes)]] = True
        return mask

    def _all_but(self, facet: str | None) -> Mask:
        mask = self._base
        for name, having in self._by_facet.items():
            if name != facet:
                mask = mask & having
        return mask

    def facet(self, name: str, *, limit: int = SHOWN) -> list[Value]:
        """The commonest values among what all the other facets admit; those asked for come too, wherever they stand."""
        mask = self._all_but(name)
        words = self.words[name].words
        if name in ONE:
            counts = np.bincount(self.columns.one[name][mask], minlength=len(words))
        else:
            rows, codes = self.columns.many[name]
            counts = np.bincount(codes[mask[rows]], minlength=len(words))
        chosen = self.asked.facets.get(name, ())
        top = np.argsort(-counts, kind="stable")[: limit + len(chosen)]
        shown = [int(code) for code in top if counts[code]][:limit]
        shown += [code for value in chosen if (code := self.words[name].codes.get(value, -1)) >= 0 and code not in shown]
        return [Value(words[code], int(counts[code]), words[code] in chosen) for code in shown]

    def facets(self) -> dict[str, list[Value]]:
        """Every facet."""
        return {name: self.facet(name) for name in FACETS}

    def order(self, sort: str, convention: str) -> Ints:
        """The rows of the selection in that order; ties by number."""
        c = self.columns
        rows = np.flatnonzero(self.mask)
        return rows[np.lexsort((c.ints["n"][rows], self._key(sort, convention)[rows]))].astype(np.int32)

    def page(self, sort: str, convention: str, *, after: tuple[float, int] | None, limit: int) -> tuple[list[int], str | None]:
        """The numbers of the next incidents after (key, number), and the mark after which to go on, null at the end."""
        rows = self.order(sort, convention)
        keys, numbers = self._key(sort, convention)[rows], self.columns.ints["n"][rows]
        begin = 0
        if after is not None:
            key, number = after
            first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
            begin = int(first + np.searchsorted(numbers[first:last], number, "right"))
        end = begin + limit
        more = f"{keys[end - 1]:.12g}:{numbers[end - 1]}" if end < len(rows) else None
        return [int(n) for n in numbers[begin:end]], more

    def _key(self, sort: str, convention: str) -> np.ndarray:
        c = self.columns
        if sort == "newest":
            return np.where(c.ints["start"] == NO_DAY, 1e9, -c.ints["start"].astype(np.float64))
        if sort == "oldest":
            return np.where(c.ints["start"] == NO_DAY, 1e9, c.ints["start"])
        if sort == "deaths":
            return -c.ints[f"high.{convention}"].astype(np.float64)
        if sort == "sources":
            return -c.ints["independent"].astype(np.float64)
        if sort == "updated":
            return np.where(c.ints["last"] == NO_DAY, 1e9, -c.ints["last"].astype(np.float64))
        return -np.round(c.floats["weight"], 6)

    def sums(self, convention: str) -> Sums:
        """What the selection comes to."""
        c, mask = self.columns, self.mask
        low, high = c.ints[f"low.{convention}"], c.ints[f"high.{convention}"]
        counted = mask & (high != NO_COUNT)
        codes = [code for g in HEADLINE if (code := self.words["grade"].codes.get(g, -1)) >= 0]
        out = self.words["grade"].codes.get(Grade.DISCOUNTED, -1)
        firm = counted & np.isin(c.one["grade"], codes)
        weak = counted & ~firm & (c.one["grade"] != out)

        def total(column: Ints, rows: Mask) -> int:
            return int(np.maximum(column[rows], 0).sum(dtype=np.int64))

        return Sums(
            incidents=int(mask.sum()),
            headline=int(firm.sum()),
            low=total(low, firm),
            high=total(high, firm),
            weaker=int(weak.sum()),
            weaker_low=total(low, weak),
            weaker_high=total(high, weak),
            uncounted=int((mask & (high == NO_COUNT)).sum()),
            located=int((mask & ~np.isnan(c.floats["lat"])).sum()),
            dated=int((mask & (c.ints["start"] != NO_DAY)).sum()),
        )


def mark_of(words: str | None) -> tuple[float, int] | None:
    """ "key:number" as given out by ``page``; null where it is none."""
    key, _, number = (words or "").partition(":")
    try:
        value = float(key)
        return (value, int(number)) if np.isfinite(value) and abs(int(number)) < 2**31 else None
    except ValueError:
        return None
