"""Names of private persons, found without a word that tells what befell them: whoever is not known to be public.

A run of two to five capitalised words is a person's name unless something says otherwise: the claims know it as a party,
a place or an office; the gazetteer or the dictionary of parties knows it; one of its words is a common word or belongs to
an institution ("Castello Road", "Syrian Observatory"). An office beside it ("Gen. ...", "..., the UN coordinator") makes
it public. What is left is withheld: a place too many costs a reader a word, a name too few may cost a life.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache

from hadba.lexicon import read_yaml
from hadba.lexicon.actor_names import fold
from hadba.lexicon.actors import dictionary
from hadba.lexicon.persons import PersonWords, person_words
from hadba.lexicon.source_names import is_title
from hadba.text.case_words import CALENDAR, DEMONYM, NAME_LIKE
from hadba.text.casing import common_words
from hadba.text.inflection import bases

IsPlace = Callable[[str], bool]
_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]d|[Aa]s|[Aa]sh|[Aa]n|[Aa]r|[Aa]z|[Aa]bu|[Bb]in|[Ii]bn|[Bb]int|[Uu]mm|de|la|van|von)[ -]"
_WORD = rf"(?:{_ARTICLE})?[A-Z][\w’'-]*[a-z]\w*(?<!'s)(?<!’s)"
_LINK = r"(?:[A-Z]\.[ ]+)?(?:(?:bin|ibn|bint|abu|umm|al|el|de|da|di|van|von|der|la)[ ]+)?"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?:[ ]+{_LINK}{_WORD}){{1,5}}")
_PART = re.compile(r"[\w’'.-]+")
_BEFORE = re.compile(r"([\w’'.-]+)[ ,\"“(]*$")
_OFFICE_BEFORE = re.compile(r"([\w.-]+)(?:\s+(?:of|for)(?:\s+(?:the\s+)?[A-Z][\w.]*){1,4})?[ ,\"“(]*$")
_KIND_AFTER = re.compile(r"\s+(?:and\s+\S+\s+)?([a-z]+)\b")
_REACH = 60  # characters after a name in which the office that it holds stands
_LONGEST = 5  # words of a name


def private_names(text: str, public: Collection[str], is_place: IsPlace) -> frozenset[str]:
    """The names of persons in ``text`` that nothing makes public; ``public`` are casefolded names that may be shown."""
    open_to_all = {*public}
    found: list[str] = []
    for run in _RUN.finditer(text):
        for start, end in _candidates(text, run.start(), run.end()):
            name = text[start:end]
            if _holds_office(text, start, end):
                open_to_all.add(name.casefold())
                open_to_all.add(name.split()[-1].casefold())
            elif _is_person(text, start, end, is_place):
                found.append(name)
    return frozenset(n for n in found if not is_public(n, open_to_all))


def is_public(name: str, public: Collection[str]) -> bool:
    """Whether ``name`` is one of ``public``, a whole word or more of one, or holds one of several words."""
    plain = name.casefold()
    if plain in public or _is_known_party(name):
        return True
    return any(_within(plain, one) or (" " in one and _within(one, plain)) for one in public if len(one) > 2)


def _within(inner: str, outer: str) -> bool:
    return inner in outer and re.search(rf"(?<!\w){re.escape(inner)}(?!\w)", outer) is not None


def _candidates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The run without the words that only open a sentence or tell a day, cut where a word is no part of a name."""
    parts = [(m.start() + start, m.end() + start) for m in _PART.finditer(text[start:end])]
    while parts and _opens(text[slice(*parts[0])]):
        parts = parts[1:]
    while parts and _is_calendar(text[slice(*parts[-1])].lower()):
        parts = parts[:-1]
    if 2 <= len(parts) <= _LONGEST:
        yield parts[0][0], parts[-1][1]


_SHORT_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_SHORT_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))


def _is_calendar(lower: str) -> bool:
    return lower in CALENDAR or lower in _SHORT_DAYS or lower in _SHORT_MONTHS


@cache
def _opens(word: str) -> bool:
    """Whether a capitalised word before a name is no part of it: a common word, a nationality, a form of address."""
    lower = word.strip(".").lower()
    words = person_words()
    if lower in words.given:
        return False
    return lower in words.addresses - {"abu", "umm"} or _is_calendar(lower) or (_is_common(lower) and not _is_office(lower))


def _is_kind(lower: str) -> bool:
    """Whether the word names a kind of place ("governorate", "airbase", "neighbourhood")."""
    return lower in _kinds()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word for words in read_yaml("place_words")["cues"].values() for word in words)


@cache
def _is_common(lower: str) -> bool:
    held = common_words()
    if lower in held.names or lower in NAME_LIKE or lower in person_words().given:
        return False
    return lower in held.words or any(base in held.words for base in bases(lower))


def stands_for_a_word(word: str) -> bool:
    """Whether a name is a word too ("Grace"), and cannot be masked wherever it stands alone."""
    lower = word.lower()
    return _is_common(lower) or lower in NAME_LIKE or lower in person_words().institutions or lower in person_words().addresses


def _is_office(lower: str) -> bool:
    return lower in person_words().offices or is_title(lower)


def _holds_office(text: str, start: int, end: int) -> bool:
    """Whether an office stands in the run, before it ("Minister of Defence ..."), or as an aside right after it."""
    words = person_words()
    parts = [_plain(p) for p in text[start:end].split()]
    if any(_makes_public(p) and p not in words.given for p in parts):
        return True
    before = _OFFICE_BEFORE.search(text[max(0, start - _REACH) : start])
    if before and _makes_public(_plain(before.group(1))):
        return True
    after = text[end : end + _REACH]
    aside = re.match(r",\s+([^.;\n]+)", after)
    beside = re.match(r"\s+(?:the\s+|a\s+)?([\w-]+(?:\s+[\w-]+)?)", after)
    return any(found is not None and _names_office(found.group(1), words) for found in (aside, beside))


def _plain(word: str) -> str:
    """In small letters, of "Lieutenant-General" the last part."""
    lower = word.strip(".").lower()
    return lower.rpartition("-")[2] if _is_office(lower.rpartition("-")[2]) else lower


def _makes_public(lower: str) -> bool:
    return _is_office(lower) and lower not in person_words().addresses


def _names_office(words: str, lexicon: PersonWords) -> bool:
    """Whether an aside gives an office before it gives anything else ("a spokesman for")."""
    first = re.split(r",|\b(?:who|whose|and|was|were|had|said|told|when|which|died|killed)\b", words)[0].lower()
    spoken = set(re.findall(r"[a-z-]+", first))
    return bool(spoken & lexicon.offices) and not spoken & lexicon.private


def _is_person(text: str, start: int, end: int, is_place: IsPlace) -> bool:
    name = text[start:end]
    words = person_words()
    parts = [p.strip(".").lower() for p in name.split()]
    bare = [re.sub(r"^(?:al|el|ad|as|ash|an|ar|az)-", "", p) for p in parts]
    if any(p in words.institutions or _is_common(p) or _is_kind(p) for p in bare) or _is_known_party(name):
        return False
    kind = _KIND_AFTER.match(text, end)
    if is_place(name) or (kind is not None and _is_kind(kind.group(1))):
        return False
    if words.given & set(bare):
        return True
    if all(DEMONYM.search(p) for p in bare) or any("-" in p for p in bare):
        return False
    if parts[0] != bare[0]:  # "al-Saha al-Oula": no personal name begins with an article
        return False
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    placed = before is not None and before.group(1).lower() in words.placing | {"the"}
    return not placed or text[end : end + 2] in ("'s", "’s")


@lru_cache(maxsize=20_000)
def _is_known_party(name: str) -> bool:
    key = fold(name)
    return key in dictionary().uses or key in dictionary().people
