"""Checks on dates that are names or stand in names: "9/11", "Labor Day", "Good Friday", "the 19 April Movement"."""

from __future__ import annotations

from hadba.extract.times.guards_of_dates import BEARERS, STREETS
from hadba.extract.times.place import Groups, Guard, Place

ADJACENT = 2  # tokens from a month to the noun that its day qualifies
SEPTEMBER = frozenset(("attacks", "hijackers", "hijackings", "terrorists", "terrorist", "terror"))


def _day(place: Place, groups: Groups) -> bool:
    """A day of the month, not the name of a party or a street; "the" of "the 27 May vote" belongs to the vote."""
    right = place.after_piece()
    if "year" not in groups and right is not None and right.lower in BEARERS | STREETS and right.text[:1].isupper():
        return False
    first = place.matched()[0]
    if first.symbol != "ARTICLE" or groups["day"][0].symbol == "NTH" or any(p.symbol == "OF" for p in place.matched()):
        return True
    token = place.token(groups["month"][0])
    if token is None:
        return True
    head = place.parsed.head(token)
    return not (token.i < head.i <= token.i + ADJACENT and head.pos == "NOUN")


def _eleventh_of_september(place: Place, groups: Groups) -> bool:
    """Of 2001, as "the Sept. 11 attacks" are everywhere."""
    month, day = groups["month"][0], groups["day"][0]
    return month.value == 9 and day.lower == "11" and place.after() in SEPTEMBER


def _nine_eleven(place: Place, groups: Groups) -> bool:
    pieces = place.matched()
    left = place.piece(place.first - 1)
    glued = left is not None and left.end == pieces[0].start and left.symbol in ("SLASH", "DASH")
    return place.parsed.text[pieces[0].start : pieces[-1].end] == "9/11" and place.after() != "/" and not glued


def _named_day(place: Place, groups: Groups) -> bool:
    """ "Labor Day", "Christmas Day", "Easter Monday"; not "labor day" of other words in small letters."""
    last = place.matched()[-1] if "year" not in groups else next(p for p in place.matched() if p.symbol in _DAYS)
    called = last.symbol == "WEEKDAY" or last.lower == "day"
    return called and last.text[:1].isupper() and groups["holiday"][0].text[:1].isupper()


_DAYS = ("SHORT_UNIT", "WEEKDAY")


def _holy_day(place: Place, groups: Groups) -> bool:
    """ "Good Friday", "Palm Sunday"."""
    name, day = place.matched()[:2]
    return name.text[:1].isupper() and (name.lower, day.lower) in (("good", "friday"), ("palm", "sunday"))


NAME_GUARDS: dict[str, Guard] = {
    "day": _day,
    "eleventh_of_september": _eleventh_of_september,
    "nine_eleven": _nine_eleven,
    "named_day": _named_day,
    "holy_day": _holy_day,
}
