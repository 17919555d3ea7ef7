"""Words for humanitarian conditions (``conditions.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.text.phrases import PhraseTable

_SETS = (
    "only_cut",
    "shortage_nouns",
    "lack_nouns",
    "cut_nouns",
    "cut_verbs",
    "people",
    "trapped",
    "stop_verbs",
    "work_verbs",
    "shut_verbs",
    "outbreak_nouns",
    "aid",
    "aid_words",
    "deliver_verbs",
    "arrive_verbs",
    "block_verbs",
    "access",
    "danger_nouns",
    "target_verbs",
)
_TABLES = ("deprived", "hunger", "out_of_service", "diseases")


@dataclass(frozen=True)
class ConditionWords:
    """``items`` and ``services`` match phrases labelled with their sector; the other tables are labelled with their name;
    ``words`` maps the name of a list to its lemmas."""

    items: PhraseTable
    services: PhraseTable
    tables: Mapping[str, PhraseTable]
    words: Mapping[str, frozenset[str]]


@cache
def condition_words() -> ConditionWords:
    """The lexicon, checked."""
    raw = read_yaml("conditions")
    if raw.keys() != {"items", "services", *_SETS, *_TABLES}:
        raise LexiconError("conditions.yaml lacks a section or has an unknown one.")
    return ConditionWords(
        items=_by_sector(raw["items"]),
        services=_by_sector(raw["services"]),
        tables={name: PhraseTable.of((name, str(p)) for p in raw[name]) for name in _TABLES},
        words={name: frozenset(str(w) for w in raw[name]) for name in _SETS},
    )


def _by_sector(raw: Mapping[str, list[str]]) -> PhraseTable:
    return PhraseTable.of((sector, phrase) for sector, phrases in raw.items() for phrase in phrases)


def shortage_type(sector: str) -> str:
    """The type of a shortage in ``sector``."""
    return "shelter_need" if sector == "shelter" else f"shortage_{sector}"
