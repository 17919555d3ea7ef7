"""The wording of control and of humanitarian conditions for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class ControlPhrase:
    """``plain`` goes before a place named whole, ``partly`` where the report may mean a part."""

    plain: str
    partly: str
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class StatePhrases:
    """See the head of ``state_phrases.yaml`` for each field."""

    control: Mapping[str, ControlPhrase]
    shortages: frozenset[str]
    sectors: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]


@cache
def state_phrases() -> StatePhrases:
    """The view, checked: every type of control that the extractor knows has its words."""
    data = read_yaml("state_phrases")
    words = read_yaml("control")
    known = {entry["type"] for name in ("verbs", "nouns") for entry in words[name]} | set(words["control_verbs"])
    missing = known - set(data["control"])
    if missing:
        raise LexiconError(f"state_phrases.yaml has no words for the control types {sorted(missing)}.")
    return StatePhrases(
        control={name: ControlPhrase(**entry) for name, entry in data["control"].items()},
        shortages=frozenset(data["shortages"]),
        sectors=data["sectors"],
        headings={heading: tuple(sectors) for heading, sectors in data["headings"].items()},
    )
