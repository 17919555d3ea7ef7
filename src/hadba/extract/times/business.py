"""Rules for the calendar of business: quarters, halves, fiscal years, "the year-earlier period"."""

from __future__ import annotations

from hadba.extract.times.parts import Rule

_NTH = "THE?(?:LATEST|FISCAL)?<quarter NTHQ>DASH?UNIT"
_HALF = "THE?(?:LATEST|FISCAL)?<half ORDINAL|SECOND|LATTER>DASH?HALF"
_WHOSE = "(?P<same>(?:THAT|THIS|LAST|NEXT)YEAR)POSS(?:FISCAL)?"

BUSINESS = [
    Rule("date", f"THE?<edge EDGE>OF {_NTH} (?:(?:OF|COMMA)?FISCAL?<year Y4>|SAMEYEAR)", guard="quarter"),
    Rule("date", "THE?<edge EDGE>OF THE?FISCAL?<quarter ORDINAL|SECOND>DASH?UNIT", guard="quarter"),
    Rule("date", f"{_NTH} (?:OF|COMMA)?FISCAL?<year Y4>", guard="quarter"),
    Rule("date", f"{_NTH} SAMEYEAR", guard="quarter"),
    Rule("date", f"{_WHOSE}<quarter NTHQ>UNIT", guard="quarter"),
    Rule("date", "FISCAL?<year Y4>(?:POSS)?FISCAL?<quarter ORDINAL|SECOND>DASH?UNIT", guard="quarter"),
    Rule("date", "THE?(?:LATEST|FISCAL)?<quarter ORDINAL|SECOND>DASH?UNIT", guard="quarter"),
    Rule("date", f"{_HALF} (?:OF|COMMA)?FISCAL?<year Y4>"),
    Rule("date", f"{_HALF} SAMEYEAR"),
    Rule("date", f"{_WHOSE}<half ORDINAL|SECOND|LATTER>HALF"),
    Rule("date", _HALF, guard="half_of_a_business_year"),
    Rule("date", "THE?FISCAL(?:YEAR)?<year Y4>"),
    Rule("rel", "<n THIS|LAST|NEXT>FISCAL<unit YEAR>"),
    Rule("rel", "THE?CURRENT FISCAL<unit YEAR>", {"n": "0"}),
    Rule("shift", "(?:THE|ONE)?<unit YEAR>DASH<n EARLIER|AGO>(?:<whole PERIOD_WORD|SHORT_UNIT>|)", {"num": "1"}),
    Rule("same", "THE(?:LATEST)?<unit SHORT_UNIT>", guard="the_quarter"),
    Rule("same", "THE(?:FISCAL)?<unit YEAR>", guard="the_year"),
]
