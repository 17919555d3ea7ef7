"""Records in the words that a page shows: registered as filters of the templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup, escape

from hadba.app.desk.listing import NO_LANGUAGE, Listed, Toll, place_names
from hadba.app.desk.marks import Marks
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim
from hadba.model.figure import Figure
from hadba.model.incident import Range
from hadba.model.when import Precision, When
from hadba.model.where import Where
from hadba.publish.tally import RULES

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv"})
LANGUAGES = {
    **{"ar": "Arabic", "en": "English", "fr": "French", "fa": "Persian", "de": "German", "es": "Spanish", "ru": "Russian"},
    **{"tr": "Turkish", "uk": "Ukrainian", "he": "Hebrew", "ku": "Kurdish", "ckb": "Sorani", "ur": "Urdu", "it": "Italian"},
    NO_LANGUAGE: "not known",
}
GRADE_WORDS = {
    "confirmed": "Confirmed",
    "fair": "Fair",
    "weak": "Weak",
    "contested": "Contested",
    "discounted": "Discounted",
    "none": "Not graded",
}
STATE_WORDS = {"proposed": "not reviewed"}
FACET_WORDS = {
    "family": "What it is",
    "type": "Type",
    "grade": "Grade",
    "state": "Review",
    "place": "Place",
    "actor": "Party",
    "source": "Outlet",
    "language": "Language",
}
SORT_WORDS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "deaths": "most killed",
    "sources": "most sources",
    "updated": "latest report",
    "review": "needs review",
}


def day(value: date | None, *, year: bool = True) -> str:
    """ "17 Mar 2017"."""
    if value is None:
        return "no date"
    return f"{value.day} {MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def days(start: date | None, end: date | None, precision: str = Precision.DAY) -> str:
    """An interval as a person writes it: a day, a month, "6–12 Aug 2018"; "no date" where it is not known."""
    if start is None or end is None:
        return "no date"
    if start == end:
        return f"about {day(start)}" if precision == Precision.WEEK else day(start)
    if precision == Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if precision == Precision.YEAR and start.year == end.year:
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start, year=start.year != end.year)} – {day(end)}"


def when_days(when: When) -> str:
    """The interval of a claim or incident."""
    return days(when.start, when.end, when.precision)


def moment(value: datetime) -> str:
    """ "17 Mar 2017, 09:05"."""
    return f"{day(value.date())}, {value:%H:%M}"


def words(value: str) -> str:
    """ "air_strike" as "air strike"."""
    return value.replace("_", " ")


def title(sheet: Listed) -> str:
    """What an incident is called: "Air strike, al-Jadida", "Islamic State holds Mosul", "Shortage of water, west Mosul"."""
    if sheet.family == "control":
        who = sheet.actors[0] if sheet.actors else "Nobody named"
        return f"{who[:1].upper()}{who[1:]} {words(sheet.type)}" + (f" {sheet.place}" if sheet.place else "")
    what = f"shortage of {words(sheet.type[9:])}" if sheet.type.startswith("shortage_") else words(sheet.type)
    return f"{what[:1].upper()}{what[1:]}" + (f", {sheet.place}" if sheet.place else "")


def facet_value(facet: str, value: str) -> str:
    """A value of a facet as shown."""
    if facet == "language":
        return LANGUAGES.get(value, value)
    if facet == "grade":
        return GRADE_WORDS.get(value, value)
    if facet == "state":
        return STATE_WORDS.get(value, value)
    return words(value) if facet in ("family", "type") else value


def ends(low: int | None, high: int | None, open_: bool) -> str:
    """ "20+", "105–237", "up to 40"."""
    if high is None and low is None:
        return "no figure"
    top = "?" if high is None else f"{high:,}{'+' if open_ else ''}"
    if low == high:
        return top
    return f"up to {top}" if low is None else f"{low:,}–{top}"


def toll(held: Toll | Range | None) -> str:
    """A range in the fewest signs."""
    return "" if held is None else ends(held.low, held.high, held.high_open)


def counted(figure: Figure) -> str:
    """What a figure was read as."""
    low = figure.low if figure.low is not None else figure.point
    high = figure.high if figure.high is not None else figure.point if figure.point is not None else low
    return ends(low, high, figure.open)


def where_words(where: Where) -> str:
    """A place and what it lies in."""
    name, within = place_names(where)
    return f"{name}, {within}" if within else name


def chain(speakers: Sequence[Speaker]) -> str:
    """From the outlet to the innermost speaker."""
    return " › ".join(s.name for s in speakers)


def direction(language: str | None) -> str:
    """How a language is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def claim_words(claim: Claim) -> str:
    """A claim in a line: what, and how many."""
    figures = "; ".join(f"{counted(f)} {words(f.kind)}" for f in claim.figures)
    return words(claim.detail or claim.type) + (f": {figures}" if figures else "")


def on_map(marks: Marks) -> str:
    """What the marks stand for, and what has none."""
    told = [f"{marks.located:,} incidents in {len(marks.n):,} marks"] if marks.shared else []
    return "; ".join(told + ([f"{marks.unlocated:,} not on the map"] if marks.unlocated else []))


_CLAIM = re.compile(r"\bc[0-9a-f]{16}\b")


def linked(sentence: str) -> Markup:
    """A rule's sentence in which a claim's id leads to the claim on the same page."""
    return Markup(_CLAIM.sub(r'<a href="#claim-\g<0>">another claim</a>', str(escape(sentence))))  # noqa: S704 - escaped


FILTERS = {
    "linked": linked,
    "day": day,
    "when_days": when_days,
    "moment": moment,
    "words": words,
    "title_of": title,
    "toll": toll,
    "counted": counted,
    "where_words": where_words,
    "chain": chain,
    "direction": direction,
    "claim_words": claim_words,
    "on_map": on_map,
}
GLOBALS = {
    "days": days,
    "ends": ends,
    "facet_value": facet_value,
    "RULES": RULES,
    "GRADES": GRADE_WORDS,
    "STATES": STATE_WORDS,
    "FACETS": FACET_WORDS,
    "SORTS": SORT_WORDS,
    "LANGUAGES": LANGUAGES,
}
