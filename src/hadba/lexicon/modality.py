"""Words that tell whether a state or a change of hands is said to be so (``modality.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """Sets of lemmas (``fact_before``: of words); what each is for stands in the YAML file."""

    come_true: frozenset[str]
    failed: frozenset[str]
    pledge: frozenset[str]
    still: frozenset[str]
    makes: frozenset[str]
    possible: frozenset[str]
    fact_before: frozenset[str]


@cache
def modality_words() -> ModalityWords:
    """The lexicon, checked."""
    raw = read_yaml("modality")
    names = [f.name for f in fields(ModalityWords)]
    if raw.keys() != set(names) or not all(isinstance(w, str) for words in raw.values() for w in words):
        raise LexiconError(f"modality.yaml must hold the lists {', '.join(names)}, of words.")
    return ModalityWords(**{name: frozenset(raw[name]) for name in names})
