"""The grammar's rule, and parts of patterns that many rules use, by name; one may use another."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    "NUM": "(?:(?:NUMBER|D2|ONE)DASH?AND DASH?ONE DASH?HALF|FIGURE(?:(?:DASH|AND)?(?:NUMBER|HUNDRED|HALF))*|TENFOLD)",
    "ABOUT": "(?:NEARLY TO?|COMPARATIVE THAN|AT LEAST|SOME)",
    "NAMED": "(?:HOLIDAY|HOLIDAY_MOVED)",
    "NTHS": "(?:NTH|ORDINAL|SECOND|NUMBER DASH ORDINAL)",
    "BC": "<num D2|N3|Y4><era ERA>",
    "MILITARY": "(?:(?:HHMM|Y4)(?:HOURS|(?=ZONE|LOCAL|OPEN(?:HHMM|Y4)ZONE)))",
    "CLOCKED": "(?:MILITARY|CLOCKTIME HOURS?|D2(?=MERIDIAN|OCLOCK)|(?:DECIMAL|HHMM)(?=MERIDIAN)|NOON)",
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
    "NTHQ": "(?:ORDINAL|SECOND|LAST|FINAL)",
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
