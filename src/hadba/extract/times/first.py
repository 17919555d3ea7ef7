"""Which symbols a pattern can begin with, so that only a few rules are tried at each word."""

from __future__ import annotations

from dataclasses import dataclass

_OPENERS = ("(?:", "(?=", "(?!", "(?<=", "(?<!")


@dataclass(frozen=True, slots=True)
class First:
    """The characters that may come first, and whether the pattern may match nothing."""

    symbols: frozenset[str]
    empty: bool


class _Reader:
    """Reads the part of the language of regular expressions that the grammar uses: groups, ``|``, ``?``, ``*``, looks."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def choice(self) -> First:
        found = self.sequence()
        while self.at < len(self.pattern) and self.pattern[self.at] == "|":
            self.at += 1
            other = self.sequence()
            found = First(found.symbols | other.symbols, found.empty or other.empty)
        return found

    def sequence(self) -> First:
        symbols: frozenset[str] = frozenset()
        empty = True
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            item = self.item()
            if empty:
                symbols |= item.symbols
                empty = item.empty
        return First(symbols, empty)

    def item(self) -> First:
        found = self.group() if self.pattern[self.at] == "(" else self.symbol()
        while self.at < len(self.pattern) and self.pattern[self.at] in "?*":
            self.at += 1
            found = First(found.symbols, True)
        return found

    def symbol(self) -> First:
        self.at += 1
        return First(frozenset(self.pattern[self.at - 1]), False)

    def group(self) -> First:
        opener = next((o for o in _OPENERS if self.pattern.startswith(o, self.at)), None)
        look = opener is not None and opener != "(?:"
        self.at = self.at + len(opener) if opener else self.pattern.index(">", self.at) + 1
        found = self.choice()
        self.at += 1  # the closing bracket
        return First(frozenset(), True) if look else found


def first_of(pattern: str) -> First:
    """The first symbols of an expanded pattern (see ``grammar.expand``)."""
    return _Reader(pattern).choice()
