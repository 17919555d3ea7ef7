"""Names of victims, which are withheld: where they stand in a text, and the mask that takes their place.

A mask is as long as the name, so that every offset into the text stays true; ``shown`` makes it readable. What counts
as a victim's name are the forms in which news names them: with an age ("Name, 34"), after the word for what befell them
("killed Name", "the body of Name"), after a kinship word ("her son Name"), or as named or identified. A name that the
claims know as that of a party, a place or a speaker is public.
"""

from __future__ import annotations

import re
from collections.abc import Collection

MASK = "█"
WITHHELD = "[name withheld]"

_PART = r"(?:[A-Z][\w’'-]*[a-z][\w’'-]*|(?:al|el|ad|as|ash|an|ar|az)-[A-Z][\w’'-]+)"
_LINK = r"(?:[ ]+(?:bin|ibn|bint|abu|umm|al|el|de|da|van|von|der|la|ben))?"
_NAME = rf"(?P<name>{_PART}(?:{_LINK}[ ]+{_PART}){{0,4}})"
_FULL = rf"(?P<name>{_PART}(?:{_LINK}[ ]+{_PART}){{1,4}})"
_HARMED = (
    r"(?:kill(?:ed|ing|s)?|murder(?:ed|ing)?|execut(?:ed|ing)|behead(?:ed|ing)|shot(?: dead)?|injur(?:ed|ing)|"
    r"wound(?:ed|ing)|abduct(?:ed|ing)|kidnap(?:ped|ping))"
)
_KIN = (
    r"(?:son|daughter|brother|sister|father|mother|wife|husband|child|children|baby|cousin|uncle|aunt|nephew|niece|"
    r"grandson|granddaughter|grandmother|grandfather|twins?)"
)
_WORDS = r"(?:[a-z-]+\s+){0,3}"

# the name stands after the words that tell
_AFTER = (
    re.compile(
        rf"\b(?:body|bodies|death|deaths|funeral|burial|killing|murder|remains|abduction|corpse)\s+of\s+{_WORDS}{_FULL}"
    ),
    re.compile(rf"\b{_HARMED}\s+{_WORDS}{_FULL}"),
    re.compile(rf"\b(?:named|(?:named|identified)(?:\s+[\w’'-]+){{0,4}}\s+as)\s+(?:[a-z-]+\s+){{0,2}}{_NAME}"),
    re.compile(rf"\b(?:his|her|their|my|our|whose|the)\s+(?:[a-z0-9-]+\s+){{0,2}}{_KIN},?\s+{_NAME}"),
)
# the name stands before them, at times with an aside between: ", a baker,"
_BEFORE = (
    re.compile(r",?[ ]+\(?(?:aged[ ]+)?\d{1,3}\b(?![ ]*(?:%|per|km|kilomet|mile|people|civilian|killed|dead|[A-Z]|[/:.,]?\d))"),
    re.compile(rf"\s+(?:was|were|is|had been|has been)\s+(?:[a-z]+\s+)?{_HARMED}\b"),
    re.compile(r"\s+(?:died|perished|bled to death|succumbed)\b"),
)
_ENDS_IN_NAME = re.compile(rf"{_FULL}$")
_ASIDE = re.compile(r",[^,.;]{1,60},$")
SHORTEST = 4  # letters of a family name that is masked by itself
_REACH = 120  # characters before the words that tell in which the name and an aside can stand
_NO_NAME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def names_of_victims(text: str, public: Collection[str]) -> frozenset[str]:
    """The names in ``text`` that must not leave; ``public`` are casefolded names that may."""
    spans = [found.span("name") for form in _AFTER for found in form.finditer(text)]
    spans += [span for form in _BEFORE for found in form.finditer(text) if (span := _name_before(text, found.start()))]
    names = {text[start:end] for start, end in spans}
    return frozenset(n for n in names if not _NO_NAME.search(n) and not _is_public(n, public))


def mask(text: str, names: Collection[str], public: Collection[str]) -> str:
    """``text`` with each of ``names`` masked wherever it stands, and each family name alone; of the same length."""
    family = {last for name in names if len(last := name.split()[-1]) >= SHORTEST and not _is_public(last, public)}
    wanted = sorted({*names, *family}, key=lambda n: (-len(n), n))
    if not wanted:
        return text
    any_name = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    return any_name.sub(lambda found: MASK * len(found.group(0)), text)


def mask_names(text: str, public: Collection[str]) -> str:
    """``text`` with its own victims' names masked."""
    return mask(text, names_of_victims(text, public), public)


def _name_before(text: str, end: int) -> tuple[int, int] | None:
    """The span of the full name that ends at ``end``, or before an aside that ends there."""
    offset = max(0, end - _REACH)
    window = text[offset:end]
    aside = _ASIDE.search(window)
    for words in (window, window[: aside.start()] if aside else ""):
        found = _ENDS_IN_NAME.search(words)
        if found:
            return offset + found.start("name"), offset + found.end("name")
    return None


def _is_public(name: str, public: Collection[str]) -> bool:
    plain = name.casefold()
    return any(plain in one or one in plain for one in public if len(one) > 2)


def shown(text: str) -> str:
    """A masked text as a reader sees it."""
    return re.sub(rf"{MASK}+", WITHHELD, text)
