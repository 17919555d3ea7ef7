"""Checks beyond symbols on lengths, clock times and vague words ("second floor", "USA Today", "talked about a few weeks")."""

from __future__ import annotations

from hadba.extract.times.guards_of_business import BUSINESS_GUARDS
from hadba.extract.times.guards_of_dates import DATE_GUARDS
from hadba.extract.times.guards_of_names import NAME_GUARDS
from hadba.extract.times.lexer import Piece
from hadba.extract.times.place import Groups, Guard, Place

CALLED_BY_NIGHT = frozenset(("club", "clubs", "vision", "school", "watchman", "owl"))
LASTING = frozenset(("over", "for", "during", "in", "within", "throughout"))
LEADING_A_CLOCK = frozenset(("at", "by", "around", "about", "approximately", "from", "until", "to", "since", "between", "and"))
BEFORE_A_CLOCK = frozenset(
    ("at", "by", "around", "about", "until", "from", "to", "and", "since", "before", "after", "between", "-")
)


def _duration(place: Place, groups: Groups) -> bool:
    unit = groups["unit"][0]
    if unit.symbol == "SECOND":
        return False
    num = groups.get("num") or []
    if _other_word(place):
        return False
    if "approx" in groups and any(p.symbol == "VAGUE" for p in num):
        return False  # "talked about a few weeks": a preposition
    if (
        unit.symbol in ("SHORT_UNIT", "YEAR", "WEEKEND")
        and unit.lower in ("minute", "second", "quarter")
        and num
        and num[0].symbol == "ONE"
    ):
        return False  # "a quarter" of something; "a minute" is an idiom
    if unit.value == "Q" and (place.after() == "of" or unit.symbol == "UNITS"):
        return False
    if (
        num
        and num[0].symbol in ("Y4", "HHMM")
        and unit.symbol in ("SHORT_UNIT", "YEAR")
        and "DASH" not in {p.symbol for p in place.matched()}
    ):
        return False
    if num and num[0].lower in ("a", "an", "one") and unit.symbol == "UNITS" and len(num) == 1:
        return False
    if num and num[0].symbol in ("NUMBER", "D2", "N3", "VAGUE", "COUPLE") and unit.symbol in ("SHORT_UNIT", "YEAR"):
        return _compound(place, unit)
    if unit.lower == "day" and num and num[0].lower == "one":
        return place.after() not in ("will", "would")
    return place.before() != "all"


def _other_word(place: Place) -> bool:
    """ "following 19 days of fighting" (a preposition), "may last two months" (a verb)."""
    first = place.matched()[0]
    token = place.token(first)
    return first.lower == "following" or (first.lower == "last" and token is not None and token.pos == "VERB")


def _compound(place: Place, unit: Piece) -> bool:
    """ "three-day", "60 day period": a number and a unit in the singular before a noun, or "year old"."""
    if unit.lower == "second":
        return False
    if any(p.symbol == "DASH" for p in place.matched()):
        return True
    right = place.after_piece()
    return place.matched()[-1].symbol == "OLD" or (right is not None and right.symbol in ("OTHER", "DASH", "PERIOD", "FULL"))


def _shift(place: Place, groups: Groups) -> bool:
    about_few = "approx" in groups and any(p.symbol == "VAGUE" for p in groups.get("num") or [])
    return not about_few and (groups["unit"][0].symbol != "SECOND" or "num" in groups)


def _event(place: Place, groups: Groups) -> bool:
    """ "two days after the raid"; but "suspended for a month after": only a length."""
    return groups["unit"][0].symbol != "SECOND" and place.before() not in ("for", "within") and _shift(place, groups)


def _vague_after(place: Place, groups: Groups) -> bool:
    return groups["unit"][0].value not in ("TS", "Q") and place.before() in ("just", "only", ".", "")


def _one_unit(place: Place, groups: Groups) -> bool:
    unit = groups["unit"][0]
    return unit.value not in ("TM", "TS", "TH", "Q")


def _one_unit_then(place: Place, groups: Groups) -> bool:
    """ "the next year" as a point told from another; "over the next year" is a length."""
    ahead = any(p.symbol == "NEXT" for p in place.matched()) and groups["unit"][0].value != "D"
    return _one_unit(place, groups) and not (ahead and place.before() in LASTING)


def _more_than_a_day(place: Place, groups: Groups) -> bool:
    """ "the current quarter"; "the present day" is now."""
    return groups["unit"][0].value not in ("D", "TH", "TM", "TS")


def _calendar_unit(place: Place, groups: Groups) -> bool:
    unit = groups["unit"][0]
    return (
        unit.symbol != "SECOND" and unit.value not in ("TM", "TH", "TS") and not (unit.value == "D" and place.before() == "to")
    )


def _plain_units(place: Place, groups: Groups) -> bool:
    piece = groups["unit"][0]
    if piece.value in ("Q", "TS", "TM") and place.after() != "apart":
        return False
    if place.matched()[0].symbol == "ARTICLE":
        return place.after() in ("after", "before", "since", "following", "leading")
    return place.before() in (
        "for",
        "in",
        "within",
        "of",
        "after",
        "over",
        "and",
        "or",
        "took",
        "take",
        "lasted",
    ) or place.after() in ("of", "after", "before", "apart")


def _these_days(place: Place, groups: Groups) -> bool:
    return place.matched()[-1].lower == "days"


def _today(place: Place, groups: Groups) -> bool:
    """Not the newspaper."""
    return place.before() != "usa"


def _adverb(place: Place, groups: Groups) -> bool:
    piece = place.matched()[-1]
    token = place.token(piece)
    if token is not None and token.entity == "ORG":
        return False
    if piece.symbol == "NOW":
        return True
    if piece.symbol == "DAILY":
        beside = (place.piece(place.first - 1), place.after_piece())
        return not (piece.text[:1].isupper() and any(b is not None and b.text[:1].isupper() for b in beside))
    return True


def _after_tomorrow(place: Place, groups: Groups) -> bool:
    return place.matched()[-1].lower == "tomorrow"


def _before_yesterday(place: Place, groups: Groups) -> bool:
    return place.matched()[-1].lower == "yesterday"


def _the_past(place: Place, groups: Groups) -> bool:
    right = place.after_piece()
    return place.before() in ("in", "of", "from") and (
        right is None or right.symbol not in ("OTHER", "SHORT_UNIT", "YEAR", "UNITS", "NUMBER", "DASH")
    )


def _vague(place: Place, groups: Groups) -> bool:
    piece = place.matched()[0]
    if piece.lower == "present":
        return place.after() in ("day", "time") or (place.before() in ("the", "at") and place.after() in (".", ",", ";"))
    if piece.lower == "future":
        token = place.token(piece)
        return token is not None and token.pos in ("NOUN", "ADJ") and place.before() in ("the", "near", "foreseeable", "in")
    return True


def _the_time(place: Place, groups: Groups) -> bool:
    """ "at the time", "by this time": the noun alone says nothing."""
    if place.before() not in ("at", "by", "until", "since", "during", "from", "to", "around"):
        return False
    if place.before() == "by" and place.matched()[0].lower == "the" and place.after_piece() is not None:
        return place.after() in (".", ",", ";")  # "by the time they came" is a conjunction
    return place.after() not in ("of", "when", "that", "the")


def _clock(place: Place, groups: Groups) -> bool:
    piece = groups["clock"][0]
    if piece.symbol == "NOON":
        return piece.lower != "midnight" or place.after() != "express"
    return piece.symbol != "CLOCKTIME" or "meridian" in groups or place.before() in BEFORE_A_CLOCK


def _military(place: Place, groups: Groups) -> bool:
    """ "at 2030 hours", "at 1030 today"."""
    written = groups["clock"][0].text
    hours = place.matched()[-1].lower in ("hours", written) or "n" in groups
    return hours and _hour_and_minute(written) and place.before() in LEADING_A_CLOCK


def _bare_military(place: Place, groups: Groups) -> bool:
    """ "at 0900,", "from 0600 to 1200": four digits that begin with 0, or after such ones, or after "at" at the end of a
    clause; "at 1500 feet" and "in 1500" are none."""
    written = groups["clock"][0].text
    if not _hour_and_minute(written) or place.before() not in LEADING_A_CLOCK:
        return False
    right, first = place.after_piece(), place.piece(place.first - 2)
    if right is not None and right.symbol in ("UNITS", "SLASH", "DASH"):
        return False
    if written.startswith("0") or (first is not None and first.symbol == "HHMM" and place.before() in ("to", "and", "until")):
        return True
    ends = right is None or right.symbol in ("COMMA", "PERIOD", "CLOSE") or right.lower in ("on", "they", "when", "a")
    return place.before() == "at" and ends and not 1900 <= int(written) <= 2100


def _hour_and_minute(written: str) -> bool:
    return int(written[:2]) < 24 and int(written[2:]) < 60


def _part(place: Place, groups: Groups) -> bool:
    piece = groups["part"][0]
    if place.before() in ("-", "–") or place.after() in CALLED_BY_NIGHT:
        return False
    if piece.text.isupper() and not place.parsed.text.isupper() and len(place.parsed.text) < 30:
        return False
    return (
        place.before()
        in ("at", "by", "until", "in", "during", "all", "the", "since", "before", "from", "of", "one", "that", "late", "early")
        or len(place.matched()) > 1
        or piece.lower in ("night",)
    )


GUARDS: dict[str, Guard] = (
    DATE_GUARDS
    | NAME_GUARDS
    | BUSINESS_GUARDS
    | {
        "duration": _duration,
        "shift": _shift,
        "event": _event,
        "vague_after": _vague_after,
        "one_unit": _one_unit,
        "one_unit_then": _one_unit_then,
        "more_than_a_day": _more_than_a_day,
        "after_tomorrow": _after_tomorrow,
        "before_yesterday": _before_yesterday,
        "calendar_unit": _calendar_unit,
        "plain_units": _plain_units,
        "these_days": _these_days,
        "today": _today,
        "adverb": _adverb,
        "the_past": _the_past,
        "vague": _vague,
        "the_time": _the_time,
        "clock": _clock,
        "military": _military,
        "bare_military": _bare_military,
        "part": _part,
    }
)
