"""Names of victims by the forms in which news names them: with an age ("Name, 34"), after the word for what befell them
("killed Name", "the body of Name"), after a kinship word ("her son Name"), or as named or identified."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from hadba.publish.gate.persons import IsPlace, is_public, may_name_a_person, without_openers
from hadba.publish.gate.runs import Run

_HARMED = (
    r"(?:kill(?:ed|ing|s)?|murder(?:ed|ing)?|execut(?:ed|ing)|behead(?:ed|ing)|shot(?: dead)?|injur(?:ed|ing)|"
    r"wound(?:ed|ing)|abduct(?:ed|ing)|kidnap(?:ped|ping))"
)
_KINSHIP = (
    *("son", "daughter", "brother", "sister", "father", "mother", "wife", "husband", "child", "children", "baby", "cousin"),
    *("uncle", "aunt", "nephew", "niece", "grandson", "granddaughter", "grandmother", "grandfather", "twin", "twins"),
)
_WORDS = r"(?:[a-z-]+\s+){0,3}"

# what stands right before a name
_BEFORE_FULL = (
    re.compile(rf"\b(?:body|bodies|death|deaths|funeral|burial|killing|murder|remains|abduction|corpse)\s+of\s+{_WORDS}$"),
    re.compile(rf"\b{_HARMED}\s+{_WORDS}$"),
)
_BEFORE_ANY = (
    re.compile(r"\b(?:named|(?:named|identified)(?:\s+[\w’'-]+){0,4}\s+as)\s+(?:[a-z-]+\s+){0,2}$"),
    re.compile(rf"\b(?:his|her|their|my|our|whose|the)\s+(?:[a-z0-9-]+\s+){{0,2}}(?:{'|'.join(_KINSHIP)}),?\s+$"),
)
_NAMING = frozenset((*_KINSHIP, "named", "as"))  # of the last two forms; without one of these words none of them fits
_CUES = _NAMING | frozenset(
    (
        *("of", "dead", "kill", "killed", "killing", "kills", "murder", "murdered", "murdering", "executed", "executing"),
        *("beheaded", "beheading", "shot", "injured", "injuring", "wounded", "wounding", "abducted", "abducting"),
        *("kidnapped", "kidnapping"),
    )
)
_IN_A_TEXT = ("named", "identified", *_KINSHIP)  # a text without one of them names nobody by a single word
# what stands right after one, at times with an aside between: ", a baker,"
_AFTER = (
    re.compile(r",?[ ]+\(?(?:aged[ ]+)?\d{1,3}\b(?![ ]*(?:%|per|km|kilomet|mile|people|civilian|killed|dead|[A-Z]|[/:.,]?\d))"),
    re.compile(rf"\s+(?:was|were|is|had been|has been)\s+(?:[a-z]+\s+)?{_HARMED}\b"),
    re.compile(r"\s+(?:died|perished|bled to death|succumbed)\b"),
)
_ASIDE = re.compile(r",[^,.;]{1,60},")
_LONGEST = 5  # words of a name
_NEAR = 48  # characters before a name in which one of the cues stands
_REACH = 90  # characters before a name in which the words that tell stand
_CALENDAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def names_of_victims(
    text: str, found: Iterable[Run], public: Collection[str], is_place: IsPlace = lambda _: False
) -> frozenset[str]:
    """The victims' names among the runs ``found`` in ``text``; ``public`` are casefolded names that may stand."""
    names: set[str] = set()
    naming = any(word in text for word in _IN_A_TEXT)
    for run in found:
        if (naming or len(run) > 1) and _is_told_before(text, run):
            names.add(text[run[0][0] : run[:_LONGEST][-1][1]])
        if len(run) > 1 and _is_told_after(text, run[-1][1]):
            name = without_openers(text, run)[-_LONGEST:]
            if len(name) > 1:  # not "In Homs 12 families fled"
                names.add(text[name[0][0] : name[-1][1]])
    return frozenset(
        n for n in names if not _CALENDAR.search(n) and not is_public(n, public) and may_name_a_person(n, is_place)
    )


def _is_told_before(text: str, run: Run) -> bool:
    start = run[0][0]
    forms, cues = ((*_BEFORE_FULL, *_BEFORE_ANY), _CUES) if len(run) > 1 else (_BEFORE_ANY, _NAMING)
    if not text[start - 1 : start].isspace() or not (text[start - 2].isalnum() or text[start - 2] == ","):
        return False  # it opens a sentence
    if cues.isdisjoint(text[max(0, start - _NEAR) : start].replace(",", " ").split()):
        return False
    window = text[max(0, start - _REACH) : start]
    return any(form.search(window) for form in forms)


def _is_told_after(text: str, end: int) -> bool:
    next = text[end : end + 1]
    if next not in (" ", ",", "\n", "\t"):
        return False
    if any(form.match(text, end) for form in _AFTER):
        return True
    aside = _ASIDE.match(text, end) if next == "," else None
    return aside is not None and any(form.match(text, aside.end()) for form in _AFTER)
