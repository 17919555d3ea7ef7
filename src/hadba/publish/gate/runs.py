"""Runs of capitalised words: the only places in a text where a name can stand, found in one cheap pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

Part = tuple[int, int]  # [start, end) of one word in the text
Run = tuple[Part, ...]

_CAPITALISED = r"[A-Z][\w’'-]*"
# between two words of one name: a space, and perhaps an initial, a particle, an article
_GAP = (
    r"[ ]+(?:[A-Z]\.[ ]+)?(?:(?:bin|ibn|bint|abu|umm|al|el|de|da|di|van|von|der|la|ben|del)[ ]+)?"
    r"(?:(?:al|el|ad|as|ash|an|ar|az|at)-)?"
)
_RUN = re.compile(rf"{_CAPITALISED}(?:{_GAP}{_CAPITALISED})*")  # begins with a set of letters, which is what makes it fast
_WORD = re.compile(rf"(?:(?<![^\W_])(?:al|el|ad|as|ash|an|ar|az|at)-)?{_CAPITALISED}")
_ARTICLE = re.compile(r"(?<![^\W_])(?:al|el|ad|as|ash|an|ar|az|at)-$")


def runs(text: str) -> Iterator[Run]:
    """The words of each run, in order; a run of one word too. Words in capitals only are no parts of names, and end a run."""
    for found in _RUN.finditer(text):
        start, end = found.span()
        if text[start - 1 : start].isalnum():  # begins in the middle of a word: an address, a key
            start = _first_end(text, start)
            if start == end:
                continue
        if text[start - 1 : start] == "-" and (article := _ARTICLE.search(text, max(0, start - 4), start)):
            start = article.start()
        elif " " not in found.group():  # most runs are one word
            if (part := _part(found)) is not None:
                yield (part,)
            continue
        held: list[Part] = []
        for word in _WORD.finditer(text, start, end):
            part = _part(word)
            if part is not None:
                held.append(part)
            elif held and text[word.end() : word.end() + 1] != ".":  # no initial
                yield tuple(held)
                held = []
        if held:
            yield tuple(held)


def _first_end(text: str, start: int) -> int:
    word = _WORD.match(text, start)
    return word.end() if word else start


def _part(found: re.Match[str]) -> Part | None:
    """The word without a possessive or a closing quotation mark; null where it is written in capitals."""
    word = found.group()
    if word.isupper():
        return None
    start, end = found.span()
    if word[-1] in "s'’-":
        end -= 2 if word.endswith(("'s", "’s")) else word[-1] != "s"
    return start, end
