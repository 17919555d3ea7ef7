"""Typed view of people.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class Kinds:
    """Words -> what people are: guard, diplomat, judicial, insurgent, criminal, police, military, official, politician."""

    by_noun: Mapping[str, str]
    plain: frozenset[str]
    beside: Mapping[str, str]
    alone: Mapping[str, str]
    former: frozenset[str]

    def knows(self, lemma: str) -> bool:
        """Whether the word by itself names people."""
        return lemma in self.by_noun or lemma in self.alone

    def of(self, lemmas: Sequence[str], head: int) -> str | None:
        """The kind of the phrase of ``lemmas`` whose head noun stands at ``head``; null for people of no such kind."""
        noun = lemmas[head]
        around = [*reversed(lemmas[:head]), *lemmas[head + 1 :]]
        if head and (pair := f"{lemmas[head - 1]} {noun}") in self.by_noun:
            return self.by_noun[pair]
        if noun in self.by_noun:
            return self.by_noun[noun]
        if noun not in self.plain:
            return None
        found = next((self.by_noun.get(w) or self.beside.get(w) for w in around if w in self.by_noun or w in self.beside), None)
        return found or self.alone.get(noun)


@cache
def person_kinds() -> Kinds:
    """people.yaml, checked: what stands alone is plain."""
    data = read_yaml("people")
    strange = set(data["alone"]) - set(data["plain"])
    if strange:
        raise LexiconError(f"people.yaml: {sorted(strange)} are alone and not plain.")

    def view(part: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for kind, words in data[part].items():
            for word in words:
                found.setdefault(word, kind)
        return found

    return Kinds(view("kinds"), frozenset(data["plain"]), view("beside"), data["alone"], frozenset(data["former"]))
