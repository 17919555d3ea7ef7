"""The words of which descriptions of armed parties are made (``actor_words.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class ActorWords:
    """``description`` finds "US-backed Iraqi fighters" (group ``force`` is its noun), which begins with one of
    ``first_words``, a compound or an abbreviation with dots; ``qualifiers_before`` what stands
    before a name. ``only_qualified`` are force nouns that name nobody alone; ``neutral`` qualifiers leave even "the army" the
    same party, ``changing`` ones make another party of a name;
    ``kinds`` may stand between a name and its force noun ("Daesh terrorist group"); ``units`` are parts of a
    force that keep its name; ``doing`` are verbs of which a country is the doer."""

    description: re.Pattern[str]
    first_words: frozenset[str]
    qualifiers_before: re.Pattern[str]
    forces: frozenset[str]
    only_qualified: frozenset[str]
    bodies: frozenset[str]
    neutral: frozenset[str]
    changing: frozenset[str]
    changing_states: frozenset[str]
    kinds: frozenset[str]
    units: frozenset[str]
    doing: frozenset[str]

    def descriptions(self, text: str) -> Iterator[re.Match[str]]:
        """What ``description.finditer`` finds, tried only where one may begin: some hundred words are costly to try at each."""
        after = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < after or not (word["joined"] or word["dot"] or word["word"].lower() in self.first_words):
                continue
            found = self.description.match(text, start)
            if found is not None:
                yield found
                after = found.end()

    def same_party(self, qualifiers: str, kind: str) -> bool:
        """Whether ``qualifiers`` before the name of a party of ``kind`` leave it that party ("US-backed Iraqi forces" are,
        "anti-Houthi Yemeni forces" and "dissident Iraqi soldiers" are not)."""
        words = [w.strip(",").lower() for w in qualifiers.split()]
        other = self.changing | (self.changing_states if kind == "state" else frozenset())
        return not any(w in other or re.match(r"(?:anti|pro|ex)[-‐]", w) for w in words)


@cache
def actor_words() -> ActorWords:
    """The lists, checked and compiled."""
    raw = read_yaml("actor_words")
    lists = [f.name for f in fields(ActorWords) if f.type == "frozenset[str]" and f.name != "first_words"]
    wanted = {*lists, "qualifiers", "endings", "beginnings"}
    if raw.keys() != wanted:
        raise LexiconError(f"actor_words.yaml must hold {sorted(wanted)} and nothing else.")
    stray = set(raw["only_qualified"]) - set(raw["forces"])
    if stray:
        raise LexiconError(f"actor_words.yaml: {sorted(stray)} stand under only_qualified but not under forces.")
    adjectives = [a for state in read_yaml("actors_states")["states"] for a in state["adjectives"]]
    dotted = r"U\.S\.|U\.N\.|U\.K\."
    compound = rf"(?:[\w.]+[-‐])+(?:{_any(raw['endings'])})|(?:{_any(raw['beginnings'])})[-‐][\w'’-]+"
    qualifier = rf"(?:{dotted}|{compound}|(?:{_any([*raw['qualifiers'], *adjectives])})(?:'s|’s)?)"
    run = rf"(?:{qualifier}(?:,? |[-‐]|\s+)|(?:{dotted})(?=\w))"  # "U.S.forces" happens
    return ActorWords(
        description=re.compile(rf"(?<![\w-])(?P<run>{run}*)(?<![-‐])(?P<force>{_any(raw['forces'])})(?![\w]|[-‐]\w)", re.I),
        first_words=frozenset(
            re.split(r"\W", phrase, maxsplit=1)[0].lower()
            for phrase in (*raw["qualifiers"], *adjectives, *raw["forces"], *raw["beginnings"])
        ),
        qualifiers_before=re.compile(rf"(?<![\w-]){run}+$", re.I),
        **{name: frozenset(w.lower() if name == "kinds" else w for w in raw[name]) for name in lists},
    )


# A word where a description may begin; ``joined``: a hyphen or a dot makes it more than the word.
_WORD = re.compile(r"(?<![\w-])(?:(?P<word>\w+)(?P<joined>[.‐-])?|(?P<dot>\.)(?=[\w.]))")


def _any(phrases: Iterable[str]) -> str:
    """An alternation, the longest phrase first; a blank in a phrase is any one white space."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
