"""Verbs and nouns that say who holds, took or lost a place (``control.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml

TYPES = frozenset(("holds", "took", "lost", "retook", "advances", "encircles", "besieges", "withdraws", "phase"))
_PLACES = frozenset(("object", "subject", "preps"))


@dataclass(frozen=True, slots=True)
class ControlVerb:
    """A verb of control. ``particle`` belongs to it ("take over"); the place is its object, its subject, or stands after
    one of ``preps``. ``armed``: the doer must be an armed party; ``loser``: the object is the party that lost the place;
    ``sure``: an unknown name in its place is a place; ``but`` are
    objects with which it means something else."""

    verb: str
    particle: str | None
    type: str
    place: str
    preps: frozenset[str]
    armed: bool
    loser: bool
    sure: bool
    but: frozenset[str]


@dataclass(frozen=True, slots=True)
class ControlNoun:
    """A noun of control, the place after one of ``preps``; ``sure``: an unknown name there is a place."""

    noun: str
    type: str
    preps: frozenset[str]
    sure: bool


@dataclass(frozen=True)
class ControlWords:
    """The lexicon. ``control_verbs`` maps a verb to what it does with "control"; the rest are sets of lemmas."""

    verbs: Mapping[str, tuple[ControlVerb, ...]]
    nouns: Mapping[str, ControlNoun]
    control_verbs: Mapping[str, str]
    place_nouns: frozenset[str]
    parts: frozenset[str]
    held: frozenset[str]
    strongholds: frozenset[str]
    phase_nouns: frozenset[str]
    phase_words: frozenset[str]
    operations: frozenset[str]
    holders: frozenset[str]


_SETS = (
    "place_nouns",
    "parts",
    "held",
    "strongholds",
    "phase_nouns",
    "phase_words",
    "operations",
    "holders",
)


@cache
def control_words() -> ControlWords:
    """The lexicon, checked."""
    raw = read_yaml("control")
    if raw.keys() != {"verbs", "nouns", "control_verbs", *_SETS}:
        raise LexiconError("control.yaml lacks a section or has an unknown one.")
    verbs: dict[str, tuple[ControlVerb, ...]] = {}
    for entry in raw["verbs"]:
        verb = _verb(entry)
        verbs[verb.verb] = tuple(
            sorted((*verbs.get(verb.verb, ()), verb), key=lambda v: (v.particle is None, v.place, not v.loser))
        )
    nouns = {e["noun"]: ControlNoun(e["noun"], _type(e), _strings(e["preps"], e), bool(e.get("sure"))) for e in raw["nouns"]}
    by_control = {verb: type for type, found in raw["control_verbs"].items() for verb in found}
    return ControlWords(verbs, nouns, by_control, **{name: frozenset(str(w) for w in raw[name]) for name in _SETS})


def _verb(entry: Any) -> ControlVerb:
    lemma, _, particle = str(entry["verb"]).partition(" ")
    place, preps = entry.get("place"), _strings(entry.get("preps", ()), entry)
    if place not in _PLACES or (place == "preps") != bool(preps):
        raise LexiconError(f"control.yaml: {entry['verb']} must name where its place stands, with preps exactly for `preps`.")
    armed, loser, sure = (bool(entry.get(flag)) for flag in ("armed", "loser", "sure"))
    but = _strings(entry.get("but", ()), entry)
    return ControlVerb(lemma, particle or None, _type(entry), place, preps, armed, loser, sure, but)


def _strings(words: list[Any], entry: Any) -> frozenset[str]:
    """The words, none of which may be an unquoted ``on`` or ``no``, which YAML reads as a truth value."""
    if not all(isinstance(w, str) for w in words):
        raise LexiconError(f"control.yaml: quote the words of {entry} that YAML reads as true or false.")
    return frozenset(words)


def _type(entry: Any) -> str:
    if entry["type"] not in TYPES:
        raise LexiconError(f"control.yaml has the unknown type {entry['type']}.")
    return str(entry["type"])
