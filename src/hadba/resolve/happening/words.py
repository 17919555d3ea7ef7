"""Words that speak of happenings, and what their own sentences say of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.lexicon.telling import brought_there, dates_a_life, dates_another, dates_the_telling, is_reason, of_many
from hadba.model.actor import Role
from hadba.model.claim import Claim, Realis
from hadba.model.figure import Figure, FigureKind, Scope
from hadba.model.parse import Parsed, Token
from hadba.model.reading import EventMention, Reading
from hadba.model.span import Span
from hadba.model.when import TimeMention
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.sides import sides_of
from hadba.resolve.happening.turns import ground_of, turned
from hadba.resolve.where.standing import located
from hadba.text.datelines import in_dateline_brackets

FINE = {PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.TOWN}
GRAIN = list(PlacePrecision)
_HEAD = 60  # characters within which a page's own date stands
_ITEMS = 6  # paragraphs from which a text may be a dated list
_OPENING = 30  # characters within which an item's day stands
LONGEST = 31  # days that one happening may be told to cover
TOLD = {Realis.ACTUAL, Realis.NEGATED}
HARM = {FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED}
# mentions of these tell a state of war rather than a happening; only claims of them are grouped
_STATES = {"war", "killing", "armed_clash", "agreement", "protest", "displacement"}
_LINK = re.compile(r"\s(?:of|in|at|for|near|on)\s")
Days = tuple[date, date]
Times = Mapping[Span, TimeMention]
Places = Mapping[Span, Where | None]


@dataclass(frozen=True, slots=True)
class Hint:
    """What else its sentence names: a day, fine places. It dates and places a happening of which nothing better is said,
    and never keeps two apart."""

    dated: Span | None = None
    places: tuple[Where, ...] = ()


NO_HINT = Hint()


@dataclass(frozen=True, slots=True)
class Word:
    """A claim's trigger or a mention, and what its own sentence says of it."""

    token: Token
    type: str
    realis: Realis
    classes: frozenset[str]
    days: Days | None
    dated: Span | None
    places: tuple[Where, ...]
    figures: tuple[Figure, ...] = ()
    claim: str | None = None
    said: date | None = None  # it cannot have happened later than it was said
    around: Days | None = None  # the day last named before it in its paragraph
    hint: Hint = NO_HINT
    dead: frozenset[Span] = frozenset()  # where those who it says were killed are first named
    past: bool = False  # its day was over a month before publication
    struck: frozenset[str] = frozenset()  # head nouns of the things that it struck
    sides: frozenset[str] = frozenset()  # of those who did it
    doers: frozenset[str] = frozenset()  # their ids
    set_off: bool = False  # it names what was planted: an explosive device is neither shell nor air strike
    ground: tuple[Where, ...] = ()  # the spots with which its paragraph opens, up to it
    turned: int | None = None  # the sentence at which its paragraph goes over to another thing

    @property
    def alone(self) -> bool:
        """A plan or a period's total neither joins nor takes further words."""
        return self.realis not in TOLD or any(f.scope is Scope.CUMULATIVE for f in self.figures)


def words_of(parsed: Parsed, reading: Reading, claims: Sequence[Claim], published: date | None) -> list[Word]:
    said = {a.said_on for a in reading.attributions}
    heads = {
        t.span
        for t in reading.times
        if in_dateline_brackets(parsed.text, t.span) or (t.span.start < _HEAD and t.start == published)
    }
    times = {t.span: t for t in reading.times if t.span not in said | heads}
    speakers = [a.source for a in reading.attributions if a.source is not None]
    # where a speaker holds office, or the hurt were brought, is not where it happened
    places = {
        p.span: p.where
        for p in reading.places
        if not any(s.contains(p.span) for s in speakers) and not brought_there(parsed, p.span)
    }
    beside = {
        m.span: places[m.span] for m in reading.places if m.span in places and located(parsed, m, speakers, capital=False)
    }
    told = {c.trigger.start for c in claims}
    sayings = {t.span: t for t in reading.times if t.span in said}
    found = [
        replace(_of_claim(parsed, c, times, sayings, places, beside), past=_is_past(c.when.span, times, published))
        for c in claims
    ]
    found += [
        replace(_of_mention(parsed, e, times, places, beside), past=_is_past(e.when, times, published))
        for e in reading.events
        if e.span.start not in told and e.type not in _STATES and e.realis in TOLD and not e.text.lower().startswith("target")
    ]
    found += [_of_phase(parsed, c, times, places) for c in reading.claims if c.type == "phase" and c.realis is Realis.ACTUAL]
    stood = (replace(w, ground=ground_of(parsed, w.token, places, beside), turned=turned(parsed, w.token)) for w in found)
    return sorted((_as_of_saying(parsed, reading, w, sayings) for w in stood), key=lambda w: (w.token.i, w.claim or ""))


def _is_past(span: Span | None, times: Times, published: date | None) -> bool:
    """Whether the time at ``span`` was over more than a month before publication."""
    mention = times.get(span) if span else None
    if mention is None or mention.end is None or published is None:
        return False
    return (published - mention.end).days > LONGEST


def _of_phase(parsed: Parsed, claim: Claim, times: Times, places: Places) -> Word:
    """The launch of an operation, which dates and places the attacks of it; the claim itself stays one of control."""
    token = parsed.tokens_in(Span(claim.trigger.start, claim.trigger.end))[0]
    days, dated = _days(claim.when.span, times)
    own = tuple(w for p in claim.where if (w := places.get(p.span)) is not None)
    return Word(token, "armed_attack", claim.realis, _classes(token, "armed_attack"), days, dated, own)


def _as_of_saying(parsed: Parsed, reading: Reading, word: Word, sayings: Times) -> Word:
    """What is said to be going on is of the day of the saying: "the command on May 27 said forces are attacking"."""
    if word.days or not _going_on(parsed, word.token):
        return word
    for saying in reading.attributions:
        if saying.said_on is not None and saying.covers(word.token.span):
            days, dated = _days(saying.said_on, sayings)
            return replace(word, days=days, dated=dated) if days else word
    return word


def _going_on(parsed: Parsed, token: Token) -> bool:
    """Present progressive."""
    return token.tag == "VBG" and any(c.lower in ("is", "are", "'re", "'s") for c in parsed.children(token))


def _of_claim(parsed: Parsed, claim: Claim, times: Times, sayings: Times, places: Places, beside: Places) -> Word:
    """``places`` are all that the report names, ``beside`` those where something is."""
    token = parsed.tokens_in(Span(claim.trigger.start, claim.trigger.end))[0]
    days, dated = (None, None) if of_many(parsed, token) else _days(claim.when.span, times)
    own = tuple(w for p in claim.where if (w := places.get(p.span)) is not None)
    spoken, _ = _days(claim.said_on.span if claim.said_on else None, sayings)
    return Word(
        token=token,
        type="arrest" if of_arrests(claim) else claim.type,
        realis=claim.realis,
        classes=_own_classes(parsed, token, claim),
        days=days,
        dated=dated,
        places=own,
        figures=claim.figures,
        claim=claim.claim_id,
        said=spoken[1] if spoken else None,
        around=_around(parsed, token, times),
        dead=frozenset(p.name for p in claim.people if p.name and p.harm is FigureKind.KILLED and p.role is Role.TARGET),
        hint=NO_HINT if claim.type in _STATES else _hint(parsed, token, times, beside),
        struck=frozenset(_head_of(o.text) for o in claim.objects),
        sides=sides_of(parsed, token, claim),
        set_off=claim.type == "bombing" and any(w.type == "ied" for w in claim.weapons),
        doers=frozenset(a.actor_id for a in claim.actors if a.role is Role.PERPETRATOR and a.actor_id),
    )


def _own_classes(parsed: Parsed, token: Token, claim: Claim) -> frozenset[str]:
    """Those that the claim may stand for; "killed in their attacks on the town" is of no attack but theirs."""
    type_ = "arrest" if of_arrests(claim) else claim.type
    theirs = type_ == "armed_attack" and any(c.dep == "poss" and c.tag == "PRP$" for c in parsed.children(token))
    return frozenset({class_of(type_)}) if theirs else _classes(token, type_)


def of_arrests(claim: Claim) -> bool:
    """Whether of a raid nothing is told but whom it detained: no blow that other attacks may be told of."""
    return claim.type == "raid" and bool(claim.figures) and all(f.kind is FigureKind.DETAINED for f in claim.figures)


def _head_of(phrase: str) -> str:
    """The noun that says what a struck thing is: "house" of "the houses of two judges"."""
    own = _LINK.split(phrase.lower(), maxsplit=1)[0]
    return own.split()[-1].removesuffix("s")


def _of_mention(parsed: Parsed, event: EventMention, times: Times, places: Places, beside: Places) -> Word:
    token = parsed.tokens_in(event.span)[0]
    days, dated = (None, None) if of_many(parsed, token) else _days(event.when, times)
    own = tuple(w for span in event.where if (w := places.get(span)) is not None)
    hint = _hint(parsed, token, times, beside)
    around = _around(parsed, token, times)
    return Word(
        token,
        event.type,
        event.realis,
        _classes(token, event.type),
        days,
        dated,
        own,
        around=around,
        hint=hint,
        set_off=event.type == "bombing" and token.lemma == "device",
    )


def _around(parsed: Parsed, token: Token, times: Times) -> Days | None:
    """The last day named in the token's paragraph before its sentence ends; in lists each item has its own."""
    if token.lemma in word_set("tolls"):
        return None  # "by Sunday the toll had risen": the day of the count
    sentence = parsed.sentence_of(token)
    start = next(s.span.start for s in parsed.sentences if s.paragraph == sentence.paragraph)
    named = [
        (t.start, t.end)
        for span, t in times.items()
        if start <= span.start < sentence.span.end and t.start is not None and t.end is not None and t.start == t.end
    ]
    return named[-1] if named else None


def _hint(parsed: Parsed, token: Token, times: Times, places: Places) -> Hint:
    """The one day and the finest places that the sentence names; in a dated list, else the day that opens the item."""
    inside = parsed.sentence_of(token).span
    fine = tuple(w for span, w in places.items() if w is not None and inside.contains(span) and _placed(w))
    dates = [t for span, t in times.items() if inside.contains(span) and t.start is not None and t.start == t.end]
    dates = [
        t
        for t in dates
        if not dates_a_life(parsed, token, first := parsed.tokens_in(t.span)[0]) and not dates_another(parsed, token, first)
    ]
    apart_ = is_reason(parsed, token) or any(dates_the_telling(parsed, token, parsed.tokens_in(t.span)[0]) for t in dates)
    day = dates[0] if len(dates) == 1 and not apart_ else None if dates else _item_day(parsed, token, times)
    return Hint(dated=day.span if day else None, places=fine[:2])


def _item_day(parsed: Parsed, token: Token, times: Times) -> TimeMention | None:
    """The day that opens the token's paragraph, where the text has items enough to be a list."""
    sentence = parsed.sentence_of(token)
    if parsed.sentences[-1].paragraph < _ITEMS or token.lemma in word_set("tolls"):
        return None
    start = next(s.span.start for s in parsed.sentences if s.paragraph == sentence.paragraph)
    opening = (
        t for span, t in times.items() if start <= span.start < start + _OPENING and t.start is not None and t.start == t.end
    )
    return next(opening, None)


def _placed(where: Where) -> bool:
    return where.precision in FINE or _unlisted(where)


def _unlisted(where: Where) -> bool:
    """A name that no gazetteer knows, alone or within a known parent: as a rule a village or a quarter."""
    return where.within is not None or (where.place_id is None and where.precision is PlacePrecision.NONE)


def _days(span: Span | None, times: Mapping[Span, TimeMention]) -> tuple[Days | None, Span | None]:
    mention = times.get(span) if span else None
    if mention is None or mention.start is None or mention.end is None:
        return None, None
    if (mention.end - mention.start).days > LONGEST:
        return None, None  # "since the summer of 2014" dates a campaign, not a happening
    return (mention.start, mention.end), mention.span


def _classes(token: Token, type_: str) -> frozenset[str]:
    words = event_words()
    lemma = token.lower.removesuffix("s") if token.tag == "NNPS" else token.lemma  # "Attacks" of a headline
    named = lemma if lemma in words.joins or lemma in words.of_ground else "hit"
    joined = words.joins.get("kill" if type_ == "killing" else named if type_ == "armed_attack" else lemma, frozenset())
    return frozenset({class_of(type_)}) | joined


def class_of(type_: str) -> str:
    return event_words().classes.get(type_, "killing")


def grain(where: Where) -> int:
    """How coarse a place is, 0 the finest."""
    return GRAIN.index(PlacePrecision.TOWN if _unlisted(where) else where.precision)


def apart(a: Days, b: Days) -> bool:
    """Whether two intervals share no day."""
    return a[1] < b[0] or b[1] < a[0]


def another_day(a: Days | None, b: Days | None) -> bool:
    """Whether both are known and share no day."""
    return bool(a and b and apart(a, b))
