"""The dates of claims: of the happening, and of the saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hadba.lexicon.telling import of_many, since
from hadba.model.claim import Claim, Realis
from hadba.model.parse import Parsed, Token
from hadba.model.report import Report
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.beside import counted_from, when_beside
from hadba.resolve.when.ends import anniversary_of, of_the_night, range_of, superlative
from hadba.resolve.when.form import read_form
from hadba.resolve.when.kind import is_history
from hadba.resolve.when.publication import is_dateline, publication_of
from hadba.resolve.when.rows import when_of_row
from hadba.resolve.when.saying import dates_a_saying, told_in_quotes
from hadba.resolve.when.undated import WEEK, Undated
from hadba.resolve.when.wars import LASTING

NOWHERE = -1  # no offset
FAR = 2  # years
SUBJECT = 3  # sentences in which a report says what it is about
FINDING = frozenset(("recover", "bury", "find", "pull", "extract", "retrieve", "exhume", "unearth", "identify"))
_TO = re.compile(r"\b(?:to|until|till|through|by)\s+(?:the\s+)?$", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:by|until|till|as of)\s+(?:the\s+)?$", re.IGNORECASE)
_GRAIN = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN)


def date_claims(
    report: Report, parsed: Parsed, mentions: Sequence[TimeMention], claims: tuple[Claim, ...]
) -> tuple[Claim, ...]:
    """``claims`` with ``when`` and ``said_on`` resolved from ``mentions``, which are resolved, or left open where the text
    does not say.

    In order: the claim's own mention (made finer by another claim of the same happening that tells a day inside it); the
    date of another claim of the same happening; the one day that the head of the report tells of that type; what the
    report offers to claims without a date (see ``undated``); nothing.
    """
    published = publication_of(report, parsed, mentions)
    desk = _Desk(parsed, tuple(mentions), published, is_history(published.start, mentions))
    spoken = tuple(replace(c, said_on=desk.said(c)) for c in claims)
    desk.said_on = frozenset(s.start for c in spoken if (s := c.said_on) and s.start and s.precision is Precision.DAY)
    dated = tuple(replace(c, when=desk.own(c)) for c in spoken)
    days = desk.recent_days(dated)
    return tuple(replace(c, when=desk.settle(c, dated, days)) for c in dated)


class _Desk:
    """What dating one report's claims needs: its resolved mentions by span, and its publication."""

    def __init__(self, parsed: Parsed, mentions: tuple[TimeMention, ...], published: When, history: bool) -> None:
        self.parsed = parsed
        self.mentions = mentions
        self.by_span = {m.span: i for i, m in enumerate(mentions)}
        self.published = published
        self.history = history
        self.undated = Undated(parsed, mentions, published, history=history)
        self.said_on: frozenset[date] = frozenset()  # the days on which the report says that things were said

    def own(self, claim: Claim) -> When:
        """The claim's own mention resolved; as it came where it has none."""
        i = self.by_span.get(claim.when.span) if claim.when.span else None
        if i is None:
            return when_of_row(self.parsed, self.mentions, claim.trigger.start) or claim.when
        i = of_the_night(self.parsed, self.mentions, i)
        mention = self.mentions[i]
        if dates_a_saying(self.parsed, mention, claim.trigger.start):
            return When()
        counted = counted_from(self.parsed, self.mentions, mention, claim.trigger.start)
        if counted is not None:
            return when_beside(self.parsed, self.mentions, counted, claim.trigger.start, self.published)
        if (past := anniversary_of(self.parsed, self.mentions, i)) is not None:
            return past
        if ends := range_of(self.parsed, self.mentions, i):
            return replace(self._when(ends[0]), end=ends[1].end, basis=f"{ends[0].basis}, to {ends[1].text}")
        when = self._as_said(mention)
        if when.start and self.published.end and self._since(claim, when):
            return replace(when, end=max(self.published.end, when.start), basis=f"{when.basis}, until publication")
        if self._led_by(_BOUND, when) and (begun := self._begun(claim, mention)) is not None and when.end is not None:
            basis = f"{begun.basis}; counted until {when.text}"
            return replace(self._when(begun), end=when.end, basis=basis)
        if (worst := superlative(self.parsed, self.mentions, i, claim.trigger.start)) is not None:
            basis = f"{worst.basis}; the time of which the sentence tells the toll"
            return replace(self._when(worst), basis=basis)
        wars = self.undated.wars
        if when.start and self.published.end and wars.counts(claim, self._word(claim)) and wars.begins(mention):
            basis = f"{when.basis}; a toll of the whole time since then"
            return replace(when, end=max(self.published.end, when.start), basis=basis)
        return self._not_ahead(claim, when, mention)

    def _begun(self, claim: Claim, bound: TimeMention) -> TimeMention | None:
        """Since when a toll counts that is told up to a day: "As of 13 May, 112 had died in clashes that began on 28 April"."""
        if not claim.figures or bound.start is None:
            return None
        here = self.parsed.tokens_in(bound.span)[0].sentence
        for mention in self.mentions:
            before = mention.start is not None and mention.start < bound.start
            if before and self.parsed.tokens_in(mention.span)[0].sentence == here and self.undated.wars.begins(mention):
                return mention
        return None

    def _as_said(self, mention: TimeMention) -> When:
        """``mention`` resolved; "today" and "yesterday" in a quotation counted from the one day on which the report says that
        things were said, where that was before publication."""
        when, last = self._when(mention), self.published.end
        form = read_form(mention.form)
        counted = form.kind == "rel" and form.text("unit") == "D" and "num" not in form.keys
        if not counted or when.start is None or when.end is None or last is None or len(self.said_on) != 1:
            return when
        (day,) = self.said_on
        back = last - day
        if not timedelta(0) < back <= timedelta(days=WEEK) or not told_in_quotes(self.parsed, mention):
            return when
        basis = f"{mention.basis}, as of the day on which it was said"
        return replace(when, start=when.start - back, end=when.end - back, basis=basis)

    def said(self, claim: Claim) -> When | None:
        """When it was said, where the text says so."""
        if claim.said_on is None or claim.said_on.span is None:
            return claim.said_on
        i = self.by_span.get(claim.said_on.span)
        return claim.said_on if i is None else self._when(self.mentions[i])

    def settle(self, claim: Claim, dated: Sequence[Claim], days: Sequence[TimeMention]) -> When:
        """The date of a claim, given those that the report's claims have of their own."""
        when = claim.when
        same = [c for c in dated if claim.happening and c.happening == claim.happening and c.claim_id != claim.claim_id]
        told = [c.when for c in same if self._tells(c) and (c.main or not claim.main) and not self._far(c.when)]
        best = min(told, key=lambda w: (_GRAIN.index(w.precision), w.start or date.max), default=None)
        if best is not None:
            best = replace(best, basis="same happening, dated in another sentence")
        if best is None and when.start is None and self._refers_back(when):
            return when  # "later that month", and no month was told
        best = best or self._subject(claim, dated)
        if when.start is not None and not (best and self._gives_way(claim, when, best)):
            return when
        if best is not None:
            return best
        coarse = self.undated.date(claim, dated, days)
        return when if when.span is not None and coarse.start is None else coarse

    def recent_days(self, claims: Sequence[Claim]) -> tuple[TimeMention, ...]:
        """What the report tells of days of the week up to publication, sayings and its own dateline left out."""
        last = self.published.end
        if last is None or self.history:
            return ()
        said = {c.said_on.span for c in claims if c.said_on is not None}
        return tuple(
            m
            for m in self.mentions
            if m.precision is Precision.DAY
            and m.start is not None
            and m.end is not None
            and (m.end - m.start).days <= 1
            and last - timedelta(days=WEEK) <= m.start <= last
            and m.span not in said
            and not dates_a_saying(self.parsed, m, NOWHERE)
            and not is_dateline(self.parsed, m)
            and not _TO.search(self.parsed.text, max(0, m.span.start - 14), m.span.start)
        )

    def _far(self, when: When) -> bool:
        """Whether news tells no more than a year long gone: what it compares with ("the worst since the attack of 1988")."""
        last, end = self.published.end, when.end
        if self.history or when.precision is not Precision.YEAR or last is None or end is None:
            return False
        return last.year - end.year >= FAR

    def _tells(self, claim: Claim) -> bool:
        """Whether a claim's own date is that of its happening: no bound, no open span, no day of finding the dead, not when
        such acts became more ("attacks intensified in June")."""
        when = claim.when
        word = self._word(claim)
        return (
            when.start is not None
            and not of_many(self.parsed, word)
            and word.lemma not in FINDING
            and not self._since(claim, when)
            and not self._led_by(_BOUND, when)
        )

    def _subject(self, claim: Claim, dated: Sequence[Claim]) -> When | None:
        """The one day that the first sentences tell of the claim's type: what the report is about."""
        if not claim.main or claim.realis is not Realis.ACTUAL or claim.type in LASTING:
            return None
        head = [c for c in dated if c.type == claim.type and c.main and self._tells(c) and self._word(c).sentence < SUBJECT]
        days = {c.when.start: c.when for c in head if c.when.precision is Precision.DAY and c.when.start == c.when.end}
        said = claim.said_on.start if claim.said_on is not None else None
        if len(days) != 1 or (said is not None and any(day is not None and said < day for day in days)):
            return None  # nothing is told before it happens
        basis = "no date of its own; the one day that the head of the report tells of this type"
        return replace(next(iter(days.values())), precision=Precision.WEEK, basis=basis)

    def _refers_back(self, when: When) -> bool:
        """Whether an own date is counted from one told before that was not found."""
        i = self.by_span.get(when.span) if when.span is not None else None
        return i is not None and self.mentions[i].start is None and self.mentions[i].form.startswith("same ")

    def _word(self, claim: Claim) -> Token:
        return self.undated.word(claim)

    def _gives_way(self, claim: Claim, when: When, best: When) -> bool:
        """Whether an own date is only a bound, or is told finer elsewhere."""
        if when.start is None or when.end is None or best.start is None or best.end is None:
            return False
        if self._led_by(_BOUND, when) or self._word(claim).lemma in FINDING:
            return best.start <= when.end
        i = self.by_span.get(when.span) if when.span else None
        if i is not None and self.mentions[i].form.startswith("dur "):
            return False  # "in recent days": many days
        finer = _GRAIN.index(best.precision) < _GRAIN.index(when.precision)
        return finer and when.start <= best.start and best.end <= when.end

    def _when(self, mention: TimeMention) -> When:
        form = read_form(mention.form)
        counted = form.kind in ("rel", "weekday", "shift", "dur", "same") or (form.kind == "date" and "year" not in form.keys)
        leans = self.published.inferred and counted
        return When(mention.start, mention.end, mention.precision, mention.text, mention.span, mention.basis, leans)

    def _not_ahead(self, claim: Claim, when: When, mention: TimeMention) -> When:
        """What has happened has not happened after publication: its weekday is the one before."""
        last = self.published.end
        if claim.realis is not Realis.ACTUAL or last is None or when.start is None or when.start <= last:
            return when
        if mention.form.startswith(("rel ", "shift ", "dur ")):
            return When()  # "the war, which enters its fifth year next month, has killed ..."
        if not mention.form.startswith("weekday ") or "dir=" in mention.form:
            return replace(when, basis=f"{when.basis}; after publication, though told as past")
        day = when.start - timedelta(days=WEEK)
        return replace(when, start=day, end=day, basis="weekday before publication, for it has happened")

    def _since(self, claim: Claim, when: When) -> bool:
        """Whether a date only opens the time that a claim is of: "since March", "since the war began in March"; what itself
        happened then ("since the raid in March") has its day."""
        led = since(self.parsed, when.span) if when.span is not None else None
        if led is None or when.span is None or led.start < claim.trigger.start < when.span.start:
            return False
        time = self.parsed.tokens_in(when.span)[0]
        return all(t.i != time.i for t in self.parsed.ancestors(self._word(claim)))  # "since January, when gunmen killed 150"

    def _led_by(self, words: re.Pattern[str], when: When) -> bool:
        """Whether ``words`` stand right before the mention that a date was read from."""
        return when.span is not None and bool(words.search(self.parsed.text, max(0, when.span.start - 14), when.span.start))
