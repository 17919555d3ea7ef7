"""The rules of the grammar in their order: at each place the first that matches and is not vetoed wins."""

from __future__ import annotations

from hadba.extract.times.business import BUSINESS
from hadba.extract.times.parts import Rule

_WEEKDAY = "(?:<weekday WD>COMMA?THE?)?"


def _days() -> list[Rule]:
    """Calendar days, each alone, with a weekday, with a part of the day or a clock time before or after it."""
    rules: list[Rule] = []
    cores = ("MDY", "DMY", "MD SAMEYEAR", "DM SAMEYEAR", "MD", "DM")
    for core in cores:
        whole = f"{_WEEKDAY}{core}" + ("" if "Y" in core else " SHARED")
        rules += [
            Rule("date", f"POINT ON_THE?{whole}", guard="day"),
            Rule("date", f"THE?(?:<early SOON>(?:IN THE)?)?<part BIT>UNITS?(?:OF|ON|COMMA)?{whole}", guard="day"),
            Rule("date", f"THE?EARLY UNITS OF{whole}", {"part": "MO"}, guard="day"),
            Rule("date", f"<weekday WD><part BIT>(?:OF|COMMA)?{core}", guard="day"),
            Rule("date", f"{whole}(?:COMMA|AT)*POINT ZONE?", guard="day"),
            Rule("date", f"{whole} COMMA?<part PART>", guard="day"),
            Rule("date", whole, guard="day"),
        ]
    return rules


_NAMED_DAYS = [
    Rule("date", "<month MON><day D2>", {"year": "2001"}, guard="eleventh_of_september"),
    Rule("date", "D2 SLASH D2", {"year": "2001", "month": "9", "day": "11"}, guard="nine_eleven"),
    Rule("date", "<dir THIS|LAST|NEXT><month MON><day DAY>(?!COMMA?Y4)"),
    Rule("date", "THE<day ORDINAL>OF<month MON>(?:COMMA?<year Y4>|)"),
    Rule("date", "<holiday HOLIDAY>EVE(?:COMMA?<year Y4>|)", {"before": "1"}, guard="holiday"),
    Rule("date", "<holiday NAMED>(?:SHORT_UNIT|<weekday WEEKDAY>)(?:COMMA?<year Y4>|)", guard="named_day"),
    Rule("date", "<holiday DAY_NAME>POSS?SHORT_UNIT(?:COMMA?<year Y4>|)", guard="named_day"),
    Rule("date", "<holiday SAINT_DAY>POSS SHORT_UNIT(?:COMMA?<year Y4>|)", guard="named_day"),
    Rule("date", "<holiday HOLY>WEEKDAY(?:COMMA?<year Y4>|)", guard="holy_day"),
]


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
    Rule("date", "THE?<edge EDGE>(?:OF|IN|DASH)THE?UNIT?BC"),
    Rule("date", "THE?<edge EDGE>OF(?:THE UNIT)?<year Y4>"),
    Rule("date", "<early SOON>DASH?IN?BC"),
    Rule("date", "TURN IN<year Y4>"),
    Rule("date", "<early SOON>DASH?<year Y4>", guard="year"),
    Rule("decade", "THE?(?:<edge EDGE>OF THE)?(?:<early SOON>DASH?)?<tens TENS><era ERA>?"),
    Rule("decade", "THE(?:<early SOON>DASH?)?<tens TENS_WORD>"),
    Rule("century", "THE?(?:<edge EDGE>OF THE)?(?:<early SOON>DASH?)?<nth NTHS>DASH?UNIT<era ERA>?", guard="century"),
    Rule("calendar", "THE?<day DAY>OF?<solar SOLAR>COMMA?<year Y4>"),
    Rule("calendar", "<solar SOLAR><day DAY>COMMA?<year Y4>"),
    Rule("calendar", "THE?<day DAY>OF?<ethiopian ETHIOPIAN>COMMA?<year Y4>"),
    Rule("calendar", "<ethiopian ETHIOPIAN><day DAY>COMMA?<year Y4>"),
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
    Rule("rel", "<clock HHMM|Y4><n TODAY>", {"unit": "D"}, guard="military"),
    Rule("rel", "THE?SHORT_UNIT AFTER TODAY", {"unit": "D", "n": "2"}, guard="after_tomorrow"),
    Rule("rel", "THE?SHORT_UNIT BEFORE TODAY", {"unit": "D", "n": "-2"}, guard="before_yesterday"),
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
    Rule("weekday", f"THE?EARLY UNITS OF{_WHICHDAY}<weekday WD>(?:PART)?", {"part": "MO"}, guard="weekday"),
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
    Rule("date", "(?:<edge START|MIDDLE|END>OF)?TURN?<dir LAST|NEXT|THIS|PAST|COMING|THE PREVIOUS|THE FOLLOWING|THE NEXT>"
         "<month MON>(?!D2)", guard="month"),
    Rule("date", "(?:<edge START|MIDDLE|END>OF)?TURN?THE?<dir LAST|NEXT|THIS|PAST|COMING|PREVIOUS|FOLLOWING><season SEAS>"),
    Rule("rel", "<approx ABOUT>?<num NUM>FULL*<unit UN><more AND ONE HALF>?<n AGO>", guard="shift"),
    Rule("rel", "<approx ABOUT>?<num NUM><unit UN>(?:FROM(?:NOW|TODAY)|HENCE)", {"n": "1"}, guard="shift"),
    Rule("rel", "THE?CURRENT<unit UNIT|WEEKEND>", {"n": "0"}, guard="more_than_a_day"),
    Rule("rel", "<unit UNITS><n AGO>", {"num": "X"}),
]  # fmt: skip

_TOLD = [
    Rule("shift", "SOON?IN?THE<n NEXT|FOLLOWING|PREVIOUS>(?:<unit UNIT>)<part PART>", {"num": "1"}),
    Rule("shift", "SOON?THE<n NEXT|FOLLOWING|PREVIOUS><part PART>", {"num": "1", "unit": "D"}),
    Rule("shift", "<approx ABOUT>?<num NUM>FULL*<unit UN><more AND ONE HALF>?<n EARLIER|LATER>(?!THAN)", guard="shift"),
    Rule("shift", "<unit UNITS><n EARLIER|LATER>(?!THAN)", {"num": "X"}, guard="shift"),
    Rule("shift", "<approx ABOUT>?<num NUM>FULL*<unit UN><n BEFORE>CLAUSE_END", guard="shift"),
    Rule("shift", "<unit UNITS><n BEFORE>CLAUSE_END", {"num": "X"}, guard="shift"),
    Rule("shift", "THE<unit UNIT><n BEFORE|AFTER>CLAUSE_END", {"num": "1"}, guard="shift"),
    Rule("shift", "<unit UNITS>(?=AFTER)", {"num": "X", "n": "1", "to": "event"}, guard="vague_after"),
    Rule("event", "THE<unit UNIT>(?=AFTER)", {"num": "1", "n": "1", "the": "1"}, guard="shift"),
    Rule("event", "THE<unit UNIT>(?=BEFORE)", {"num": "1", "n": "-1", "the": "1"}, guard="shift"),
    Rule("event", "<approx ABOUT>?<num NUM>FULL*<unit UN>(?=AFTER)", {"n": "1"}, guard="event"),
    Rule("event", "<approx ABOUT>?<num NUM>FULL*<unit UN>(?=BEFORE)", {"n": "-1"}, guard="event"),
    Rule("shift", "THE<n NEXT|FOLLOWING|PREVIOUS><unit UNIT>", {"num": "1"}, guard="one_unit_then"),
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
    Rule("set", "(?:TWICE|ONCE|(?:NUMBER|D2)TIMES)(?:ONE|EVERY|PER)<unit UNIT>", {"value": "per"}),
    Rule("set", "(?:TWICE|ONCE)?<daily DAILY>", {"value": "word"}, guard="adverb"),
    Rule(
        "set",
        "<every EVERY>(?:<num NUMBER|D2|SECOND|ORDINAL|ALTERNATE|VAGUE|COUPLE OF>)?<unit UNIT|UNITS|WEEKEND>",
        {"value": "unit"},
    ),
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
        "dur",
        "<approx ABOUT>?THE?FULL?<num NUM>FULL*<unit UN>(?:OLD|OF AGE|LONG|<more AND ONE HALF>)?(?!DASH LONG)",
        guard="duration",
    ),
    Rule("dur", "<approx ABOUT>?ANOTHER<num NUM>?<unit UN>", guard="duration"),
    Rule("dur", "(?:SOME|THE)?<unit UNITS>", {"num": "X"}, guard="plain_units"),
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
    Rule("time", "POINT IN THE<part PART>", guard="clock"),
    Rule("time", "POINT", guard="clock"),
    Rule("time", "<clock HHMM|Y4>", guard="bare_military"),
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
    *_NAMED_DAYS,
    *_days(),
    *_RANGES,
    *_MONTHS,
    *_SEASONS,
    *BUSINESS,
    *_YEARS,
    *_TODAY,
    *_WEEKDAYS,
    *_NEAR,
    *_TOLD,
    *_LENGTHS,
    *_BARE,
]
