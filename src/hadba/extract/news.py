"""Whether a report tells any happening as news. One that tells only of old wars, of what is to be rehearsed, or that nobody was
hurt, bears no claim of a happening; nor does an obituary, or one that comes to speak of a happening late and in passing. Beside
news, such things stay as its background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from hadba.extract.relevance import Relevance, barely_enough, in_capitals
from hadba.lexicon.relevance import relevance_words
from hadba.model.claim import Claim, Family, Realis
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.when import TimeMention

_OLD = 3  # years before the report: what happened then is told again
_EARLIEST = 1990  # no report whose date and years are unknown is taken to be older
# scores from which a report is of conflict beyond doubt: only below them is asked whether all is old, or none is told as done
_SURE_OF_AGE = 5.0
_SURE_OF_ACTS = 2.0
_LATE = 800  # characters; of 484 reports of conflict whose score is not beyond doubt, three tell their first happening later
_OBITUARY_IN = 600  # characters from the start
_OBITUARY = re.compile(
    r"\bdied\b[^.]{0,80}?\b(?:at|aged)(?: the age of)? \d{2,3}\b(?! [a-z]+s\b)|\b(?:aged|was) \d\d, (?:has )?died\b"
    r"|\bsurvived by (?:his|her|an?|two|three|four)\b|\bdied (?:peacefully|in (?:his|her) sleep)\b"
)
_STOP = re.compile(r"[.!?][\"”'’]?\s")
_YEAR = re.compile(r"\byear=(\d{4})")
_LONG_AGO = re.compile(
    r"^(?:decade|century)\b|\bof=same\b|\bera=|^rel (?=.*\bunit=(?:Y|DE|CE)\b)(?=.*\bn=-1\b)(?=.*\bnum=(?:[3-9]|\d\d+))"
)


def with_news(claims: Sequence[Claim], times: Iterable[TimeMention], report: Report, relevance: Relevance) -> list[Claim]:
    """The claims; without their happenings where none of them is news."""
    told = [c for c in claims if c.family is Family.EVENT]
    if not told or relevance.score >= _SURE_OF_AGE:
        return list(claims)
    old = _old(tuple(times), report.published, remembers=relevance.remembers)
    dated = [c for c in told if c.when.span is not None]
    long_ago = [c for c in dated if c.when.span in old or (relevance.remembers and _beside(c.trigger.start, old, report.text))]
    leads = min(told, key=lambda c: c.trigger.start) in long_ago  # news goes before what it recalls
    history = leads and len(long_ago) == len(dated) and (relevance.remembers or 2 * len(long_ago) >= len(told))
    sure = relevance.score >= _SURE_OF_ACTS or relevance.public >= relevance_words().public_enough.public  # threats are news
    news = [c for c in told if _news(c)]
    if (
        history
        or _is_obituary(report.text)
        or not (news or (sure and _said_to_come(told)))
        or _in_passing(news, report.text, relevance)
    ):
        return [c for c in claims if c.family is not Family.EVENT]
    return list(claims)


def _said_to_come(told: Iterable[Claim]) -> bool:
    """Whether anything is threatened or planned; what did not happen alone is no news."""
    return any(c.realis is not Realis.NEGATED for c in told)


def _beside(place: int, old: Iterable[Span], text: str) -> bool:
    """Whether a day of old stands in the same sentence: "the anniversary of the massacre of 1995, when rebels shot"."""
    return any(_STOP.search(text, *sorted((place, span.start))) is None for span in old)


def _is_obituary(text: str) -> bool:
    """ "The last survivor of the siege has died at 97"."""
    return _OBITUARY.search(text, 0, _OBITUARY_IN) is not None


def _in_passing(news: Iterable[Claim], text: str, relevance: Relevance) -> bool:
    """Whether all that is told as done comes late in the text. Speeches in capitals are long before they come to the point."""
    first = min((c.trigger.start for c in news), default=0)
    return first > _LATE and relevance.score < barely_enough(text) and not in_capitals(text)


def _news(claim: Claim) -> bool:
    """Whether the claim could be why the report was written."""
    nobody = bool(claim.figures) and all(f.high == 0 for f in claim.figures)
    return claim.realis is Realis.ACTUAL and not nobody


def _old(times: Sequence[TimeMention], published: date | None, *, remembers: bool) -> frozenset[Span]:
    """The mentions of days that lie years before the report; where it ``remembers``, of all days that it tells with another
    year, and where its own is not known, with any."""
    years = {m.span: int(found[1]) for m in times if (found := _YEAR.search(m.form))}
    now = published.year if published else max((_EARLIEST, *years.values())) + remembers
    old = {span for span, year in years.items() if year <= now - (1 if remembers else _OLD)}
    return frozenset(old | {m.span for m in times if _LONG_AGO.search(m.form)})
