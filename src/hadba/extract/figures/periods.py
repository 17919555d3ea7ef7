"""Whether a count is a total over a period: "since January", "in two days of attacks", "a month of infighting has killed"."""

from __future__ import annotations

import re

from hadba.extract.figures.clause import MONTH, WEEKDAY, Clause

_LONG = r"(?:days|nights|weeks|months|years|decades)"
_SPELL = r"(?:weekend|week|month|year|fortnight|decade)"
_STRUGGLE = (
    r"(?:fighting|infighting|clashes|combat|bombing|bombings|bombardments?|shelling|strikes|air ?strikes|raids|attacks|"
    r"battles?|violence|unrest|war|conflict|siege|protests|demonstrations|bloodshed)"
)
_CAMPAIGN = (
    r"(?:stretch|period|span|spell|campaign|offensive|siege|battle|assault|bombardment|conflict|operation|fighting|"
    r"clashes|war|uprising|revolt|crackdown)"
)
# what is a period whatever stands beside it
_PERIODS = (
    r"(?<!have )(?<!has )(?<!had )since",  # "two have since died"
    r"(?:over|in|during|within|for) the (?:past|last|previous|preceding)\b"
    r"(?! [,;]| (?:24|twenty - four|day\b)| (?:(?:few|couple of|several) )?(?:raid|attack|strike|hours?)\b)",
    rf"{WEEKDAY} and (?:on )?{WEEKDAY}",
    rf"the (?:whole|entire) {_SPELL}",
    r"every (?:day|week|month|year)",
    r"(?:the|a) (?:latest |civil |\d+-year )?(?:war|conflict|insurgency|uprising|civil war)\b(?! - (?:torn|ravaged|hit))",
    rf"in recent {_LONG}",
    r"(?:first|last) (?:half|quarter|\w+ months) of",
    rf"(?:during|over|in|within) (?:the )?(?:last |past |first )?(?:\w+ )?{_LONG}",
    rf"(?:over|in|during|within) (?:less than |under |just |barely )?(?:a|one|their first|its first) (?:\w+ )?{_SPELL}\b"
    r"(?! (?:ago|earlier|before|later|after|when))",
    rf"\w+ - (?:day|week|month|year)s? (?:- (?:old|long) )?(?:\w+ ){{0,2}}?{_CAMPAIGN}",
    r"(?:monthly|annual|yearly|weekly) (?:death )?(?:toll|count|total)",
    r"(?:campaign|offensive|siege|crackdown|uprising|insurgency) (?:has|have|had)",
    r"from \d+ \w+ to \d+ \w+",
    r"between \w+ \d+ and \w+ \d+",
    rf"(?:from|between) {MONTH} (?:to|and|until|through) {MONTH}",
)
_PERIOD = re.compile(r"\b(?:" + "|".join(_PERIODS) + r")\b")
# what is one unless it dates one act: "the attack that killed four this week"
_SOFT = re.compile(
    r"\b(?:so far|thus far|(?:until|up to) now|to date|(?<!earlier )this (?:year|month|week)|in (?:19|20)\d\d\b(?! when)|"
    r"total number|"
    r"such (?:\w+ )?(?:attacks|strikes|raids|bombings|incidents|cases))\b"
)
_SPENT = re.compile(rf"\b(?:{_LONG}|{_SPELL}) of (?:\w+ ){{0,3}}?{_STRUGGLE}\b")
# "one of the deadliest days of the war", "the heaviest attack in over a year"
_OUTSTANDING = re.compile(
    r"\b(?:(?:deadli|bloodi|heavi|fierc|bigg|larg|high|great|strong|wor|late)e?st|most \w+|first|one of)\b[^;]{0,60}$"
)
_THAT_COST = re.compile(rf"{_SPENT.pattern} (?:that|which) (?:has |have |had )?(?:cost|killed|claimed|left)\b")
_COUNTED_FROM = re.compile(r"\b(?:after|following|amid|despite|before)\b[^.;]{0,24}$")
_ON_AND_ON = re.compile(
    r"\b(?:during|in|over|throughout|by) (?:the|this|its|their|an?) (?:[\w-]+ ){0,3}(?:campaign|offensive|siege|crackdown)\b"
)
_CONTINUED = re.compile(
    r"\b(?:continued|continuing|ongoing|repeated|daily) (?:[\w-]+ ){0,4}?(?:attacks|strikes|raids|shelling|bombardment)\b"
)
_IN_A_MONTH = re.compile(rf"(?<!published )(?<!released )(?<!issued )\bin {MONTH}\b(?! \d{{1,2}}\b(?! ?\d))|\blast month\b")
_ACTS = re.compile(
    r"\b(?:attacks|bombings|strikes|air ?strikes|raids|clashes|shelling|bombardment|fighting|violence|operations)\b"
)
_AT_ONCE = re.compile(r"\b(?:execut\w+|massacr\w+|slaughter\w*|quake|earthquake|storm\w*|day|hours?|when|after)\b")
_THOUSAND = 1_000
_HAVE_BEEN = re.compile(r"\b(?:have|has) been\b")
_THE_ACTS = re.compile(rf"\b(?:the|these|those) (?:\w+ )?{_ACTS.pattern}")
_POISON = re.compile(r"\b(?:chemical|gas|sarin)\b")
_MANY = 100  # dead whom one happening told in the plural, and by the month, hardly left
_SINCE = re.compile(rf"\bsince (?:the|last|\w+ \d|(?:19|20)\d\d|\w+day|{MONTH}|mid|early|late)")
_NONE_SINCE = re.compile(r"\b(?:first|only|most \w+|worst|\w{4,}est)\b[^.;]*\bsince\b")  # "the worst attack since March"
_BARE_SINCE = re.compile(r"(?<!have )(?<!has )(?<!had )\bsince\b")
# what somebody answers for in all: "responsible for the deaths of hundreds of soldiers"
_ANSWERED_FOR = re.compile(r"\b(?:responsible|blamed|blame|guilty|wanted|convicted|notorious) (?:for|of)\b[^.;]{0,60}$")
_DONE = re.compile(
    r"\b(?:have|has) (?:also |already )?(?:killed|executed|wounded|injured|claimed|cost|left|abducted|arrested)\b"
)
_PAST = re.compile(
    rf"\b(?:over|in|during|within|for) (?:the course of )?the (?:past|last) (?!24)(?:\w+ ){{0,2}}(?:hours|{_LONG}|{_SPELL})\b"
)
_DAY_AFTER_DAY = re.compile(r"\b(?:second|third|\w+th) (?:straight |consecutive |successive )?day\b")
_PERFECT = re.compile(r"\b(?:have|has|had)\b")
# No single happening of recent wars reached it: as many dead are a war's, and as many others beside "war" or "conflict".
_WAR_TOTAL = 10_000
_WAR = re.compile(r"\b(?:war|conflict|insurgency|uprising|crisis|fighting)\b")


def over_a_period(clause: Clause, *, before: str, rest: str, previous: str, number: int, counted: bool, deaths: bool) -> bool:
    """``before`` and ``rest`` are the sentence up to and from the quantity, ``previous`` the sentence before it, in small
    letters; ``number`` its floor or ceiling; ``counted`` whether it is a number and no "dozens", ``deaths`` whether dead are
    counted."""
    perfect = _PERFECT.search(clause.own) is not None
    none_since = _none_since(clause.sentence)
    if not counted and _ANSWERED_FOR.search(before):
        return True
    if (_SINCE.search(rest) or (perfect and _BARE_SINCE.search(clause.sentence))) and not none_since:
        return True
    loose = not clause.dated() and not clause.one_act()
    if loose and (_PAST.match(before.lstrip(' "“')) or (perfect and _PAST.search(clause.sentence))):
        return True
    if number >= _WAR_TOTAL and (deaths or _WAR.search(clause.sentence)):
        return True
    timed = clause.timed
    if any(
        not (none_since and m[0] == "since") and not _OUTSTANDING.search(timed[: m.start()]) for m in _PERIOD.finditer(timed)
    ):
        return True
    if any(not _COUNTED_FROM.search(timed[: m.start()]) for m in _SPENT.finditer(timed)):
        return True
    if _THAT_COST.search(before):
        return True  # "after days of fighting that cost 500 lives"
    if clause.one_act():
        return False
    if loose and (_goes_on(clause.own, previous) or (deaths and number >= _MANY and _of_a_war(clause, number, counted))):
        return True
    return bool(
        _SOFT.search(timed)
        or (perfect and loose and _ON_AND_ON.search(timed))
        or (loose and _CONTINUED.search(clause.own))
        or (_IN_A_MONTH.search(clause.own) and _of_many(clause.own, number))
    )


def _goes_on(own: str, previous: str) -> bool:
    """Whether the perfect takes up a period named before: "... since 31 July. The strikes have killed 122", "... for the tenth
    day. Some 120 have been killed"."""
    if _DONE.search(own) and _BARE_SINCE.search(previous) and not _none_since(previous):
        return True
    return _DAY_AFTER_DAY.search(previous) is not None and _HAVE_BEEN.search(own) is not None


def _of_a_war(clause: Clause, number: int, counted: bool) -> bool:
    """Whether so many dead are told of no act, or of many, that they are a war's: "rebel fire killed 1,102", "hundreds were
    killed in operations"."""
    if _POISON.search(clause.sentence) or _AT_ONCE.search(clause.own):
        return False
    hundreds = not counted and number % _MANY == 0
    return number >= _THOUSAND or (hundreds and _ACTS.search(clause.own) is not None and not _THE_ACTS.search(clause.own))


def _of_many(told: str, number: int) -> bool:
    """Whether what is told of a month is told of no act ("were killed in May"), or of many acts and many dead."""
    if _POISON.search(told):
        return False
    return _bare(told) or (_ACTS.search(told) is not None and number >= _MANY)


def _none_since(sentence: str) -> bool:
    """Whether all that is told since a day is that nothing was like this: "the worst attack since March", said of one day."""
    found = _NONE_SINCE.search(sentence)
    return found is not None and len(_BARE_SINCE.findall(sentence)) == len(_BARE_SINCE.findall(found[0]))


def _bare(told: str) -> bool:
    """Whether the clause tells of no means at all: "were killed in May"."""
    return (
        re.search(
            r"\b(?:by|when|after|attacks?|(?:air)?strikes?|raids?|blasts?|clashes|shelling|massacres?|bomb\w*|gas|chemical)\b",
            told,
        )
        is None
    )
