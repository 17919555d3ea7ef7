"""Checks beyond symbols: words that look like times and are none ("may", "fall", "second", "2000 people")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hadba.extract.times.lexer import Lexed, Piece, time_words
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

# fmt: off
BEFORE_A_DATE = frozenset((
    "in", "since", "by", "until", "till", "during", "from", "of", "before", "after", "between", "through", "throughout", "to",
    "late", "early", "mid", "and", "or", "around", "about", "circa", "for", "on", "the", "next", "last", "this", "that", "past",
    "end", "start", "beginning", "middle",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule matched: pieces ``[first, last)`` of the text, with the parse."""

    parsed: Parsed
    lexed: Lexed
    first: int
    last: int

    def token(self, piece: Piece) -> Token | None:
        """The parser's token that a piece begins in, or null where the parser saw none."""
        return next(iter(self.parsed.tokens_in(Span(piece.start, piece.end))), None)

    def before(self, back: int = 1) -> str:
        """The word ``back`` pieces before the match, lower-case, or ""."""
        piece = self.piece(self.first - back)
        return piece.lower if piece else ""

    def after(self, ahead: int = 0) -> str:
        """The word ``ahead`` pieces after the match, lower-case, or ""."""
        piece = self.piece(self.last + ahead)
        return piece.lower if piece else ""

    def after_piece(self) -> Piece | None:
        return self.piece(self.last)

    def piece(self, i: int) -> Piece | None:
        """The ``i``-th piece of the text, or null beyond its ends."""
        return self.lexed.piece(i) if 0 <= i < len(self.lexed.bounds) else None

    def matched(self) -> list[Piece]:
        return self.lexed.pieces(self.first, self.last)

    def ancient(self) -> bool:
        """Whether the text names years before Christ."""
        return any(self.lexed.piece(i).value == "BC" for i, c in enumerate(self.lexed.codes) if c == time_words().code["ERA"])


Groups = Mapping[str, list[Piece]]
Guard = Callable[[Place, Groups], bool]


def _month(place: Place, groups: Groups) -> bool:
    piece = groups["month"][0]
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
    if _serial(place) or _is_count(place, groups["year"][0]):
        return False
    number, left = int(groups["year"][0].text), place.piece(place.first - 1)
    if 1900 <= number <= 2100 or len(place.matched()) > 1:
        return True
    if place.before() == "to":  # "from 1751 to 1777", but "up to 1429 people"
        earlier = place.piece(place.first - 2)
        return earlier is not None and earlier.symbol == "Y4"
    return place.before() in BEFORE_A_DATE or (left is not None and left.symbol in ("OPEN", "DASH"))


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
    if right.text in "%°" or right.symbol in ("UNITS", "BIG", "DECIMAL", "ZONE"):
        return True
    if right.symbol != "DASH" or right.start != end or beyond is None or beyond.start != right.end:
        return False
    third = place.piece(place.last + 2)
    coded = beyond.symbol == "D2" and third is not None and third.symbol == "DASH" and third.start == beyond.end
    return coded or beyond.symbol not in ("Y4", "D2", "OTHER")


def _is_count(place: Place, piece: Piece) -> bool:
    """ "2000 people", but not "the 2010 elections"."""
    token = place.token(piece)
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


def _adverb(place: Place, groups: Groups) -> bool:
    piece = place.matched()[-1]
    token = place.token(piece)
    if token is not None and token.entity == "ORG":
        return False
    if piece.symbol == "NOW":
        return True
    if piece.symbol == "DAILY":
        following = place.after_piece()
        return not (piece.text[:1].isupper() and following is not None and following.text[:1].isupper())
    return True


def _the_past(place: Place, groups: Groups) -> bool:
    right = place.after_piece()
    return place.before() in ("in", "of", "from") and (
        right is None or right.symbol not in ("OTHER", "UNIT", "UNITS", "NUMBER", "DASH")
    )


def _military(place: Place, groups: Groups) -> bool:
    """ "at 2030 hours", "at 1030 today"."""
    written = groups["clock"][0].text
    hours = place.matched()[-1].lower in ("hours", written)
    return (
        hours
        and int(written[:2]) < 24
        and int(written[2:]) < 60
        and place.before() in ("at", "by", "around", "about", "from", "until", "to", "since")
    )


def _vague(place: Place, groups: Groups) -> bool:
    piece = place.matched()[0]
    if piece.lower == "present":
        return place.after() in ("day", "time") or (place.before() in ("the", "at") and place.after() in (".", ",", ";"))
    if piece.lower == "future":
        token = place.token(piece)
        return token is not None and token.pos in ("NOUN", "ADJ") and place.before() in ("the", "near", "foreseeable", "in")
    return True


def _duration(place: Place, groups: Groups) -> bool:
    unit = groups["unit"][0]
    if unit.symbol == "SECOND":
        return False
    num = groups.get("num") or []
    if "approx" in groups and any(p.symbol == "VAGUE" for p in num):
        return False  # "talked about a few weeks": a preposition
    if unit.symbol in ("UNIT", "WEEKEND") and unit.lower in ("minute", "second", "quarter") and num and num[0].symbol == "ONE":
        return False  # "a quarter" of something; "a minute" is an idiom
    if unit.value == "Q" and (place.after() == "of" or unit.symbol == "UNITS"):
        return False
    if num and num[0].symbol in ("Y4", "HHMM") and unit.symbol == "UNIT" and "DASH" not in {p.symbol for p in place.matched()}:
        return False
    if num and num[0].lower in ("a", "an", "one") and unit.symbol == "UNITS" and len(num) == 1:
        return False
    if num and num[0].symbol in ("NUMBER", "D2", "N3", "VAGUE", "COUPLE") and unit.symbol == "UNIT":
        return _compound(place, unit)
    if unit.lower == "day" and num and num[0].lower == "one":
        return place.after() not in ("will", "would")
    return not _part_of_year_date(place)


def _compound(place: Place, unit: Piece) -> bool:
    """ "three-day", "60 day period": a number and a unit in the singular before a noun, or "year old"."""
    if unit.lower == "second":
        return False
    if any(p.symbol == "DASH" for p in place.matched()):
        return True
    right = place.after_piece()
    return place.matched()[-1].symbol == "OLD" or (right is not None and right.symbol in ("OTHER", "DASH", "PERIOD", "FULL"))


def _part_of_year_date(place: Place) -> bool:
    return place.before() in ("all",)


def _today(place: Place, groups: Groups) -> bool:
    """Not the newspaper."""
    return place.before() != "usa"


def _calendar_unit(place: Place, groups: Groups) -> bool:
    unit = groups["unit"][0]
    return (
        unit.symbol != "SECOND" and unit.value not in ("TM", "TH", "TS") and not (unit.value == "D" and place.before() == "to")
    )


def _shift(place: Place, groups: Groups) -> bool:
    about_few = "approx" in groups and any(p.symbol == "VAGUE" for p in groups.get("num") or [])
    return not about_few and (groups["unit"][0].symbol != "SECOND" or "num" in groups)


def _event(place: Place, groups: Groups) -> bool:
    unit = groups["unit"][0]
    return unit.symbol != "SECOND"


def _one_unit(place: Place, groups: Groups) -> bool:
    unit = groups["unit"][0]
    return unit.value not in ("TM", "TS", "TH", "Q")


def _the_time(place: Place, groups: Groups) -> bool:
    """ "at the time", "by this time": the noun alone says nothing."""
    if place.before() not in ("at", "by", "until", "since", "during", "from", "to", "around"):
        return False
    return place.after() not in ("of", "when", "that", "the")


def _quarter(place: Place, groups: Groups) -> bool:
    return any(p.lower == "quarter" for p in place.matched())


def _century(place: Place, groups: Groups) -> bool:
    return any(p.lower == "century" for p in place.matched())


def _holiday(place: Place, groups: Groups) -> bool:
    return place.matched()[0].text[:1].isupper()


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


def _clock(place: Place, groups: Groups) -> bool:
    piece = groups["clock"][0]
    if piece.symbol == "NOON":
        return piece.lower != "midnight" or place.after() != "express"
    if (
        piece.symbol == "CLOCKTIME"
        and "meridian" not in groups
        and place.before()
        not in ("at", "by", "around", "about", "until", "from", "to", "and", "since", "before", "after", "between", "-")
    ):
        return False
    return True


def _part(place: Place, groups: Groups) -> bool:
    piece = groups["part"][0]
    if place.before() in ("-", "–"):
        return False
    if piece.text.isupper() and not place.parsed.text.isupper() and len(place.parsed.text) < 30:
        return False
    return (
        place.before()
        in ("at", "by", "until", "in", "during", "all", "the", "since", "before", "from", "of", "one", "that", "late", "early")
        or len(place.matched()) > 1
        or piece.lower in ("night",)
    )


def _plain_units(place: Place, groups: Groups) -> bool:
    piece = groups["unit"][0]
    if piece.value in ("Q", "TS", "TM"):
        return False
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
    ) or place.after() in ("of", "after", "before")


def _nth(place: Place, groups: Groups) -> bool:
    if place.before() not in ("on", "by", "of", "until", "and", "since", "before", "after", "from", "to"):
        return False
    right = place.after_piece()
    token = place.token(groups["day"][0])
    return (right is None or right.symbol not in ("OTHER", "DASH", "UNIT")) or (
        token is not None and place.parsed.head(token).i < token.i
    )


def _end_of_range(place: Place, groups: Groups) -> bool:
    """ "May 5-9", "May 6 and 7th": a day after a day after a month."""
    number, month = place.piece(place.first - 2), place.piece(place.first - 3)
    right = place.after_piece()
    if month is not None and month.symbol == "PERIOD":
        month = place.piece(place.first - 4)
    named = month is not None and month.symbol in ("MONTH", "MONTH_ABBREVIATED", "MONTH_OR_VERB")
    counts = right is not None and (right.symbol in ("OTHER", "UNIT", "UNITS") and place.before() == "and")
    return named and number is not None and number.symbol in ("D2", "NTH") and not counts


def _week(place: Place, groups: Groups) -> bool:
    return any(p.lower == "week" for p in place.matched())


def _vague_after(place: Place, groups: Groups) -> bool:
    return groups["unit"][0].value not in ("TS", "Q") and place.before() in ("just", "only", ".", "")


def _these_days(place: Place, groups: Groups) -> bool:
    return place.matched()[-1].lower == "days"


GUARDS: dict[str, Guard] = {
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "season": _season,
    "adverb": _adverb,
    "vague": _vague,
    "the_past": _the_past,
    "military": _military,
    "duration": _duration,
    "today": _today,
    "calendar_unit": _calendar_unit,
    "shift": _shift,
    "event": _event,
    "one_unit": _one_unit,
    "the_time": _the_time,
    "quarter": _quarter,
    "century": _century,
    "holiday": _holiday,
    "era": _era,
    "old_year": _old_year,
    "clock": _clock,
    "part": _part,
    "plain_units": _plain_units,
    "nth": _nth,
    "week": _week,
    "vague_after": _vague_after,
    "these_days": _these_days,
    "end_of_range": _end_of_range,
}
