"""Dates counted from another happening: "The move came a day after the army dropped leaflets"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.days import shift_days
from hadba.resolve.when.form import read_form
from hadba.resolve.when.publication import is_dateline

DAYS = {"D": 1, "W": 7, "2W": 14}
OPENING = 2  # words before "three days after" where it opens a sentence: "Just three days after ..."
_BESIDE = re.compile(r"\s*[,(]\s*(?:just |only |barely |exactly )?")
TAKING_UP = frozenset(("come", "follow", "be", "occur", "happen"))


def when_beside(parsed: Parsed, mentions: Sequence[TimeMention], mention: TimeMention, trigger: int, published: When) -> When:
    """The date of the happening at offset ``trigger`` in a sentence with "a day after ...".

    Where the clause before only takes up what was told ("The move came a day after"), the day told last is its own, and
    what follows "after" lies before that day. Else the day told last is that of what follows "after". Where no day was
    told, publication stands for the newer happening, and the date is no finer than a week.
    """
    open_when = When(text=mention.text, span=mention.span, basis="counted from another happening whose date is not told")
    form = read_form(mention.form)
    unit, way = DAYS.get(form.keys["unit"]), form.number("n") or 1
    count = form.number("num") if "num" in form.keys else 1
    if unit is None or count is None:
        return open_when
    within = _clause_after(parsed, mention).contains(Span(trigger, trigger))
    inside = _told_inside(parsed, mentions, mention)
    if inside is not None and inside.start is not None:
        return _from_inside(inside, mention, published, 0 if within else unit * count * way) or open_when
    if within and (newer := _told_outside(parsed, mentions, mention)) is not None:
        return _from_inside(newer, mention, published, -unit * count * way) or open_when
    told = _told_before(parsed, mentions, mention)
    if told is None or told.start is None:
        return _from_publication(mention, published, within, unit * count * way) or open_when
    steps = unit * count * way
    anaphoric = _takes_up(parsed, mention)
    moved = (-steps if within else 0) if anaphoric else (0 if within else steps)
    day = shift_days(told.start, moved)
    if day is None:
        return open_when
    days = f"{abs(moved)} day{'' if abs(moved) == 1 else 's'} {'before' if moved < 0 else 'after'}"
    basis = f"{days} {told.text}" if moved else f"that of {told.text}"
    return When(day, day, Precision.DAY, mention.text, mention.span, basis, published.inferred)


def counted_from(parsed: Parsed, mentions: Sequence[TimeMention], mention: TimeMention, trigger: int) -> TimeMention | None:
    """The "three days after" that dates the happening at ``trigger``: ``mention`` itself, or the one in whose clause it
    stands while the happening stands outside: "Three days after the truce of 10 May, a raid killed four"."""
    if mention.form.startswith("event "):
        return mention
    for other in mentions:
        if other.span.start >= mention.span.start:
            return None
        if other.form.startswith("event ") and (clause := _clause_after(parsed, other)).contains(mention.span):
            return None if clause.contains(Span(trigger, trigger)) else other
    return None


def _clause_after(parsed: Parsed, mention: TimeMention) -> Span:
    """The words after "three days after": to the comma that closes them where they open the sentence, else to its end."""
    tokens = parsed.tokens_in(mention.span)
    sentence = parsed.sentence_of(tokens[0])
    end = sentence.span.end
    if tokens[0].i - sentence.first <= OPENING:
        end = next((t.start for t in parsed.tokens[tokens[-1].i : sentence.last] if t.text == ","), end)
    return Span(mention.span.end, max(end, mention.span.end))


def _told_inside(parsed: Parsed, mentions: Sequence[TimeMention], mention: TimeMention) -> TimeMention | None:
    """The one day told in the clause that is counted from."""
    clause = _clause_after(parsed, mention)
    days = [m for m in mentions if clause.contains(m.span) and m.precision is Precision.DAY and m.start is not None]
    return days[0] if len(days) == 1 else None


def _told_outside(parsed: Parsed, mentions: Sequence[TimeMention], mention: TimeMention) -> TimeMention | None:
    """The day of the newer happening, told beside "a day after" or after its clause: "On Monday, a day after
    gunmen killed 42, ...", "A day after gunmen killed 42, another strike hit the town on Monday"."""
    clause = _clause_after(parsed, mention)
    sentence = parsed.sentence_of(parsed.tokens_in(mention.span)[0]).span
    days = [m for m in mentions if sentence.contains(m.span) and m.precision is Precision.DAY and m.start is not None]
    beside = [m for m in days if _BESIDE.fullmatch(parsed.text, m.span.end, max(m.span.end, mention.span.start))]
    opens = parsed.text[sentence.start : mention.span.start].strip() == ""
    after = [m for m in days if opens and m.span.start >= clause.end]
    return beside[-1] if beside else after[0] if len(after) == 1 else None


def _from_inside(inside: TimeMention, mention: TimeMention, published: When, steps: int) -> When | None:
    day = shift_days(inside.start, steps) if inside.start is not None else None
    if day is None:
        return None
    if not steps:
        return When(day, day, Precision.DAY, inside.text, inside.span, inside.basis, published.inferred)
    basis = f"{abs(steps)} day{'' if abs(steps) == 1 else 's'} {'before' if steps < 0 else 'after'} {inside.text}"
    return When(day, day, Precision.DAY, mention.text, mention.span, basis, published.inferred)


def _from_publication(mention: TimeMention, published: When, within: bool, steps: int) -> When | None:
    if published.start is None or published.start != published.end or not within or steps < 0:
        return None
    day = shift_days(published.start, -steps)
    basis = "counted back from publication, for the newer happening has no date"
    return When(day, day, Precision.WEEK, mention.text, mention.span, basis, published.inferred)


def _told_before(parsed: Parsed, mentions: Sequence[TimeMention], mention: TimeMention) -> TimeMention | None:
    """The day told last, in this sentence or the one before; a dateline tells none."""
    here = parsed.tokens_in(mention.span)[0].sentence
    for other in reversed([m for m in mentions if m.span.end <= mention.span.start]):
        if here - parsed.tokens_in(other.span)[0].sentence > 1:
            return None
        if other.precision is Precision.DAY and other.start is not None and not is_dateline(parsed, other):
            return other
    return None


def _takes_up(parsed: Parsed, mention: TimeMention) -> bool:
    """Whether the clause before only takes up what was told ("The move came", "This followed")."""
    token = parsed.tokens_in(mention.span)[0]
    verb = next((t for t in parsed.ancestors(token) if t.lemma in TAKING_UP), None)
    if verb is None:
        return False
    subject = next((c for c in parsed.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.start < mention.span.start
