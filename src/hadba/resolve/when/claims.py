"""The dates of claims: of the happening, and of the saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hadba.model.claim import Claim, Family, Realis
from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.days import shift_days
from hadba.resolve.when.form import read_form
from hadba.resolve.when.kind import is_history
from hadba.resolve.when.publication import publication_of
from hadba.resolve.when.report import resolve_between

WEEK = 7  # days of the coarse fall-back, publication day included
_RANGE = re.compile(r"\s*(?:to|and|until|till|through|[-–—])\s+(?:the\s+)?", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)


def date_claims(
    report: Report, parsed: Parsed, mentions: Sequence[TimeMention], claims: tuple[Claim, ...]
) -> tuple[Claim, ...]:
    """``claims`` with ``when`` and ``said_on`` resolved, or left open where the text does not say.

    In order: the claim's own mention; one of another claim of the same happening; for the main claims of a news report the
    week up to publication; nothing.
    """
    published = publication_of(report, parsed, mentions)
    desk = _Desk(parsed, resolve_between(published, parsed, mentions), published, is_history(published.start, mentions))
    dated = [replace(c, when=desk.own(c), said_on=desk.said(c)) for c in claims]
    return tuple(replace(c, when=desk.else_from(c, dated)) for c in dated)


class _Desk:
    """What dating one report's claims needs: its resolved mentions by span, and its publication."""

    def __init__(self, parsed: Parsed, mentions: tuple[TimeMention, ...], published: When, history: bool) -> None:
        self.parsed = parsed
        self.mentions = mentions
        self.by_span = {m.span: i for i, m in enumerate(mentions)}
        self.published: When = published
        self.inferred = published.inferred
        self.history = history

    def own(self, claim: Claim) -> When:
        """The claim's own mention resolved; as it came where it has none."""
        i = self.by_span.get(claim.when.span) if claim.when.span else None
        if i is None:
            return claim.when
        mention = self.mentions[i]
        if mention.form.startswith("event "):
            return self._beside_event(claim, mention)
        if until := self._range_end(i):
            return replace(self._when(mention), end=until.end, basis=f"{mention.basis}, to {until.text}")
        when = self._when(mention)
        since = _SINCE.search(self.parsed.text, max(0, mention.span.start - 12), mention.span.start)
        if when.start and self.published.end and since:
            return replace(when, end=max(self.published.end, when.start), basis=f"{when.basis}, until publication")
        return when

    def said(self, claim: Claim) -> When | None:
        """When it was said, where the text says so."""
        if claim.said_on is None or claim.said_on.span is None:
            return claim.said_on
        i = self.by_span.get(claim.said_on.span)
        return claim.said_on if i is None else self._when(self.mentions[i])

    def else_from(self, claim: Claim, dated: Sequence[Claim]) -> When:
        """The date of a claim without one of its own."""
        if claim.when.start is not None or claim.when.span is not None:
            return claim.when
        if claim.happening:
            same = [c.when for c in dated if c.happening == claim.happening and c.claim_id != claim.claim_id and c.when.start]
            if same:
                best = min(same, key=lambda w: _GRAIN.index(w.precision))
                return replace(best, basis="same happening, dated in another sentence")
        return self._coarse(claim)

    def _coarse(self, claim: Claim) -> When:
        first, last = self.published.start, self.published.end
        if not claim.main or claim.realis is not Realis.ACTUAL or self.history or first is None or last is None:
            return When(basis="no date in the text")
        if claim.family is not Family.EVENT:
            basis = "no date in the text; a state, as of publication"
            return When(first, last, self.published.precision, basis=basis, inferred=self.inferred)
        basis = "no date in the text; within the week before publication"
        return When(shift_days(first, 1 - WEEK) or first, last, Precision.WEEK, basis=basis, inferred=self.inferred)

    def _when(self, mention: TimeMention) -> When:
        leans = self.inferred and read_form(mention.form).kind in ("rel", "weekday", "shift", "dur")
        return When(mention.start, mention.end, mention.precision, mention.text, mention.span, mention.basis, leans)

    def _range_end(self, i: int) -> TimeMention | None:
        """The other end of "from 10 March to 17 March", where the next mention is one."""
        if i + 1 >= len(self.mentions):
            return None
        this, following = self.mentions[i], self.mentions[i + 1]
        between = self.parsed.text[this.span.end : following.span.start]
        opened = re.search(
            r"\b(?:from|between)\s+(?:the\s+)?$", self.parsed.text[max(0, this.span.start - 14) : this.span.start], re.I
        )
        if this.start is None or following.end is None or following.end < this.start:
            return None
        if _RANGE.fullmatch(between) and (opened or not re.search(r"and", between, re.I)):
            return following
        return None

    def _beside_event(self, claim: Claim, mention: TimeMention) -> When:
        """ "The move came a day after the army dropped leaflets": the move is dated before, the leaflets a day earlier."""
        open_when = When(text=mention.text, span=mention.span, basis="counted from another happening whose date is not told")
        form = read_form(mention.form)
        unit = {"D": 1, "W": 7, "2W": 14}.get(form.keys["unit"])
        count = form.number("num") or (1 if "num" not in form.keys else None)
        known = self._told_before(mention)
        if unit is None or count is None or known is None or known.start is None:
            return open_when
        within = claim.trigger.start >= mention.span.end
        taken_up = self._takes_up(mention)
        steps = (-unit * count if within else unit * count) if within == taken_up else 0
        day = shift_days(known.start, steps)
        if day is None:
            return open_when
        basis = f"{abs(steps)} days {'before' if steps < 0 else 'after'} {known.text}" if steps else f"that of {known.text}"
        return When(day, day, Precision.DAY, mention.text, mention.span, basis, self.inferred)

    def _told_before(self, mention: TimeMention) -> TimeMention | None:
        """The day told last, in this sentence or the one before."""
        here = self.parsed.tokens_in(mention.span)[0].sentence
        for other in reversed(self.mentions[: self.by_span[mention.span]]):
            if here - self.parsed.tokens_in(other.span)[0].sentence > 1:
                return None
            if other.precision is Precision.DAY and other.start is not None:
                return other
        return None

    def _takes_up(self, mention: TimeMention) -> bool:
        """Whether the clause before "a day after" only takes up what was told ("The move came", "This followed")."""
        token = self.parsed.tokens_in(mention.span)[0]
        verb = next((t for t in self.parsed.ancestors(token) if t.lemma in ("come", "follow", "be", "occur", "happen")), None)
        if verb is None:
            return False
        subject = next((c for c in self.parsed.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
        return subject is not None and subject.start < mention.span.start


_GRAIN = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN)
