"""Names of private persons, found without a word that tells what befell them: whoever is not known to be public.

A run of two to five capitalised words is a person's name unless something says otherwise: the claims know it as a party,
a place or an office; the gazetteer or the dictionary of parties knows it; one of its words is a common word or belongs to
an institution ("Castello Road", "Syrian Observatory"). An office beside it ("Gen. ...", "..., the UN coordinator") makes
it public. What is left is withheld: a place too many costs a reader a word, a name too few may cost a life.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from hadba.lexicon import read_yaml
from hadba.lexicon.actor_names import fold
from hadba.lexicon.actors import dictionary
from hadba.lexicon.persons import PersonWords, person_words
from hadba.lexicon.source_names import is_title
from hadba.publish.gate.runs import Part, Run
from hadba.text.case_words import CALENDAR, DEMONYM, NAME_LIKE
from hadba.text.casing import common_words
from hadba.text.inflection import bases

IsPlace = Callable[[str], bool]
_BEFORE = re.compile(r"([\w’'.-]+)[ ,\"“(]*$")
_OFFICE_BEFORE = re.compile(r"([\w.-]+)(?:\s+(?:of|for)(?:\s+(?:the\s+)?[A-Z][\w.]*){1,4})?[ ,\"“(]*$")
_KIND_AFTER = re.compile(r"\s+(?:and\s+\S+\s+)?([a-z]+)\b")
_ASIDE = re.compile(r",\s+([^.;\n]+)")
_BESIDE = re.compile(r"\s+(?:the\s+|a\s+)?([\w-]+(?:\s+[\w-]+)?)")
_LED = re.compile(r"\w-[a-z]{3,}(?!\w*-)")  # "US-led", "British-based": no name is written so
_NO_ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|an|ar|az|at)-")
_REACH = 60  # characters after a name in which the office that it holds stands
_LONGEST = 5  # words of a name


@dataclass(frozen=True, slots=True)
class People:
    """Who is named in a text: ``names`` of persons (and of places that the gazetteer may know), and what the text itself
    makes public by an office beside it, casefolded."""

    names: frozenset[str]
    opened: frozenset[str]

    def private(self, public: Collection[str], is_place: IsPlace) -> frozenset[str]:
        """The names that nothing makes public; ``public`` are casefolded names that may be shown."""
        open_to_all = {*public, *self.opened}
        return frozenset(
            n
            for n in self.names
            if not is_place(n) and not _is_row_of_places(n, _looks(n), public) and not is_public(n, open_to_all)
        )


NOBODY_NAMED = People(frozenset(), frozenset())


def people_in(text: str, found: Iterable[Run]) -> People:
    """The people among the runs ``found`` in ``text``."""
    names: set[str] = set()
    opened: set[str] = set()
    for run in found:
        if len(run) < 2:
            continue
        for start, end in _candidates(text, run):
            name = text[start:end]
            looks = _looks(name)
            if not looks.holds_office and not looks.is_person:
                continue
            if looks.holds_office or _holds_office(text, start, end):
                opened.add(name.casefold())
                opened.add(name.split()[-1].casefold())
            elif looks.is_person and _may_be_a_person(text, start, end, looks):
                names.add(name)
    return People(frozenset(names), frozenset(opened)) if names or opened else NOBODY_NAMED


def private_names(text: str, found: Iterable[Run], public: Collection[str], is_place: IsPlace) -> frozenset[str]:
    """The names of persons among the runs ``found`` in ``text`` that nothing makes public; ``public`` are casefolded names
    that may be shown."""
    return people_in(text, found).private(public, is_place)


def is_public(name: str, public: Collection[str]) -> bool:
    """Whether ``name`` is one of ``public``, a whole word or more of one, or holds one of several words."""
    plain = name.casefold()
    if plain in public or is_known_party(name):
        return True
    return any(_within(plain, one) or (" " in one and _within(one, plain)) for one in public if len(one) > 2)


def _within(inner: str, outer: str) -> bool:
    return inner in outer and re.search(rf"(?<!\w){re.escape(inner)}(?!\w)", outer) is not None


def _candidates(text: str, run: Run) -> Iterator[tuple[int, int]]:
    """The run without the words that only open a sentence or tell a day; a long one (a headline) is cut at its common
    words."""
    parts = without_openers(text, run)
    while parts and _is_calendar(text[slice(*parts[-1])].lower()):
        parts = parts[:-1]
    if 2 <= len(parts) <= _LONGEST:
        yield parts[0][0], parts[-1][1]
    elif len(parts) > _LONGEST:
        yield from _cut(text, parts)


def without_openers(text: str, run: Run) -> Run:
    """The run without the words before a name that are no part of it: "In", "On", a nationality, "Mr"."""
    first = next((n for n, part in enumerate(run) if not _opens(text[slice(*part)])), len(run))
    return run[first:]


def _cut(text: str, parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    held: list[Part] = []
    for part in (*parts, None):
        if part is not None and not _is_common(text[slice(*part)].lower()):
            held.append(part)
            continue
        for n in range(0, len(held), _LONGEST):  # names side by side, without a comma
            piece = held[n : n + _LONGEST]
            if len(piece) > 1 or n:
                yield piece[0][0], piece[-1][1]
        held = []


_SHORT_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_SHORT_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))


def _is_calendar(lower: str) -> bool:
    return lower in CALENDAR or lower in _SHORT_DAYS or lower in _SHORT_MONTHS


@lru_cache(maxsize=50_000)
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


@lru_cache(maxsize=50_000)
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
    """Whether an office stands before the run ("Minister of Defence ..."), or as an aside right after it."""
    words = person_words()
    before = _OFFICE_BEFORE.search(text[max(0, start - _REACH) : start])
    if before and _makes_public(_plain(before.group(1))):
        return True
    after = text[end : end + _REACH]
    aside = _ASIDE.match(after)
    beside = _BESIDE.match(after)
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


def _is_row_of_places(name: str, looks: _Looks, public: Collection[str]) -> bool:
    """Whether each word is public by itself or a nationality ("Douma Ghouta", "Raqqa Syrian"): words that a heading or a
    lost comma left side by side."""
    return not looks.is_given and all(p.casefold() in public or DEMONYM.search(p.lower()) for p in name.split())


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the words of a run tell, wherever it stands."""

    holds_office: bool
    is_person: bool  # false: its words say that it is none
    is_given: bool  # bears a name that people are given


@lru_cache(maxsize=50_000)
def _looks(name: str) -> _Looks:
    words = person_words()
    parts = [p.strip(".").lower() for p in name.split()]
    office = any(_makes_public(p) and p not in words.given for p in (_plain(p) for p in name.split()))
    bare = [_NO_ARTICLE.sub("", p) for p in parts]
    if any(_is_institution(p) or _is_common(p) or _is_kind(p) for p in bare) or is_known_party(name) or _LED.search(name):
        return _Looks(office, False, False)
    if bare[0] in words.openers:
        return _Looks(office, False, False)
    if words.given & set(bare):
        return _Looks(office, True, True)
    # "al-Saha al-Oula": no personal name begins with an article
    strange = all(DEMONYM.search(p) for p in bare) or any("-" in p for p in bare) or parts[0] != bare[0]
    return _Looks(office, not strange, False)


def may_name_a_person(name: str, is_place: IsPlace) -> bool:
    """Whether a name that stands where victims are named can be one: it holds a given name, or it is no party's, no place's
    and has no word of an institution or of a kind of place in it."""
    bare = [_NO_ARTICLE.sub("", p.strip(".").lower()) for p in name.split()]
    if person_words().given & set(bare):
        return True
    if any(_is_institution(p) or _is_kind(p) for p in bare) or is_known_party(name) or _LED.search(name):
        return False
    return not is_place(name)


def _is_institution(lower: str) -> bool:
    """Whether the word is part of the name of a body, a work or a country; "Syrias" is one that lost its apostrophe."""
    held = person_words().institutions
    return lower in held or lower.removesuffix("s") in held or any(p in held for p in lower.split("-") if "-" in lower)


def _may_be_a_person(text: str, start: int, end: int, looks: _Looks) -> bool:
    """Whether the words around a name that looks like a person's leave it one."""
    kind = _KIND_AFTER.match(text, end)
    if kind is not None and _is_kind(kind.group(1)):
        return False
    if looks.is_given:
        return True
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    placed = before is not None and before.group(1).lower() in person_words().placing | {"the"}
    return not placed or text[end : end + 2] in ("'s", "’s")


@lru_cache(maxsize=20_000)
def is_known_party(name: str) -> bool:
    """Whether the dictionary of parties and of people in office knows the name."""
    key = fold(name)
    return key in dictionary().uses or key in dictionary().people
