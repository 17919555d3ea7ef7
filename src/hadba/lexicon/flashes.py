"""Typed view of flashes.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.lexicon.relevance import Limit

LISTS = (
    *("signs", "beasts", "unharmed", "crowds", "fired_on", "halted", "fire"),
    *("bodies", "marks", "blows", "doers", "sufferers"),
)


@dataclass(frozen=True, slots=True)
class FlashWords:
    """Lemmas (or words joined by blanks), by what they are in a text of a few words; ``limit`` weighs all of them."""

    limit: Limit
    signs: frozenset[str]
    beasts: frozenset[str]
    unharmed: frozenset[str]
    crowds: frozenset[str]
    fired_on: frozenset[str]
    halted: frozenset[str]
    fire: frozenset[str]
    bodies: frozenset[str]
    marks: frozenset[str]
    blows: frozenset[str]
    doers: frozenset[str]
    sufferers: frozenset[str]


@cache
def flash_words() -> FlashWords:
    """flashes.yaml, checked: who suffers does nothing."""
    data = read_yaml("flashes")
    lists = {name: frozenset(str(word) for word in data[name]) for name in LISTS}
    both = lists["sufferers"] & (lists["doers"] | lists["signs"])
    if both:
        raise LexiconError(f"flashes.yaml: {sorted(both)} cannot both suffer and tell of conflict.")
    return FlashWords(limit=Limit(data["weight"], data["limit"]), **lists)
