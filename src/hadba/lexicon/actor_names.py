"""How the name of a party is folded, and a scanner that finds many names in a text in one pass.

Names are compared word by word: case, accents, the dots of acronyms and the kind of hyphen or apostrophe do not count.
Case counts afterwards: what the dictionary writes with a capital must stand with one in the text, so that "IS" is no verb
and "the Post" no mail. A text all in capitals (old wires) is matched without case, common words left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from hadba.model.span import Span

# An acronym with dots is one word; "'s" is a word of its own, so that "Lord's" and "Lord’s" fold alike.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ`](?!s\b)[^\W_]+)*")
_JOINS = frozenset(("", "-", "‐", "‑", "–", "'", "’", "/"))
_TEXTS_KEPT = 64  # reports and the short stretches of them that are looked at again
_APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ`."))


class Word(NamedTuple):
    """A word of a text: as written, folded, and where."""

    written: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the dictionary found in a text. ``folded`` is its key."""

    span: Span
    folded: str


def words_of(text: str) -> list[Word]:
    """The words of ``text`` in order."""
    return [Word(m.group(), fold_word(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """``word`` without case, accents, dots and apostrophes."""
    plain = word
    if not word.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.translate(_APOSTROPHES).casefold()


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The key of a name: its folded words, a leading "the" left out ("The Syrian Army" and "Syrian army" are one)."""
    folded = [w.folded for w in words_of(name)]
    return " ".join(folded[1:] if len(folded) > 1 and folded[0] == "the" else folded)


@lru_cache(maxsize=64)
def all_capitals(text: str) -> bool:
    """Whether ``text`` is written in capitals throughout, so that case says nothing."""
    start = text[:4000]
    if sum(map(start.count, "etaoin")) >= 0.1 * len(start):
        return False  # as the count of all letters would say, at a tenth of the cost
    letters = [c for c in start if c.isalpha() and c.upper() != c.lower()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


@lru_cache(maxsize=50_000)
def case_fits(name: str, written: str, *, exact: bool = False) -> bool:
    """Whether ``written`` has capitals where ``name`` has: acronyms whole (or "Isis" for four letters and more, unless
    ``exact``), other words at their start. A leading "the" does not count."""
    kept, seen = _without_article(name), _without_article(written)
    return len(kept) == len(seen) and all(_word_fits(k, s, exact) for k, s in zip(kept, seen, strict=True))


def _without_article(name: str) -> list[str]:
    written = [m.group() for m in _WORD.finditer(name)]
    return written[1:] if len(written) > 1 and written[0].casefold() == "the" else written


def _word_fits(kept: str, seen: str, exact: bool) -> bool:
    if kept.isupper() and len(kept) > 1:
        return seen.isupper() or (not exact and len(kept.replace(".", "")) > 3 and seen[0].isupper())
    return seen[0].isupper() or not kept[0].isupper()


def needs_article(name: str) -> bool:
    """Whether ``name`` is one word after "The", and so no name without it ("The Times")."""
    return name.startswith("The ") and len(name.split()) == 2


@dataclass(slots=True)
class _Node:
    below: dict[str, _Node] = field(default_factory=dict)
    key: str | None = None


class Scanner:
    """Finds names in texts, the longest first; built once, then read only."""

    def __init__(self, names: Mapping[str, Iterable[str]], common_words: frozenset[str]) -> None:
        """``names`` maps a folded key to the spellings that it stands for; ``common_words`` are folded keys that are
        words of the language and so no names in a text all in capitals."""
        self._root = _Node()
        self._spellings = {key: tuple(spellings) for key, spellings in names.items()}
        self._common = common_words
        self._last: dict[str, tuple[Hit, ...]] = {}
        for key in self._spellings:
            node = self._root
            for word in key.split():
                node = node.below.setdefault(word, _Node())
            node.key = key

    def scan(self, text: str) -> tuple[Hit, ...]:
        """Names in ``text`` in order, none overlapping another. Several readers ask for the same text one after another:
        what stands in the last ones is remembered."""
        held = self._last.get(text)
        if held is None:
            if len(self._last) >= _TEXTS_KEPT:
                self._last.clear()
            held = self._last[text] = tuple(self._scan(text))
        return held

    def _scan(self, text: str) -> Iterator[Hit]:
        words = words_of(text)
        capitals = all_capitals(text)
        i = 0
        while i < len(words):
            found = self._longest(text, words, i, capitals)
            if found is None:
                i += 1
                continue
            last, key = found
            yield Hit(Span(words[i].start, words[last].end), key)
            i = last + 1

    def _longest(self, text: str, words: list[Word], first: int, capitals: bool) -> tuple[int, str] | None:
        node, best = self._root, None
        for i in range(first, len(words)):
            if i > first and text[words[i - 1].end : words[i].start].strip() not in _JOINS:
                break
            below = node.below.get(words[i].folded)
            if below is None:
                break
            node = below
            if node.key and self._fits(node.key, text[words[first].start : words[i].end], words[first - 1 : first], capitals):
                best = (i, node.key)
        return best

    def _fits(self, key: str, written: str, before: list[Word], capitals: bool) -> bool:
        common = key in self._common
        spellings = self._spellings[key]
        if capitals:
            return not common and not all(needs_article(s) for s in spellings)
        article = bool(before) and before[0].folded == "the"
        return any((article or not needs_article(s)) and case_fits(s, written, exact=common) for s in spellings)
