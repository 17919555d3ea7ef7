"""The year of a day and month that the text leaves without one."""

from __future__ import annotations

from datetime import date

from hadba.model.span import Span
from hadba.resolve.when.days import valid_day
from hadba.resolve.when.state import State
from hadba.resolve.when.tense import AHEAD, PAST, direction

AHEAD_DAYS = 92  # a coming date without a year is rarely told more than a quarter ahead
BACKWARD = 1.5  # a month told backward counts as so many told forward
TOLD_LAST = 4  # months that the year told last may be off
SLIP_DAYS = 60  # a day without a year this near ahead is not one of last year, whatever the tense was taken for
FRESH_DAYS = 3  # a dateline may run ahead of publication by a time zone or two


def year_of(state: State, span: Span, month: int, day: int | None) -> tuple[int, str] | None:
    """The year and the reason, or null where nothing in the text or about it bears one."""
    told = state.told
    if state.history:
        return _in_story(state, month)
    sentence = _sentence(state, span)
    if state.published is None:
        near = told.year is not None and sentence - told.sentence <= (1 if told.day is not None else 0)
        return (told.year, "year told just before") if near and told.year is not None else None
    other_year = told.year is not None and told.year != state.published.year
    if other_year and told.sentence == sentence and told.year is not None:
        return told.year, "year told in the sentence"
    return _near(state.published, month, day, direction(state.parsed, span))


def _in_story(state: State, month: int) -> tuple[int, str] | None:
    """The year that keeps the story going: near to the point that it has reached, forward rather than back."""
    told, thread = state.told, state.thread
    if told.year is None:
        return None
    if told.bc or thread.bc or thread.year is None or thread.month is None:
        return told.year, "year told before"
    reached = thread.year * 12 + thread.month

    def cost(year: int) -> float:
        ahead = year * 12 + month - reached
        return (ahead if ahead >= 0 else BACKWARD * -ahead) - (TOLD_LAST if year == told.year else 0)

    best = min({told.year, thread.year, thread.year + 1}, key=cost)
    return best, "year told before" if best in (told.year, thread.year) else "year after the one told before"


def _sentence(state: State, span: Span) -> int:
    tokens = state.parsed.tokens_in(span)
    return tokens[0].sentence if tokens else -1


def _near(published: date, month: int, day: int | None, way: int) -> tuple[int, str]:
    this = valid_day(published.year, month, day or 1)
    if this is None:  # 29 February or an impossible day: the year decides nothing
        return published.year, "year of publication"
    if day is None and month == published.month:
        return published.year, "year of publication"
    ahead = (this - published).days
    if way == AHEAD:
        return (published.year + 1 if ahead < -FRESH_DAYS else published.year), "next such date after publication"
    limit = (SLIP_DAYS if day is not None else FRESH_DAYS) if way == PAST else AHEAD_DAYS
    if ahead > limit:
        return published.year - 1, "last such date before publication"
    if way != PAST and ahead < AHEAD_DAYS - 365:
        return published.year + 1, "such date nearest to publication"
    return published.year, "last such date before publication" if ahead <= 0 else "such date nearest to publication"
