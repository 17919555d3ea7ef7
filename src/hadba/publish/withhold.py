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
_LINK = r"(?:\s+(?:bin|ibn|bint|abu|umm|al|el|de|da|van|von|der|la|ben))?"
_NAME = rf"(?P<name>{_PART}(?:{_LINK}\s+{_PART}){{0,4}})"
_FULL = rf"(?P<name>{_PART}(?:{_LINK}\s+{_PART}){{1,4}})"
_HARMED = (
    r"(?:kill(?:ed|ing|s)?|murder(?:ed|ing)?|execut(?:ed|ing)|behead(?:ed|ing)|shot(?: dead)?|injur(?:ed|ing)|"
    r"wound(?:ed|ing)|abduct(?:ed|ing)|kidnap(?:ped|ping))"
)
_KIN = (
    r"(?:son|daughter|brother|sister|father|mother|wife|husband|child|children|baby|cousin|uncle|aunt|nephew|niece|"
    r"grandson|granddaughter|grandmother|grandfather|twins?)"
)

_FORMS = (
    re.compile(rf"\b{_FULL},?\s+\(?(?:aged\s+)?\d{{1,3}}\b(?!\s*(?:%|per|km|kilomet|mile|people|civilian|killed|dead|[A-Z]))"),
    re.compile(
        rf"\b(?:body|bodies|death|deaths|funeral|burial|killing|murder|remains|abduction|corpse)\s+of\s+(?:[a-z-]+\s+){{0,3}}{_FULL}"
    ),
    re.compile(rf"\b{_HARMED}\s+(?:[a-z-]+\s+){{0,3}}{_FULL}"),
    re.compile(rf"\b(?:named|(?:named|identified)(?:\s+[\w’'-]+){{0,4}}\s+as|known as)\s+(?:[a-z-]+\s+){{0,2}}{_NAME}"),
    re.compile(rf"\b(?:his|her|their|my|our|whose|the)\s+(?:[a-z0-9-]+\s+){{0,2}}{_KIN},?\s+{_NAME}"),
    re.compile(rf"\b{_FULL}(?:,[^,.;]{{1,60}},)?\s+(?:was|were|is|had been|has been)\s+(?:[a-z]+\s+)?{_HARMED}"),
    re.compile(rf"\b{_FULL}(?:,[^,.;]{{1,60}},)?\s+(?:died|perished|bled to death|succumbed)\b"),
)


def mask_names(text: str, public: Collection[str]) -> str:
    """``text`` with each victim's name masked; of the same length."""
    masked = text
    for form in _FORMS:
        for found in form.finditer(text):
            name = found.group("name")
            if not _is_public(name, public):
                start, end = found.span("name")
                masked = f"{masked[:start]}{MASK * (end - start)}{masked[end:]}"
    return masked


def _is_public(name: str, public: Collection[str]) -> bool:
    plain = name.casefold()
    return any(plain in one or one in plain for one in public if len(one) > 2)


def shown(text: str) -> str:
    """A masked text as a reader sees it."""
    return re.sub(rf"{MASK}+", WITHHELD, text)
