"""How much two texts share: word shingles, resemblance, shared passages, and all near pairs of a collection.

Words are folded (case, accents, apostrophes), so that a copy with other typography is still a copy. Hashes are stable
across runs and machines. Near pairs are found exactly, by prefix filtering (Bayardo, Ma and Srikant, "Scaling up all
pairs similarity search", WWW 2007), so there is no chance in the answer.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from hadba.model.span import Span

SHINGLE = 5  # words
LEAST_PASSAGE = 8  # words: shorter runs are stock phrases ("told a news conference in the capital on Monday")

# One Han or Kana character is a word; elsewhere letters and digits with inner apostrophes, thousands and decimals.
_MARKS = r"\u0300-\u036f\u0640\u064b-\u065f\u0670"
_WORD = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ.,](?=[^\W_]))*")
_PRIME, _BASE = (1 << 61) - 1, 1_000_003


class Word(NamedTuple):
    """A folded word and where it stands."""

    folded: str
    start: int
    end: int


class Passage(NamedTuple):
    """A run of ``words`` words that stands in both texts, and where in each."""

    left: Span
    right: Span
    words: int


def words(text: str) -> list[Word]:
    """The words of ``text``, folded, with character offsets into it."""
    return [Word(_fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def shingles(text: str, *, size: int = SHINGLE) -> frozenset[int]:
    """Hashes of all runs of ``size`` words. A shorter text has one shingle; a text without words has none."""
    return frozenset(_rolled([_number(w.folded) for w in words(text)], size))


def winnowed(text: str, *, size: int, window: int) -> frozenset[int]:
    """Few of the shingles of ``size`` words, so chosen that two texts which share a run of ``size + window - 1`` words share
    one: the least of each ``window`` neighbours (Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003). Of 32 bits."""
    numbers = [_number(w.folded) for w in words(text)]
    if len(numbers) < size:
        return frozenset()
    rolled = [value & 0xFFFFFFFF for value in _rolled(numbers, size)]
    return frozenset(min(rolled[i : i + window]) for i in range(max(1, len(rolled) - window + 1)))


def resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    """Jaccard's coefficient of two shingle sets, in [0, 1]; 0 where either is empty."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def containment(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share of ``part`` that stands in ``whole`` too, in [0, 1]; 0 where ``part`` is empty."""
    return len(part & whole) / len(part) if part else 0.0


def passages(left: str, right: str, *, least: int = LEAST_PASSAGE) -> tuple[Passage, ...]:
    """The longest runs of at least ``least`` shared words, in the order of ``left``.

    Each word of ``left`` is in one passage at most; a run that stands in ``right`` several times is shown at its first place.
    """
    a, b = words(left), _known(right)
    starts = _starts(right, least)
    found: list[Passage] = []
    i = 0
    while i <= len(a) - least:
        candidates = starts.get(tuple(w.folded for w in a[i : i + least]), [])
        length, j = max(((_run(a, i, b, j), -j) for j in candidates), default=(0, 0))
        if length:
            last_left, last_right = a[i + length - 1], b[-j + length - 1]
            found.append(Passage(Span(a[i].start, last_left.end), Span(b[-j].start, last_right.end), length))
        i += max(length, 1)
    return tuple(found)


@lru_cache(maxsize=256)
def _known(text: str) -> list[Word]:
    """The words of a text with which many others are compared."""
    return words(text)


@lru_cache(maxsize=256)
def _starts(text: str, least: int) -> dict[tuple[str, ...], list[int]]:
    """Where each run of ``least`` words begins."""
    starts: dict[tuple[str, ...], list[int]] = {}
    folded = [w.folded for w in _known(text)]
    for j in range(len(folded) - least + 1):
        starts.setdefault(tuple(folded[j : j + least]), []).append(j)
    return starts


def near_pairs(items: Iterable[tuple[str, frozenset[int]]], *, threshold: float) -> tuple[tuple[str, str, float], ...]:
    """All pairs of keys whose shingle sets have a resemblance of at least ``threshold`` (in (0, 1]).

    The lesser key first, pairs in order, whatever the order of ``items``; keys are unique. Empty sets resemble nothing.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is {threshold}; it must be above 0 and at most 1")
    sets = {key: held for key, held in items if held}
    frequency = Counter(shingle for held in sets.values() for shingle in held)
    index: dict[int, list[str]] = defaultdict(list)
    found: list[tuple[str, str, float]] = []
    for key in sorted(sets, key=lambda k: (len(sets[k]), k)):  # the smaller first: an earlier set is never the larger
        held = sets[key]
        rare_first = sorted(held, key=lambda s: (frequency[s], s))
        # Sets that share threshold * size shingles must share one of the rarest size - ceil(threshold * size) + 1.
        prefix = rare_first[: len(held) - math.ceil(threshold * len(held) - 1e-9) + 1]
        for other in {o for shingle in prefix for o in index[shingle]}:
            if len(sets[other]) + 1e-9 >= threshold * len(held):
                likeness = resemblance(held, sets[other])
                if likeness >= threshold:
                    found.append((min(key, other), max(key, other), likeness))
        for shingle in prefix:
            index[shingle].append(key)
    return tuple(sorted(found))


def _run(a: list[Word], i: int, b: list[Word], j: int) -> int:
    """Words that agree from ``a[i]`` and ``b[j]`` on."""
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length].folded == b[j + length].folded:
        length += 1
    return length


def _rolled(numbers: list[int], size: int) -> Iterable[int]:
    """The hash of each window of ``size`` numbers (of all of them where there are fewer)."""
    window = min(size, len(numbers))
    for i in range(len(numbers) - window + 1 if window else 0):
        value = 0
        for number in numbers[i : i + window]:
            value = (value * _BASE + number) % _PRIME
        yield value


@lru_cache(maxsize=200_000)
def _number(folded: str) -> int:
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % _PRIME


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    """Lower case without accents, vowel signs and apostrophes; "1,400" and "1400" are one word."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"['’ʼ\u0640]|(?<=\d),(?=\d{3})", "", bare).casefold()
