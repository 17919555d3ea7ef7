"""Checks beyond symbols on dates: words and numbers that look like dates and are none ("may", "fall", "2000 people")."""

from __future__ import annotations

from hadba.extract.times.lexer import Piece
from hadba.extract.times.place import BEFORE_A_DATE, Groups, Guard, Place
from hadba.lexicon.harm import harm_words
from hadba.model.parse import Parsed, Token

# what bears a date in its name: "the 19 April Movement"
BEARERS = frozenset(("movement", "brigade", "brigades", "battalion", "martyrs", "square", "bridge", "university"))
COUNTING = frozenset(("and", "or", "to", "about", "around"))  # of these that stand before a count as well
APPROXIMATE = frozenset(("about", "approximately", "around", "roughly", "almost", "nearly", "exactly"))
STREETS = frozenset(("street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "drive", "lane"))


def _month(place: Place, groups: Groups) -> bool:
    piece = groups["month"][0]
    numbered = place.after()[:1].isdigit() and place.after(1) in BEARERS | STREETS
    if place.before() == "black" or place.after() in BEARERS or numbered:
        return False  # a name
    if piece.text.islower() or (piece.symbol == "MONTH_OR_VERB" and place.before() in ("long", "'s", "’s", "the", "a", "his")):
        return False
    if piece.symbol == "MONTH":
        return not _part_of_name(place, piece)
    if piece.symbol == "MONTH_ABBREVIATED":
        return len(piece.lower) > 3 or (groups["month"][-1].symbol == "PERIOD" and place.before() in BEFORE_A_DATE)
    token = place.token(piece)
    if place.matched()[0] != piece or place.before() in BEFORE_A_DATE - {"to", "and", "or", "the", "of"}:
        return True
    return token is not None and token.pos in ("PROPN", "NOUN") and token.entity == "DATE"


def _part_of_name(place: Place, piece: Piece) -> bool:
    """A person called April or June, "Black September"."""
    token = place.token(piece)
    return token is not None and token.entity in ("PERSON", "ORG") and place.before() not in BEFORE_A_DATE


def _year(place: Place, groups: Groups) -> bool:
    if _serial(place) or _is_count(place, groups["year"][0]) or _an_hour(place):
        return False
    number, left = int(groups["year"][0].text), place.piece(place.first - 1)
    if 1900 <= number <= 2100 or len(place.matched()) > 1:
        return True
    if place.before() == "to":  # "from 1751 to 1777", but "up to 1429 people"
        earlier = place.piece(place.first - 2)
        return earlier is not None and earlier.symbol == "Y4"
    return place.before() in BEFORE_A_DATE or (left is not None and left.symbol in ("OPEN", "DASH"))


def _an_hour(place: Place) -> bool:
    """ "At 1100", "at about 1945"."""
    earlier = place.piece(place.first - 2)
    return place.before() == "at" or (place.before() in APPROXIMATE and earlier is not None and earlier.lower == "at")


def _serial(place: Place) -> bool:
    """Whether something is glued to a number that makes it part of a code or a sum ("2011-07-S-021", "$2000", "12%")."""
    start, end = place.matched()[0].start, place.matched()[-1].end
    left, right, beyond = place.piece(place.first - 1), place.piece(place.last), place.piece(place.last + 1)
    if left is not None and left.end == start and left.symbol not in ("OPEN", "DASH", "SLASH", "MARK"):
        return True
    if left is not None and (left.text in "$€£#+" or left.lower in ("no", "number", "about", "than", "some", "only", "least")):
        return True
    if right is None:
        return False
    if _address(place):
        return True
    if right.text in "%°" or right.symbol in ("UNITS", "BIG", "DECIMAL", "ZONE"):
        return True
    if right.symbol != "DASH" or right.start != end or beyond is None or beyond.start != right.end:
        return False
    third = place.piece(place.last + 2)
    coded = beyond.symbol == "D2" and third is not None and third.symbol == "DASH" and third.start == beyond.end
    return coded or beyond.symbol not in ("Y4", "D2", "OTHER")


def _address(place: Place) -> bool:
    """ "1915 Birch Street", "the 1100 block": a house number."""
    words = [p.lower for i in range(4) if (p := place.piece(place.last + i)) is not None]
    return words[:1] == ["block"] or any(w in STREETS for w in words[:3])


def _is_count(place: Place, piece: Piece) -> bool:
    """ "2000 people", "and 1407 injured", "left 2014 displaced", but not "the 2010 elections", "In 2014 wounded soldiers"."""
    token = place.token(piece)
    if place.after() in harm_words().participles and place.before() not in BEFORE_A_DATE - COUNTING:
        return True
    if token is None or token.dep != "nummod" or not _counts(place.parsed, token):
        return False
    named = (
        place.before() in ("the", "any", "'s", "’s", "its", "their", "and")
        and int(piece.text) % 100
        and int(piece.text) >= 1980
    )
    return not named


def _counts(parsed: Parsed, token: Token) -> bool:
    """Whether a number counts the noun that it stands before ("2000 people")."""
    head = parsed.head(token)
    return head.i > token.i and head.tag in ("NNS", "NNPS") and head.i - token.i <= 3


def _weekday(place: Place, groups: Groups) -> bool:
    piece = groups["weekday"][0]
    if piece.symbol == "WEEKDAY":
        return place.before() not in ("bloody", "black", "palm", "good") or len(place.matched()) > 1
    return piece.text[:1].isupper() and (
        len(place.matched()) > 2 or place.after_piece() is None or place.after() in (",", "at")
    )


def _recurring(place: Place, groups: Groups) -> bool:
    """ "on Sundays", against "Sundays attack", which only lost its apostrophe."""
    right = place.after_piece()
    return "every" in groups or place.before() == "on" or right is None or right.symbol != "OTHER"


def _season(place: Place, groups: Groups) -> bool:
    piece = groups["season"][0]
    token = place.token(piece)
    if token is not None and token.pos not in ("NOUN", "PROPN"):
        return False
    if place.before() in ("arab", "prague"):
        return False
    if piece.lower in ("spring", "fall"):
        mods = len(place.matched()) > 1 and place.matched()[0].symbol in ("EARLY", "LATE", "MID")
        if place.after() == "of" or place.after() in ("offensive",):
            return place.after() == "offensive" and piece.lower == "spring"
        if piece.lower == "fall":
            the = place.matched()[0].symbol == "ARTICLE"
            return mods or (
                place.before() in ("in", "during", "last", "this", "next", "since") and not (the and _has_of(place))
            )
        return mods or place.before() in BEFORE_A_DATE or place.matched()[0].symbol == "ARTICLE"
    return place.after() not in ("olympics", "games", "palace")


def _has_of(place: Place) -> bool:
    return "of" in (place.after(), place.after(1))


def _century(place: Place, groups: Groups) -> bool:
    return any(p.lower == "century" for p in place.matched())


def _holiday(place: Place, groups: Groups) -> bool:
    return place.matched()[0].text[:1].isupper()


def _hijri(place: Place, groups: Groups) -> bool:
    """The month, not a person of that name."""
    piece, left, right = place.matched()[0], place.piece(place.first - 1), place.after_piece()
    token = place.token(piece)
    named = left is not None and left.symbol == "OTHER" and left.text[:1].isupper() and left.lower not in BEFORE_A_DATE
    name = (named and not place.parsed.text.isupper()) or (
        right is not None and right.symbol == "OTHER" and right.text.istitle()
    )
    return piece.text[:1].isupper() and not name and (token is None or token.entity != "PERSON")


def _era(place: Place, groups: Groups) -> bool:
    written = groups["era"][0].text
    return written.isupper() or "." in written


def _old_year(place: Place, groups: Groups) -> bool:
    if not place.ancient() or place.before() not in BEFORE_A_DATE - {
        "the",
        "of",
        "to",
        "about",
        "around",
        "for",
        "on",
        "and",
        "or",
    }:
        return False
    token = place.token(groups["num"][0])
    right = place.after_piece()
    return (token is None or token.dep != "nummod") and (right is None or right.symbol != "OTHER" or right.lower in _FUNCTION)


_FUNCTION = frozenset(
    ["the", "a", "an", "by", "in", "to", "with", "and", "after", "when", "he", "they", "it", "his", "their", "but", "while"]
)


def _nth(place: Place, groups: Groups) -> bool:
    if place.before() not in ("on", "by", "of", "until", "and", "since", "before", "after", "from", "to"):
        return False
    right = place.after_piece()
    if _address(place) or int("".join(c for c in groups["day"][0].text if c.isdigit())) > 31:
        return False
    token = place.token(groups["day"][0])
    return (right is None or right.symbol not in ("OTHER", "DASH", "SHORT_UNIT", "YEAR")) or (
        token is not None and place.parsed.head(token).i < token.i
    )


def _end_of_range(place: Place, groups: Groups) -> bool:
    """ "May 5-9", "May 6 and 7th": a day after a day after a month."""
    number, month = place.piece(place.first - 2), place.piece(place.first - 3)
    right = place.after_piece()
    if month is not None and month.symbol == "PERIOD":
        month = place.piece(place.first - 4)
    named = month is not None and month.symbol in ("MONTH", "MONTH_ABBREVIATED", "MONTH_OR_VERB")
    counts = right is not None and (right.symbol in ("OTHER", "SHORT_UNIT", "YEAR", "UNITS") and place.before() == "and")
    return named and number is not None and number.symbol in ("D2", "NTH") and not counts


def _short_year(place: Place, groups: Groups) -> bool:
    """ "1939-45": glued, and later than the year before it."""
    first, dash, last = place.piece(place.first - 2), place.piece(place.first - 1), place.matched()[0]
    if first is None or dash is None or not (first.end == dash.start and dash.end == last.start):
        return False
    return len(last.text) == 2 and int(last.text) > int(first.text[2:])


def _new_year(place: Place, groups: Groups) -> bool:
    return place.matched()[-1].lower == "day"


def _week(place: Place, groups: Groups) -> bool:
    return any(p.lower == "week" for p in place.matched())


DATE_GUARDS: dict[str, Guard] = {
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "recurring": _recurring,
    "season": _season,
    "century": _century,
    "holiday": _holiday,
    "hijri": _hijri,
    "era": _era,
    "old_year": _old_year,
    "nth": _nth,
    "end_of_range": _end_of_range,
    "short_year": _short_year,
    "new_year": _new_year,
    "week": _week,
}
