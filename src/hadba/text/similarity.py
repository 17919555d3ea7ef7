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
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from hadba.model.span import Span

SHINGLE = 5  # words
SHORT = 40  # characters between blanks that are remembered; longer ones are addresses, or a script without blanks
LEAST_PASSAGE = 8  # words: shorter runs are stock phrases ("told a news conference in the capital on Monday")

# One Han or Kana character is a word; elsewhere letters and digits with inner apostrophes, thousands and decimals.
_MARKS = r"\u0300-\u036f\u0640\u064b-\u065f\u0670"
_WORD = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:(?:[{_MARKS}]|['’ʼ.,](?=[^\W_]))[^\W_]*)*")
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


def folded(text: str) -> list[str]:
    """The same words without where they stand: several times as fast."""
    return [*chain.from_iterable(map(_words_in, text.split()))]


def shingles(text: str, *, size: int = SHINGLE) -> frozenset[int]:
    """Hashes of all runs of ``size`` words. A shorter text has one shingle; a text without words has none."""
    return frozenset(_rolled(_numbers(text), size))


def winnowed(text: str, *, size: int, window: int) -> frozenset[int]:
    """Few of the shingles of ``size`` words, so chosen that two texts which share a run of ``size + window - 1`` words share
    one: the least of each ``window`` neighbours (Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003). Of 32 bits."""
    numbers = _numbers(text)
    if len(numbers) < size:
        return frozenset()
    rolled = [value & 0xFFFFFFFF for value in _rolled(numbers, size)]
    neighbours = zip(*(rolled[i:] for i in range(min(window, len(rolled)))), strict=False)
    return frozenset(map(min, neighbours))


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
    a, b, starts = _known(left), _known(right), _starts(right, least)
    found: list[tuple[int, int, int]] = []
    i = 0
    for n, run in enumerate(_runs(left, least)):
        if n == i:
            length, j = max(((_run(a, i, b, j), -j) for j in starts.get(run, ())), default=(0, 0))
            if length >= least:
                found.append((i, -j, length))
            i += length if length >= least else 1
    return tuple(_placed(_spans(left), _spans(right), found)) if found else ()


def _placed(a: list[Span], b: list[Span], runs: Iterable[tuple[int, int, int]]) -> Iterator[Passage]:
    """The passages of runs of words: (first in ``a``, first in ``b``, how many)."""
    for i, j, length in runs:
        left, right = Span(a[i].start, a[i + length - 1].end), Span(b[j].start, b[j + length - 1].end)
        yield Passage(left, right, length)


@lru_cache(maxsize=256)
def _spans(text: str) -> list[Span]:
    """Where the words of a text stand."""
    return [Span(*m.span()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=256)
def _known(text: str) -> list[str]:
    """The words of a text with which many others are compared."""
    return folded(text)


@lru_cache(maxsize=256)
def _runs(text: str, least: int) -> list[int]:
    """The hash of each run of ``least`` words."""
    numbers = _numbers(text)
    return _rolled(numbers, least) if len(numbers) >= least else []


@lru_cache(maxsize=256)
def _starts(text: str, least: int) -> dict[int, list[int]]:
    """Where each run of ``least`` words begins, by its hash."""
    starts: dict[int, list[int]] = {}
    for j, run in enumerate(_runs(text, least)):
        starts.setdefault(run, []).append(j)
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


def _run(a: list[str], i: int, b: list[str], j: int) -> int:
    """Words that agree from ``a[i]`` and ``b[j]`` on."""
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length


def _words_in(chunk: str) -> tuple[str, ...]:
    """The folded words of what stands between blanks; no word goes across one."""
    return _short_chunk(chunk) if len(chunk) <= SHORT else _read(chunk)


def _read(chunk: str) -> tuple[str, ...]:
    return tuple(map(_fold, _WORD.findall(chunk)))


_short_chunk = lru_cache(maxsize=200_000)(_read)


def _numbers(text: str) -> list[int]:
    """The hashes of the words."""
    return [*map(_number, folded(text))]


def _rolled(numbers: list[int], size: int) -> list[int]:
    """The hash of each window of ``size`` numbers (of all of them where there are fewer), each from the one before it (Karp
    and Rabin 1987)."""
    window = min(size, len(numbers))
    if not window:
        return []
    value = 0
    for number in numbers[:window]:
        value = (value * _BASE + number) % _PRIME
    found, first = [value], pow(_BASE, window - 1, _PRIME)
    for gone, come in zip(numbers, numbers[window:], strict=False):
        value = ((value - gone * first) * _BASE + come) % _PRIME
        found.append(value)
    return found


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % _PRIME


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    """Lower case without accents, vowel signs and apostrophes; "1,400" and "1400" are one word."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"['’ʼ\u0640]|(?<=\d),(?=\d{3})", "", bare).casefold()
