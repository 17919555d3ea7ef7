"""Runs of capitalised words: the only places in a text where a name can stand, found in one cheap pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

Part = tuple[int, int]  # [start, end) of one word in the text
Run = tuple[Part, ...]

_CAPITALISED = r"[A-Z][\w’'-]*"
# between two words of one name: a space, and perhaps an initial, a particle, an article
_GAP = (
    r"[ ]+(?:[A-Z]\.[ ]+)?(?:(?:bin|ibn|bint|abu|umm|al|el|de|da|di|van|von|der|la|ben|del)[ ]+)?"
    r"(?:(?:al|el|ad|as|ash|an|ar|az|at)-)?"
)
_RUN = re.compile(rf"{_CAPITALISED}(?:{_GAP}{_CAPITALISED})*")  # begins with a set of letters, which is what makes it fast
_LONG_RUN = re.compile(rf"{_CAPITALISED}(?:{_GAP}{_CAPITALISED})+")
_WORD = re.compile(rf"(?:(?<![^\W_])(?:al|el|ad|as|ash|an|ar|az|at)-)?{_CAPITALISED}")
_ARTICLE = re.compile(r"(?<![^\W_])(?:al|el|ad|as|ash|an|ar|az|at)-$")


def runs(text: str, *, of_one: bool = True) -> Iterator[Run]:
    """The words of each run, in order; without ``of_one`` not every run of a single word, which spares most of the work. Words
    in capitals only are no parts of names, and end a run."""
    for found in (_RUN if of_one else _LONG_RUN).finditer(text):
        start, end = found.span()
        before = text[start - 1] if start else " "
        if before.isalnum():  # begins in the middle of a word: an address, a key
            start = _first_end(text, start)
            if start == end:
                continue
        if before == "-" and (article := _ARTICLE.search(text, max(0, start - 4), start)):
            start = article.start()
        elif " " not in (word := found.group()):  # most runs are one word
            if not word.isupper():
                yield ((start, end if word[-1] not in _TAIL else _part_end(word, end)),)
            continue
        for parts in _parts(text[start:end], text[end : end + 1]):
            yield tuple([(start + a, start + b) for a, b in parts])


@lru_cache(maxsize=10_000)
def _parts(words: str, after: str) -> tuple[Run, ...]:
    """The words of a run of several, cut where one is in capitals only; ``after`` is the character that follows."""
    cut: list[list[Part]] = [[]]
    for one in _WORD.finditer(words):
        word = one.group()
        if not word.isupper():
            cut[-1].append((one.start(), _part_end(word, one.end())))
        elif (words[one.end() : one.end() + 1] or after) != ".":  # no initial
            cut.append([])
    return tuple(tuple(parts) for parts in cut if parts)


def _first_end(text: str, start: int) -> int:
    word = _WORD.match(text, start)
    return word.end() if word else start


_TAIL = "s'’-"  # with which a possessive or a closing quotation mark ends


def _part_end(word: str, end: int) -> int:
    """Where the word ends without a possessive or a closing quotation mark."""
    if word[-1] not in _TAIL:
        return end
    return end - 2 if word.endswith(("'s", "’s")) else end - (word[-1] != "s")
