"""What makes a name a private person's or a public one's (``persons.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.lexicon.countries import countries

PUBLIC_KINDS = frozenset(("official", "politician", "judicial", "diplomat"))  # of people in public life


@dataclass(frozen=True, slots=True)
class PersonWords:
    """All in small letters. ``institutions`` holds the names of countries too."""

    offices: frozenset[str]
    addresses: frozenset[str]
    private: frozenset[str]
    institutions: frozenset[str]
    openers: frozenset[str]
    placing: frozenset[str]
    given: frozenset[str]


@cache
def person_words() -> PersonWords:
    """The lexicon; ``LexiconError`` where an entry is no word."""
    raw = read_yaml("persons")
    lists = {name: raw[name] for name in ("offices", "addresses", "private", "institutions", "openers", "placing")}
    lists["given"] = [name for names in raw["given"].values() for name in names]
    for name, words in lists.items():
        if wrong := [w for w in words if not isinstance(w, str) or w != w.lower()]:
            raise LexiconError(f"persons.yaml, {name}: {wrong!r} must be words in small letters.")
    lists["institutions"] = [*lists["institutions"], *(w for c in countries().values() for w in c.name.lower().split())]
    return PersonWords(**{name: frozenset(words) for name, words in lists.items()})
