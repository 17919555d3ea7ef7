"""The grammar of time expressions: regular expressions over the symbols of ``lexer``.

A rule is a kind of form, a pattern and the keys that it adds. Patterns are written in symbol names; a lower-case word in
angle brackets, ``<day D2|NTH>``, names a group whose pieces are read into the form (see ``form``). Order is priority: at
each place the first rule that matches and is not vetoed wins, so longer patterns come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hadba.extract.times.first import first_of
from hadba.extract.times.lexer import time_words
from hadba.extract.times.parts import PARTS, Rule
from hadba.extract.times.rules import RULES

_NAME = re.compile(r"\?P<\w+>|<(?P<group>[a-z]+) |(?P<symbol>[A-Z][A-Z0-9_]*)|(?P<close>>)|\s+")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its pattern over symbol characters."""

    rule: Rule
    pattern: re.Pattern[str]


def expand(pattern: str) -> str:
    """A pattern in symbol names as a regular expression over symbol characters."""
    code = time_words().code

    def put(match: re.Match[str]) -> str:
        if name := match["symbol"]:
            return expand(PARTS[name]) if name in PARTS else code.get(name, "") or _unknown(name)
        if group := match["group"]:
            return f"(?P<{group}>"
        if match["close"]:
            return ")"
        return match.group() if match.group().strip() else ""

    return _NAME.sub(put, pattern)


def _unknown(name: str) -> str:
    raise LookupError(f"The grammar of times names {name}, which is no symbol.")


@dataclass(frozen=True, slots=True)
class Opening:
    """The rules that may begin with one symbol, in order, and one pattern that matches where any of them does."""

    rules: tuple[Compiled, ...]
    any: re.Pattern[str]


@cache
def compiled() -> tuple[dict[str, Opening], re.Pattern[str]]:
    """For each symbol the rules that may begin with it; and a pattern of the places worth trying: a symbol that says nothing
    alone ("the", "at") counts only before another symbol of the lexicon or a number."""
    table: dict[str, list[Compiled]] = {}
    for rule in RULES:
        pattern = expand(rule.pattern)
        compiled_rule = Compiled(rule, re.compile(pattern))
        for symbol in first_of(pattern).symbols:
            table.setdefault(symbol, []).append(compiled_rule)
    alone = {s for s, rules in table.items() if any(r.pattern.match(s) or "(?<=" in r.pattern.pattern for r in rules)}
    idle = "".join(time_words().code[name] for name in ("OTHER", "MARK", "PERIOD", "COMMA", "OPEN", "CLOSE"))
    worth = f"[{''.join(sorted(alone))}]|[{''.join(sorted(set(table) - alone))}](?=[^{idle}])"
    return {symbol: Opening(tuple(rules), _any_of(rules)) for symbol, rules in table.items()}, re.compile(worth)


def _any_of(rules: list[Compiled]) -> re.Pattern[str]:
    """One pattern without groups: most places match no rule, and one failure is quicker than fifty."""
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", r.pattern.pattern) for r in rules))
