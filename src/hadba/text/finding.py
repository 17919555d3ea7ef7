"""Finding many listed phrases in text that nobody has parsed: word by word, in whatever form they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Generic, TypeVar

from hadba.text.inflection import lemmas

L = TypeVar("L")
MOST = 400_000  # forms that are remembered (some 50 MB); a day-long run must not grow without end
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words and numbers of ``text`` in lower case; hyphens and apostrophes part them."""
    return _WORD.findall(text.lower())


class PhraseFinder(Generic[L]):
    """Phrases under labels; a word of a phrase is met by every form that may be one of it, and so more may be found than
    a reader of parsed text would take."""

    def __init__(self, phrases: Iterable[tuple[L, str]]) -> None:
        self._starts: dict[str, list[tuple[tuple[str, ...], L]]] = {}
        inside: set[str] = set()
        for label, phrase in phrases:
            first, *rest = words_of(phrase) or [phrase]
            self._starts.setdefault(first, []).append((tuple(rest), label))
            inside.update(rest)
        self._inside = frozenset(inside)
        self._silent: set[str] = set()  # words that are known to begin none
        self._begins: dict[str, tuple[tuple[tuple[str, ...], L], ...]] = {}
        self._lemmas: dict[str, frozenset[str]] = {}

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, L]]:
        """(index of the first word, label) of each phrase, in order of the index."""
        begins = self._begins
        live = set(words).difference(self._silent)  # most words begin no phrase
        met = compress(enumerate(words), map(live.__contains__, words)) if live else ()
        for i, word in met:
            held = begins.get(word)
            after: frozenset[str] | None = None
            for rest, label in self._beginning(word) if held is None else held:
                if rest:
                    if after is None:
                        after = self._forms(words[i + 1]) if i + 1 < len(words) else frozenset()
                    if rest[0] not in after or (len(rest) > 1 and not self._follows(words, i + 2, rest[1:])):
                        continue
                yield i, label

    def _follows(self, words: Sequence[str], start: int, rest: tuple[str, ...]) -> bool:
        return start + len(rest) <= len(words) and all(r in self._forms(words[start + n]) for n, r in enumerate(rest))

    def _beginning(self, word: str) -> tuple[tuple[tuple[str, ...], L], ...]:
        held = self._begins.get(word)
        if held is None:
            if len(self._begins) > MOST:
                self._begins.clear()
                self._silent.clear()
            found = (entry for lemma in sorted(lemmas(word)) for entry in self._starts.get(lemma, ()))
            held = self._begins[word] = tuple(dict.fromkeys(found))
            if not held:
                self._silent.add(word)
        return held

    def _forms(self, word: str) -> frozenset[str]:
        held = self._lemmas.get(word)
        if held is None:
            if len(self._lemmas) > MOST:
                self._lemmas.clear()
            held = self._lemmas[word] = lemmas(word) & self._inside
        return held
