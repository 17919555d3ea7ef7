"""Text to time words: every word, number and mark becomes one symbol, so that the grammar can be a regular expression
over symbols and skip the nine words in ten that have nothing to do with time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml

# Symbols that come from the shape of a piece of text, not from the lexicon. OTHER is any other word, MARK any other mark.
SHAPES = (
    "OTHER", "MARK", "COMMA", "PERIOD", "DASH", "SLASH", "POSS", "OPEN", "CLOSE", "ISO", "SLASHED", "CLOCKTIME", "TENS",
    "NTH", "D2", "N3", "Y4", "HHMM", "BIG", "DECIMAL", "SHORTYEAR", "LEAST",
)  # fmt: skip

_PIECE = re.compile(
    r"(?P<ISO>\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?\b)"
    r"|(?P<SLASHED>\b\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d{2})|[.-]\d{1,2}[.-]\d{4})\b)"
    r"|(?P<CLOCKTIME>\b\d{1,2}:\d{2}(?::\d{2})?(?!\d))"
    r"|(?P<TENS>(?:\b\d{2,3}|['’]\d)0['’]?s\b)"
    r"|(?P<NTH>\b\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<BIG>\b\d{1,3}(?:,\d{3})+\b)"
    r"|(?P<DECIMAL>\b\d+\.\d+)"
    r"|(?P<SHORTYEAR>(?<!\w)['’]\d{2}\b)"
    r"|(?P<number>\d+)"
    r"|(?P<dotted>\b(?:[ap]\. ?m\.?|[bB]\. ?[cC]\.?|[aA]\. ?[dD]\.))(?!\w)"
    r"|(?P<clock>\bo['’]clock\b)"
    r"|(?P<POSS>['’]s?\b|(?<=s)['’](?=\s))"
    r"|(?P<least>\bat (?:least|most)\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<COMMA>,)|(?P<PERIOD>\.)|(?P<DASH>[-–—‑])|(?P<SLASH>/)|(?P<OPEN>\()|(?P<CLOSE>\))"
    r"|(?P<MARK>[^\w\s])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, number or mark: its symbol's name, offsets into the text, lower-case text and lexicon value."""

    symbol: str
    start: int
    end: int
    text: str
    lower: str
    value: str | int | float | None = None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The lexicon: word -> (symbol, value), and one private character for each symbol."""

    words: dict[str, tuple[str, str | int | float]]
    code: dict[str, str]


@cache
def time_words() -> TimeWords:
    """The lexicon ``time_words.yaml``; ``LexiconError`` where a class is no mapping or a word stands in two classes."""
    words: dict[str, tuple[str, str | int | float]] = {}
    classes = read_yaml("time_words")
    if not isinstance(classes, dict):
        raise LexiconError("Lexicon time_words.yaml must map classes to words.")
    for name, entries in classes.items():
        if not isinstance(entries, dict):
            raise LexiconError(f"Lexicon time_words.yaml: class {name} must map words to values.")
        for word, value in entries.items():
            if not isinstance(word, str) or not isinstance(value, str | int | float):
                raise LexiconError(f"Lexicon time_words.yaml: {word!r} in {name} needs a text or number as value.")
            if word in words:
                raise LexiconError(f"Lexicon time_words.yaml: {word!r} stands in {words[word][0].lower()} and {name}.")
            words[word] = (name.upper(), value)
    names = [*SHAPES, *(str(name).upper() for name in classes)]
    return TimeWords(words, {name: chr(0xE000 + i) for i, name in enumerate(names)})


def lex(text: str) -> tuple[list[Piece], str]:
    """The pieces of ``text`` in order, and the string of their symbols, one character each."""
    pieces = list(_pieces(text))
    code = time_words().code
    return pieces, "".join([code[p.symbol] for p in pieces])


def _pieces(text: str) -> Iterator[Piece]:
    words = time_words().words
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or "MARK"
        written = match.group()
        start, end = match.span()
        if kind == "word":
            lower = written.lower()
            symbol, value = words.get(lower, ("OTHER", ""))
            yield Piece(symbol, start, end, written, lower, value)
        elif kind == "number":
            yield Piece(_number_symbol(written), start, end, written, written, int(written))
        elif kind == "dotted":
            lower = written.lower().replace(".", "").replace(" ", "")
            symbol, value = words.get(lower, ("OTHER", ""))
            yield Piece(symbol, start, end, written, lower, value)
        elif kind == "clock":
            yield Piece("CLOCK", start, end, written, "o'clock", 0)
        elif kind == "least":
            lower = written.lower()
            yield Piece("LEAST", start, end, written, lower, "MORE_THAN" if lower == "at least" else "LESS_THAN")
        else:
            yield Piece(kind, start, end, written, written.lower())


def _number_symbol(digits: str) -> str:
    number = int(digits)
    if len(digits) <= 2:
        return "D2"
    if len(digits) == 3:
        return "N3"
    if len(digits) == 4:
        return "Y4" if 1000 <= number <= 2199 else "HHMM"
    return "BIG"
