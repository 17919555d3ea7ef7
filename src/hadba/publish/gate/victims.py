"""Names of victims by the forms in which news names them: with an age ("Name, 34"), after the word for what befell them
("killed Name", "the body of Name"), after a kinship word ("her son Name"), or as named or identified."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

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
_BODY = re.compile(rf"\b(?:body|bodies|death|deaths|funeral|burial|killing|murder|remains|abduction|corpse)\s+of\s+{_WORDS}$")
_HARM = re.compile(rf"\b{_HARMED}\s+{_WORDS}$")
_NAMED = re.compile(r"\b(?:named|(?:named|identified)(?:\s+[\w’'-]+){0,4}\s+as)\s+(?:[a-z-]+\s+){0,2}$")
_KIN = re.compile(rf"\b(?:his|her|their|my|our|whose|the)\s+(?:[a-z0-9-]+\s+){{0,2}}(?:{'|'.join(_KINSHIP)}),?\s+$")
_OF_ONE_WORD = frozenset((_NAMED, _KIN))  # the forms that may stand before a given or family name alone
_TOLD_BY = {  # the word that each form has among the last few before the name -> the form
    "of": _BODY,
    "named": _NAMED,
    "as": _NAMED,
    **dict.fromkeys(_KINSHIP, _KIN),
    **dict.fromkeys(("dead", "kill", "killed", "killing", "kills", "murder", "murdered", "murdering", "shot"), _HARM),
    **dict.fromkeys(("executed", "executing", "beheaded", "beheading", "injured", "injuring", "wounded", "wounding"), _HARM),
    **dict.fromkeys(("abducted", "abducting", "kidnapped", "kidnapping"), _HARM),
}
_NAMING = ("named", "identified", *_KINSHIP)  # a text without one of them names nobody by a single word
_IN_A_TEXT = tuple(w for w in _NAMING if not any(other in w for other in _NAMING if other != w))  # "son" tells of "grandson"
# what stands right after one, at times with an aside between: ", a baker,"
_AFTER = (
    re.compile(r",?[ ]+\(?(?:aged[ ]+)?\d{1,3}\b(?![ ]*(?:%|per|km|kilomet|mile|people|civilian|killed|dead|[A-Z]|[/:.,]?\d))"),
    re.compile(rf"\s+(?:was|were|is|had been|has been)\s+(?:[a-z]+\s+)?{_HARMED}\b"),
    re.compile(r"\s+(?:died|perished|bled to death|succumbed)\b"),
)
_ASIDE = re.compile(r",[^,.;]{1,60},")
_LONGEST = 5  # words of a name
_NEAR = 48  # characters before a name, and
_FEW = 4  # words in them, among which a word of ``_TOLD_BY`` stands
_MARKS = "\"“”‘’'();:"  # that may stand around one
_REACH = 90  # characters before a name in which the words that tell stand
_CALENDAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def names_of_victims(
    text: str, found: Sequence[Run], public: Collection[str], is_place: IsPlace = lambda _: False
) -> frozenset[str]:
    """The victims' names among the runs ``found`` in ``text``; ``public`` are casefolded names that may stand."""
    names: set[str] = set()
    naming = any(len(run) == 1 for run in found) and may_name_by_one_word(text)
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


def may_name_by_one_word(text: str) -> bool:
    """Whether a victim may be named in the text by a given or family name alone."""
    for word in _IN_A_TEXT:  # noqa: SIM110 - a generator would cost more than it looks at: this runs for every text there is
        if word in text:
            return True
    return False


def _is_told_before(text: str, run: Run) -> bool:
    start = run[0][0]
    if not text[start - 1 : start].isspace() or not (text[start - 2].isalnum() or text[start - 2] == ","):
        return False  # it opens a sentence
    last = text[max(0, start - _NEAR) : start].replace(",", " ").split()[-_FEW:]
    forms = {_TOLD_BY[bare] for word in last if (bare := word.strip(_MARKS)) in _TOLD_BY}
    if len(run) == 1:
        forms &= _OF_ONE_WORD
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
