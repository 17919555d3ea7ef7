"""Named word sets of the event and figure rules (grammar.yaml, acts.yaml)."""

from __future__ import annotations

from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@cache
def word_set(name: str) -> frozenset[str]:
    """The words under ``name``; ``LexiconError`` where there is no such set or a word is no text."""
    data = {**read_yaml("grammar"), **read_yaml("acts")}
    if name not in data or not all(isinstance(word, str) for word in data[name]):
        raise LexiconError(f"grammar.yaml: no word set {name!r}, or a word in it is not text (quote it).")
    return frozenset(data[name])
