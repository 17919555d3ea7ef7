"""How alike two spellings of a name are, across transcriptions and scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hadba.model.where import Place
from hadba.resolve.where.fold import fold, skeleton, without_article

ALIKE = 0.82  # below it two spellings are of two places
_LATIN = range(0x24F)


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings of a set of places, made ready for comparing: ``(skeleton, bare fold, index of the place)``."""

    places: tuple[Place, ...]
    entries: tuple[tuple[str, str, int], ...]

    @classmethod
    def of(cls, places: Iterable[Place]) -> Spellings:
        held = tuple(places)
        entries = {
            (skeleton(name), without_article(fold(name)), n)
            for n, place in enumerate(held)
            for name in (place.name, *place.names)
        }
        return cls(held, tuple(sorted(e for e in entries if e[1])))


def likeness(name: str, other: str) -> float:
    """In [0, 1]: half how alike the consonants are, half how alike the letters (the consonants alone across scripts)."""
    return _likeness(skeleton(name), without_article(fold(name)), skeleton(other), without_article(fold(other)))


def _likeness(bones: str, letters: str, other_bones: str, other_letters: str) -> float:
    from rapidfuzz.distance import Indel, JaroWinkler

    if letters == other_letters:
        return 1.0
    consonants = Indel.normalized_similarity(bones, other_bones)
    if _latin(letters) != _latin(other_letters):
        return 0.98 * consonants if min(len(bones), len(other_bones)) > 1 else 0.0
    same = 0.98 * JaroWinkler.similarity(letters.replace(" ", ""), other_letters.replace(" ", ""))
    return 0.5 * consonants + 0.5 * same


def _latin(letters: str) -> bool:
    return ord(letters[0]) in _LATIN


def closest(name: str, among: Spellings, *, limit: int = 5) -> list[tuple[Place, float]]:
    """The places that are spelt like ``name``, best first; none below ``ALIKE``."""
    bones, letters = skeleton(name), without_article(fold(name))
    if not letters:
        return []
    best: dict[int, float] = {}
    for other_bones, other_letters, n in among.entries:
        if abs(len(bones) - len(other_bones)) > 2 or (bones[:1] != other_bones[:1] and letters[:1] != other_letters[:1]):
            continue
        score = _likeness(bones, letters, other_bones, other_letters)
        if score >= ALIKE and score > best.get(n, 0.0):
            best[n] = score
    ranked = sorted(best.items(), key=lambda hit: (-hit[1], -among.places[hit[0]].population))
    return [(among.places[n], score) for n, score in ranked[:limit]]
