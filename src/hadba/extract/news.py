"""Whether a report tells any happening as news. One that tells only of old wars, of what is to be rehearsed, or that nobody was
hurt, bears no claim of a happening; nor does an obituary, one that comes to speak of a happening late and in passing, or one
that is barely of conflict and counts dead whom nobody killed. Beside news, such things stay as its background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from hadba.extract.admitting import BARE
from hadba.extract.relevance import Relevance, barely_enough, in_capitals
from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.relevance import relevance_words
from hadba.model.actor import ActorMention, Role
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
_GENERATION = 15  # years: wars that ended so long before the report are history, however plainly they are told
_MANY_YEARS = 5  # named in a history
_COUNTED = re.compile(r"weekday\b|rel (?=.*\bunit=(?:D|W)\b)")
_FLASH = 160  # characters; no room to tell who did it
_OBITUARY_IN = 600  # characters from the start
_OBITUARY = re.compile(
    r"\bdied\b[^.]{0,80}?\b(?:at|aged)(?: the age of)? \d{2,3}\b(?! [a-z]+s\b)|\b(?:aged|was) \d\d, (?:has )?died\b"
    r"|\b(?:last|oldest|only) (?:known |living )?(?:survivor|witness|veteran|who|man|woman)\b[^.]{0,80}?\b(?:dead|died)\b"
    r"|\bhas died\. [A-Z][\w. ]{3,40}, \d\d,"
    r"|\bwho was (?:\d{1,2}|[a-z]+) when\b[^.]{0,120}?\bdied\b"
    r"|\bsurvived by (?:his|her|an?|two|three|four)\b|\bdied (?:peacefully|in (?:his|her) sleep)\b"
)
_YEARS_ON = re.compile(
    r"\b(?:[2-9]\d|\d{3}|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|ten|fifteen)(?:-\w+)? years "
    r"(?:on from|on,|after|since|to the day)\b"
    r"|\b(?:minute(?:'s|’s)?|moment) (?:of )?silence (?:was|were|is|will be) (?:held|observed|kept)\b"
    r"|\b(?:victims|survivors|dead|anniversary|veterans) of the (?:19|20)\d\d \w+",
    re.I,
)
_OF_A_COURT = re.compile(
    r"\b(?:courts?|judges?|jur(?:y|ors)|trial|inquiry|inquest|coroner|prosecutors|sentenced|convicted|jailed)\b"
)
_STOP = re.compile(r"[.!?][\"”'’]?\s")
_YEAR = re.compile(r"\byear=(\d{4})")
_LONG_AGO = re.compile(
    r"^(?:decade|century)\b|\bof=same\b|\bera=|^rel (?=.*\bunit=(?:Y|DE|CE)\b)(?=.*\bn=-1\b)(?=.*\bnum=(?:[3-9]|\d\d+))"
)


def with_news(claims: Sequence[Claim], times: Iterable[TimeMention], report: Report, relevance: Relevance) -> list[Claim]:
    """The claims; without their happenings where none of them is news."""
    told = [c for c in claims if c.family is Family.EVENT]
    held = tuple(times)
    if told and (
        _of_another_age(told, held, report) or (relevance.score < _SURE_OF_AGE and _no_news(told, held, report, relevance))
    ):
        return [c for c in claims if c.family is not Family.EVENT]
    return list(claims)


def _no_news(told: Sequence[Claim], times: tuple[TimeMention, ...], report: Report, relevance: Relevance) -> bool:
    """Whether a report that is not of conflict beyond doubt tells no happening as news."""
    sure = relevance.score >= _SURE_OF_ACTS or relevance.public >= relevance_words().public_enough.public  # threats are news
    news = [c for c in told if _news(c)]
    return (
        _is_history(told, times, report, relevance)
        or _is_obituary(report.text)
        or not (news or (sure and _said_to_come(told)))
        or _in_passing(news, report.text, relevance)
        or _by_nobody(told, report.text, relevance)
    )


def _is_history(told: Sequence[Claim], times: tuple[TimeMention, ...], report: Report, relevance: Relevance) -> bool:
    """Whether what the report tells happened years ago, and nothing else is dated."""
    text = report.text
    years_on = tuple(Span(m.start(), m.end()) for m in _YEARS_ON.finditer(text))
    remembers = relevance.remembers or bool(years_on)
    old = _old(times, report.published, remembers=remembers).union(years_on)
    private = relevance.public < relevance_words().public_enough.public
    remembers = remembers or (private and _OF_A_COURT.search(text, 0, _OBITUARY_IN) is not None)
    dated = [c for c in told if c.when.span is not None]
    long_ago = [c for c in dated if c.when.span in old or (remembers and _beside(c.trigger.start, old, text))]
    first = min(told, key=lambda c: c.trigger.start)  # news goes before what it recalls
    if len(long_ago) < len(dated):
        return False
    if remembers and any(span.start < first.spans[0].end for span in old):
        return True
    return first in long_ago and (remembers or 2 * len(long_ago) >= len(told))


def _said_to_come(told: Iterable[Claim]) -> bool:
    """Whether anything is threatened or planned; what did not happen, or happens every year, alone is no news."""
    return any(c.realis not in (Realis.NEGATED, Realis.GENERIC) for c in told)


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


def _by_nobody(told: Iterable[Claim], text: str, relevance: Relevance) -> bool:
    """Whether a report that is barely of conflict, and no flash, tells of dead and fled people only, of nobody who did it, of
    nothing it was done with."""
    return (
        len(text) > _FLASH
        and not relevance.sides
        and relevance.score < barely_enough(text)
        and all(c.type in BARE and not c.weapons and not any(map(_takes_part, c.actors)) for c in told)
    )


def _takes_part(actor: ActorMention) -> bool:
    """Whether a party is named, or somebody did it, or insurgents were hit: soldiers die in accidents too."""
    irregular = any(w.removesuffix("s") in actor_words().kinds for w in actor.text.lower().split())
    return actor.actor_id is not None or actor.role is Role.PERPETRATOR or irregular


def _of_another_age(told: Sequence[Claim], times: Sequence[TimeMention], report: Report) -> bool:
    """Whether it is an account of a war of another generation: hardly one of the years that it names is later, it hardly counts
    a day from its own, and it goes through many years or dates by them what it tells."""
    years = {m.span: int(found[1]) for m in times if (found := _YEAR.search(m.form))}
    now = report.published.year if report.published else max((_EARLIEST, *years.values()))
    years |= {m.span: 0 for m in times if "era=BC" in m.form}
    past = {span for span, year in years.items() if year <= now - _GENERATION}
    late = len(years) - len(past) + sum(_COUNTED.match(m.form) is not None for m in times)
    if 10 * late > len(past):
        return False
    dated = [c for c in told if c.when.span is not None]
    return len(past) >= _MANY_YEARS or (bool(dated) and all(c.when.span in past for c in dated))


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
