"""Spellings made comparable: a fold for exact look-ups and a consonant skeleton for close ones.

Standard library only: the build hook loads this file by its path, before anything is installed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Countries whose names come to English by transcription, so that reports spell them in many ways.
TRANSCRIBED = frozenset(
    {
        "AE", "AF", "AM", "AZ", "BD", "BH", "BY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "IL", "IQ", "IR", "JO", "KG",
        "KM", "KW", "KZ", "LB", "LY", "MA", "MD", "MK", "ML", "MM", "MR", "NE", "NG", "OM", "PK", "PS", "QA", "RS", "RU",
        "SA", "SD", "SO", "SS", "SY", "TD", "TJ", "TM", "TN", "UA", "UZ", "XK", "YE",
    }
)  # fmt: skip

_SPECIAL = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h",
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "گ": "ك", "ە": "ه", "ھ": "ه", "ـ": "",
}  # fmt: skip
_APOSTROPHES = frozenset("'’‘ʼʻʿʾ`´‛ʹʺ\"”“")


class _Letters(dict[int, str]):
    """What each letter folds to, found once: no case, no accent; apostrophes fall, other signs part words."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", _lower(chr(code))) if chr(code) not in _APOSTROPHES else ""
        plain = "".join(_SPECIAL.get(c, c) for c in letters if not unicodedata.combining(c) and c not in _APOSTROPHES)
        self[code] = "".join(c if c.isalnum() else " " for c in plain)
        return self[code]


def _lower(letter: str) -> str:
    """``letter`` without case; letters of ornament ("𝚨") have none before they are made plain."""
    return unicodedata.normalize("NFKC", letter.casefold()).casefold()


_LETTERS = _Letters()
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

# An Arabic article, in the spellings that assimilate to the letter after it too (ash-Shifa, an-Najaf).
_ARTICLE = re.compile(r"^(?:al|el|ul|a[rsntdz]|ash|ath|adh|esh|e[rsntdz])[ -]+(?=\w)")
_INNER = frozenset(
    {"al", "el", "ul", "ar", "as", "ad", "an", "at", "az", "er", "es", "ed", "en", "et", "ez", "ash", "esh", "ال"}
)
_FUSED = re.compile(r"^(?:al|el)(?=[bcdfghjklmnqrstvwxyz]\w{2})")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """``name`` without case, accents, apostrophes and punctuation, words parted by one space; "St" becomes "saint"."""
    return " ".join([_WORDS.get(word, word) for word in name.translate(_LETTERS).split()])


def without_article(folded: str) -> str:
    """A folded name without its Arabic article ("ash shifa" -> "shifa", "الشفاء" -> "شفاء"), else as it is."""
    bare = _ARTICLE.sub("", folded)
    if bare.startswith("ال") and len(bare) > 4:
        bare = bare[2:]
    return bare


_ARABIC = str.maketrans(
    {
        "ب": "b", "پ": "b", "ت": "t", "ث": "t", "ط": "t", "ج": "g", "غ": "g", "چ": "x", "ش": "x", "ح": "h", "خ": "h", "ه": "h",
        "د": "d", "ذ": "d", "ض": "d", "ظ": "d", "ز": "d", "ژ": "d", "ر": "r", "س": "s", "ص": "s", "ف": "f", "ڤ": "f",
        "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ا": "", "و": "", "ي": "", "ء": "", "ع": "",
    }
)  # fmt: skip
_DIGRAPHS = (("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "h"), ("dh", "d"), ("zh", "d"), ("gh", "g"),
             ("th", "t"), ("ph", "f"), ("ck", "k"))  # fmt: skip
_SINGLE = str.maketrans(
    {"q": "k", "c": "k", "z": "d", "j": "g", "p": "b", "v": "f", "a": "", "e": "", "i": "", "o": "", "u": "", "w": "", "y": ""}
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants that survive transcription: al-Shifa, Shifaa, Ash-Shifa and الشفاء all give "xf".

    Articles fall, also where fused; q = k, kh = h, dh = d = z, gh = g = j, p = b, v = f; doubled letters count once;
    vowels, w, y, a final h and spaces fall. Numbers stay.
    """
    words = []
    bared = without_article(fold(name)).split()
    for n, word in enumerate(bared):
        if word in _INNER:
            continue
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else _FUSED.sub("", word)
        ends = n == len(bared) - 1
        if ends and (bare[-1:] == "ه" or (bare[-1:] == "h" and bare[-2:-1] in "aei")):
            bare = bare[:-1]
        for digraph, letter in _DIGRAPHS:
            bare = bare.replace(digraph, letter)
        words.append(_DOUBLED.sub(r"\1", bare.translate(_ARABIC).translate(_SINGLE)))
    return "".join(words)
