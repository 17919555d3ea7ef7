"""A parsed text as plain records: what the extractors see, whatever parser made it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hadba.model.span import Span


class Token(NamedTuple):
    """One token; a tuple, since a text has hundreds and readers keep asking which they have met.

    ``pos`` and ``dep`` are Universal POS and the parser's dependency labels; ``head`` is a token index (its own for a root);
    ``sentence`` the index of its sentence; ``entity`` the parser's entity type or "".
    """

    i: int
    text: str
    start: int
    end: int
    lemma: str
    lower: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    entity: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` and their characters."""

    i: int
    first: int
    last: int
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the parser saw it, with its label (PERSON, GPE, DATE ...); tokens ``[first, last)``."""

    first: int
    last: int
    span: Span
    label: str


@dataclass(frozen=True)
class Parsed:
    """A text, its tokens in order, its sentences and the parser's entities."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...] = ()

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token)
        return tuple(map(tuple, below))

    @cached_property
    def _forms(self) -> dict[tuple[int, int], frozenset[str]]:
        return {}

    @cached_property
    def _token_starts(self) -> tuple[int, ...]:
        return tuple(t.start for t in self.tokens)

    def children(self, token: Token) -> Iterator[Token]:
        """Direct dependants, in text order."""
        return iter(self._children[token.i])

    def head(self, token: Token) -> Token:
        """The governor; the token itself for a root."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Governors from the nearest to the root, the token itself left out."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all below it, in text order."""
        found, stack = [], [token.i]
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend([below.i for below in self._children[i]])
        return tuple(self.tokens[i] for i in sorted(found))

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Tokens that overlap ``span``."""
        starts = self._token_starts
        first = max(0, bisect_right(starts, span.start) - 1)
        last = bisect_left(starts, span.end, first)
        if first < last and self.tokens[first].end <= span.start:
            first += 1
        return self.tokens[first:last]

    def forms(self, first: int, last: int) -> frozenset[str]:
        """The lemmas and lower-case forms of tokens ``[first, last)``, plural names without their "s" too: what is in none of
        them is in no list that is looked for there."""
        held = self._forms.get((first, last))
        if held is None:
            tokens = self.tokens[first:last]
            singular = [t.lower.removesuffix("s") for t in tokens if t.tag == "NNPS"]
            held = self._forms[first, last] = frozenset([t.lower for t in tokens] + [t.lemma for t in tokens] + singular)
        return held

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[token.sentence]

    def span_of(self, tokens: tuple[Token, ...] | list[Token]) -> Span:
        """The characters from the first to the last of ``tokens`` (one at least)."""
        return Span(min(t.start for t in tokens), max(t.end for t in tokens))
