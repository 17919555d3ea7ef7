"""What a report offers to claims that name no place of their own: its located places, in order, and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hadba.lexicon.telling import brought_there
from hadba.model.claim import Claim
from hadba.model.parse import Parsed, Token
from hadba.model.ports import Gazetteer
from hadba.model.span import Span
from hadba.model.where import PlaceMention, PlacePrecision, Where
from hadba.resolve.where.fold import fold
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.standing import coarse, fine, fineness, heads_a_text, hyphened, located, sentence_of, verb_of

LEAD = 3  # sentences that say what a report is about
BACK = 3  # sentences before a claim that may still say where it is


@dataclass(frozen=True, slots=True)
class Located:
    """A place where something is, with its sentence and the token that it hangs by."""

    mention: PlaceMention
    where: Where
    sentence: int
    token: Token


@dataclass(frozen=True, slots=True)
class Scene:
    """``places`` are located, in text order; ``countries`` all mentions of countries, located or not; ``focus`` is what the
    report is mostly about, null if nothing is; ``owned`` the spans that claims name themselves, with the claims' triggers;
    ``theatre`` the ISO codes of the countries where these lie."""

    parsed: Parsed
    places: tuple[Located, ...]
    countries: tuple[Where, ...]
    focus: Where | None
    owned: dict[Span, list[Span]]
    theatre: frozenset[str]

    @classmethod
    def of(cls, parsed: Parsed, mentions: Sequence[PlaceMention], claims: Iterable[Claim], gazetteer: Gazetteer) -> Scene:
        told = tuple(claims)
        links = (link for c in told for link in c.attribution)
        speakers = [Span(s.start, s.end) for s in links if s.start is not None and s.end is not None]
        places = tuple(
            Located(m, m.where, sentence, parsed.tokens_in(m.span)[-1])
            for m in mentions
            if m.where is not None
            and (sentence := sentence_of(parsed, m.span)) is not None
            and located(parsed, m, speakers, capital=_capital(m.where, gazetteer))
        )
        told_of = (m.where for m in mentions if m.where is not None and not hyphened(parsed, m.span))
        nations = tuple(w for w in told_of if w.precision is PlacePrecision.COUNTRY)
        owned: dict[Span, list[Span]] = {}
        for claim in told:
            for where in claim.where:
                owned.setdefault(where.span, []).append(Span(claim.trigger.start, claim.trigger.end))
        heads = [m.where for m in mentions if m.where is not None and fine(m) and heads_a_text(parsed, m)]
        focus = _focus(places, owned) or next(iter(heads), None)
        theatre = frozenset(w.country for c in told for w in c.where if w.country and not coarse(w))
        return cls(parsed, places, nations, focus, owned, theatre)

    def beside(self, trigger: Span, *, finely: bool = True) -> list[Where]:
        """Places in the trigger's sentence that no other clause claims for itself, the nearest first: spots, or else
        countries and provinces."""
        sentence = sentence_of(self.parsed, trigger)
        here = [p for p in self.places if p.sentence == sentence and fine(p.mention) == finely and self._free(p, trigger)]
        here.sort(key=lambda p: (p.mention.relation is not None, trigger.gap(p.mention.span)))
        return [p.where for p in here]

    def _free(self, place: Located, trigger: Span) -> bool:
        """Whether no other claim has the place, save one whose verb is joined to the trigger's, and it happened there."""
        if brought_there(self.parsed, self.parsed.tokens_in(place.mention.span)[-1]):
            return False
        others = [t for t in self.owned.get(place.mention.span, ()) if t != trigger]
        mine = self._verb(trigger)
        return all(self._verb(other) == mine for other in others)

    def _verb(self, trigger: Span) -> int:
        return verb_of(self.parsed, self.parsed.tokens_in(trigger)[0]).i

    def meant(self, trigger: Span) -> Where | None:
        """The place that a definite noun of the trigger's sentence takes up: "casualties in the camp", told before as "Yida
        camp"."""
        tokens = self.parsed.tokens_in(trigger)
        cues = place_senses().cues
        for token in self.parsed.sentence_tokens(self.parsed.sentence_of(tokens[0])):
            kind = cues.get(token.lower)
            if kind not in ("site", "town", "neighbourhood", "district", "province") or not self._definite(token):
                continue
            for place in reversed(self.places):
                if place.mention.span.end > token.start:
                    continue
                same_word = token.lower in fold(place.mention.phrase.of(self.parsed.text)).split()
                same_kind = kind == "town" and place.where.precision is PlacePrecision.TOWN and place.where.within is None
                if same_word or same_kind:
                    return place.where
        return None

    def country(self, trigger: Span) -> Where | None:
        """The country that "the country" or "the nation" means in the trigger's clause, by what the report is about; null
        where it does not say so."""
        tokens = self.parsed.sentence_tokens(self.parsed.sentence_of(self.parsed.tokens_in(trigger)[0]))
        nouns = [t for t in tokens if t.lower in ("country", "nation") and self._definite(t)]
        if not any(verb_of(self.parsed, noun).i == self._verb(trigger) for noun in nouns):
            return None
        wanted = self.focus.country if self.focus is not None else None
        return next((w for w in self.countries if wanted is None or w.country == wanted), None)

    def _definite(self, token: Token) -> bool:
        """Whether a noun refers back and stands where a place would: "in the camp", not "the camp's head"."""
        below = list(self.parsed.children(token))
        named = any(t.pos == "PROPN" or t.dep in ("prep", "relcl", "acl", "amod") for t in below)
        return (
            token.dep in ("pobj", "dobj", "nsubjpass") and not named and any(t.lower in ("the", "this", "that") for t in below)
        )

    def before(self, trigger: Span) -> Iterator[Where]:
        """Located places before the trigger's sentence in its paragraph, the last first, ``BACK`` sentences at most; none of
        a country where nothing else is told to have happened ("ministers met in Berlin")."""
        token = self.parsed.tokens_in(trigger)[0]
        sentence = self.parsed.sentence_of(token)
        for place in reversed(self.places):
            same = self.parsed.sentences[place.sentence].paragraph == sentence.paragraph
            told_there = not self.theatre or place.where.country is None or place.where.country in self.theatre
            if same and told_there and sentence.i - BACK <= place.sentence < sentence.i:
                yield place.where

    def is_elsewhere(self, span: Span) -> bool:
        """Whether the words stand in a sentence that goes over to another place ("Elsewhere, ...")."""
        opening = self.parsed.sentence_tokens(self.parsed.sentence_of(self.parsed.tokens_in(span)[0]))[:2]
        return any(t.lower == "elsewhere" for t in opening)

    def nation(self, trigger: Span) -> Where | None:
        """The country of the trigger's sentence, else the one named last before it, else the first of the report."""
        sentence = sentence_of(self.parsed, trigger)
        here = [w for w in self.countries if sentence_of(self.parsed, w.span) == sentence]
        if here:
            return min(here, key=lambda w: trigger.gap(w.span))
        wanted = self.focus.country if self.focus is not None else None
        held = [w for w in self.countries if wanted is None or w.country == wanted]
        earlier = [w for w in held if w.span.end <= trigger.start]
        return earlier[-1] if earlier else next(iter(held), None)


def _capital(where: Where, gazetteer: Gazetteer) -> bool:
    place = gazetteer.place(where.place_id) if where.place_id is not None else None
    return place is not None and place.capital


def _focus(places: Sequence[Located], owned: Container[Span]) -> Where | None:
    """What a report is mostly about: the place, finer than a country, that stands most often as a place of something, the
    lead counting fourfold; of two that are level the finer, then the first; before a province the spot in it that the lead
    names. Null where it stands so once, outside the lead."""
    weights: Counter[tuple[str, str | None]] = Counter()
    best: dict[tuple[str, str | None], Where] = {}
    for place in places:
        where = place.where
        if where.precision is PlacePrecision.COUNTRY or not (fine(place.mention) or coarse(where)):
            continue
        key = (fold(place.mention.text), where.place_id)
        weights[key] += 4 if place.sentence < LEAD else 1
        best.setdefault(key, where)
    ranked = sorted(best, key=lambda key: (-weights[key], fineness(best[key]), best[key].span.start))
    if not ranked:
        return None
    top = best[ranked[0]]
    if coarse(top):
        inside = (p for p in places if p.sentence < LEAD and fine(p.mention) and p.where.country in (top.country, None))
        spot = next((p.where for p in inside if p.where.admin1 == top.admin1 or top.admin1 is None), None)
        told = any(p.mention.span in owned for p in places if p.where.place_id == top.place_id)
        return spot or (top if weights[ranked[0]] > 4 or (told and weights[ranked[0]] == 4) else None)
    return top if weights[ranked[0]] > 1 else None
