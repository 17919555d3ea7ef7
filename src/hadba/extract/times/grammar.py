"""The grammar of time expressions: regular expressions over the symbols of ``lexer``.

A rule is a kind of form, a pattern and the keys that it adds. Patterns are written in symbol names; a lower-case word in
angle brackets, ``<day D2|NTH>``, names a group whose pieces are read into the form (see ``form``). Order is priority: at
each place the first rule that matches and is not vetoed wins, so longer patterns come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from hadba.extract.times.lexer import time_words

# Parts of patterns, by name. They may use those above them.
PARTS: dict[str, str] = {
    "THE": "(?:ARTICLE)",
    "MON": "(?:(?:MONTH|MONTH_OR_VERB)|MONTH_ABBREVIATED PERIOD?)",
    "WD": "(?:WEEKDAY|WEEKDAY_ABBREVIATED PERIOD?)",
    "DAY": "(?:D2|NTH)",
    "DAYTH": "(?:NTH|D2)",
    "YR": "(?:Y4)",
    "SEAS": "(?:SEASON|SEASON_OR_VERB)",
    "UN": "(?:UNIT|UNITS|SECOND)",
    "EDGE": "(?:START|MIDDLE|END|ENDS|LATER_PART|EARLY|LATE)",
    "SOON": "(?:EARLY|LATE|MID)",
    "BIT": "(?:PART|DAYTIME|NOON)",
    "NUM": "(?:(?:NUMBER|ONE|D2|N3|Y4|HHMM|BIG|DECIMAL)(?:DASH?NUMBER)*|COUPLE OF?|DOZEN|VAGUE|HALF ONE?)",
    "ABOUT": "(?:NEARLY|COMPARATIVE THAN|LEAST)",
    "NAMED": "(?:HOLIDAY|HOLIDAY_MOVED)",
    "CLOCKED": "(?:CLOCKTIME (?:HOURS)?|D2 (?=MERIDIAN|CLOCK)|DECIMAL (?=MERIDIAN)|(?:HHMM|Y4) HOURS|NOON)",
    "POINT": "(?:<clock CLOCKED>(?:<meridian MERIDIAN> PERIOD?|CLOCK)?(?:OPEN?<zone LOCAL TIME|ZONE>CLOSE?)?)",
    # a calendar day or a coarser date, with its own groups
    "DMY": "(?:THE?<day DAY>(?:OF)?<month MON>(?:COMMA|OF)?<year Y4>)",
    "MDY": "(?:<month MON><day DAY>(?:COMMA|OF|COMMA OF)?<year Y4>)",
    "DM": "(?:THE?<day DAY>(?:OF)?<month MON>)",
    "MD": "(?:<month MON>THE?<day DAY>(?!DASH?(?:UNIT|UNITS)|DECIMAL))",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """``kind`` and ``keys`` go into the form as they are; ``guard`` names a check beyond symbols (see ``guards``)."""

    kind: str
    pattern: str
    keys: dict[str, str] = field(default_factory=dict)
    guard: str = ""


_WEEKDAY = "(?:<weekday WD>COMMA?(?:ON|THE)?)?"


def _dates() -> list[Rule]:
    """Calendar dates, each alone, with a weekday, with a part of the day or a clock time before or after it."""
    rules: list[Rule] = []
    day = [f"{_WEEKDAY}MDY", f"{_WEEKDAY}DMY"]
    bare = [f"{_WEEKDAY}MD", f"{_WEEKDAY}DM"]
    of_year = "(?:OF|COMMA)?(?P<same>(?:(?:THAT|THE? SAME) UNIT)|(?:THIS UNIT))"
    for core in [*day, *(b + of_year for b in bare), *bare]:
        rules += [
            Rule("date", f"POINT(?:COMMA|ON|ON THE)?{core}"),
            Rule("date", f"THE?<early SOON>?<part BIT>(?:UNITS)?(?:OF|ON|COMMA)?{core}"),
            Rule("date", f"<weekday WD><part BIT>(?:OF|COMMA)?{core.removeprefix(_WEEKDAY)}"),
            Rule("date", f"{core}(?:COMMA|AT)*POINT(?!PERIOD?D2)"),
            Rule("date", f"{core}(?:COMMA)?<part PART>"),
            Rule("date", core),
        ]
    return rules


RULES: list[Rule] = [
    Rule("iso", "<iso ISO>"),
    Rule("slashed", "<slashed SLASHED>"),
    *_dates(),
    Rule("date", "<day DAY>(?=(?:TO|AND|DASH)THE?DAY(?:OF)?MON)", guard="day_of_range"),
    Rule("date", "(?<=DASH)<day DAY>(?=COMMA Y4)", guard="end_of_range"),
    # months, seasons, halves, quarters and years
    Rule("date", "THE?<edge EDGE>OF THE?<month MON>(?:COMMA|OF)?<year Y4>"),
    Rule("date", "THE?<edge EDGE>OF THE?<month MON>", guard="month"),
    Rule("date", "<early SOON>DASH?(?:IN)?<month MON>(?:COMMA|OF)?<year Y4>"),
    Rule("date", "<early SOON>DASH?(?:IN)?<month MON>(?:OF)(?P<same>(?:THAT|THE? SAME|THIS) UNIT)"),
    Rule("date", "<early SOON>DASH?(?:IN)?<dir THIS|LAST|NEXT>?<month MON>", guard="month"),
    Rule("date", "<month MON>(?:OF)?(?P<same>(?:THAT|THE? SAME|THIS) UNIT)"),
    Rule("date", "<month MON><num D2|N3|Y4><era ERA>PERIOD?"),
    Rule("date", "<month MON>(?:COMMA|OF)?<year Y4>(?!HOURS)"),
    Rule("date", "THE?(?:<edge EDGE>OF THE?)?<early SOON>?<season SEAS>(?:OF|COMMA)?<num D2|N3|Y4><era ERA>PERIOD?"),
    Rule("date", "THE?(?:<edge EDGE>OF THE?)?(?:<early SOON>(?:IN THE?)?)?<season SEAS>(?:OF|COMMA|OF THE UNIT)?<year Y4>"),
    Rule("date", "<year Y4><season SEAS>"),
    Rule("date", "THE?<half ORDINAL|SECOND|LATER_PART|START>HALF OF<year Y4>"),
    Rule("date", "THE?<quarter ORDINAL|SECOND>UNIT OF<year Y4>", guard="quarter"),
    Rule("date", "THE?<edge EDGE>(?:OF|IN|DASH)THE?(?:UNIT)?<num D2|N3|Y4><era ERA>PERIOD?"),
    Rule("date", "THE?<edge EDGE>OF(?:THE UNIT)?<year Y4>"),
    Rule("date", "<early SOON>DASH?(?:IN)?<num D2|N3|Y4><era ERA>PERIOD?"),
    Rule("date", "(?:LATER_PART|EARLIER|LATER)IN<year Y4>"),
    Rule("date", "<early SOON>(?:DASH|IN)?<year Y4>", guard="year"),
    Rule("decade", "THE?(?:<edge EDGE>OF THE)?(?:<early SOON>DASH?)?<tens TENS><era ERA>?"),
    Rule(
        "century",
        "THE?(?:<edge EDGE>OF THE)?(?:<early SOON>DASH?)?<nth NTH|ORDINAL|SECOND>DASH?UNIT<era ERA>PERIOD?",
        guard="century",
    ),
    Rule(
        "century",
        "THE?(?:<edge EDGE>OF THE)?(?:<early SOON>DASH?)?<nth NTH|ORDINAL|SECOND|NUMBER DASH ORDINAL>DASH?UNIT",
        guard="century",
    ),
    # holidays
    Rule("date", "<holiday NAMED>(?:UNIT|COMMA|OF)?<year Y4>", guard="holiday"),
    Rule("date", "<holiday NAMED><part PART>"),
    Rule("date", "<holiday NAMED>", guard="holiday"),
    # relative to publication
    Rule("rel", "<early SOON><n TODAY><part BIT>?", {"unit": "D"}),
    Rule("rel", "(?:EARLIER|LATER)(?=TODAY)<n TODAY>", {"unit": "D"}),
    Rule("rel", "POINT(?:COMMA|ON)?<n TODAY>", {"unit": "D"}),
    Rule("rel", "<n TODAY>(?:AT|COMMA)?POINT", {"unit": "D"}),
    Rule("rel", "<early SOON>?<part BIT><n TODAY>", {"unit": "D"}),
    Rule("rel", "<n TODAY><early SOON>?<part BIT>", {"unit": "D"}),
    Rule("rel", "<n TODAY>", {"unit": "D"}),
    Rule("rel", "<early SOON>?TONIGHT", {"unit": "D", "n": "0", "part": "NI"}),
    Rule("rel", "OVERNIGHT", {"unit": "D", "n": "-1", "part": "NI", "over": "1"}, guard="adverb"),
    Rule("rel", "<early SOON>?<n LAST><part PART>", {"unit": "D"}),
    Rule("rel", "POINT?(?:<early SOON>|EARLIER|LATER)?<n THIS><part PART>", {"unit": "D"}),
    # weekdays
    Rule(
        "weekday",
        "(?:<early SOON>|EARLIER|LATER)?<dir LAST|NEXT|THIS|COMING|FOLLOWING|PREVIOUS|THE PREVIOUS|THE FOLLOWING|PAST>?"
        "<weekday WD>(?:SOON)?<part BIT>",
        guard="weekday",
    ),
    Rule("weekday", "THE?<early SOON>?<part BIT>(?:UNITS)?(?:OF|ON|COMMA)<weekday WD>(?!COMMA?MON D2)", guard="weekday"),
    Rule("weekday", "POINT(?:COMMA|ON|LATE)?<dir LAST|NEXT|THIS>?<weekday WD>", guard="weekday"),
    Rule("weekday", "<dir LAST|NEXT|THIS>?<weekday WD>(?:AT|COMMA|COMMA AT)POINT", guard="weekday"),
    Rule("set", "<every EVERY>?<weekdays WEEKDAYS>", {"value": "week"}),
    Rule("set", "<every EVERY><weekday WEEKDAY><part PART>?", {"value": "week"}),
    Rule(
        "weekday",
        "(?:(?:<early SOON>|EARLIER|LATER)(?:ON)?)?THE?<dir LAST|NEXT|THIS|COMING|FOLLOWING|PREVIOUS|PAST>?<weekday WD>",
        guard="weekday",
    ),
    # "last week", "the end of this month", "earlier this year", "next spring"
    Rule("rel", "THE?<edge EDGE>OF<n THIS|LAST|NEXT|COMING><unit UNIT|WEEKEND>"),
    Rule("rel", "(?:<early SOON>|EARLIER|LATER)(?:IN)?<n THIS|LAST|NEXT|COMING><unit UNIT|WEEKEND>", guard="calendar_unit"),
    Rule("rel", "<n THIS|LAST|NEXT|COMING|THE COMING><unit UNIT|WEEKEND>", guard="calendar_unit"),
    Rule(
        "date",
        "(?:<edge START|MIDDLE|END>OF)?(?:<early SOON>|EARLIER|LATER)?<dir LAST|NEXT|THIS|PAST|COMING|THE PREVIOUS|THE FOLLOWING|THE NEXT><month MON>",
    ),
    Rule(
        "date",
        "(?:<edge START|MIDDLE|END>OF)?(?:<early SOON>|EARLIER|LATER)?THE?<dir LAST|NEXT|THIS|PAST|COMING|PREVIOUS|FOLLOWING><season SEAS>",
    ),
    Rule("rel", "<approx ABOUT>?<num NUM>(?:FULL)*<unit UN>(?:AND ONE HALF)?<n AGO>"),
    Rule("shift", "<early SOON>(?:IN)?THE<n NEXT|FOLLOWING|PREVIOUS><unit UNIT><part PART>?", {"num": "1"}),
    Rule("shift", "<early SOON>?THE<n NEXT|FOLLOWING|PREVIOUS><part PART>", {"num": "1", "unit": "D"}),
    # a date told from one told before
    Rule("shift", "<approx ABOUT>?<num NUM>(?:FULL)*(?:<unit UN>)(?:AND ONE HALF)?<n EARLIER|LATER>(?!THAN)", guard="shift"),
    Rule("shift", "<unit UNITS><n EARLIER|LATER>(?!THAN)", {"num": "X"}, guard="shift"),
    Rule("event", "THE<unit UNIT><n AFTER|EARLIER>", {"num": "1"}, guard="event"),
    Rule("event", "<approx ABOUT>?<num NUM>(?:FULL)*<unit UN>(?=AFTER)", {"n": "1"}, guard="event"),
    Rule("shift", "THE<n NEXT|FOLLOWING|PREVIOUS><unit UNIT>", {"num": "1"}, guard="one_unit"),
    Rule("shift", "THE<unit UNIT>(?=FOLLOWING)<n FOLLOWING>", {"num": "1"}),
    Rule("same", "(?:THAT|THE) SAME<unit UNIT>", guard="one_unit"),
    Rule("same", "(?:EARLIER|LATER|<early SOON>)(?:IN)?(?:THAT|THE)(?:SAME)?<unit UNIT|WEEKEND>"),
    Rule("same", "(?:THAT|THE SAME)<part PART>", {"unit": "D"}),
    Rule("same", "THAT<unit UNIT|WEEKEND>", guard="one_unit"),
    Rule("same", "THE?<edge EDGE>OF(?:THE|THAT)(?:SAME)?<unit UNIT|WEEKEND>", guard="one_unit"),
    Rule("same", "<unit UNIT>POSS<edge END>"),
    Rule("same", "(?:(?:THE|THAT|THIS)SAME|THAT|THIS|THE)(?:TIME|DATE)", {"unit": "time"}, guard="the_time"),
    # sets and durations
    Rule("set", "<every EVERY>(?:<num NUMBER|SECOND|ORDINAL>)?<unit UNIT|UNITS|WEEKEND>", {"value": "unit"}),
    Rule("set", "<every EVERY><part PART>", {"value": "part"}),
    Rule("set", "<daily DAILY>", {"value": "word"}, guard="adverb"),
    Rule("set", "PER<unit UNIT>", {"value": "per"}),
    Rule(
        "dur",
        "THE?<which PAST|LAST|NEXT|COMING|FINAL|PREVIOUS|FOLLOWING|ORDINAL>(?:FULL)?<num NUM>(?:FULL)*<unit UN>",
        guard="duration",
    ),
    Rule("dur", "THE<num NUM><which PAST|LAST|PREVIOUS|FOLLOWING>(?:FULL)*<unit UN>", guard="duration"),
    Rule(
        "dur",
        "(?:THE|THESE)?<which PAST|LAST|NEXT|COMING|PREVIOUS|FOLLOWING|FINAL|RECENT><unit UNITS>",
        {"num": "X"},
        guard="duration",
    ),
    Rule("dur", "THE<which PAST|NEXT|COMING|LAST><unit UNIT|WEEKEND>", {"num": "1"}, guard="duration"),
    Rule("dur", "<num NUMBER|ONE|D2|N3>DASH<unit UNIT>(?:DASH)?OLD?", guard="duration"),
    Rule("dur", "<unit UNIT>DASH FULL", {"num": "1"}, guard="long"),
    Rule("dur", "<approx ABOUT>?(?:THE)?(?:FULL)?<num NUM>(?:FULL)*<unit UN>(?:OLD|AND ONE HALF)?", guard="duration"),
    Rule("dur", "<approx ABOUT>?ANOTHER<num NUM>?<unit UN>", guard="duration"),
    Rule("dur", "<unit UNITS>", {"num": "X"}, guard="plain_units"),
    # months, seasons and years alone
    Rule("date", "THE?<edge EDGE>OF<year Y4>"),
    Rule("date", "<num D2|N3|Y4><era ERA>PERIOD?", guard="era"),
    Rule("date", "<era ERA><num D2|N3|Y4>", guard="era"),
    Rule("date", "THE?(?:<early SOON>(?:IN)?)?<season SEAS>", guard="season"),
    Rule("date", "(?:THE UNIT)?<year Y4>", guard="year"),
    Rule("date", "<yy SHORTYEAR>"),
    Rule("date", "(?<=Y4 DASH)<yy D2>(?!DASH|SLASH)"),
    Rule("date", "<num N3>", {"era": "BC"}, guard="old_year"),
    Rule("date", "<month MON>", guard="month"),
    Rule("date", "THE<day NTH>", guard="nth"),
    # clock times and parts of days alone
    Rule("time", "POINT", guard="clock"),
    Rule("time", "THE?<early SOON>?<part PART>", guard="part"),
    Rule("time", "<part DAYTIME>"),
    # vague
    Rule("ref", "<ref NOW|RECENTLY>", guard="adverb"),
    Rule("ref", "<ref CURRENT|RECENT|FUTURE|FORMER>", guard="vague"),
]

_NAME = re.compile(r"\?P<\w+>|<(?P<group>[a-z]+) |(?P<symbol>[A-Z][A-Z0-9_]*)|(?P<close>>)|\s+")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its pattern over symbol characters."""

    rule: Rule
    pattern: re.Pattern[str]


def expand(pattern: str) -> str:
    """A pattern in symbol names as a regular expression over symbol characters."""
    code = time_words().code

    def put(match: re.Match[str]) -> str:
        if name := match["symbol"]:
            return expand(PARTS[name]) if name in PARTS else code.get(name, "") or _unknown(name)
        if group := match["group"]:
            return f"(?P<{group}>"
        if match["close"]:
            return ")"
        return match.group() if match.group().strip() else ""

    return _NAME.sub(put, pattern)


def _unknown(name: str) -> str:
    raise LookupError(f"The grammar of times names {name}, which is no symbol.")


@cache
def compiled() -> tuple[tuple[Compiled, ...], re.Pattern[str]]:
    """All rules in order, and the one pattern that finds where any may begin."""
    rules = tuple(Compiled(rule, re.compile(expand(rule.pattern))) for rule in RULES)
    anywhere = re.compile("|".join(f"(?:{re.sub(r'[?]P<[a-z]+>', '?:', c.pattern.pattern)})" for c in rules))
    return rules, anywhere
