"""Hard-wrapped text: line breaks that only end a line of about 70 columns, not a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

_NARROWEST, _WIDEST = 40, 100  # columns
_SLACK = 8  # columns that a line may stay below the width although the next word would have fitted
_MOST = 0.7  # share of breaks that must stand where a typesetter would break
_FEWEST = 3  # breaks; fewer prove nothing by where they stand
_SHORT = 0.6  # of the width: a line that short, and closed by a stop, ends where its writer wanted

_BREAK = re.compile(r"(?<=\S)[ \t]*\n(?=([ \t]*)(\S+))")
_LIST_ITEM = re.compile(r"[-*•–]|\(?\d{1,2}[.)]")
_STOP = re.compile(r"[.!?:\"'”’)\]]$")


def unwrap(text: str) -> str:
    """``text`` with a blank for each line break inside a paragraph, where it is hard-wrapped; offsets stay."""
    lines = text.split("\n")
    width = _width(lines)
    if width is None:
        return text
    pieces, at = [], 0
    for found in _BREAK.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        indent, first = found.group(1), found.group(2)
        ends = (
            len(indent) > 1
            or _LIST_ITEM.fullmatch(first) is not None
            or (len(line) < _SHORT * width and _STOP.search(line) is not None)
        )
        if not ends:
            newline = found.end() - 1
            pieces.append(text[at:newline] + " ")
            at = newline + 1
    return "".join([*pieces, text[at:]])


def _width(lines: list[str]) -> int | None:
    """The columns to which ``lines`` were filled, or null where they were not."""
    pairs = [(a.rstrip(), b.split()[0]) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < _FEWEST:
        running = pairs and all(_runs_on(a, word) for a, word in pairs)
        return max(len(a) for a, _ in pairs) if running else None
    lengths = sorted(len(a) for a, _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    filled = sum(len(a) + 1 + len(word) > width - _SLACK for a, word in pairs)
    return width if filled >= _MOST * len(pairs) else None


def _runs_on(line: str, word: str) -> bool:
    """Whether the sentence plainly goes on in the next line: no stop before it, and its first word in the same case."""
    return _STOP.search(line) is None and (word[0].islower() or (line.isupper() and word.isupper()))
