"""What stands around the name of a source: kinds, titles, offices, mouthpieces (``source_words.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.lexicon.actor_names import fold


@dataclass(frozen=True, slots=True)
class _Patterns:
    kind: re.Pattern[str]
    office: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    titles: frozenset[str]


@cache
def _patterns() -> _Patterns:
    raw = read_yaml("source_words")
    wanted = {"kinds", "titles", "offices", "describing", "compounds", "mouthpieces"}
    if raw.keys() != wanted or not all(isinstance(w, str) for words in raw.values() for w in words):
        raise LexiconError(f"source_words.yaml must hold the lists {sorted(wanted)}, of words.")
    compound = rf"\w+[-‐ ](?:{_any(raw['compounds'])})"
    speaks = rf"(?:'s|’s|')?\s+(?:\w+\s+){{0,2}}(?:{_any(raw['mouthpieces'])})\b"
    person = r"(?:'s|’s)\s+[A-Z]\S+ [A-Z]"
    return _Patterns(
        kind=re.compile(rf"^(?:the|a)\s|\s*\([^)]*\)$|(?:'s|’s)$|,?\s(?:{_any(raw['kinds'])})\b.*$", re.I),
        office=re.compile(rf"\b(?:{_any(raw['offices'])})\b", re.I),
        # Adjectives of nationality are known by their endings; "Iraq's" by its own.
        before=re.compile(rf"(?:(?:{_any(raw['describing'])}|{compound}|\w+(?:'s|’s|an|ish|ese|ian|i|ic))\s+)*", re.I),
        after=re.compile(rf"|{speaks}.*|{person}.*|,? on \w+day\b.*"),
        titles=frozenset(raw["titles"]),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", " ?") for w in sorted(words, key=lambda w: (-len(w), w)))


def without_kind(name: str) -> str:
    """``name`` without article, bracket and the word for what it is ("the Reuters news agency", "SANA (Syria)")."""
    plain = name.strip()
    for _ in range(3):
        plain = _patterns().kind.sub("", plain).strip()
    return plain or name


def without_titles(name: str) -> str:
    """``name`` without "Col.", "President" and the like."""
    return " ".join(w for w in name.split() if w.strip(".").casefold() not in _patterns().titles)


def is_title(word: str) -> bool:
    """Whether ``word`` is a title or rank ("commander", "Gen.")."""
    return word.strip(".").casefold() in _patterns().titles


def is_voice(words: str) -> bool:
    """Whether ``words`` name an office that speaks for its institution (spokesman, director ...)."""
    return bool(_patterns().office.search(words))


def describes(before: str) -> bool:
    """Whether ``before`` leaves the name after it the same source ("Arabic-language", "Iraq's Kurdish-language")."""
    return bool(_patterns().before.fullmatch(before))


def is_mouthpiece(after: str) -> bool:
    """Whether ``after`` is nothing, or what speaks for the institution before it ("'s investigation", "'s James Smith")."""
    return bool(_patterns().after.fullmatch(after))


def slug(name: str) -> str | None:
    """The folded words of a name, titles left out, joined by hyphens; null for a common noun ("an American activist")."""
    if without_kind(name).split()[-1:] and without_kind(name).split()[-1].islower():
        return None
    return "-".join(fold(without_titles(name) or name).split()) or None
