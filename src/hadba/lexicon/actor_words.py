"""The words of which descriptions of armed parties are made (``actor_words.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class ActorWords:
    """``description`` finds "US-backed Iraqi fighters" (group ``force`` is its noun); ``qualifiers_before`` what stands
    before a name. ``only_qualified`` are force nouns that name nobody alone; ``neutral`` qualifiers leave the party the same;
    ``kinds`` may stand between a name and its force noun ("Daesh terrorist group"); ``units`` are parts of a
    force that keep its name; ``doing`` are verbs of which a country is the doer."""

    description: re.Pattern[str]
    qualifiers_before: re.Pattern[str]
    forces: frozenset[str]
    only_qualified: frozenset[str]
    bodies: frozenset[str]
    neutral: frozenset[str]
    kinds: frozenset[str]
    units: frozenset[str]
    doing: frozenset[str]


@cache
def actor_words() -> ActorWords:
    """The lists, checked and compiled."""
    raw = read_yaml("actor_words")
    wanted = {"forces", "only_qualified", "qualifiers", "endings", "beginnings", "bodies", "doing", "neutral", "kinds", "units"}
    if raw.keys() != wanted:
        raise LexiconError(f"actor_words.yaml must hold {sorted(wanted)} and nothing else.")
    stray = set(raw["only_qualified"]) - set(raw["forces"])
    if stray:
        raise LexiconError(f"actor_words.yaml: {sorted(stray)} stand under only_qualified but not under forces.")
    adjectives = [a for state in read_yaml("actors_states")["states"] for a in state["adjectives"]]
    dotted = r"U\.S\.|U\.N\.|U\.K\."
    compound = rf"(?:[\w.]+[-‐])+(?:{_any(raw['endings'])})|(?:{_any(raw['beginnings'])})[-‐][\w'’-]+"
    qualifier = rf"(?:{dotted}|{compound}|(?:{_any([*raw['qualifiers'], *adjectives])})(?:'s|’s)?)"
    run = rf"(?:{qualifier}(?:,? |[-‐]|\s*\n?\s*))"
    return ActorWords(
        description=re.compile(rf"(?<![\w-])(?P<run>{run}*)(?<![-‐])(?P<force>{_any(raw['forces'])})(?![\w]|[-‐]\w)", re.I),
        qualifiers_before=re.compile(rf"(?<![\w-]){run}+$", re.I),
        forces=frozenset(raw["forces"]),
        only_qualified=frozenset(raw["only_qualified"]),
        bodies=frozenset(raw["bodies"]),
        units=frozenset(raw["units"]),
        neutral=frozenset(raw["neutral"]),
        kinds=frozenset(k.lower() for k in raw["kinds"]),
        doing=frozenset(raw["doing"]),
    )


def _any(phrases: Iterable[str]) -> str:
    """An alternation, the longest phrase first; a blank in a phrase is any one white space."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
