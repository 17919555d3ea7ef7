"""Which types of events may be one happening (``linking.yaml`` beside ``events.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


class Kinship(IntEnum):
    """How far two types may name one happening."""

    APART = 0
    LOOSE = 1
    NEAR = 2
    CLASS = 3
    SAME = 4


@dataclass(frozen=True)
class LinkingWords:
    """``classes`` maps an event type to its class; a type that is not in it is a class of its own."""

    classes: Mapping[str, str]
    near: tuple[frozenset[str], ...]
    loose: tuple[frozenset[str], ...]
    vague: Mapping[str, frozenset[str]]  # type -> classes that it may also be of
    bare: frozenset[str]
    rare: frozenset[str]
    alone: frozenset[str]
    growth: frozenset[str]
    additions: frozenset[str]
    overtaken: frozenset[str]
    tolls: frozenset[str]
    place_kinds: frozenset[str]
    titles: frozenset[str]
    unnaming: frozenset[str]
    civil_organs: frozenset[str]
    vague_counts: frozenset[str]

    def is_vague(self, count: str) -> bool:
        """Whether the words of a figure name no number ("dozens of people")."""
        words = count.casefold().split()
        return any(w in self.vague_counts for w in words) and not any(c.isdigit() for c in count)

    def kinship(self, one: str, other: str) -> Kinship:
        """How far two types may name one happening; symmetric."""
        if one == other:
            return Kinship.SAME
        if {one, other} & self.alone:
            return Kinship.APART
        a, b = self.classes.get(one, one), self.classes.get(other, other)
        if a == b:
            return Kinship.CLASS
        if b in self.vague.get(one, ()) or a in self.vague.get(other, ()):
            return Kinship.NEAR
        pair = {a, b}
        if any(pair <= group for group in self.near):
            return Kinship.NEAR
        return Kinship.LOOSE if any(pair <= group for group in self.loose) else Kinship.APART


@cache
def linking_words() -> LinkingWords:
    """The lexicon, checked: every class and bare type must exist in ``events.yaml``."""
    data, events = read_yaml("linking"), read_yaml("events")
    classes = {name: entry["class"] for name, entry in events["types"].items()}
    near, loose = (tuple(frozenset(line) for line in data[key]) for key in ("near", "loose"))
    vague = {name: frozenset(also) for name, also in data["vague"].items()}
    words = {key: frozenset(data[key]) for key in data.keys() - {"near", "loose", "vague"}}
    unknown = {c for line in (*near, *loose, *vague.values()) for c in line} - set(classes.values())
    unknown |= {*words["bare"], *words["rare"], *words["alone"], *vague} - set(classes)
    if unknown:
        raise LexiconError(f"linking.yaml names classes or types that events.yaml does not have: {', '.join(sorted(unknown))}.")
    return LinkingWords(classes=classes, near=near, loose=loose, vague=vague, **words)
