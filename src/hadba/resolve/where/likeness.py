"""How alike two spellings of a name are, across transcriptions and scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hadba.model.where import Place
from hadba.resolve.where.fold import fold, skeleton, without_article

ALIKE = 0.82  # below it two spellings are of two places
OTHER_SCRIPT = 0.94  # of two scripts with the same consonants: the vowels of one are not written
FEWEST = 2  # consonants that two scripts must share
FEWEST_TO_DIFFER = 4  # consonants of names that may differ in one of them
VOWEL = 0.4  # of a letter: vowels are what transcriptions differ in
_LATIN = range(0x24F)
_VOWELS = frozenset("aiu")
# Written for each other now and then: Duhur and Zuhur, Jebel and Gebel; but Dara is not Zara, nor Ghani Jani.
_SIBLINGS = ({"d", "z"}, {"g", "j"})
_INNER = re.compile(
    r" (?:(?:al|el|ul|a[rsntdz]|ash|ath|adh|e[rsntdz]) (?=\w)|(?:al|el)(?=[bcdfghjklmnqrstvwxyz]\w{2})|[ae](?=([rsntdz])\1))"
)
_FUSED = re.compile(r"^al(?=[bcdfghjklmnqrstvwxyz]\w{3})")  # Altibni
_FEMININE = re.compile(r"(?<=\w{3})eh\b")  # Salamiyeh is Salamiyah
_DIGRAPHS = (("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "h"), ("dh", "z"), ("zh", "z"), ("gh", "g"),
             ("th", "t"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "u"))  # fmt: skip
# Words that many names of places are made with (village of, hill of, spring of ...), in the spellings of the press.
_PARTS = {
    spelling: word
    for word, spellings in {
        "kafr": "kfar kafar kfr kefr kefar kafir", "deir": "dayr dair deyr der", "tal": "tel tell tall til",
        "ain": "ayn ein ayin", "bayt": "beit bait bet beyt", "umm": "um om oum", "jisr": "jisir jeser",
        "sheikh": "shaykh sheykh cheikh shekh shaikh", "jabal": "jebel djebel gebel jabel",
        "hawsh": "housh hosh hush hoosh", "bani": "beni banu", "khirbat": "khirbet kherbet khurbat",
        "maarrat": "maaret maarat maaraat maarret marrat", "qalat": "qalaat qalet kalat", "mazraat": "mazraet mazraa",
        "nahr": "naher", "wadi": "wady ouadi", "bir": "beer ber", "burj": "borj bourj", "qasr": "qaser kasr",
        "sahl": "sahel",
    }.items()
    for spelling in spellings.split()
}  # fmt: skip
_SOUNDS = str.maketrans({"q": "k", "c": "k", "p": "b", "v": "f", "e": "i", "o": "u", "y": "i"})
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """A name as one hears it: consonants that transcriptions mix up are one letter, vowels are a, i or u, none is double; the
    words that many names are made with have one spelling.

    al-Qaryatain and Qaryatayn both give "kariatain"; Marea gives "maria", al-Amarah "amara"; Kfar and Kafr "kafr"; dh is z.
    """
    heard = _INNER.sub(" ", _FUSED.sub("", without_article(fold(name))))
    heard = _FEMININE.sub("ah", " ".join([_PARTS.get(word, word) for word in heard.split()]))
    for letters, one in _DIGRAPHS:
        heard = heard.replace(letters, one)
    heard = _DOUBLED.sub(r"\1", heard.translate(_SOUNDS).replace(" ", ""))
    return heard[:-1] if len(heard) > 3 and heard.endswith(("ah", "ih")) else heard


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings of a set of places, made ready for comparing: for each skeleton its ``(bare fold, place's index)``.
    ``by_length`` has the skeletons by their length; ``latin`` tells of each place whether it has a spelling in Latin script."""

    places: tuple[Place, ...]
    by_bones: Mapping[str, tuple[tuple[str, int], ...]]
    by_length: Mapping[int, tuple[str, ...]]
    latin: tuple[bool, ...]

    @classmethod
    def of(cls, places: Iterable[Place]) -> Spellings:
        held = tuple(places)
        entries: dict[str, dict[tuple[str, int], None]] = defaultdict(dict)
        for n, place in enumerate(held):
            for name in (place.name, *place.names):
                if letters := without_article(fold(name)):
                    entries[skeleton(name)][letters, n] = None
        latin = {n for found in entries.values() for letters, n in found if _latin(letters)}
        by_bones = {bones: tuple(found) for bones, found in entries.items()}
        by_length: dict[int, list[str]] = defaultdict(list)
        for bones in by_bones:
            by_length[len(bones)].append(bones)
        lengths = {length: tuple(found) for length, found in by_length.items()}
        return cls(held, by_bones, lengths, tuple(n in latin for n in range(len(held))))


def likeness(name: str, other: str) -> float:
    """In [0, 1]: 1 for the same letters, else how near the sounds are; of two scripts, whether the consonants are the same."""
    letters, others = without_article(fold(name)), without_article(fold(other))
    return _likeness(skeleton(name), letters, skeleton(other), others) if letters and others else 0.0


def _likeness(bones: str, letters: str, other_bones: str, other_letters: str) -> float:
    if letters == other_letters:
        return 1.0
    if _latin(letters) != _latin(other_letters):
        return OTHER_SCRIPT if bones == other_bones and len(bones) >= FEWEST else 0.0
    heard, other = sound(letters), sound(other_letters)
    return 0.98 * (1 - _steps(heard, other) / max(len(heard), len(other), 1))


@lru_cache(maxsize=20_000)
def _steps(one: str, other: str) -> float:
    """What turns one into the other, letter by letter; a vowel weighs ``VOWEL``, but at the beginning in full."""
    above = [0.0]
    for n, letter in enumerate(other):
        above.append(above[-1] + _weight(letter, n))
    for n, letter in enumerate(one):
        row = [above[0] + _weight(letter, n)]
        for m, against in enumerate(other):
            both = 0.0 if letter == against else _change(letter, against, max(n, m))
            row.append(min(above[m] + both, above[m + 1] + _weight(letter, n), row[m] + _weight(against, m)))
        above = row
    return above[-1]


def _weight(letter: str, n: int) -> float:
    return VOWEL if letter in _VOWELS and n else 1.0


def _change(letter: str, against: str, n: int) -> float:
    vowels = letter in _VOWELS and against in _VOWELS and n
    return VOWEL if vowels or {letter, against} in _SIBLINGS else 1.0


def _latin(letters: str) -> bool:
    return ord(letters[0]) in _LATIN


def closest(name: str, among: Spellings, *, limit: int = 5) -> list[tuple[Place, float]]:
    """The places that are spelt like ``name``, best first; none below ``ALIKE``. A name of four consonants or more may
    differ in one of them. A name in Latin letters is held against other scripts only where a place has no Latin spelling:
    the vowels, which other scripts leave out, are what tells Deir from Daraa."""
    bones, letters = skeleton(name), without_article(fold(name))
    if not letters:
        return []
    read_in_latin = _latin(letters)
    best: dict[int, float] = {}
    for other_bones in _near(bones, among.by_bones, among.by_length):
        for other_letters, n in among.by_bones[other_bones]:
            if read_in_latin and among.latin[n] and not _latin(other_letters):
                continue
            score = _likeness(bones, letters, other_bones, other_letters)
            if score >= ALIKE and score > best.get(n, 0.0):
                best[n] = score
    ranked = sorted(best.items(), key=lambda hit: (-hit[1], -among.places[hit[0]].population))
    return [(among.places[n], score) for n, score in ranked[:limit]]


@dataclass(frozen=True, slots=True)
class Bones:
    """Places by the skeletons of their names, as numbers; ``by_length`` has the skeletons by their length."""

    by_bones: Mapping[str, Sequence[int]]
    by_length: Mapping[int, Sequence[str]]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str]]) -> Bones:
        """From (number of a place, skeleton)."""
        by_bones: dict[str, list[int]] = defaultdict(list)
        for n, bones in rows:
            by_bones[bones].append(n)
        by_length: dict[int, list[str]] = defaultdict(list)
        for bones in by_bones:
            by_length[len(bones)].append(bones)
        return cls({b: tuple(ns) for b, ns in by_bones.items()}, {n: tuple(bs) for n, bs in by_length.items()})

    def near(self, name: str) -> list[int]:
        """The numbers of the places that have nearly the consonants of ``name``."""
        return sorted({n for b in _near(skeleton(name), self.by_bones, self.by_length) for n in self.by_bones[b]})


def _near(bones: str, known: Container[str], by_length: Mapping[int, Sequence[str]]) -> list[str]:
    """The skeletons that are the same, or of four consonants and more with one of them changed, added or left out."""
    found = [bones] if bones in known else []
    if len(bones) >= FEWEST_TO_DIFFER:
        from rapidfuzz.distance import Levenshtein  # on first need

        apart = Levenshtein.distance
        for length in range(max(FEWEST_TO_DIFFER, len(bones) - 1), len(bones) + 2):
            found += [b for b in by_length.get(length, ()) if b != bones and apart(bones, b, score_cutoff=1) <= 1]
    return found
