"""Checks on quarters, halves and years that only a context tells ("the quarter", "the year", "the first half")."""

from __future__ import annotations

from hadba.extract.times.lexer import time_words
from hadba.extract.times.place import Groups, Guard, Place

LEADING = frozenset(("in", "for", "during", "of", "over", "throughout", "by", "through", "within"))
OPENING = frozenset(("of", "when", "that", "before", "after", "since", "to", "the", "in"))  # "the year that ..."


def _quarter(place: Place, groups: Groups) -> bool:
    return any(p.lower == "quarter" for p in place.matched())


def _the_quarter(place: Place, groups: Groups) -> bool:
    """ "in the quarter", "the latest quarter" of a report that tells of quarters; not "the quarter of the city"."""
    pieces = place.matched()
    if pieces[-1].lower != "quarter" or place.after() in ("of", "century", "mile", "point"):
        return False
    return _tells_of_quarters(place) and (len(pieces) > 2 or place.before() in LEADING | {"and", ",", "ended"})


def _tells_of_quarters(place: Place) -> bool:
    """Whether a quarter with its number is named anywhere: "the third quarter", "second-quarter"."""
    code = time_words().code
    numbers, dash = code["ORDINAL"] + code["SECOND"], code["DASH"]
    codes, unit = place.lexed.codes, code["SHORT_UNIT"]
    for i, symbol in enumerate(codes):
        if symbol == unit and i and place.lexed.piece(i).lower == "quarter":
            back = i - 2 if codes[i - 1] == dash else i - 1
            if back >= 0 and codes[back] in numbers:
                return True
    return False


def _the_year(place: Place, groups: Groups) -> bool:
    """ "in the year", "for the year": the one that is told of; not "Player of the Year", "the year 1990", "the year that"."""
    piece, right = place.matched()[-1], place.after_piece()
    if piece.text[:1].isupper() and not place.parsed.text.isupper():
        return False
    if right is not None and (right.symbol == "Y4" or right.lower in OPENING or right.symbol in ("DASH", "POSS")):
        return False
    return place.before() in LEADING or any(p.symbol == "FISCAL" for p in place.matched())


def _half_of_a_business_year(place: Place, groups: Groups) -> bool:
    """A half without its year where the report tells of quarters; else it may be of a match."""
    return place.after() != "of" and _tells_of_quarters(place)


BUSINESS_GUARDS: dict[str, Guard] = {
    "quarter": _quarter,
    "the_quarter": _the_quarter,
    "the_year": _the_year,
    "half_of_a_business_year": _half_of_a_business_year,
}
