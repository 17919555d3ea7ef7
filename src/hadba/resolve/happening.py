"""Which claims of one report speak of the same happening.

A report tells its main happening several times: in the headline, in the lead, in a toll far below ("the death toll rose to
43"). Claims are read in text order; each joins the nearest earlier happening that nothing speaks against and something
speaks for, else it opens a new one. What speaks against: another day, another place, another kind of act, "another",
"a separate". What speaks for: "the attack" (reference back), the same act next to it, the same day, place or figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.model.claim import Claim, Family, Realis, claim_id
from hadba.model.figure import Scope
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.model.when import TimeMention
from hadba.model.where import PlaceMention, PlacePrecision, Where

_FINE = {PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.TOWN}
_DEFINITE = {"the", "this", "these", "that", "those"}
# types that a more specific one of the same happening replaces, the more specific first
_VAGUE = ("raid", "bombing", "explosion", "armed_clash", "armed_attack", "war", "killing")
_NEAR = 2  # sentences within which a bare toll goes on speaking of the happening before


@dataclass(slots=True)
class _Happening:
    key: str
    classes: set[str]
    claims: list[Claim] = field(default_factory=list)
    days: tuple[date, date] | None = None
    places: list[Where] = field(default_factory=list)
    last_sentence: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a claim itself says, before anything is inherited."""

    claim: Claim
    token: Token
    classes: frozenset[str]
    days: tuple[date, date] | None
    places: tuple[Where, ...]


def group_happenings(
    parsed: Parsed, claims: tuple[Claim, ...], times: tuple[TimeMention, ...], places: tuple[PlaceMention, ...]
) -> tuple[Claim, ...]:
    """The claims, events with their ``happening`` key; a bare killing takes the type of the happening that it belongs to
    (its id follows, since the type is part of it)."""
    by_time = {t.span: t for t in times}
    by_place = {p.span: p.where for p in places}
    happenings: list[_Happening] = []
    keyed: dict[str, str] = {}
    for claim in sorted((c for c in claims if c.family is Family.EVENT), key=lambda c: (c.trigger.start, c.spans)):
        seen = _see(parsed, claim, by_time, by_place)
        home = _home(parsed, seen, happenings)
        if home is None:
            home = _Happening(f"h{len(happenings) + 1}", set(seen.classes))
            happenings.append(home)
        _join(home, seen)
        keyed[claim.claim_id] = home.key
    types = {h.key: _type_of(h) for h in happenings}
    return tuple(_keyed(c, keyed.get(c.claim_id), types) for c in claims)


def _keyed(claim: Claim, key: str | None, types: Mapping[str, str]) -> Claim:
    if key is None:
        return claim
    type_ = types[key] if claim.type in _VAGUE and _vagueness(types[key]) < _vagueness(claim.type) else claim.type
    id_ = claim_id(claim.report_id, claim.family, type_, claim.spans, claim.figures)
    return replace(claim, happening=key, type=type_, claim_id=id_)


def _type_of(happening: _Happening) -> str:
    """The most specific type told, the earliest of them."""
    return min((c.type for c in happening.claims), key=_vagueness)


def _vagueness(type_: str) -> int:
    return _VAGUE.index(type_) + 1 if type_ in _VAGUE else 0


def _see(parsed: Parsed, claim: Claim, by_time: Mapping[Span, TimeMention], by_place: Mapping[Span, Where | None]) -> _Seen:
    words = event_words()
    token = parsed.tokens_in(Span(claim.trigger.start, claim.trigger.end))[0]
    classes = frozenset({words.classes.get(claim.type, "killing")}) | words.joins.get(token.lemma, frozenset())
    if claim.type == "killing":
        classes = classes | words.joins["kill"]
    mention = by_time.get(claim.when.span) if claim.when.span else None
    days = (mention.start, mention.end) if mention is not None and mention.start and mention.end else None
    places = tuple(w for p in claim.where if (w := by_place.get(p.span)) is not None)
    return _Seen(claim, token, classes, days, places)


def _home(parsed: Parsed, seen: _Seen, happenings: list[_Happening]) -> _Happening | None:
    scopes = {f.scope for f in seen.claim.figures}
    if scopes & {Scope.CUMULATIVE} or seen.claim.realis in (Realis.PLANNED, Realis.HYPOTHETICAL):
        return None
    if scopes == {Scope.PART}:
        total = _home_of_total(seen, happenings)
        if total is not None:
            return total
    if _determiner(parsed, seen.token) & word_set("other_happening"):
        return None
    for happening in reversed(happenings):
        if any(_closed(c) for c in happening.claims) or _against(seen, happening):
            continue
        if _speaks_for(parsed, seen, happening):
            return happening
    return None


def _closed(claim: Claim) -> bool:
    """A plan or a period's total takes no further claims."""
    return claim.realis in (Realis.PLANNED, Realis.HYPOTHETICAL) or any(f.scope is Scope.CUMULATIVE for f in claim.figures)


def _home_of_total(seen: _Seen, happenings: list[_Happening]) -> _Happening | None:
    totals = {f.part_of for f in seen.claim.figures if f.part_of}
    return next((h for h in happenings if any(f.span in totals for c in h.claims for f in c.figures)), None)


def _against(seen: _Seen, happening: _Happening) -> bool:
    if not (seen.classes & happening.classes):
        return True
    if seen.days and happening.days and (seen.days[1] < happening.days[0] or happening.days[1] < seen.days[0]):
        return True
    fine = [p for p in seen.places if p.precision in _FINE]
    known = [p for p in happening.places if p.precision in _FINE]
    return bool(fine and known) and not any(_may_be_one(a, b) for a in fine for b in known)


def _may_be_one(a: Where, b: Where) -> bool:
    """Whether two places may be the same or one inside the other."""
    if a.place_id is not None and a.place_id == b.place_id:
        same_text = a.text.lower() == b.text.lower()
        return same_text or a.within is None or b.within is None
    names = {n.lower() for n in (a.within, a.name, a.admin1, a.admin2, a.text) if n}
    others = {n.lower() for n in (b.within, b.name, b.text) if n}
    return bool(names & others) or bool({n.lower() for n in (b.admin1, b.admin2) if n} & {a.text.lower()})


def _speaks_for(parsed: Parsed, seen: _Seen, happening: _Happening) -> bool:
    near = seen.token.sentence - happening.last_sentence
    same_figure = {(f.kind, f.low, f.point, f.high) for f in seen.claim.figures} & {
        (f.kind, f.low, f.point, f.high) for c in happening.claims for f in c.figures
    }
    if same_figure:
        return True
    same_day = bool(seen.days and happening.days)  # equal or overlapping, or `_against` had spoken
    same_place = bool({p.place_id for p in seen.places if p.place_id} & {p.place_id for p in happening.places if p.place_id})
    if _determiner(parsed, seen.token) & _DEFINITE:
        return True
    if seen.claim.type == "killing" and not (seen.days or seen.places):
        return near <= _NEAR or bool(seen.claim.figures)
    bare = not seen.days and not seen.places
    same_type = seen.claim.type in {c.type for c in happening.claims} or seen.claim.type == "killing"
    return (same_type and (near <= 1 or same_day or same_place) and not (near > 1 and bare)) or (same_day and same_place)


def _determiner(parsed: Parsed, token: Token) -> frozenset[str]:
    return frozenset(
        c.lower for c in parsed.children(token) if c.dep in ("det", "amod") or c.lower in word_set("other_happening")
    )


def _join(happening: _Happening, seen: _Seen) -> None:
    happening.claims.append(seen.claim)
    if seen.claim.type != "killing":
        own = {event_words().classes.get(seen.claim.type, "killing")}
        happening.classes = own if all(c.type == "killing" for c in happening.claims[:-1]) else happening.classes | own
    if seen.days and (happening.days is None or (seen.days[1] - seen.days[0]) < (happening.days[1] - happening.days[0])):
        happening.days = seen.days
    happening.places.extend(seen.places)
    happening.last_sentence = seen.token.sentence
