"""Reports that are the same, and reports that are nearly so. The latter are kept: they are echoes, and this is a mark."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from operator import eq
from zlib import crc32

from hadba.model.report import Report
from hadba.text.similarity import near_pairs, shingles

THRESHOLD = 0.8  # share of common word 5-shingles: a wire copy with a new lead sentence and house style stays above it


def exact(reports: Iterable[Report]) -> tuple[tuple[str, ...], ...]:
    """Groups of report ids, two at least, of one outlet with one and the same text; in order of id."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        groups[(report.outlet, report.text)].add(report.id)
    return tuple(sorted(tuple(sorted(ids)) for ids in groups.values() if len(ids) > 1))


def near_identical(reports: Iterable[Report], threshold: float = THRESHOLD) -> tuple[tuple[str, str, float], ...]:
    """Pairs of report ids whose texts share at least ``threshold`` of their word 5-shingles, with that share.

    Exact (no sampling) and the same whatever the order of ``reports``.
    """
    return near_pairs(((report.id, shingles(report.text)) for report in reports), threshold=threshold)


class CopyMarker:
    """Marks texts that nearly repeat an earlier one, one at a time, for streams that are too long to hold.

    It keeps 32 numbers of a text (MinHash with one permutation: Li, Owen and Zhang 2012) and finds those that agree in 4 in a
    row. A pair that shares 0.8 of its word 5-shingles is found in 98 of 100 cases; ``near_identical`` finds all.
    """

    _BINS = 32
    _BAND = 4
    _AGREED = 0.7  # share of bins: what the sketch loses against the threshold of shared shingles

    def __init__(self) -> None:
        self._sketches: list[array[int]] = []
        self._bands: dict[int, int] = {}  # band -> the last text that has it

    def mark(self, text: str) -> int | None:
        """The number of an earlier text (from 0, in the order of calls) that this one nearly repeats, or null."""
        mine = self._sketch(text)
        bands = [hash((i, *mine[i : i + self._BAND])) for i in range(0, self._BINS, self._BAND)]
        likely = {self._bands[band] for band in bands if band in self._bands}
        agreed = {n: sum(map(eq, mine, self._sketches[n])) for n in likely}
        best = max(agreed, key=lambda n: (agreed[n], -n), default=None)
        for band in bands:
            self._bands[band] = len(self._sketches)
        self._sketches.append(mine)
        return best if best is not None and agreed[best] >= self._AGREED * self._BINS else None

    def _sketch(self, text: str) -> array[int]:
        """The least hash of the 5-word runs in each of 32 classes; an empty class borrows from the next one."""
        words = text.casefold().split()
        least: list[int | None] = [None] * self._BINS
        for start in range(max(len(words) - 4, 1)):
            value = crc32(" ".join(words[start : start + 5]).encode("utf-8", "replace"))
            place, rank = value % self._BINS, value // self._BINS
            held = least[place]
            if held is None or rank < held:
                least[place] = rank
        filled = [
            next(v for k in range(self._BINS) if (v := least[(i + k) % self._BINS]) is not None) for i in range(self._BINS)
        ]
        return array("L", filled)
