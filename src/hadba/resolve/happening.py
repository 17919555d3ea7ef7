"""Which words of one report speak of the same happening.

A report tells its main happening several times: in the headline, in the lead, in a toll far below ("the death toll rose to
43"). Its words are read in text order; each joins an earlier happening that nothing speaks against and something speaks
for, else it opens a new one. What speaks against: another day, another place, another kind of act, "another", "a separate".
What speaks for: reference back ("the attack"), the same act next to it, the same day, place or figure.

What a claim does not say of itself - its day, its place, how they were killed - it takes from its happening, with the span
of the words that say it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.model.claim import Claim, Family, Realis, claim_id
from hadba.model.figure import Figure, Scope
from hadba.model.parse import Parsed, Token
from hadba.model.reading import EventMention, Reading
from hadba.model.span import Span
from hadba.model.when import TimeMention, When
from hadba.model.where import PlacePrecision, Where

_FINE = {PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.TOWN}
_GRAIN = list(PlacePrecision)
_DEFINITE = {"the", "this", "these", "that", "those"}
# types that a more specific one of the same happening replaces, the more specific first
_VAGUE = ("raid", "bombing", "explosion", "armed_clash", "armed_attack", "war", "killing")
_HEAD = 60  # characters within which a page's own date stands
_ITEMS = 6  # paragraphs from which a text may be a dated list
_OPENING = 30  # characters within which an item's day stands
_LONGEST = 31  # days that one happening may be told to cover
_ENOUGH = 2.4  # of the weights below
_FADING = 0.08  # a sentence, beyond those of _RECENT
_RECENT = (2.0, 1.0, 0.5, 0.0)  # by sentences since the happening was last spoken of
_TOLD = {Realis.ACTUAL, Realis.NEGATED}
# mentions of these tell a state of war rather than a happening; only claims of them are grouped
_STATES = {"war", "killing", "armed_clash", "agreement", "protest", "displacement"}
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
class _Word:
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

    @property
    def alone(self) -> bool:
        """A plan or a period's total neither joins nor takes further words."""
        return self.realis not in _TOLD or any(f.scope is Scope.CUMULATIVE for f in self.figures)


@dataclass(slots=True)
class _Happening:
    key: str
    words: list[_Word] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    days: Days | None = None
    dated: Span | None = None

    @property
    def last(self) -> int:
        return self.words[-1].token.sentence

    def join(self, word: _Word) -> None:
        """Take a word in; the narrowest days stand, a specific class goes before "killed"."""
        self.words.append(word)
        specific = [w for w in self.words if w.type != "killing"]
        own = {_class(w.type) for w in specific}
        self.classes = frozenset(own) if own else word.classes
        if word.days and (self.days is None or _length(word.days) < _length(self.days)):
            self.days, self.dated = word.days, word.dated

    def date(self) -> Span | None:
        """The words that date it: its own, else the first that stand beside it."""
        return self.dated or next((w.hint.dated for w in self.words if w.hint.dated), None)

    def type(self) -> str:
        """The most specific type told, the earliest of them."""
        return min((w.type for w in self.words), key=_vagueness)

    def places(self) -> tuple[Where, ...]:
        """The places of the word that places it most finely, the earliest of them."""
        placed = [w.places for w in self.words if w.places] or [w.hint.places for w in self.words if w.hint.places]
        return min(placed, key=lambda p: min(_grain(w) for w in p)) if placed else ()


def group_happenings(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with a happening key on event claims and mentions, and with what claims take from their happening: its
    day and place as written, and its type where the claim only says that people were killed (the claim's id follows)."""
    claims = [c for c in reading.claims if c.family is Family.EVENT]
    words = _words(parsed, reading, claims)
    happenings: list[_Happening] = []
    home_of: dict[int, _Happening] = {}
    for n, word in enumerate(words):
        home = _home(parsed, word, happenings)
        if home is None:
            home = _Happening(f"h{len(happenings) + 1}")
            happenings.append(home)
        home.join(word)
        home_of[n] = home
    _date_the_main_one(reading, happenings)
    by_claim = {word.claim: home_of[n] for n, word in enumerate(words) if word.claim}
    by_token = {word.token.start: home_of[n].key for n, word in enumerate(words)}
    finished = (_finished(parsed, c, by_claim[c.claim_id]) if c.claim_id in by_claim else c for c in reading.claims)
    return replace(
        reading,
        claims=tuple(sorted({c.claim_id: c for c in finished}.values(), key=lambda c: (c.spans, c.claim_id))),
        events=tuple(replace(e, incident=by_token.get(e.span.start) or _nearest(e.span, by_token)) for e in reading.events),
    )


def _nearest(span: Span, by_token: Mapping[int, str]) -> str:
    """The key of the grouped word nearest before the span, else after it; empty where none was grouped."""
    before = [start for start in by_token if start <= span.start]
    return by_token[max(before) if before else min(by_token)] if by_token else ""


def _date_the_main_one(reading: Reading, happenings: list[_Happening]) -> None:
    """An undated report of one happening that names one recent day besides those of sayings and of publication is of
    that day: "There were no casualties ... when the incident occurred on Thursday"."""
    main = max((h for h in happenings if any(w.claim for w in h.words)), key=lambda h: len(h.words), default=None)
    published = reading.report.published
    if (
        main is None
        or published is None
        or any(h.date() for h in happenings if h.classes & main.classes and not h.words[0].alone)
    ):
        return
    said = {a.said_on for a in reading.attributions}
    days = {
        t.start: t.span
        for t in reading.times
        if t.start is not None and t.start == t.end and t.span not in said and 0 < (published - t.start).days <= _LONGEST
    }
    if len(days) == 1:
        ((day, span),) = days.items()
        main.days, main.dated = (day, day), span


def _words(parsed: Parsed, reading: Reading, claims: Sequence[Claim]) -> list[_Word]:
    said = {a.said_on for a in reading.attributions}
    published = reading.report.published
    times = {t.span: t for t in reading.times if t.span not in said and not (t.span.start < _HEAD and t.start == published)}
    places = {p.span: p.where for p in reading.places}
    told = {c.trigger.start for c in claims}
    sayings = {t.span: t for t in reading.times if t.span in said}
    found = [_of_claim(parsed, c, times, sayings, places) for c in claims]
    found += [
        _of_mention(parsed, e, times, places)
        for e in reading.events
        if e.span.start not in told and e.type not in _STATES and e.realis in _TOLD and not e.text.lower().startswith("target")
    ]
    return sorted(found, key=lambda w: (w.token.i, w.claim or ""))


def _of_claim(parsed: Parsed, claim: Claim, times: Times, sayings: Times, places: Places) -> _Word:
    token = parsed.tokens_in(Span(claim.trigger.start, claim.trigger.end))[0]
    days, dated = _days(claim.when.span, times)
    own = tuple(w for p in claim.where if (w := places.get(p.span)) is not None)
    spoken, _ = _days(claim.said_on.span if claim.said_on else None, sayings)
    return _Word(
        token=token,
        type=claim.type,
        realis=claim.realis,
        classes=_classes(token, claim.type),
        days=days,
        dated=dated,
        places=own,
        figures=claim.figures,
        claim=claim.claim_id,
        said=spoken[1] if spoken else None,
        around=_around(parsed, token, times),
        hint=NO_HINT if claim.type in _STATES else _hint(parsed, token, times, places),
    )


def _of_mention(parsed: Parsed, event: EventMention, times: Times, places: Places) -> _Word:
    token = parsed.tokens_in(event.span)[0]
    days, dated = _days(event.when, times)
    own = tuple(w for span in event.where if (w := places.get(span)) is not None)
    hint = _hint(parsed, token, times, places)
    around = _around(parsed, token, times)
    return _Word(token, event.type, event.realis, _classes(token, event.type), days, dated, own, around=around, hint=hint)


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
    day = dates[0] if len(dates) == 1 else None if dates else _item_day(parsed, token, times)
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
    return where.precision in _FINE or (
        where.place_id is None and where.within is None and where.precision is PlacePrecision.NONE
    )


def _days(span: Span | None, times: Mapping[Span, TimeMention]) -> tuple[Days | None, Span | None]:
    mention = times.get(span) if span else None
    if mention is None or mention.start is None or mention.end is None:
        return None, None
    if (mention.end - mention.start).days > _LONGEST:
        return None, None  # "since the summer of 2014" dates a campaign, not a happening
    return (mention.start, mention.end), mention.span


def _classes(token: Token, type_: str) -> frozenset[str]:
    words = event_words()
    joined = words.joins["kill"] if type_ == "killing" else words.joins.get(token.lemma, frozenset())
    return frozenset({_class(type_)}) | joined


def _home(parsed: Parsed, word: _Word, happenings: list[_Happening]) -> _Happening | None:
    if word.alone:
        return None
    if {f.scope for f in word.figures} == {Scope.PART}:
        totals = {f.part_of for f in word.figures if f.part_of}
        total = next((h for h in happenings if any(f.span in totals for w in h.words for f in w.figures)), None)
        if total is not None:
            return total
    before = _before(parsed, word.token)
    if before & word_set("other_happening"):
        return None
    definite = bool(before & _DEFINITE)
    open_ = (h for h in happenings if not any(w.alone for w in h.words) and not _against(word, h, definite))
    held = list(open_)
    only = 0.5 if len(held) == 1 else 0.0  # the report tells of one such happening
    scored = [(_weight(word, h, definite) + only, n, h) for n, h in enumerate(held)]
    best = max(scored, key=lambda s: (s[0], s[1]), default=None)
    return best[2] if best is not None and best[0] >= _ENOUGH else None


def _against(word: _Word, happening: _Happening, definite: bool) -> bool:
    if not (word.classes & happening.classes):
        return True
    if word.around and not word.days and happening.days and _apart(word.around, happening.days):
        return True
    if word.said and happening.days and happening.days[0] > word.said:
        return True
    if word.days and happening.days and _apart(word.days, happening.days):
        return True
    fine = [p for p in word.places if p.precision in _FINE]
    known = [p for w in happening.words for p in w.places if p.precision in _FINE]
    if not fine or not known or any(_may_be_one(a, b) for a in fine for b in known):
        return False
    same_town = bool({p.place_id for p in fine} & {p.place_id for p in known} - {None})
    return not (definite and same_town)  # "the raid on al-Farouq" may tell more finely where in the town it was


def _may_be_one(a: Where, b: Where) -> bool:
    """Whether two places may be the same or one inside the other."""
    if a.place_id is not None and a.place_id == b.place_id:
        return a.text.lower() == b.text.lower() or a.within is None or b.within is None
    names = {n.lower() for n in (a.within, a.name, a.text) if n}
    others = {n.lower() for n in (b.within, b.name, b.text) if n}
    return bool(names & others)


def _weight(word: _Word, happening: _Happening, definite: bool) -> float:
    """How much speaks for one happening. The weights were set by reading the misses on news texts."""
    apart = word.token.sentence - happening.last
    weight = _RECENT[min(apart, len(_RECENT) - 1)] - _FADING * max(0, apart - len(_RECENT))
    types = {w.type for w in happening.words}
    if word.type in types:
        weight += 1.5
    elif _class(word.type) in {_class(t) for t in types if t != "killing"}:
        weight += 0.75
    if definite:
        weight += 1.5
    if _numbers(word.figures) & {n for w in happening.words for n in _numbers(w.figures)}:
        weight += 3.0
    if word.days and happening.days:  # overlapping, or `_against` had spoken
        weight += 2.0
    if _ids(word.places) & {i for w in happening.words for i in _ids(w.places)}:
        weight += 1.0
    counted = any(w.figures for w in happening.words)
    if word.type == "killing" and not word.days and not word.places:
        weight += 1.5 + (0.3 if counted else 0.0)  # a bare toll is the toll of something told
    return weight + 0.1 * min(5, len(happening.words))


def _class(type_: str) -> str:
    return event_words().classes.get(type_, "killing")


def _numbers(figures: tuple[Figure, ...]) -> set[tuple[object, ...]]:
    """Numbers distinctive enough to name a happening, 3 and more, whatever their bound."""
    return {(f.kind, n) for f in figures if (n := f.point or f.low or f.high or 0) >= 3}


def _ids(places: tuple[Where, ...]) -> set[str]:
    return {p.place_id for p in places if p.place_id and p.precision in _FINE}


def _before(parsed: Parsed, token: Token) -> frozenset[str]:
    return frozenset(c.lower for c in parsed.children(token) if c.dep in ("det", "amod"))


def _finished(parsed: Parsed, claim: Claim, happening: _Happening) -> Claim:
    """The claim with its key and with what it takes from its happening."""
    specific = happening.type()
    type_ = specific if claim.type in _VAGUE and _vagueness(specific) < _vagueness(claim.type) else claim.type
    when = claim.when
    dated = happening.date()
    if when.span is None and dated is not None:
        when = When(text=dated.of(parsed.text), span=dated)
    return replace(
        claim,
        happening=happening.key,
        type=type_,
        claim_id=claim_id(claim.report_id, claim.family, type_, claim.spans, claim.figures),
        when=when,
        where=_where(claim, happening),
    )


def _where(claim: Claim, happening: _Happening) -> tuple[Where, ...]:
    """The claim's own places; finer ones of its happening go before a country or a province, and stand for none."""
    told = happening.places()
    own = [w for word in happening.words if word.claim == claim.claim_id for w in word.places]
    if not own and not claim.where:
        return tuple(Where(text=p.text, span=p.span, relation=p.relation) for p in told)
    finest = min((_grain(w) for w in own), default=len(_GRAIN))
    finer = [w for w in told if _grain(w) < finest and finest > _GRAIN.index(PlacePrecision.TOWN)]
    return (*(Where(text=p.text, span=p.span, relation=p.relation) for p in finer), *claim.where)


def _grain(where: Where) -> int:
    return _GRAIN.index(where.precision)


def _vagueness(type_: str) -> int:
    return _VAGUE.index(type_) + 1 if type_ in _VAGUE else 0


def _apart(a: Days, b: Days) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _length(days: Days) -> int:
    return (days[1] - days[0]).days
