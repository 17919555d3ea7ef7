"""Numbers, lists, people and dates in newspaper English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.when import Precision, When

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MILLION = 1_000_000
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
VAGUE = re.compile(
    r"\b(?:(?:tens|hundreds|scores|dozens) of )?(thousands|hundreds|dozens|scores|tens|several|many|a number|a few)\b", re.I
)
BEYOND = re.compile(r"\b(?:more than|over|in excess of|upwards of)\b", re.I)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under)\b", re.I)

# group -> (one, many); a group that is not listed is written as an adjective if it is a nationality, else left out
GROUPS = {
    "child": ("child", "children"),
    "woman": ("woman", "women"),
    "man": ("man", "men"),
    "elderly": ("elderly person", "elderly people"),
    "medical": ("medical worker", "medical workers"),
    "press": ("journalist", "journalists"),
    "aid": ("aid worker", "aid workers"),
    "un": ("UN employee", "UN employees"),
    "perpetrator": ("attacker", "attackers"),
}
VICTIMS = {
    Victims.CIVILIAN: ("civilian", "civilians"),
    Victims.COMBATANT: ("fighter", "fighters"),
    Victims.UNKNOWN: ("person", "people"),
}
UNITS = {
    "families": ("family", "families"),
    "households": ("household", "households"),
    "bodies": ("body", "bodies"),
}
BODIES = "bodies"


def number(n: int) -> str:
    """In words up to nine, else in digits with separated thousands; 0 is "no"; round millions as such."""
    if n >= MILLION and n % (MILLION // 10) == 0:
        whole = n // MILLION if n % MILLION == 0 else None
        return f"{number(whole) if whole else f'{n / MILLION:.1f}'} million"
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"


def opening(n: int) -> str:
    """A number at the beginning of a sentence: in words up to 99 ("Fourteen"), since no sentence opens with a digit; ""
    where it is larger, and the sentence must open otherwise."""
    if n < len(SMALL):
        return number(n)
    if n < len(TEENS) + 10:
        return TEENS[n - 10]
    if n < 100:
        ten, one = divmod(n, 10)
        return f"{TENS[ten - 2]}-{SMALL[one]}" if one else TENS[ten - 2]
    return ""


TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OPENS = re.compile(rf"(\d{{1,2}})(?= (?!(?:{'|'.join(MONTHS)})\b)[A-Za-z])")  # no day of a month


def count(n: int, one: str, many: str) -> str:
    """ "one report", "12 reports"."""
    return f"{number(n)} {one if n == 1 else many}"


def listing(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def sentence(words: str) -> str:
    """With a capital first letter and one full stop; names that begin small ("al-Forat") take the capital too."""
    text = re.sub(r"\s+", " ", words).strip().replace(" ,", ",")
    if (found := _OPENS.match(text)) is not None:
        text = opening(int(found.group(1))) + text[found.end() :]
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”", "?”")) else f"{text}."


def people(figure: Figure, n: int | None) -> str:
    """Whom the figure counts: "civilian", "women and children", "families"; ``n`` chooses the number (null: many)."""
    many = n != 1
    if figure.unit in UNITS:
        return UNITS[figure.unit][many]
    if figure.unit not in ("people", "person"):
        return figure.unit
    kinds = [
        GROUPS[g][many]
        for g in ("woman", "man", "child", "elderly", "medical", "press", "aid", "un", "perpetrator")
        if g in figure.groups
    ]
    nations = [g for g in figure.groups if g[:1].isupper()]
    noun = listing(kinds) if kinds else _fighters(figure, many) or VICTIMS[figure.victims][many]
    return f"{' and '.join(nations)} {noun}" if nations else noun


_FIGHTERS = re.compile(
    r"\b(soldier|militant|fighter|rebel|insurgent|gunman|gunmen|policeman|policemen|police officer|guerrilla|militiaman|"
    r"militiamen|marine|peacekeeper|attacker|bomber|guard|commander)s?\b",
    re.I,
)


def _fighters(figure: Figure, many: bool) -> str | None:
    """The report's own word for combatants, where it is a plain one; null else."""
    found = _FIGHTERS.search(figure.text) if figure.victims is Victims.COMBATANT else None
    if found is None:
        return None
    one = found.group(1).lower().replace("men", "man")
    return (f"{one[:-3]}men" if one.endswith("man") else f"{one}s") if many else one


def amount(figure: Figure) -> tuple[str, int | None]:
    """The quantity in the figure's own bounds ("at least 20", "dozens of", "between 12 and 40"), and the number that
    the noun agrees with; ("an unstated number of", null) where the words give none."""
    low, point, high = figure.low, figure.point, figure.high
    vague = VAGUE.search(figure.text)
    if vague and (point is None or figure.approximate) and not re.search(r"\d", figure.text):
        words = vague.group(0).lower()
        return (words if words in ("several", "many", "a few") else f"{words} of"), None
    if low is None and point is None:
        return (f"up to {number(high)}", high) if high is not None else ("an unstated number of", None)
    if low is not None and high is not None and low != high:
        if point is not None:
            return f"about {number(point)} ({number(low)} to {number(high)})", point
        return f"between {number(low)} and {number(high)}", high
    value = point if point is not None else low
    assert value is not None
    if high is None and low is not None:
        if low and BEYOND.search(figure.text):
            return f"more than {number(low - 1)}", low
        return (f"at least {number(low)}" if low else number(0)), low
    if figure.approximate:
        return (f"nearly {number(value)}" if NEARLY.search(figure.text) else f"about {number(value)}"), value
    return number(value), value


def counted(figure: Figure, *, after: Figure | None = None) -> str:
    """ "at least 20 civilians", "one child". ``after`` is the figure told just before: its noun is not repeated, and
    people who are not among its own are "others"."""
    words, n = amount(figure)
    noun = people(figure, n)
    if figure.top == 0 and noun == "people":
        return "nobody"
    if after is not None and noun == people(after, n):
        return words.removesuffix(" of")
    if after is not None and noun in ("people", "person"):
        noun = "others" if n != 1 else "other"
    return f"{words} {noun}"


def is_one(figure: Figure) -> bool:
    """Whether the verb is singular: one person, and no more, or nobody."""
    if figure.top == 0 and figure.victims is Victims.UNKNOWN and not figure.groups:
        return True
    return amount(figure)[1] == 1 and figure.high in (None, 1)


def span_of_range(low: int | None, high: int | None, high_open: bool) -> str:
    """A range as a reader takes it: "20 or more", "12 to 40", "237"."""
    if low is None and high is None:
        return "unknown"
    plus = " or more" if high_open else ""
    if low is None or high is None or low == high:
        value = high if high is not None else low
        assert value is not None
        bound = "up to " if low is None and not high_open else ""
        return f"{bound}{_digits(value)}{plus}"
    return f"{_digits(low)} to {_digits(high)}{plus}"


def _digits(n: int) -> str:
    return f"{n:,}"


def day(value: date, *, year: int | None) -> str:
    """ "28 May", with its year unless that is ``year``, the year of the whole brief."""
    words = f"{value.day} {MONTHS[value.month - 1]}"
    return words if value.year == year else f"{words} {value.year}"


def on(when: When | None, *, year: int | None = None) -> str:
    """ "on 28 May", "in the week to 29 May", "between 26 and 28 May", "in May 2017"; "on or about 28 May" for the likeliest
    day of a week; "" where the day is not known."""
    if when is None or when.start is None or when.end is None:
        return ""
    about = " or about" if when.inferred or when.precision is Precision.WEEK else ""
    start, end = when.start, when.end
    if when.precision is Precision.YEAR:
        return f"in {start.year}" if start.year == end.year else f"between {start.year} and {end.year}"
    if when.precision is Precision.MONTH:
        return _months(start, end, year)
    if start == end:
        return f"on{about} {day(start, year=year)}"
    if when.precision is Precision.WEEK and (end - start).days == 6:
        return f"in the week to {day(end, year=year)}"
    return _between(start, end, year)


def _months(start: date, end: date, year: int | None) -> str:
    def named(value: date) -> str:
        month = MONTHS[value.month - 1]
        return month if value.year == year else f"{month} {value.year}"

    return (
        f"in {named(start)}"
        if (start.year, start.month) == (end.year, end.month)
        else f"between {named(start)} and {named(end)}"
    )


def _between(start: date, end: date, year: int | None) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"between {start.day} and {day(end, year=year)}"
    first = day(start, year=start.year if start.year == end.year else None)
    return f"between {first} and {day(end, year=year)}"


def period(start: date, end: date) -> str:
    """The days that a title covers: "17 March to 28 May 2017"."""
    if start == end:
        return day(start, year=None)
    if start.year != end.year:
        return f"{day(start, year=None)} to {day(end, year=None)}"
    if start.month == end.month:
        return f"{start.day} to {day(end, year=None)}"
    return f"{day(start, year=start.year)} to {day(end, year=None)}"


# kind -> (participle of the passive, active verb with a thing as subject or "" where none reads well)
DONE = {
    FigureKind.KILLED: ("killed", "killed"),
    FigureKind.INJURED: ("injured", "injured"),
    FigureKind.KILLED_OR_INJURED: ("killed or injured", "killed or injured"),
    FigureKind.MISSING: ("missing", ""),
    FigureKind.DETAINED: ("detained", ""),
    FigureKind.ABDUCTED: ("abducted", ""),
    FigureKind.DISPLACED: ("displaced", "displaced"),
    FigureKind.TRAPPED: ("trapped", "trapped"),
    FigureKind.RETURNED: ("returned", ""),
}
