"""Text to time words: every word, number and mark becomes one symbol, so that the grammar can be a regular expression
over symbols and skip the nine words in ten that have nothing to do with time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml

Value = str | int | float

# Symbols that come from the shape of a piece of text, not from the lexicon. OTHER is any other word, MARK any other mark.
SHAPES = (
    "OTHER", "MARK", "COMMA", "PERIOD", "DASH", "SLASH", "POSS", "OPEN", "CLOSE", "ISO", "SLASHED", "CLOCKTIME", "TENS",
    "NTH", "D2", "N3", "Y4", "HHMM", "BIG", "DECIMAL", "SHORTYEAR", "DOTTED", "OCLOCK",
)  # fmt: skip
_MARKS = {
    ",": "COMMA",
    ".": "PERIOD",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "‑": "DASH",
    "/": "SLASH",
    "(": "OPEN",
    ")": "CLOSE",
}

# Words first, for they are nearly all; what starts like "a.m." or "o'clock" is looked at again further down.
_PIECE = re.compile(
    r"(?P<WORD>(?![aApPbBoO][.'’])[^\W\d_]+)"
    r"|(?P<PLAIN>[^\w\s'’])"
    r"|(?P<ISO>\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?\b)"
    r"|(?P<SLASHED>\b\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d{2})|[.-]\d{1,2}[.-]\d{4})(?!\d))"
    r"|(?P<CLOCKTIME>\b\d{1,2}:\d{2}(?::\d{2})?(?!\d))"
    r"|(?P<TENS>(?:\b\d{2,3}|['’]\d)0['’]?[sS]\b)"
    r"|(?P<NTH>\b\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)"
    r"|(?P<BIG>\b\d{1,3}(?:,\d{3})+\b)"
    r"|(?P<DECIMAL>\b\d+\.\d+)"
    r"|(?P<SHORTYEAR>(?<!\w)['’]\d{2}\b)"
    r"|(?P<GLUED>(?<=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )\d\d(?=20\d\d\b))"  # "Jul 282016"
    r"|(?P<NUMBER>\d+)"
    r"|(?P<DOTTED>\b(?:[aApP]\. ?[mM]\b\.?|[bB]\. ?[cC]\b\.?|[aA]\. ?[dD]\b\.?))"
    r"|(?P<OCLOCK>\b[oO]['’][cC]lock\b)"
    r"|(?P<POSS>['’][sS]?\b|(?<=s)['’](?=\s))"
    r"|(?P<REST>[^\W\d_]+)"
    r"|(?P<MARK>[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, number or mark: its symbol's name, offsets into the text, lower-case text and lexicon value."""

    symbol: str
    start: int
    end: int
    text: str
    lower: str
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The lexicon: word -> (symbol, value); one private character for each symbol, and each symbol of a character.

    ``known`` has the character of every mark of meaning, and of every word written small, with a capital and in capitals.
    """

    words: dict[str, tuple[str, Value]]
    code: dict[str, str]
    symbol: dict[str, str]
    known: dict[str, str]


@cache
def time_words() -> TimeWords:
    """The lexicon ``time_words.yaml``; ``LexiconError`` where a class is no mapping or a word stands in two classes."""
    words: dict[str, tuple[str, Value]] = {}
    classes = read_yaml("time_words")
    if not isinstance(classes, dict):
        raise LexiconError("Lexicon time_words.yaml must map classes to words.")
    for name, entries in classes.items():
        if not isinstance(name, str) or not isinstance(entries, dict) or name.upper() in SHAPES:
            raise LexiconError(f"Lexicon time_words.yaml: class {name} must map words to values, under a name of its own.")
        for word, value in entries.items():
            if not isinstance(word, str) or not isinstance(value, str | int | float):
                raise LexiconError(f"Lexicon time_words.yaml: {word!r} in {name} needs a text or number as value.")
            if word in words:
                raise LexiconError(f"Lexicon time_words.yaml: {word!r} stands in {words[word][0].lower()} and {name}.")
            words[word] = (name.upper(), value)
    code = {name: chr(0xE000 + i) for i, name in enumerate([*SHAPES, *(name.upper() for name in classes)])}
    known = {mark: code[name] for mark, name in _MARKS.items()}
    known |= {form: code[symbol] for word, (symbol, _) in words.items() for form in (word, word.capitalize(), word.upper())}
    return TimeWords(words, code, {c: s for s, c in code.items()}, known)


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text's pieces as offsets and one symbol character each; ``piece`` makes a whole one where it is needed."""

    text: str
    bounds: list[tuple[int, int]]
    codes: str

    def piece(self, i: int) -> Piece:
        """The ``i``-th piece."""
        words = time_words()
        start, end = self.bounds[i]
        written = self.text[start:end]
        symbol = words.symbol[self.codes[i]]
        lower = written.lower()
        key = lower.replace(".", "").replace(" ", "") if symbol in ("ERA", "MERIDIAN") else lower
        value: Value | None = words.words[key][1] if key in words.words else None
        if value is None and written.isdigit():
            value = int(written)
        return Piece(symbol, start, end, written, lower, value)

    def pieces(self, first: int, last: int) -> list[Piece]:
        """Pieces ``[first, last)``."""
        return [self.piece(i) for i in range(first, last)]


def lex(text: str) -> Lexed:
    """The pieces of ``text`` in order."""
    words = time_words()
    known, other = words.known, words.code["OTHER"]
    matches = list(_PIECE.finditer(text))
    codes = [
        known.get(written) or (other if written.isalpha() else _rare(match.lastgroup or "MARK", written, words))
        for match in matches
        for written in (match.group(),)
    ]
    return Lexed(text, [match.span() for match in matches], "".join(codes))


def _rare(kind: str, written: str, words: TimeWords) -> str:
    """The symbol character of numbers, dates in digits, and words that look like abbreviations."""
    if kind in ("NUMBER", "GLUED"):
        return words.code[_number_symbol(written)]
    if kind == "PLAIN":
        return words.code["MARK"]
    if kind == "WORD":  # "m²"
        return words.code["OTHER"]
    if kind == "DOTTED":
        return words.code[words.words[written.lower().replace(".", "").replace(" ", "")][0]]
    return words.code[kind]


def _number_symbol(digits: str) -> str:
    number = int(digits)
    if len(digits) <= 2:
        return "D2"
    if len(digits) == 3:
        return "N3"
    if len(digits) == 4:
        return "Y4" if 1000 <= number <= 2199 else "HHMM"
    return "BIG"
