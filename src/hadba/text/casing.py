"""Case restored to text written in capitals (teletypes, headlines), so that a parser trained on ordinary text reads it.

Each letter keeps its place, so offsets hold. A word is common where the list knows it or a form that it is inflected
from; other words are names, short ones acronyms. Names that consist of common words are told by the caller ("Shining
Path"), by a title before them ("President Bush") or by how the same report writes them elsewhere in ordinary case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from hadba.text.case_words import (
    ABBREVIATIONS,
    ACRONYM_WORDS,
    CALENDAR,
    DEMONYM,
    NAME_LIKE,
    PARTICLES,
    PLACE_OPENERS,
    PREFIXES,
    SUFFIXES,
    TITLES,
    UNITS,
)
from hadba.text.inflection import bases

_CAPITALS = 0.9  # share of a block's letters from which it counts as written in capitals
_COMMON_SMALL = "etaoin"  # nearly half of the letters of ordinary text
_FEWEST_LETTERS = 3  # of a name of one word
_FEWEST_WORDS = 3  # "BBC NEWS" may be meant
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_PART = re.compile(r"[^\W\d_]+")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]")
_BRACKETED = re.compile(
    r"\b([A-Z]{2,7})(?:'S)?\s*[\[(]([A-Z][A-Z' -]{5,90})[\])]|\b([A-Z][A-Z' -]{5,90}?)\s*[\[(]([A-Z]{2,7})[\])]"
)
_SMALL = frozenset(["of", "the", "and", "for", "in", "to", "on", "a", "an", "de", "la", "del", "los", "las", "y", "el"])
_VOWELS = frozenset("AEIOUY")


@dataclass(frozen=True)
class Names:
    """Names of several words as they are written, by their folded words; the first word leads to those that start so."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = field(repr=False)

    @staticmethod
    def of(names: Iterable[str]) -> Names:
        """``names`` without the shortest; a word in lower case among them is known to be common."""
        found: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for name in names:
            words = tuple(_WORD.findall(name))
            single = len(words) == 1 and (len(name) < _FEWEST_LETTERS or _is_common(name.lower()))  # "IS", "Dawn"
            if words and not single:
                key = tuple(_folded(w) for w in words)
                found.setdefault(key[0], {}).setdefault(key, words)
        return Names({first: tuple(sorted(held.items(), key=lambda kv: -len(kv[0]))) for first, held in found.items()})


def no_names() -> Names:
    """Where nothing is known."""
    return Names({})


def has_capitals(text: str) -> bool:
    """Whether ``restore_case`` would change anything; cheap."""
    return any(_in_capitals(m.group()) for m in _BLOCK.finditer(text))


def restore_case(text: str, names: Names) -> str:
    """``text`` with its blocks of capitals in ordinary case, of the same length; any other text comes back as it is."""
    blocks = [m.span() for m in _BLOCK.finditer(text) if _in_capitals(m.group())]
    if not blocks:
        return text
    written = _written(text, blocks)
    acronyms = {a for start, end in blocks for a, _, _ in _expanded(text[start:end])}
    pieces, at = [], 0
    for start, end in blocks:
        pieces.append(text[at:start] + _restored(text[start:end], names, written, acronyms))
        at = end
    return "".join([*pieces, text[at:]])


def _expanded(block: str) -> Iterator[tuple[str, int, int]]:
    """Acronyms and where the words stand that they abbreviate: "FMLN [FARABUNDO MARTI NATIONAL LIBERATION FRONT]"."""
    for m in _BRACKETED.finditer(block):
        acronym, span = (m[1], m.span(2)) if m[1] else (m[4], m.span(3))
        initials = [w for w in _WORD.finditer(block, *span) if w.group().lower() not in _SMALL]
        letters = len(set(acronym) & {w.group()[0] for w in initials})
        if len(initials) >= 2 and letters >= len(set(acronym)) - 1:
            start = initials[0].start() if m[1] else initials[-min(len(acronym), len(initials))].start()
            yield acronym, start, span[1]


def _in_capitals(block: str) -> bool:
    if sum(map(block.count, _COMMON_SMALL)) > (1 - _CAPITALS) * len(block):
        return False  # as the count of all letters would say, at a tenth of the cost
    letters = [c for c in block if c.isalpha()]
    return (
        len(_WORD.findall(block)) >= _FEWEST_WORDS
        and len(letters) == len([c for c in letters if len(c.lower()) == len(c.upper()) == 1])
        and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)
    )


def _written(text: str, blocks: list[tuple[int, int]]) -> dict[str, str]:
    """Word in capitals -> how the parts of the text in ordinary case write it inside sentences; lower case goes first."""
    found: dict[str, str] = {}
    at = 0
    for start, end in [*blocks, (len(text), len(text))]:
        for m in _WORD.finditer(text, at, start):
            before = text[max(0, m.start() - 2) : m.start()]
            within = len(before) == 2 and before[1] == " " and (before[0].isalnum() or before[0] == ",")
            if within and (m.group() not in found.values() or m.group().islower()):
                key = m.group().upper()
                found[key] = m.group() if m.group().islower() else found.get(key, m.group())
        at = end
    return found


def _restored(block: str, names: Names, written: Mapping[str, str], acronyms: set[str]) -> str:
    words = list(_WORD.finditer(block))
    forms = [""] * len(words)
    i = 0
    while i < len(words):
        known = _name_at(words, i, names)
        if known is not None:
            for n, form in enumerate(known):
                forms[i + n] = _shaped(words[i + n].group(), form)
            i += len(known)
            continue
        i += 1
    for i, word in enumerate(words):
        if not forms[i]:
            forms[i] = written.get(word.group().upper()) or _own_form(word.group(), acronyms)
    _by_neighbours(block, words, forms)
    for _, start, end in _expanded(block):
        for i, word in enumerate(words):
            if start <= word.start() < end and forms[i].lower() not in _SMALL:
                forms[i] = _capital(forms[i])
    pieces, at = [], 0
    for word, form in zip(words, forms, strict=True):
        pieces.append(block[at : word.start()])
        pieces.append(_capital(form) if _opens_sentence(block, word.start()) else form)
        at = word.end()
    return "".join([*pieces, block[at:]])


def _name_at(words: list[re.Match[str]], i: int, names: Names) -> tuple[str, ...] | None:
    for key, form in names.by_first.get(_folded(words[i].group()), ()):
        if i + len(key) <= len(words) and all(
            _folded(w.group()).removesuffix("'s") == k for w, k in zip(words[i : i + len(key)], key, strict=True)
        ):
            return form
    return None


def _own_form(word: str, acronyms: set[str]) -> str:
    """A word by itself: lower case where it is common, capitalised or an acronym where it is not."""
    if _DOTTED.fullmatch(word):
        return word
    bare = word.rstrip(".")
    stem = re.sub(r"['’]S?$", "", bare)
    if stem in acronyms:
        return stem + word[len(stem) :].lower()
    if "-" in stem:
        return "-".join(_own_form(part, acronyms) for part in bare.split("-")) + word[len(bare) :]
    lower = stem.lower()
    if lower in CALENDAR:
        return _capital(word.lower())
    if stem in ACRONYM_WORDS:
        return stem + word[len(stem) :].lower()
    if lower in PARTICLES or lower in PLACE_OPENERS or lower in UNITS or lower == "a" or (_is_common(lower) and stem != "I"):
        return word.lower()
    if stem == "I" or _is_acronym(stem):
        return stem + word[len(stem) :].lower()
    return _capital(word.lower())


def _is_acronym(word: str) -> bool:
    if word.lower() in ABBREVIATIONS or word.lower() in common_words().names:
        return False
    return len(word) <= 3 or (len(word) <= 5 and not _VOWELS & set(word))


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Lower-case words, and the names that inflection would take for common words."""

    words: frozenset[str]
    names: frozenset[str]


@cache
def common_words() -> CommonWords:
    """common_words.txt."""
    words, _, names = files("hadba.text").joinpath("common_words.txt").read_text(encoding="utf-8").partition("\n=\n")
    return CommonWords(frozenset(words.split()), frozenset(names.split()))


@cache
def _is_common(lower: str) -> bool:
    held = common_words()
    if lower in held.names:
        return False
    if lower in held.words or any(_is_common(base) for base in bases(lower)):
        return True
    if any(len(stem := lower.removeprefix(p)) > 3 and stem != lower and _is_common(stem) for p in PREFIXES):
        return True
    compound = any(lower[:n] in held.words and lower[n:] in held.words for n in range(5, len(lower) - 3))
    return compound or (len(lower) > 6 and lower.removesuffix("s").endswith(tuple(SUFFIXES)))


def _by_neighbours(block: str, words: list[re.Match[str]], forms: list[str]) -> None:
    """What a word's own form cannot tell: titles, particles within names, names that are words, months."""
    for i, form in enumerate(forms):
        before = forms[i - 1] if i and _joined(block, words, i) else ""
        after = forms[i + 1] if i + 1 < len(forms) and _joined(block, words, i + 1) else ""
        plain = form.rstrip(".").lower()
        if plain in ("may", "march"):
            around = block[max(0, words[i].start() - 3) : words[i].start()] + block[words[i].end() : words[i].end() + 3]
            if re.search(r"\d", around):
                forms[i] = _capital(form)
        elif plain == "us" and (before in ("the", "a") or block[words[i].end() :][:1] == "-"):
            forms[i] = "US"
        elif plain in PARTICLES and (_is_name(before) or (i > 1 and before in PARTICLES and _is_name(forms[i - 2]))):
            forms[i] = form.lower()
        elif (plain in TITLES and form.islower() and _is_name(after)) or (plain in PLACE_OPENERS and _is_name(after)):
            forms[i] = _capital(form)
        elif plain in NAME_LIKE and form.islower() and (_is_person_before(before) or before.lower() in TITLES):
            forms[i] = _capital(form)
            if before.lower() in TITLES:
                forms[i - 1] = _capital(before)


def _joined(block: str, words: list[re.Match[str]], i: int) -> bool:
    return not block[words[i - 1].end() : words[i].start()].strip()


def _is_name(form: str) -> bool:
    return form[:1].isupper() and not form.isupper() and not DEMONYM.search(form)


def _is_person_before(form: str) -> bool:
    return _is_name(form) and form.rstrip(".").lower() not in CALENDAR and not form.endswith("'s")


def _opens_sentence(block: str, start: int) -> bool:
    before = block[:start].rstrip(" \t\"“'(")
    if before.endswith("]"):
        before = before[: before.rfind("[")].rstrip()
        return not before or before[-1] in ".!?]"
    return not before or (before[-1] in ".!?[" and not _DOTTED.search(before[-6:]))


def _capital(form: str) -> str:
    """The first letter, and that after a hyphen or apostrophe of a name ("D'Aubuisson"), as capitals."""
    if not form or form[0].isupper():
        return form
    raised = form[0].upper() + form[1:]
    return re.sub(r"^(D|O|L)(['’])([a-z])(?=[a-z])", lambda m: m[1] + m[2] + m[3].upper(), raised)


def _shaped(word: str, form: str) -> str:
    """``word`` with the capitals of ``form``, letter by letter."""
    shaped = "".join(c.upper() if n < len(form) and form[n].isupper() else c.lower() for n, c in enumerate(word))
    return shaped


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
