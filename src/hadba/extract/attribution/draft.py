"""An attribution before it is nested and named: tokens, not yet people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hadba.model.attribution import Stance
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One act of saying. ``at`` is the token that bears the cue, ``who`` the head token of the source, if there is one.

    ``speaks`` is false where the source can say nothing ("this action shows that A"): then it is no link of a chain.
    ``voice`` says where it came from: verb, noun, preposition, adverb, colon or headline;
    ``under`` is the token of the saying that this one stands behind although it is not within its content ("X, quoting Y,
    said A"); ``frame`` is the name of the verb's frame (see ``cues.FRAMES``).
    """

    at: Token
    who: Token | None
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance = Stance.ASSERTS
    private: bool = False
    speaks: bool = True
    voice: str = "verb"
    frame: str = ""
    under: Token | None = None


CLOSERS = frozenset("\"”’'»)]}") | {"''"}
OPENERS = frozenset("\"“‘'«([{") | {"``"}
JOINTS = frozenset({",", ";", ":", "-", "--", "–", "—", "―", "..."})


def run_around(tokens: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """The unbroken run of ``tokens`` (in text order) that holds ``head``."""
    at = next(n for n, t in enumerate(tokens) if t.i == head.i)
    first = last = at
    while first and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    return tuple(tokens[first : last + 1])


def trimmed(tokens: Sequence[Token], *, tail: frozenset[str] = JOINTS | {"."}) -> tuple[Token, ...]:
    """``tokens`` without joints and white space at the ends."""
    first, last = 0, len(tokens)
    while first < last and (tokens[first].text in JOINTS or tokens[first].pos == "SPACE"):
        first += 1
    while last > first and (tokens[last - 1].text in tail or tokens[last - 1].pos == "SPACE"):
        last -= 1
    return tuple(tokens[first:last])


def runs(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """``tokens`` cut where the text between them is left out."""
    cut: list[list[Token]] = []
    for token in tokens:
        if cut and cut[-1][-1].i == token.i - 1:
            cut[-1].append(token)
        else:
            cut.append([token])
    return [tuple(c) for c in cut]


def words_between(parsed: Parsed, first: int, last: int) -> tuple[Token, ...]:
    """Tokens ``[first, last)`` that are neither punctuation nor white space."""
    return tuple(t for t in parsed.tokens[max(0, first) : max(0, last)] if t.pos not in ("PUNCT", "SPACE"))
