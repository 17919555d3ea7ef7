"""The year of a day and month that the text leaves without one."""

from __future__ import annotations

import re
from datetime import date

from hadba.model.span import Span
from hadba.resolve.when.days import valid_day
from hadba.resolve.when.state import State, Told
from hadba.resolve.when.tense import AHEAD, PAST, direction, until_now

AHEAD_DAYS = 92  # a coming date without a year is rarely told more than a quarter ahead
FAR_AHEAD = 300  # "was due by 15 March", told in April, is past all the same
SLIP_DAYS = 60  # a day without a year this near ahead is not one of last year, whatever the tense was taken for
STILL_NEWS = 30  # days around publication in which a day without a year is news
BESIDE = re.compile(r"[\s,;(]*(?:(?:on|in|by|since|from|and|to|until)\s+)*(?:the\s+)?", re.IGNORECASE)  # "in 2014, on 10 June"
FRESH_DAYS = 3  # a dateline may run ahead of publication by a time zone or two


def year_of(state: State, span: Span, month: int, day: int | None) -> tuple[int, str] | None:
    """The year and the reason, or null where nothing in the text or about it bears one."""
    told = state.told
    if state.history:
        year = state.story.get(span, told.year)
        return (year, "year of the story so far") if year is not None else None
    sentence = _sentence(state, span)
    if state.published is None:
        if told.year is None or sentence - told.sentence > (1 if told.day is not None else 0):
            return None
        return told.year, "year told just before"
    near, basis = _near(state.published, month, day, way := direction(state.parsed, span))
    if state.account is not None and not _fresh(state.published, near, month, day, way):
        return _of_account(state.account, state.published, told, sentence, month, day)
    if told.year is None or told.year == state.published.year or told.bc or way == AHEAD or until_now(state.parsed, span):
        return near, basis
    beside = sentence == told.sentence and BESIDE.fullmatch(state.parsed.text, told.end, span.start) is not None
    if told.month is not None and near == told.year + 1 and month < told.month and way == PAST and not beside:
        return near, basis  # "31 people were killed last November and 12 in March": time goes on
    if beside or (sentence - told.sentence <= _reach(told) and not _fresh(state.published, near, month, day, way)):
        return told.year, "year told just before"
    return near, basis


def _of_account(account: date, published: date, told: Told, sentence: int, month: int, day: int | None) -> tuple[int, str]:
    """The year told just before; else the first such date from the day on that the account is of, where that is past."""
    if told.year is not None and sentence - told.sentence <= _reach(told):
        return told.year, "year told just before"
    found = valid_day(account.year, month, day or 28)
    following = found is not None and found < account and (account.year + 1, month) < (published.year, published.month)
    return account.year + following, "year of the account"


def _reach(told: Told) -> int:
    """How many sentences a year of the past holds for: a month told with it carries further than a bare year."""
    return 2 if told.month is not None else 0


def _fresh(published: date, year: int, month: int, day: int | None, way: int) -> bool:
    """Whether the date read near publication is so near that a year told before does not touch it; what is told as past is
    not ahead of it."""
    found = valid_day(year, month, day or 15)
    if found is None:
        return True
    ahead = (found - published).days
    return -STILL_NEWS <= ahead <= (FRESH_DAYS if way == PAST else STILL_NEWS)


def _sentence(state: State, span: Span) -> int:
    tokens = state.parsed.tokens_in(span)
    return tokens[0].sentence if tokens else -1


def _near(published: date, month: int, day: int | None, way: int) -> tuple[int, str]:
    """The last such day up to publication, or up to as far beyond it as the tense allows; the next one where it lies ahead."""
    if day is None and month == published.month:
        return published.year, "year of publication"
    years = (published.year - 1, published.year, published.year + 1)
    ahead = {y: (d - published).days for y in years if (d := valid_day(y, month, day or 1)) is not None}
    if way == AHEAD:
        coming = [y for y in ahead if -FRESH_DAYS <= ahead[y] <= FAR_AHEAD]
        if coming:
            return coming[0], "next such date after publication"
    limit = (SLIP_DAYS if day is not None else FRESH_DAYS) if way == PAST else AHEAD_DAYS
    gone = [y for y in ahead if ahead[y] <= limit]
    if not gone:  # an impossible day, or 29 February: the year decides nothing
        return published.year, "year of publication"
    year = gone[-1]
    return year, "last such date before publication" if ahead[year] <= 0 else "such date nearest to publication"
