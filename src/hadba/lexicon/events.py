"""Typed view of events.yaml, weapons.yaml and objects.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.text.phrases import PhraseTable

STRIKING = frozenset(("pound",))  # verbs that are a strike from the air or from artillery where such arms are named
VAGUE_ARMS = frozenset(("coalition", "helicopter", "air", "air force"))  # words of the air that peace knows too


@dataclass(frozen=True, slots=True)
class EventWords:
    """Trigger phrases and what they mean.

    ``nouns`` and ``verbs`` find phrases and give a type; ``classes`` maps a type to its class; ``weak`` are the
    (type, phrase) pairs that count only with support; ``joins`` maps a lemma that may refer back to the classes that it
    may stand for; ``plain`` are strikes whose type the words around decide; ``by_weapon`` gives the type that a means tells,
    ``by_doer`` that which the doers' name tells, ``goes_off`` that of an explosion by what exploded,
    ``ran_into`` that of "hit a mine".
    ``of_ground`` are words of attacks that only people on the ground make ("storm", "ambush").
    """

    nouns: PhraseTable
    verbs: PhraseTable
    classes: Mapping[str, str]
    weak: frozenset[tuple[str, str]]
    joins: Mapping[str, frozenset[str]]
    plain: frozenset[str]
    air: frozenset[str]
    artillery: frozenset[str]
    projectiles: Mapping[str, str]
    launched_by: frozenset[str]
    by_weapon: Mapping[str, str]
    by_doer: Mapping[str, str]
    goes_off: Mapping[str, str]
    ran_into: Mapping[str, str]
    of_ground: frozenset[str]


@cache
def event_words() -> EventWords:
    """events.yaml, checked: every weak word is a trigger, every join names known classes."""
    data = read_yaml("events")
    types = data["types"]
    classes = {name: entry["class"] for name, entry in types.items()}
    tables = ("projectiles", "by_weapon", "by_doer", "goes_off", "ran_into")
    unknown = {type_ for table in tables for type_ in data[table].values()} - set(types)
    if unknown:
        raise LexiconError(f"events.yaml: {', '.join(tables)} name unknown types {sorted(unknown)}.")
    weak = {(name, phrase) for name, entry in types.items() for phrase in entry.get("weak", ())}
    for name, phrase in sorted(weak):
        if phrase not in types[name]["nouns"] and phrase not in types[name]["verbs"]:
            raise LexiconError(f"events.yaml: weak word {phrase!r} of {name} is no trigger of it.")
    for word, joined in data["joins"].items():
        unknown = set(joined) - set(classes.values()) - {"raid"}
        if unknown:
            raise LexiconError(f"events.yaml: joins of {word!r} name unknown classes {sorted(unknown)}.")
    return EventWords(
        nouns=PhraseTable.of((name, phrase) for name, entry in types.items() for phrase in entry["nouns"]),
        verbs=PhraseTable.of((name, phrase) for name, entry in types.items() for phrase in entry["verbs"]),
        classes=classes,
        weak=frozenset(weak),
        joins={word: frozenset(joined) for word, joined in data["joins"].items()},
        plain=frozenset(data["plain_strikes"]),
        air=frozenset(data["air_words"]),
        artillery=frozenset(data["artillery_words"]),
        projectiles=data["projectiles"],
        launched_by=frozenset(data["launched_by"]),
        by_weapon=data["by_weapon"],
        by_doer=data["by_doer"],
        goes_off=data["goes_off"],
        ran_into=data["ran_into"],
        of_ground=frozenset(data["of_ground"]),
    )


@cache
def weapon_words() -> PhraseTable:
    """weapons.yaml: phrase -> weapon type."""
    return PhraseTable.of((kind, phrase) for kind, phrases in read_yaml("weapons").items() for phrase in phrases)


@cache
def object_words() -> PhraseTable:
    """objects.yaml: phrase -> type of the thing struck."""
    return PhraseTable.of((kind, phrase) for kind, phrases in read_yaml("objects")["types"].items() for phrase in phrases)


@cache
def effect_words() -> Mapping[str, str]:
    """objects.yaml: verb lemma -> effect (destroyed, damaged, struck, threatened)."""
    return {verb: effect for effect, verbs in read_yaml("objects")["effects"].items() for verb in verbs}


@cache
def beside_words() -> frozenset[str]:
    """objects.yaml: what stands between an act and what it struck ("in front of the embassy")."""
    return frozenset(read_yaml("objects")["beside"])
