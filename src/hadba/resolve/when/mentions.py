"""Each time expression of a report resolved, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hadba.lexicon.grammar import word_set
from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.model.when import TimeMention, TimexType
from hadba.resolve.when.days import valid_day
from hadba.resolve.when.form import Form, read_form
from hadba.resolve.when.forms import RESOLVERS
from hadba.resolve.when.kind import is_history
from hadba.resolve.when.state import Answer, State, Told
from hadba.resolve.when.story import years_of_story
from hadba.resolve.when.tense import AHEAD, direction

NAMING = frozenset(("nummod", "compound", "nmod", "amod"))
CONTEXT = ("same det=the unit=Q", "same det=the unit=Y")  # "the quarter", "the year": of news only
LOOSE = ("loose", "same det=same unit=time")  # expressions that only TIMEX2 marks: "former", "at the same time"
HEAD = 2  # sentences in which an account tells the day that it is of
OLD = 31  # days from which on it is of the past
ABOUT = ("around ", "about ")
LIVING = 60  # years from publication within which "around 1985" is a year
TELLING = ("date", "iso", "slashed", "rel", "shift", "same", "weekday")  # kinds that move the date told last


def resolve_from(
    published: date | None, parsed: Parsed, mentions: Sequence[TimeMention], *, history: bool | None = None
) -> tuple[TimeMention, ...]:
    """``mentions`` with value, days, precision and basis, counted from ``published`` (null: unknown)."""
    if history is None:
        history = is_history(published, mentions)
    state = State(parsed, published, history, _story(mentions) if history else {})
    state.account = None if history or published is None else _account(parsed, published, mentions)
    return tuple(_resolve(state, m) for m in mentions if _counts(state, m))


def _account(parsed: Parsed, published: date, mentions: Sequence[TimeMention]) -> date | None:
    """The one whole day, over a month old, that the first sentences of a text tell which counts no day from publication."""
    forms = [(m, read_form(m.form)) for m in mentions]
    if any(form.kind in ("weekday", "rel") for _, form in forms):
        return None
    days = set()
    for mention, form in forms:
        year, month, day = (form.number(k) for k in ("year", "month", "day"))
        if form.kind == "date" and year and month and day and parsed.tokens_in(mention.span)[0].sentence < HEAD:
            days.add(valid_day(year, month, day))
    found = days.pop() if len(days) == 1 else None
    return found if found is not None and (published - found).days > OLD else None


def _counts(state: State, mention: TimeMention) -> bool:
    """Whether an expression is one in this kind of text: accounts of the past are read as TIMEX2 marks them, news as TIMEX3
    does, where a person's age is none."""
    if state.history:
        return mention.form not in CONTEXT
    return not (mention.form.startswith(LOOSE) or _age(state.parsed, mention) or _clock_alone(state.published, mention))


def _clock_alone(published: date | None, mention: TimeMention) -> bool:
    """ "Around 1700" in news of today: a time of the day without its day, and no year."""
    form = read_form(mention.form)
    year = form.number("year")
    if published is None or year is None or set(form.keys) != {"year"} or not mention.text.lower().startswith(ABOUT):
        return False
    return abs(published.year - year) > LIVING and year // 100 < 24 and year % 100 < 60 and not year % 5


def _age(parsed: Parsed, mention: TimeMention) -> bool:
    """ "53 years old", "the 25-year-old driver"; a war may be two years old as well, and that is a length."""
    if "age=1" not in mention.form or "unit=Y" not in mention.form:
        return False
    token = parsed.tokens_in(mention.span)[-1]
    head = parsed.head(token)
    noun = next((t for t in (token, head, parsed.head(head)) if t.pos in ("NOUN", "PROPN") and t.i > token.i), None)
    return noun is None or noun.lemma not in word_set("aging_things")


def _story(mentions: Sequence[TimeMention]) -> dict[Span, int]:
    return {mentions[i].span: year for i, year in years_of_story(mentions).items()}


def _resolve(state: State, mention: TimeMention) -> TimeMention:
    form = read_form(mention.form)
    answer = RESOLVERS[form.kind](form, state, mention.span)
    _remember(state, form, answer, mention)
    days = answer.days
    value = answer.value if answer.value is not None else days.value if days else None
    timed = _with_time(value, form, zoned=state.history)
    return replace(
        mention,
        type=TimexType.DATE if form.kind == "event" and (state.history or form.text("the")) else mention.type,
        value=timed or None,
        start=days.start if days else None,
        end=days.end if days else None,
        precision=days.precision if days else mention.precision,
        basis=answer.basis,
    )


def _with_time(value: str | None, form: Form, *, zoned: bool) -> str | None:
    """The value with its clock time or part of the day; a clock time needs a whole day before it."""
    if not value or form.kind in ("set", "dur", "event", "ref"):
        return value
    if (clock := form.text("clock")) and value.count("-") == 2:
        return f"{value}T{_clock(clock, form)}{(form.text('zone') or '') if zoned else ''}"
    if part := form.text("part"):
        if value.endswith("_REF"):
            return value
        return f"{value}T{part}"
    return value


def _clock(clock: str, form: Form) -> str:
    hour, _, minute = clock.partition(":")
    number = int(hour)
    if (half := form.number("meridian")) is not None:
        number = number % 12 + half
    elif form.text("part") in ("AF", "EV", "NI") and 1 <= number <= 11:
        number += 12
    return f"{number:02d}:{minute or '00'}"


def _remember(state: State, form: Form, answer: Answer, mention: TimeMention) -> None:
    """Move the date told last, as finely as this mention tells it."""
    if form.kind not in TELLING and not (form.kind == "event" and state.history):
        return
    if form.text("unit") in ("DE", "CE"):
        return  # too coarse to count from
    if state.history and set(form.keys) == {"year"} and _in_passing(state, mention):
        return
    tokens = state.parsed.tokens_in(mention.span)
    sentence = tokens[0].sentence if tokens else -1
    value = answer.days.value if answer.days else answer.value or ""
    if value.startswith("BC") and value[2:6].isdigit():
        month = int(value[7:9]) if value[7:9].isdigit() else None
        state.told = Told(int(value[2:6]), month, None, True, sentence, mention.span.end)
    elif answer.days is not None and answer.days.start is not None:
        start = answer.days.start
        if value[4:5] == "-" and value[5:7].isdigit():
            day = start.day if value[7:8] == "-" and value[8:10].isdigit() else None
            state.told = Told(start.year, start.month, day, False, sentence, mention.span.end)
        else:
            state.told = Told(
                start.year, start.month if "-W" in value and value[6:8].isdigit() else None, None, False, sentence
            )
    if form.kind == "date" and "-Q" in value and value[6:7].isdigit():
        state.quarter = int(value[:4]), int(value[6])
    if state.told.day is not None:
        state.told_day = state.told
    if state.told.month is not None:
        state.told_month = state.told


def _in_passing(state: State, mention: TimeMention) -> bool:
    """A year that only names something ("the 1967 war", "the War of 1812") or lies ahead does not move the story."""
    tokens = state.parsed.tokens_in(mention.span)
    if not tokens:
        return True
    token = tokens[0]
    head = state.parsed.head(token)
    names = token.dep in NAMING and head.i > token.i
    return names or head.lower == "of" or direction(state.parsed, mention.span) == AHEAD
