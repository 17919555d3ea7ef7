"""Finding listed phrases in parsed text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hadba.model.parse import Parsed, Token


@dataclass(frozen=True, slots=True)
class Match:
    """A listed phrase found at tokens ``[first, last)``; ``head`` is the token that governs the rest."""

    label: str
    phrase: str
    first: int
    last: int
    head: int


def _base(token: Token) -> str:
    """The lemma; that of a plural noun which a headline writes with a capital ("in Rocket Attacks") too. Where such a noun goes
    before another it is rather a verb ("Army Bombs Camp")."""
    return token.lower.removesuffix("s") if token.tag == "NNPS" and token.dep != "compound" else token.lemma


def _longest_first(found: Mapping[tuple[str, ...], tuple[str, str]]) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    return tuple((words, *found[words]) for words in sorted(found, key=lambda words: (-len(words), words)))


@dataclass(frozen=True)
class PhraseTable:
    """Phrases under labels, matched on lemmas or lower-case forms, the longest first; hyphens count as blanks."""

    _by_first: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]] = field(repr=False)

    @cached_property
    def _starts(self) -> frozenset[str]:
        return frozenset(self._by_first)

    @staticmethod
    def of(phrases: Iterable[tuple[str, str]]) -> PhraseTable:
        """A table of (label, phrase) pairs; of two equal phrases the first label stands."""
        by_first: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
        for label, phrase in phrases:
            words = tuple(phrase.lower().replace("-", " ").split())
            by_first.setdefault(words[0], {}).setdefault(words, (label, phrase))
        return PhraseTable({first: _longest_first(found) for first, found in by_first.items()})

    def phrases(self) -> Iterator[tuple[str, str]]:
        """All (label, phrase) pairs of the table."""
        return ((label, phrase) for held in self._by_first.values() for _, label, phrase in held)

    def matches(self, parsed: Parsed, first: int, last: int) -> Iterator[Match]:
        """Non-overlapping matches among tokens ``[first, last)``, in text order."""
        if self._starts.isdisjoint(parsed.forms(first, last)):  # so it is with most tables and sentences
            return
        words = [t for t in parsed.tokens[first:last] if t.text not in ("-", "‐", "–") and t.pos != "SPACE"]
        i = 0
        while i < len(words):
            found = self._at(words, i)
            if found is None:
                i += 1
                continue
            label, phrase, n = found
            held = words[i : i + n]
            inside = {t.i for t in held}
            heads = [t.i for t in held if t.head not in inside or t.head == t.i]
            yield Match(label, phrase, held[0].i, held[-1].i + 1, heads[-1] if heads else held[-1].i)
            i += n

    def _at(self, words: list[Token], i: int) -> tuple[str, str, int] | None:
        lower, base = words[i].lower, _base(words[i])
        for key in (lower,) if lower == base else (lower, base):
            for phrase_words, label, phrase in self._by_first.get(key, ()):
                n = len(phrase_words)
                if n <= len(words) - i and all(
                    w in (t.lower, _base(t)) for w, t in zip(phrase_words, words[i : i + n], strict=True)
                ):
                    return label, phrase, n
        return None
