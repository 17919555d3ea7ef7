"""Spellings of one name: folding, and the consonants that survive transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from hadba.lexicon.linking import linking_words

_ARTICLE = re.compile(r"^(?:al|el|ad|adh|an|ar|as|ash|at|az|ul|ul|the)[-\s]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# Letters that one Arabic, Persian, Cyrillic or Hebrew letter becomes in different systems.
_SAME_SOUND = (
    *(("dj", "j"), ("kh", "x"), ("ch", "sh"), ("gh", "g"), ("th", "t"), ("dh", "d")),
    *(("q", "k"), ("c", "k"), ("w", ""), ("y", "")),
)


@lru_cache(maxsize=100_000)
def fold_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in lower case without accents, apostrophes and articles."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = re.sub(r"['’ʼ`]s\b|['’ʼ`]", "", plain).lower()
    bare = re.sub(r"\b(?:al|el|ad|adh|an|ar|as|ash|at|az|ul)-", "", plain)
    return tuple(w for w in _WORD.findall(_ARTICLE.sub("", bare.strip())) if w not in ("the", "al", "el"))


@lru_cache(maxsize=100_000)
def skeleton(text: str) -> str:
    """The consonants of a place name's own words ("al-Tukhar", "Tokhar village" -> "txr"); empty where too few remain.

    Vowels, doubling and a final h differ between transliterations of one name; the first letter is kept if a vowel.
    """
    kinds = linking_words().place_kinds
    own = [w for w in fold_words(text) if w not in kinds] or list(fold_words(text))
    parts = [_consonants(w) for w in own]
    joined = " ".join(p for p in parts if p)
    return joined if len(joined.replace(" ", "")) >= 2 else " ".join(own)


def _consonants(word: str) -> str:
    for written, sound in _SAME_SOUND:
        word = word.replace(written, sound)
    first = "a" if word[:1] in "aeiou" else word[:1]
    rest = re.sub(r"[aeiou]|h$", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)
