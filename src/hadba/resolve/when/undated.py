"""Dates of claims whose own words tell none, from what the report says around them, and never finer than that bears.

Where the text helps only to a week, ``when`` is the likeliest day with the precision "week" (as ACLED codes it), or all the
days of the week where no day is likelier than another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words
from hadba.lexicon.telling import is_reason, since
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Family, Realis
from hadba.model.figure import Scope
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.form import read_form
from hadba.resolve.when.publication import is_dateline
from hadba.resolve.when.wars import LASTING, LONG_AGO, Wars

WEEK = 7  # days of the coarse fall-back, publication day included
LEAD = 3  # sentences in which news tells its day
HEAD = 2  # sentences in which an account says what it is about
BACK = 2  # sentences back to the day told last
DISTINCT = 5  # from which a number of victims tells a happening from others in one report
_DEFINITE = frozenset(("the", "this", "that"))


class Undated:
    """What one report offers to claims without a date: its resolved mentions and its publication."""

    def __init__(self, parsed: Parsed, mentions: Sequence[TimeMention], published: When, *, history: bool) -> None:
        self.parsed = parsed
        self.mentions = mentions
        self.published = published
        self.history = history
        self.wars = Wars(parsed, mentions, published)
        self.subject = self._subject()

    def date(self, claim: Claim, dated: Sequence[Claim], days: Sequence[TimeMention]) -> When:
        """In order: the day of the same toll told elsewhere; the beginning of the war that a toll is of; the day of the act
        that it happened in ("during the assault"); the day told just before ("Meanwhile ..."); the old act told just before;
        the day that an account of the past is of; what publication bears. ``days`` are those of the week up to publication that
        the report tells."""
        found = self._same_toll(claim, dated) or self.wars.toll(claim, self.word(claim))
        if found is None and not self.wars.counts(claim, self.word(claim)):
            found = self._in_the_act(claim, dated)
        if found is None and any(f.scope is Scope.CUMULATIVE for f in claim.figures):
            found = self._of_the_period(claim, dated)
        if found is None and self._is_news(claim):
            found = self._meanwhile(claim, days) or self._of_an_old_act(claim)
        return found or self._of_the_account(claim) or self._coarse(claim, dated, days)

    # -- from the report's own words ----------------------------------------------------------------------------------

    def _same_toll(self, claim: Claim, dated: Sequence[Claim]) -> When | None:
        """The one day on which another claim of the report dates just as many victims of the same kind."""
        tolls = _tolls(claim)
        same = [c.when for c in dated if c.when.precision is Precision.DAY and c.main and tolls & _tolls(c)]
        if len({(w.start, w.end) for w in same}) != 1:
            return None
        return replace(same[0], basis="the same toll, dated in another sentence")

    def _in_the_act(self, claim: Claim, dated: Sequence[Claim]) -> When | None:
        """ "killed during the assault": the one day on which an earlier claim of such an act is dated."""
        named = [
            c
            for t in self.parsed.subtree(self._verb(claim))
            if t.lower in ("during", "in") and t.dep == "prep"
            for c in self.parsed.children(t)
            if c.dep == "pobj" and any(d.lower in _DEFINITE for d in self.parsed.children(c))
        ]
        classes = {k for noun in named for k in event_words().joins.get(noun.lemma, frozenset())}
        lemmas = {noun.lemma for noun in named}
        acts = [
            c
            for c in dated
            if c.when.precision is Precision.DAY
            and c.trigger.start < claim.trigger.start
            and (event_words().classes.get(c.type) in classes or self.word(c).lemma in lemmas)
        ]
        if len({c.when.start for c in acts}) != 1:
            return None
        return replace(acts[0].when, basis="the day of the act that it happened in, told in another sentence")

    def _of_the_period(self, claim: Claim, dated: Sequence[Claim]) -> When | None:
        """What a total is of: the time up to now, the month or the year that its own sentence tells, whatever the parser hung
        it on; else the period of the total told just before ("Another 42 people have been killed in ...")."""
        here, last = self.word(claim).sentence, self.published.end
        for mention in self.mentions:
            if self._sentence(mention) != here or self.wars.tells_of_a_place(mention):
                continue
            if mention.start is None or mention.end is None:
                if (lasted := self._lasted(mention)) is not None:
                    return lasted
                continue
            led = since(self.parsed, mention.span) is not None
            if led or mention.form.startswith("dur ") or mention.precision in (Precision.MONTH, Precision.YEAR):
                end = max(last, mention.start) if led and last is not None else mention.end
                basis = f"{mention.basis}; the time that the sentence of the total tells"
                return When(mention.start, end, mention.precision, mention.text, mention.span, basis)
        before = [
            c.when
            for c in dated
            if not c.main
            and c.trigger.start < claim.trigger.start
            and here - self.word(c).sentence <= BACK
            and any(f.scope is Scope.CUMULATIVE for f in c.figures)
        ]
        if not before or before[-1].start is None or self.wars.counts(claim, self.word(claim)):
            return None
        return replace(before[-1], basis="no date of its own; goes on from the total told just before")

    def _lasted(self, mention: TimeMention) -> When | None:
        """ "Seven days of air raids had left 75 dead", in news: the days up to publication."""
        form, last = read_form(mention.form), self.published.end
        days, unit = form.number("num"), form.text("unit")
        if form.kind != "dur" or not days or days < 2 or unit not in ("D", "W") or last is None or self.history:
            return None
        first = self.parsed.tokens_in(mention.span)[0]
        verbs = [t for t in self.parsed.ancestors(first) if t.tag == "VBN"]
        up_to_now = any(c.lower in ("has", "have") and c.dep == "aux" for v in verbs for c in self.parsed.children(v))
        if not up_to_now and self.parsed.sentence_of(first).span.start != mention.span.start:
            return None  # "the three weeks of operations" may be of any year
        if not self.parsed.text.startswith(" of ", mention.span.end):
            return None
        start = last - timedelta(days=days * (WEEK if unit == "W" else 1))
        basis = "counted back from publication, for a total of so many days"
        return When(start, last, Precision.WEEK, mention.text, mention.span, basis, self.published.inferred)

    def _meanwhile(self, claim: Claim, days: Sequence[TimeMention]) -> When | None:
        """A sentence that goes on with "Meanwhile", "Elsewhere" is of the day told just before, to the week."""
        sentence = self.parsed.sentence_of(self.word(claim))
        opening = self.parsed.sentence_tokens(sentence)[:2]
        if not any(t.lower in word_set("goes_on") for t in opening):
            return None
        mention = next((m for m in reversed(days) if m.span.end <= sentence.span.start), None)
        if mention is None or self.word(claim).sentence - self._sentence(mention) > BACK:
            return None
        basis, leans = "no date of its own; goes on from the day told just before", self.published.inferred
        return When(mention.start, mention.end, Precision.WEEK, mention.text, mention.span, basis, leans)

    def _of_an_old_act(self, claim: Claim) -> When | None:
        """A bare toll right after the telling of what was long ago is the toll of that: "... an attack on 19 March. It said
        that 26 people were killed"."""
        word, last = self._verb(claim), self.published.end
        if last is None or word.pos != "VERB" or word.lemma not in harm_words().patient_verbs or word.dep in ("relcl", "acl"):
            return None
        told = [m for m in self.mentions if self._sentence(m) in (word.sentence - 1, word.sentence) and m.start is not None]
        if len(told) != 1 or told[0].span.start >= self.parsed.sentence_of(word).span.start:
            return None
        (mention,) = told
        fine = mention.precision in (Precision.DAY, Precision.MONTH) and mention.form.startswith("date ")
        if not fine or mention.end is None or last - mention.end <= timedelta(days=2 * WEEK) or self.wars.begins(mention):
            return None
        basis = "no date of its own; goes on from what was told of that time just before"
        return When(mention.start, mention.end, mention.precision, mention.text, mention.span, basis)

    # -- accounts of one happening of the past ------------------------------------------------------------------------

    def _subject(self) -> TimeMention | None:
        """The day that the head of an account tells as that of its subject: whole, long before publication, in a text that
        counts no day from publication."""
        last = self.published.end
        if last is None:
            return None
        news = any(
            m.start is not None and m.start >= last - timedelta(days=2 * WEEK) and read_form(m.form).kind in ("weekday", "rel")
            for m in self.mentions
            if m.precision is Precision.DAY and not is_dateline(self.parsed, m)
        )
        head = [m for m in self.mentions if self._sentence(m) < HEAD and m.precision is Precision.DAY]
        days = {m.start: m for m in head if m.start is not None and "year=" in m.form}
        if news or len(days) != 1:
            return None
        ((day, mention),) = days.items()
        return mention if last - day > LONG_AGO else None

    def _of_the_account(self, claim: Claim) -> When | None:
        """A toll, or an act spoken of as known ("the airstrike"), in an account of one day."""
        subject = self.subject
        if subject is None or not claim.main or claim.realis is not Realis.ACTUAL or claim.family is not Family.EVENT:
            return None
        word = self.word(claim)
        known = word.tag == "NN" and any(c.lower in _DEFINITE for c in self.parsed.children(word))
        if claim.type in LASTING or not (known or claim.figures):
            return None
        return self._about(subject, "no date of its own; the day that the account is of")

    # -- from publication ---------------------------------------------------------------------------------------------

    def _is_news(self, claim: Claim) -> bool:
        known = self.published.start is not None and not self.history and self.subject is None
        return known and claim.main and claim.realis is Realis.ACTUAL

    def _coarse(self, claim: Claim, dated: Sequence[Claim], days: Sequence[TimeMention]) -> When:
        first, last = self.published.start, self.published.end
        if not self._is_news(claim) or first is None or last is None:
            return When(basis="no date in the text")
        if is_reason(self.parsed, self.word(claim)):
            return When(basis="no date in the text; told as the reason of something else")
        if claim.type in LASTING and self.word(claim).dep in ("relcl", "acl"):
            return When(basis="no date in the text; told as known of those people")
        if self.wars.counts(claim, self.word(claim)):
            return When(basis="no date in the text; of a war whose beginning it does not tell")
        if claim.family is not Family.EVENT:
            basis = "no date in the text; a state, as of publication"
            return When(first, last, self.published.precision, basis=basis, inferred=self.published.inferred)
        if claim.stance is Stance.CONCEDES and claim.type not in LASTING:
            return When(basis="no date in the text; conceded later, nobody says how much")
        return self._likeliest(claim, dated, days) or self._of_publication()

    def _likeliest(self, claim: Claim, dated: Sequence[Claim], days: Sequence[TimeMention]) -> When | None:
        """The likeliest day of an act of the news: the one day of that week that the report tells, the day on which it was
        told as news, the day that the head of the report tells."""
        said = self._said(claim, dated)
        day = said.start if said is not None else None
        if claim.type in LASTING:
            return replace(said, precision=Precision.WEEK, basis="no date of its own; told on that day") if said else None
        if said is None and (told := claim.said_on) is not None and told.start is not None:
            return replace(told, precision=Precision.WEEK, basis="no date of its own; told as news on that day, long before")
        only = days[0] if len({m.start for m in days}) == 1 else None
        if only is not None and not _of_another(claim, only, day, dated):
            return self._about(only, "no date of its own; the one day of that week that the report tells")
        if said is not None:
            basis = "no date of its own; told as news on that day"
            return replace(said, precision=Precision.WEEK, basis=basis, inferred=self.published.inferred)
        first = min((self._sentence(m) for m in days), default=LEAD)
        head = [m for m in days if self._sentence(m) == first < LEAD]
        if only is None and len({m.start for m in head}) == 1:
            return self._about(head[0], "no date of its own; the day that the head of the report tells")
        sentence = self.word(claim).sentence
        before = next((m for m in reversed(days) if sentence - BACK <= self._sentence(m) <= sentence), None)
        return self._about(before, "no date of its own; the day told last before it") if before is not None else None

    def _of_publication(self) -> When:
        """News that tells no day at all: publication, to the week."""
        first, last, inferred = self.published.start, self.published.end, self.published.inferred
        if first != last:
            return When(
                first, last, self.published.precision, basis="no date in the text; as of publication", inferred=inferred
            )
        return When(
            last, last, Precision.WEEK, basis="no date in the text; within the week before publication", inferred=inferred
        )

    def _said(self, claim: Claim, dated: Sequence[Claim]) -> When | None:
        """The day in the week up to publication on which the claim was said, else another claim of its happening."""
        first, last = self.published.start, self.published.end
        others = [c for c in dated if claim.happening and c.happening == claim.happening]
        for said in (c.said_on for c in (claim, *others)):
            if said is None or said.precision is not Precision.DAY or said.start is None or first is None or last is None:
                continue
            if first - timedelta(days=WEEK) <= said.start <= last:
                return said
        return None

    def _about(self, mention: TimeMention, basis: str) -> When:
        """The day of a mention as the likeliest, to the week."""
        inferred = self.published.inferred
        return When(mention.start, mention.end, Precision.WEEK, mention.text, mention.span, basis, inferred)

    # -- words --------------------------------------------------------------------------------------------------------

    def word(self, claim: Claim) -> Token:
        """The token that bears a claim."""
        return self.parsed.tokens_in(Span(claim.trigger.start, claim.trigger.end))[0]

    def _verb(self, claim: Claim) -> Token:
        word = self.word(claim)
        return word if word.pos == "VERB" else next((t for t in self.parsed.ancestors(word) if t.pos == "VERB"), word)

    def _sentence(self, mention: TimeMention) -> int:
        return self.parsed.tokens_in(mention.span)[0].sentence


def _of_another(claim: Claim, only: TimeMention, said: date | None, dated: Sequence[Claim]) -> bool:
    """Whether a day cannot be that of a claim, or is said of another happening while this one was told as news by itself."""
    if said is None or only.start is None:
        return False
    return said < only.start or any(c.when.span == only.span and c.happening != claim.happening for c in dated)


def _tolls(claim: Claim) -> set[tuple[object, int]]:
    """Numbers distinctive enough to know a happening by: single figures are common."""
    return {(f.kind, n) for f in claim.figures if (n := f.point or f.low or f.high or 0) >= DISTINCT}
