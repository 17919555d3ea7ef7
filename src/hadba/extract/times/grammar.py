"""The grammar of time expressions: regular expressions over the symbols of ``lexer``.

A rule is a kind of form, a pattern and the keys that it adds. Patterns are written in symbol names; a lower-case word in
angle brackets, ``<day D2|NTH>``, names a group whose pieces are read into the form (see ``form``). Order is priority: at
each place the first rule that matches and is not vetoed wins, so longer patterns come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from hadba.extract.times.first import first_of
from hadba.extract.times.lexer import time_words

# Parts of patterns, by name; one may use another.
PARTS: dict[str, str] = {
    "THE": "(?:ARTICLE)",
    "UNIT": "(?:SHORT_UNIT|YEAR)",
    "MON": "(?:MONTH|MONTH_OR_VERB|MONTH_ABBREVIATED PERIOD?)",
    "WD": "(?:WEEKDAY|WEEKDAY_ABBREVIATED PERIOD?)",
    "DAY": "(?:D2|NTH)",
    "SEAS": "(?:SEASON|SEASON_OR_VERB)",
    "UN": "(?:UNIT|UNITS|SECOND)",
    "EDGE": "(?:START|MIDDLE|END|REST|LATTER|EARLY|LATE)",
    "SOON": "(?:EARLY|LATE|MID)",
    "BIT": "(?:PART|DAYTIME|NOON)",
    "FIGURE": "(?:NUMBER|D2|N3|Y4|HHMM|BIG|DECIMAL)",
    "TENFOLD": "(?:ONE(?:HUNDRED|COUPLE OF?|DOZEN|VAGUE|SINGLE)?|COUPLE OF?|DOZEN|VAGUE|HALF ONE?|HUNDRED)",
    "NUM": "(?:(?:NUMBER|D2)AND ONE HALF|FIGURE(?:(?:DASH|AND)?(?:NUMBER|HUNDRED|HALF))*|TENFOLD)",
    "ABOUT": "(?:NEARLY TO?|COMPARATIVE THAN|AT LEAST|SOME)",
    "NAMED": "(?:HOLIDAY|HOLIDAY_MOVED)",
    "NTHS": "(?:NTH|ORDINAL|SECOND|NUMBER DASH ORDINAL)",
    "BC": "<num D2|N3|Y4><era ERA>",
    "MILITARY": "(?:(?:HHMM|Y4)(?:HOURS|(?=ZONE|LOCAL|OPEN(?:HHMM|Y4)ZONE)))",
    "CLOCKED": "(?:MILITARY|CLOCKTIME HOURS?|D2(?=MERIDIAN|OCLOCK)|DECIMAL(?=MERIDIAN)|NOON)",
    "POINT": "(?:<clock CLOCKED>(?:<meridian MERIDIAN>|OCLOCK)?(?:<zone LOCAL TIME|ZONE>|OPEN(?:LOCAL TIME|ZONE)CLOSE)?)",
    # the year of a second date that follows: "26 June - 4 August 1952", "April and June 1955", "May 5-9, 1918"
    "AND_TO": "(?:AND|TO|DASH)",
    "SHARED": "(?:(?=AND_TO(?:THE?DAY)?(?:MON)(?:DAY)?(?:COMMA|OF)?<year Y4>)|(?=AND_TO DAY COMMA?<later Y4>)|)",
    "DMY": "(?:THE?<day DAY>OF?<month MON>(?:COMMA|OF)?<year Y4>)",
    "MDY": "(?:<month MON><day DAY>(?:COMMA|OF|COMMA OF)?<year Y4>)",
    "DM": "(?:THE?<day DAY>OF?<month MON>)",
    "MD": "(?:<month MON>THE?<day DAY>(?!DASH?(?:UNIT|UNITS)))",
    "SAMEYEAR": "(?:OF|COMMA)?(?P<same>(?:THAT|THE? SAME|THIS|LAST|NEXT)YEAR)",
    "CLAUSE_END": "(?=COMMA|PERIOD|MARK|CLOSE|DASH|AND|$)",
    "TURN": "(?:<early SOON>|EARLIER|LATER)",
    "ON_THE": "(?:COMMA?ON|COMMA|ON THE)",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """``kind`` and ``keys`` go into the form as they are; ``guard`` names a check beyond symbols (see ``guards``)."""

    kind: str
    pattern: str
    keys: dict[str, str] = field(default_factory=dict)
    guard: str = ""


_WEEKDAY = "(?:<weekday WD>COMMA?THE?)?"


def _days() -> list[Rule]:
    """Calendar days, each alone, with a weekday, with a part of the day or a clock time before or after it."""
    rules: list[Rule] = []
    cores = ("MDY", "DMY", "MD SAMEYEAR", "DM SAMEYEAR", "MD", "DM")
    for core in cores:
        whole = f"{_WEEKDAY}{core}" + ("" if "Y" in core else " SHARED")
        rules += [
            Rule("date", f"POINT ON_THE?{whole}"),
            Rule("date", f"THE?(?:<early SOON>(?:IN THE)?)?<part BIT>UNITS?(?:OF|ON|COMMA)?{whole}"),
            Rule("date", f"THE?EARLY UNITS OF{whole}", {"part": "MO"}),
            Rule("date", f"<weekday WD><part BIT>(?:OF|COMMA)?{core}"),
            Rule("date", f"{whole}(?:COMMA|AT)*POINT ZONE?"),
            Rule("date", f"{whole} COMMA?<part PART>"),
            Rule("date", whole),
        ]
    return rules


_RANGES = [
    Rule("date", "<day DAY>(?=(?:TO|AND|DASH)THE?DAY OF?<month MON>(?:(?:COMMA|OF)?<year Y4>|))"),
    Rule("date", "(?<=DASH)<day DAY>COMMA<year Y4>", guard="end_of_range"),
    Rule("date", "(?<=DASH)<day DAY>", guard="end_of_range"),
    Rule("date", "(?<=AND)<day DAY>", guard="end_of_range"),
    Rule("date", "(?<=Y4 DASH)<yy D2>(?!DASH|SLASH)", guard="short_year"),
]

_MONTHS = [
    Rule("date", "THE?<edge EDGE>OF THE?<month MON>(?:COMMA|OF)?<year Y4>"),
    Rule("date", "THE?<edge EDGE>OF THE?<month MON>SHARED", guard="month"),
    Rule("date", "<early SOON>DASH?IN?<month MON>(?:COMMA|OF)?<year Y4>"),
    Rule("date", "<early SOON>DASH?IN?<month MON>SAMEYEAR"),
    Rule("date", "<early SOON>DASH?IN?<dir THIS|LAST|NEXT>?<month MON>SHARED", guard="month"),
    Rule("date", "<month MON>SAMEYEAR"),
    Rule("date", "<month MON>BC"),
    Rule("date", "ABOUT?<month MON>(?:COMMA|OF)?<year Y4>(?!HOURS)"),
    Rule("date", "THE?<week LAST|ORDINAL|SECOND|FINAL>UNIT OF<month MON>(?:(?:COMMA|OF)?<year Y4>|)", guard="week"),
]

_SEASONS = [
    Rule("date", "THE?(?:<edge EDGE>OF THE?)?<early SOON>?<season SEAS>(?:OF|COMMA)?BC"),
    Rule("date", "THE?(?:<edge EDGE>OF THE?)?(?:<early SOON>(?:IN THE?)?)?<season SEAS>(?:OF|COMMA)?<year Y4>", guard="season"),
    Rule("date", "THE?(?:<early SOON>(?:IN THE?)?)?<season SEAS>(?=AND THE?SEAS(?:OF|COMMA)?BC)"),
    Rule("date", "THE?(?:<early SOON>(?:IN THE?)?)?<season SEAS>(?=(?:AND|TO|DASH)THE?SEAS(?:OF|COMMA)?<year Y4>)"),
    Rule("date", "<year Y4><season SEAS>", guard="year"),
]

_YEARS = [
    Rule("date", "THE?<half ORDINAL|SECOND|LATTER>HALF OF<year Y4>"),
    Rule("date", "THE?<quarter ORDINAL|SECOND|LAST|FINAL>UNIT OF<year Y4>", guard="quarter"),
    Rule("date", "THE?<edge EDGE>(?:OF|IN|DASH)THE?UNIT?BC"),
    Rule("date", "THE?<edge EDGE>OF(?:THE UNIT)?<year Y4>"),
    Rule("date", "<early SOON>DASH?IN?BC"),
    Rule("date", "TURN IN<year Y4>"),
    Rule("date", "<early SOON>DASH?<year Y4>", guard="year"),
    Rule("decade", "THE?(?:<edge EDGE>OF THE)?(?:<early SOON>DASH?)?<tens TENS><era ERA>?"),
    Rule("century", "THE?(?:<edge EDGE>OF THE)?(?:<early SOON>DASH?)?<nth NTHS>DASH?UNIT<era ERA>?", guard="century"),
    Rule("hijri", "<day DAY>OF?<hijri HIJRI|HIJRI_OR_NAME>COMMA?<year Y4>"),
    Rule("hijri", "<day DAY>OF?<hijri HIJRI|HIJRI_OR_NAME>"),
    Rule("hijri", "<hijri HIJRI>COMMA?<year Y4>", guard="hijri"),
    Rule("hijri", "<hijri HIJRI>", guard="hijri"),
    Rule("date", "EID DASH?AL?DASH?<holiday FEAST>COMMA?(?:<year Y4>|)"),
    Rule("date", "<holiday NAMED>(?:UNIT|COMMA|OF)?<year Y4>", guard="holiday"),
    Rule("date", "NEW YEAR POSS EVE", {"month": "12", "day": "31"}),
    Rule("date", "NEW YEAR POSS SHORT_UNIT", {"month": "1", "day": "1"}, guard="new_year"),
    Rule("date", "<holiday NAMED><part PART>"),
    Rule("date", "<holiday NAMED>", guard="holiday"),
]  # fmt: skip

_TODAY = [
    Rule("rel", "POINT ON_THE?<n TODAY>", {"unit": "D"}),
    Rule("rel", "<n TODAY>(?:AT|COMMA)?POINT", {"unit": "D"}),
    Rule("rel", "THE?EARLY UNITS OF<n TODAY|THIS>(?:PART)?", {"unit": "D", "part": "MO"}),
    Rule("rel", "<early SOON>?<part BIT><n TODAY>", {"unit": "D"}),
    Rule("rel", "<n TODAY><early SOON>?<part BIT>", {"unit": "D"}),
    Rule("rel", "TURN?<n TODAY>", {"unit": "D"}, guard="today"),
    Rule("rel", "<early SOON>?TONIGHT", {"unit": "D", "n": "0", "part": "NI"}),
    Rule("rel", "OVERNIGHT", {"unit": "D", "n": "-1", "part": "NI", "over": "1"}, guard="adverb"),
    Rule("rel", "TURN?<n LAST><part PART>", {"unit": "D"}),
    Rule("rel", "(?:POINT|TURN)?<n THIS><part PART>", {"unit": "D"}),
]

_WHICHDAY = "(?:<dir LAST|NEXT|THIS|COMING|FOLLOWING|PREVIOUS|THE PREVIOUS|THE FOLLOWING|PAST|THIS PAST>)?"
_WEEKDAYS = [
    Rule("weekday", f"(?:TURN ON?)?{_WHICHDAY}<weekday WD>SOON?<part BIT>", guard="weekday"),
    Rule("weekday", f"THE?(?:<early SOON>(?:IN THE)?)?<part BIT>UNITS?(?:OF|ON|COMMA)?{_WHICHDAY}<weekday WD>(?!COMMA?MON D2)",
         guard="weekday"),
    Rule("weekday", f"POINT(?:ON_THE|LATE)?{_WHICHDAY}<weekday WD>", guard="weekday"),
    Rule("weekday", f"{_WHICHDAY}<weekday WD>(?:AT|COMMA|COMMA AT)POINT", guard="weekday"),
    Rule("weekday", f"THE?(?:EARLY)UNITS OF{_WHICHDAY}<weekday WD>", {"part": "MO"}, guard="weekday"),
    Rule("set", "<every EVERY>?<weekdays WEEKDAYS>", {"value": "week"}, guard="recurring"),
    Rule("weekday", "<weekdays WEEKDAYS>"),
    Rule("set", "<every EVERY><weekday WEEKDAY><part PART>?", {"value": "week"}),
    Rule("weekday", f"(?:TURN ON?)?THE?{_WHICHDAY}<weekday WD>(?:<n TODAY>|)", guard="weekday"),
]  # fmt: skip

_NEAR = [
    Rule("rel", "THE?<edge EDGE>OF<n THIS|LAST|NEXT|COMING><unit UNIT|WEEKEND>"),
    Rule("rel", "THE<edge EDGE>PART_WORD OF THE<n NEXT|FOLLOWING|COMING><unit UNIT>"),
    Rule("rel", "TURN IN?<n THIS|LAST|NEXT|COMING><unit UNIT|WEEKEND>", guard="calendar_unit"),
    Rule("date", "THE?<season SEAS>SAMEYEAR"),
    Rule("rel", "<n THIS|LAST|NEXT|COMING|THIS PAST><unit UNIT|WEEKEND>", guard="calendar_unit"),
    Rule("rel", "THE<unit WEEKEND>", {"n": "tense"}),
    Rule("date", "THE?<quarter ORDINAL|SECOND>DASH?UNIT", guard="quarter"),
    Rule("date", "(?:<edge START|MIDDLE|END>OF)?TURN?<dir LAST|NEXT|THIS|PAST|COMING|THE PREVIOUS|THE FOLLOWING|THE NEXT>"
         "<month MON>(?!D2)", guard="month"),
    Rule("date", "(?:<edge START|MIDDLE|END>OF)?TURN?THE?<dir LAST|NEXT|THIS|PAST|COMING|PREVIOUS|FOLLOWING><season SEAS>"),
    Rule("rel", "<approx ABOUT>?<num NUM>FULL*<unit UN>(?:AND ONE HALF)?<n AGO>", guard="shift"),
    Rule("rel", "<unit UNITS><n AGO>", {"num": "X"}),
]  # fmt: skip

_TOLD = [
    Rule("shift", "SOON?IN?THE<n NEXT|FOLLOWING|PREVIOUS>(?:<unit UNIT>)<part PART>", {"num": "1"}),
    Rule("shift", "SOON?THE<n NEXT|FOLLOWING|PREVIOUS><part PART>", {"num": "1", "unit": "D"}),
    Rule("shift", "<approx ABOUT>?<num NUM>FULL*<unit UN>(?:AND ONE HALF)?<n EARLIER|LATER>(?!THAN)", guard="shift"),
    Rule("shift", "<unit UNITS><n EARLIER|LATER>(?!THAN)", {"num": "X"}, guard="shift"),
    Rule("shift", "<approx ABOUT>?<num NUM>FULL*<unit UN><n BEFORE>CLAUSE_END", guard="shift"),
    Rule("shift", "<unit UNITS><n BEFORE>CLAUSE_END", {"num": "X"}, guard="shift"),
    Rule("shift", "THE<unit UNIT><n BEFORE|AFTER>CLAUSE_END", {"num": "1"}, guard="shift"),
    Rule("shift", "<unit UNITS>(?=AFTER)", {"num": "X", "n": "1", "to": "event"}, guard="vague_after"),
    Rule("event", "THE<unit UNIT>(?=AFTER)", {"num": "1", "n": "1", "the": "1"}, guard="shift"),
    Rule("event", "THE<unit UNIT>(?=BEFORE)", {"num": "1", "n": "-1", "the": "1"}, guard="shift"),
    Rule("event", "<approx ABOUT>?<num NUM>FULL*<unit UN>(?=AFTER)", {"n": "1"}, guard="event"),
    Rule("event", "<approx ABOUT>?<num NUM>FULL*<unit UN>(?=BEFORE)", {"n": "-1"}, guard="event"),
    Rule("shift", "THE<n NEXT|FOLLOWING|PREVIOUS><unit UNIT>", {"num": "1"}, guard="one_unit"),
    Rule("shift", "THE<unit UNIT><n FOLLOWING>", {"num": "1"}),
    Rule("same", "TURN IN?(?:THAT|THE)SAME?<unit UNIT|WEEKEND>"),
    Rule("same", "(?:THAT|THE)SAME<unit UNIT>", guard="one_unit"),
    Rule("same", "(?:THAT|THE SAME)<part PART>", {"unit": "D"}),
    Rule("same", "THAT SAME?<season SEAS>", {"unit": "Y"}),
    Rule("same", "THAT<unit UNIT|WEEKEND>", guard="one_unit"),
    Rule("same", "THE?<edge EDGE>PART_WORD?OF(?:THE|THAT)SAME?<unit UNIT|WEEKEND>", guard="one_unit"),
    Rule("same", "<unit UNIT>(?:POSS|DASH)<edge END>"),
    Rule("same", "(?:(?:THE|THAT|THIS)SAME|THAT|THIS|THE)(?:TIME|DATE)", {"unit": "time"}, guard="the_time"),
    Rule("loose", "(?:THAT|THIS|THE SAME)PERIOD_WORD"),
]

_LENGTHS = [
    Rule("set", "<every EVERY>(?:<num NUMBER|SECOND|ORDINAL>)?<unit UNIT|UNITS|WEEKEND>", {"value": "unit"}),
    Rule("set", "<every EVERY><part PART>", {"value": "part"}),
    Rule("set", "<daily DAILY>", {"value": "word"}, guard="adverb"),
    Rule("set", "PER<unit UNIT>", {"value": "per"}),
    Rule(
        "dur",
        "THE?<which PAST|LAST|NEXT|COMING|FINAL|PREVIOUS|FOLLOWING|ORDINAL>FULL?<num NUM>FULL*<unit UN>",
        guard="duration",
    ),
    Rule("dur", "THE<num NUM><which PAST|LAST|PREVIOUS|FOLLOWING>FULL*<unit UN>", guard="duration"),
    Rule(
        "dur",
        "(?:(?:THE|THESE)<which PAST|LAST|NEXT|COMING|PREVIOUS|FOLLOWING|FINAL|RECENT>|<recent RECENT|PAST|LAST>)<unit UNITS>",
        {"num": "X"},
        guard="duration",
    ),
    Rule("dur", "THE<which PAST|NEXT|COMING|LAST><unit UNIT|WEEKEND>", {"num": "1"}, guard="duration"),
    Rule("dur", "<unit UNIT|UNITS>DASH AND DASH ONE DASH HALF DASH?LONG?", {"num": "1.5"}),
    Rule("dur", "<unit UNIT>DASH LONG", {"num": "1"}),
    Rule("dur", "<unit UNITS>DASH LONG", {"num": "X"}),
    Rule("dur", "<num NUM>DASH<unit UNIT>(?:DASH?(?:LONG|OLD))?", guard="duration"),
    Rule(
        "dur", "<approx ABOUT>?THE?FULL?<num NUM>FULL*<unit UN>(?:OLD|OF AGE|LONG|AND ONE HALF)?(?!DASH LONG)", guard="duration"
    ),
    Rule("dur", "<approx ABOUT>?ANOTHER<num NUM>?<unit UN>", guard="duration"),
    Rule("dur", "SOME?<unit UNITS>", {"num": "X"}, guard="plain_units"),
]

_BARE = [
    Rule("date", "BC", guard="era"),
    Rule("date", "<era ERA><num D2|N3|Y4>", guard="era"),
    Rule("date", "<num D2|N3|Y4>(?=(?:DASH|TO|AND)(?:D2|N3|Y4)<era ERA>)", {"range": "1"}),
    Rule("date", "THE?(?:TURN IN?THE?)?(?:<edge START|MIDDLE|END>OF THE?)?<season SEAS>", guard="season"),
    Rule("date", "ABOUT?(?:THE(?:UNIT|UNITS))?<year Y4>", guard="year"),
    Rule("date", "<yy SHORTYEAR>"),
    Rule("date", "<num N3>", {"era": "BC"}, guard="old_year"),
    Rule("date", "<month MON>SHARED", guard="month"),
    Rule("date", "THE?<day NTH>", guard="nth"),
    Rule("time", "<clock HHMM|Y4>UNITS", guard="military"),
    Rule("time", "<clock HHMM|Y4>(?=TODAY|WEEKDAY)", guard="military"),
    Rule("time", "POINT", guard="clock"),
    Rule("time", "THE?<early SOON>?<part PART>(?:UNITS)?", guard="part"),
    Rule("time", "<part DAYTIME>"),
    Rule("ref", "RIGHT?<ref NOW|RECENTLY>", guard="adverb"),
    Rule("ref", "THESE UNITS", {"ref": "PRESENT_REF"}, guard="these_days"),
    Rule("ref", "THE NEAR?FUTURE", {"ref": "FUTURE_REF"}),
    Rule("ref", "<ref FUTURE>", guard="vague"),
    Rule("ref", "(?:THE)PAST", {"ref": "PAST_REF"}, guard="the_past"),
    Rule("ref", "<ref CURRENT|RECENT>", guard="vague"),
    Rule("loose", "<ref FORMER>"),
]

RULES: list[Rule] = [
    Rule("iso", "<iso ISO>"),
    Rule("slashed", "<slashed SLASHED>"),
    *_days(),
    *_RANGES,
    *_MONTHS,
    *_SEASONS,
    *_YEARS,
    *_TODAY,
    *_WEEKDAYS,
    *_NEAR,
    *_TOLD,
    *_LENGTHS,
    *_BARE,
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
def compiled() -> tuple[dict[str, tuple[Compiled, ...]], re.Pattern[str]]:
    """For each symbol the rules that may begin with it, in order; and a pattern of the places worth trying: a symbol that
    says nothing alone ("the", "at") counts only before another symbol of the lexicon or a number."""
    table: dict[str, list[Compiled]] = {}
    for rule in RULES:
        pattern = expand(rule.pattern)
        compiled_rule = Compiled(rule, re.compile(pattern))
        for symbol in first_of(pattern).symbols:
            table.setdefault(symbol, []).append(compiled_rule)
    alone = {s for s, rules in table.items() if any(r.pattern.match(s) or "(?<=" in r.pattern.pattern for r in rules)}
    idle = "".join(time_words().code[name] for name in ("OTHER", "MARK", "PERIOD", "COMMA", "OPEN", "CLOSE"))
    worth = f"[{''.join(sorted(alone))}]|[{''.join(sorted(set(table) - alone))}](?=[^{idle}])"
    return {symbol: tuple(rules) for symbol, rules in table.items()}, re.compile(worth)
