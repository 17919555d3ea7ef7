"""Whether a count covers several happenings: "in separate attacks", "in four provinces", "a wave of bombings".

Two blasts at one place, a series of air strikes on one town, shells on several quarters of one city are one happening; three
operations, attacks in several towns are not.
"""

from __future__ import annotations

import re

from hadba.extract.figures.clause import Clause

_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|several|multiple|many|numerous|"
    r"(?<![\w.,/-])\d{1,3})"
)
_VARIOUS = r"(?:separate|various|different|unrelated|several other)"
_BETWEEN = r"(?:(?!(?:in|on|at|by|of|and|from|during|with|to)\b)[\w-]+ ){0,2}"
_KINDS = _BETWEEN.replace("{0,2}", "{0,4}?")  # "several opposition-held towns": the hyphen is a word
_BOMBS = r"(?:attacks|bombings|explosions|blasts|shootings|ambushes)"
_SCATTERED = r"(?:incidents|clashes|ambushes|shootings|operations)"
_ACTS = rf"(?:{_BOMBS}|{_SCATTERED}|strikes|raids|air ?strikes|assaults)"
_TOWNS = r"(?:cities|towns|villages)"
_PROVINCES = r"(?:provinces|governorates|regions|countries)"
_PLACES = rf"(?:{_TOWNS}|{_PROVINCES}|battlegrounds|fronts|battlefronts|districts)"
_NO_MORE_THAN_ROUND = r"(?<!one of the )(?<!between the )(?<!between )(?<!near the )(?<!near )(?<!for )"
_SEVERAL = re.compile(
    rf"\b(?:{_VARIOUS} (?:(?!(?:in|on|at|by|of|from)\b)[\w-]+ ){{0,4}}?{_ACTS}|"
    rf"{_NUMBER} {_BETWEEN}{_SCATTERED}|(?<![\w.,/-])\d{{2,3}} {_BETWEEN}{_ACTS}|"
    rf"(?<!latest in a )(?<!latest in )(?:wave|spate|string|series) of {_BETWEEN}{_BOMBS}|waves of {_BETWEEN}{_ACTS}|"
    r"across (?:[\w-]+ ){0,4}?(?:country|province|region|governorate|nation)|countrywide|nationwide|and elsewhere)\b"
)
_MANY_PLACES = re.compile(
    rf"\b{_NO_MORE_THAN_ROUND}(?:(?:{_NUMBER}|{_VARIOUS}|a number of|other) {_KINDS}{_PLACES}|{_TOWNS} and {_TOWNS}|"
    r"(?:different|several|various|two|three|four) parts of (?:[\w-]+ ){0,4}(?:province|country|governorate|region)|"
    rf"(?:{_PROVINCES}|{_TOWNS}) of (?:[\w-]+ )+|"
    rf"[\w-]+ and (?!nearby|surrounding|neighbou?ring)[\w-]+ (?:{_TOWNS}|{_PROVINCES}))\b"
)
_HAVE = re.compile(r"\b(?:have|has|had) been\b")
_LIST = re.compile(
    rf"{_NO_MORE_THAN_ROUND}\b(?:[Tt]owns|[Vv]illages|[Cc]ities|[Pp]rovinces) of"
    r" [A-Z][\w'’-]+(?:(?:,? and|,|) (?:al-|ash-|as-)?[A-Z][\w'’-]+)+[^\d.;]*$"
)
_ORIGIN = re.compile(r"\bfrom (?:[\w-]+ ){0,3}$")  # "98 evacuees from the towns of Fuaa and Kafraya"
_IN_ALL = re.compile(r"\b(?:a total of|in total|in all|altogether|overall)\b")


def covers_several(clause: Clause, *, before: str) -> bool:
    """``before`` is the sentence up to the quantity, as written."""
    if _SEVERAL.search(clause.wide) or (
        not clause.one_act() and (m := _LIST.search(before)) and not _ORIGIN.search(before[: m.start()])
    ):
        return True
    if not clause.one_act() and any(not _ORIGIN.search(clause.wide[: m.start()]) for m in _MANY_PLACES.finditer(clause.wide)):
        return True
    if _IN_ALL.search(clause.own) is None or clause.one_act():
        return False
    if _MANY_PLACES.search(clause.sentence) or re.search(rf"\b{_ACTS}\b", clause.own):
        return True
    return not clause.dated() and _HAVE.search(clause.own) is not None
