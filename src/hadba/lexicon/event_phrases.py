"""The wording of event types for people: one phrase for each type of ``events.yaml``, checked against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """See the head of ``event_phrases.yaml`` for each field."""

    a: str
    many: str
    at: str
    did: str
    hit: str
    did_to: str = ""
    bare: str = ""
    counted: Mapping[str, str] = field(default_factory=dict)
    during: bool = False
    between: bool = False


@cache
def event_phrases() -> Mapping[str, EventPhrase]:
    """Type -> phrase, one for every type there is."""
    phrases = {name: EventPhrase(**raw) for name, raw in read_yaml("event_phrases").items()}
    types = set(read_yaml("events")["types"])
    if types != set(phrases):
        raise LexiconError(
            f"event_phrases.yaml and events.yaml differ: no phrase for {sorted(types - set(phrases))}, "
            f"no type for {sorted(set(phrases) - types)}."
        )
    return phrases


def phrase_of(type: str) -> EventPhrase:
    """The phrase of a type; for a type from elsewhere, its own words."""
    plain = type.replace("_", " ")
    return event_phrases().get(type) or EventPhrase(
        f"{_article(plain)} {plain}", f"{plain}s", "in", f"carried out {plain}", "was reported in"
    )


def _article(noun: str) -> str:
    return "an" if noun[:1] in "aeiou" else "a"
