"""What a report offers to claims that name no place of their own: its located places, in order, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hadba.lexicon.telling import brought_there
from hadba.model.claim import Claim
from hadba.model.parse import Parsed, Token
from hadba.model.ports import Gazetteer
from hadba.model.span import Span
from hadba.model.where import Place, PlaceMention, PlacePrecision, Where
from hadba.resolve.where.focus import LEAD, Located, focus_of, lead_of
from hadba.resolve.where.fold import fold
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.nation import country_of, taken_up
from hadba.resolve.where.standing import (
    ORDER,
    coarse,
    fine,
    heads_a_text,
    hyphened,
    is_duty,
    located,
    sentence_of,
    verb_of,
)

BACK = 3  # sentences before a claim that may still say where it is
# How fine a place is that a noun speaks of.
_GRAINS = {
    "site": PlacePrecision.SITE, "neighbourhood": PlacePrecision.NEIGHBOURHOOD, "town": PlacePrecision.TOWN,
    "district": PlacePrecision.DISTRICT, "province": PlacePrecision.PROVINCE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """``places`` are located, in text order; ``charged`` those that only tell what somebody is charged with there; ``home`` is
    the one country where all is set, null if there are several; ``countries`` and ``capitals`` all mentions of such, located
    or not; ``focus`` is what the report is mostly about, null if nothing is; ``owned`` the spans that claims name, with the
    triggers of these; ``theatre`` the ISO codes of the countries where these lie, else of the focus; ``lead_ends`` the sentence
    after the lead."""

    parsed: Parsed
    places: tuple[Located, ...]
    charged: tuple[Located, ...]
    home: Place | None
    countries: tuple[Where, ...]
    capitals: tuple[Where, ...]
    focus: Where | None
    owned: dict[Span, list[Span]]
    theatre: frozenset[str]
    lead_ends: int

    @classmethod
    def of(
        cls, parsed: Parsed, mentions: Sequence[PlaceMention], claims: Iterable[Claim], gazetteer: Gazetteer, title: str
    ) -> Scene:
        told = tuple(claims)
        links = (link for c in told for link in c.attribution)
        speakers = [Span(s.start, s.end) for s in links if s.start is not None and s.end is not None]
        held = tuple(
            Located(m, m.where, sentence, parsed.tokens_in(m.span)[-1])
            for m in mentions
            if m.where is not None
            and (sentence := sentence_of(parsed, m.span)) is not None
            and located(parsed, m, speakers, capital=_capital(m.where, gazetteer))
        )
        charged = tuple(p for p in held if is_duty(parsed, p.mention.span))
        places = tuple(p for p in held if p not in charged)
        told_of = [m.where for m in mentions if m.where is not None and not hyphened(parsed, m.span)]
        nations = tuple(w for w in told_of if w.precision is PlacePrecision.COUNTRY)
        owned: dict[Span, list[Span]] = {}
        for claim in told:
            for where in claim.where:
                owned.setdefault(where.span, []).append(Span(claim.trigger.start, claim.trigger.end))
        heads = [m.where for m in mentions if m.where is not None and fine(m) and heads_a_text(parsed, m)]
        lead = lead_of(parsed, mentions)
        focus = focus_of(places, owned, lead, title)
        if focus is None and not any(fine(p.mention) or coarse(p.where) for p in places if p.where not in nations):
            focus = next(iter(heads), None)  # nothing else is named
        capitals = tuple(w for w in told_of if not coarse(w) and _capital(w, gazetteer))
        theatre = frozenset(w.country for c in told for w in c.where if w.country and not coarse(w))
        if not theatre and focus is not None and focus.country is not None:
            theatre = frozenset({focus.country})
        home = country_of(places, gazetteer) if len(theatre) == 1 else None
        return cls(parsed, places, charged, home, nations, capitals, focus, owned, theatre, lead + LEAD)

    @property
    def only(self) -> Where | None:
        """The one spot where the report says that something is; null where it has none, or several."""
        spots = {(p.where.place_id, fold(p.mention.text)): p.where for p in self.places if fine(p.mention)}
        return next(iter(spots.values())) if len(spots) == 1 else None

    def beside(self, trigger: Span, *, finely: bool = True) -> list[Where]:
        """Places in the trigger's sentence that no other clause claims for itself, the nearest first: spots, or else
        countries and provinces. Where nothing was placed so far, who is sought is told by where he acts: "an operation to
        arrest a man who is responsible for attacks in Hit"."""
        sentence = sentence_of(self.parsed, trigger) or 0
        told = [p for p in self.places if p.sentence == sentence]
        if all(p.where.precision is PlacePrecision.COUNTRY for p in self.places if p.sentence <= sentence):
            told += [p for p in self.charged if p.sentence == sentence]
        here = [p for p in told if fine(p.mention) == finely and self._free(p, trigger)]
        here.sort(key=lambda p: (p.mention.relation is not None, trigger.gap(p.mention.span)))
        return [p.where for p in here]

    def _free(self, place: Located, trigger: Span) -> bool:
        """Whether no other claim has the place, save one whose verb is joined to the trigger's, and it happened there."""
        if brought_there(self.parsed, place.mention.span):
            return False
        if place not in self.charged and self._of_one_who(place.token, trigger):
            return False
        others = [t for t in self.owned.get(place.mention.span, ()) if t != trigger]
        mine = self._verb(trigger)
        return all(self._verb(other) == mine for other in others)

    def _of_one_who(self, token: Token, trigger: Span) -> bool:
        """Whether a place only tells what somebody does elsewhere: "a leader who plans attacks in Hit"; not where they are told
        to have been harmed ("who was killed in Hit"), nor of what is told in that clause."""
        clause = next((t for t in self.parsed.ancestors(token) if t.dep == "relcl"), None)
        if clause is None or any(trigger.overlaps(Span(t.start, t.end)) for t in self.parsed.subtree(clause)):
            return False
        return any(t.lower == "who" and t.dep == "nsubj" for t in self.parsed.children(clause))

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
            if token.lower == "capital":
                return self._seat()
            for place in reversed(self.places):
                if place.mention.span.end > token.start:
                    continue
                quarter = kind == "town" and place.where.within is not None  # "the city" is not the Old City
                same_word = not quarter and token.lower in fold(place.mention.phrase.of(self.parsed.text)).split()
                same_kind = kind == "town" and place.where.precision is PlacePrecision.TOWN and place.where.within is None
                if same_word or same_kind:
                    return place.where
        return None

    def _seat(self) -> Where | None:
        """The one capital that the report names, of those where something is told to have happened."""
        held = {w.place_id: w for w in self.capitals if not self.theatre or w.country in self.theatre}
        return next(iter(held.values())) if len(held) == 1 else None

    def elsewhere(self, trigger: Span) -> int:
        """How fine a place the clause sets apart from those told before, by ``ORDER`` ("in another village"); -1 where it
        sets none apart."""
        senses = place_senses()
        kinds = []
        for token in self.parsed.sentence_tokens(self.parsed.sentence_of(self.parsed.tokens_in(trigger)[0])):
            kind = senses.cues.get(token.lower)
            if kind not in _GRAINS or token.dep not in ("pobj", "dobj", "nsubjpass"):
                continue
            apart = any(t.lower in senses.apart for t in self.parsed.children(token)) or self._several(token)
            if apart and self._of_clause(token, trigger):
                kinds.append(_GRAINS[kind])
        return max((ORDER.index(k) for k in kinds), default=-1)

    def _several(self, token: Token) -> bool:
        """Whether a noun counts places of which none is named: "in several villages", "killed 80 in various provinces"."""
        if token.tag not in ("NNS", "NNPS"):
            return False
        counting = place_senses().counting
        below = list(self.parsed.children(token))
        named = any((t.pos == "PROPN" and t.lower not in counting) or t.dep in ("appos", "relcl", "acl", "prep") for t in below)
        return not named and any(t.lower in counting or t.dep == "nummod" for t in below)

    def _of_clause(self, token: Token, trigger: Span) -> bool:
        return verb_of(self.parsed, token).i == self._verb(trigger)

    def country(self, trigger: Span, *, all_over: bool = False) -> Where | None:
        """The country that "the country" or "the nation" means in the trigger's clause, by what the report is about; null
        where it does not say so, or not that it was ``all_over`` it."""
        tokens = self.parsed.sentence_tokens(self.parsed.sentence_of(self.parsed.tokens_in(trigger)[0]))
        nouns = [t for t in tokens if t.lower in ("country", "nation") and self._country_holds(t, all_over=all_over)]
        noun = next((n for n in nouns if self._of_clause(n, trigger)), None)
        if noun is None:
            return None
        wanted = self.home.country if self.home is not None else self.focus.country if self.focus is not None else None
        named = next((w for w in self.countries if wanted is None or w.country == wanted), None)
        if named is not None or self.home is None:
            return named
        return taken_up(self.home, noun)

    def _country_holds(self, noun: Token, *, all_over: bool) -> bool:
        """Whether something is told to be in the country ("in the south of the country") or all over ("across the country")."""
        above = self.parsed.head(noun)
        if noun.dep != "pobj" or not any(t.lower in ("the", "this", "that") for t in self.parsed.children(noun)):
            return False
        if above.lower in ("across", "throughout", "around"):
            return True
        if above.lower == "of":
            part = self.parsed.head(above)
            several = any(t.dep == "conj" for t in self.parsed.children(part)) or part.lower in ("parts", "areas", "rest")
            directed = part.lower in place_senses().directions or part.lower in ("parts", "areas", "rest", "part")
            return directed and (several or not all_over)
        return not all_over and above.lower in place_senses().placing

    def _definite(self, token: Token) -> bool:
        """Whether a noun refers back and stands where a place would: "in the camp", not "the camp's head"."""
        below = list(self.parsed.children(token))
        senses = place_senses()
        told = senses.cues.get(token.lower) == "town"  # "the northern city" is the one that was told
        named = any(
            t.pos == "PROPN" or t.dep in ("prep", "relcl", "acl") or (t.dep == "amod" and (not told or t.lower in senses.apart))
            for t in below
        )
        refers = not named and any(t.lower in ("the", "this", "that") for t in below)
        return refers and token.dep in ("pobj", "dobj", "nsubjpass") and not self._beyond(token)

    def _beyond(self, token: Token) -> bool:
        """Whether something is told to lie near it, or in some direction of it: "northeast of the capital"."""
        above = self.parsed.head(token)
        if token.dep != "pobj" or above.lower not in ("of", "near", "outside", "around", "beyond", "for"):
            return False
        return above.lower != "of" or self.parsed.head(above).lower in place_senses().directions

    def leads(self, trigger: Span) -> bool:
        """Whether the trigger stands in the lead, of which the focus tells more closely."""
        return (sentence_of(self.parsed, trigger) or 0) < self.lead_ends

    def soon(self, trigger: Span, start: int) -> bool:
        """Whether what begins at ``start``, after the trigger, may still tell where that was: from the lead all may."""
        told, sentence = sentence_of(self.parsed, Span(start, start + 1)), sentence_of(self.parsed, trigger) or 0
        return self.leads(trigger) or (told or 0) <= sentence + BACK

    def before(self, trigger: Span, *, dated: bool) -> Iterator[Where]:
        """Located places before the trigger's sentence, the last first, ``BACK`` sentences at most, and in its paragraph where
        it is ``dated`` itself, as in lists; none of a country where nothing else is told to have happened ("ministers met in
        Berlin"). A country only from the sentence before, and where something is said to be in it; a province only as long as
        no other place has been named."""
        token = self.parsed.tokens_in(trigger)[0]
        sentence = self.parsed.sentence_of(token)
        for place in reversed(self.places):
            told_there = not self.theatre or place.where.country is None or place.where.country in self.theatre
            if dated and self.parsed.sentences[place.sentence].paragraph != sentence.paragraph:
                continue
            near = place.sentence == sentence.i - 1 and self._holds(place.token)
            if place.where.precision is PlacePrecision.COUNTRY and not near:
                continue
            if coarse(place.where) and not near and self._names_any(place.sentence + 1, sentence.i):
                continue
            if told_there and sentence.i - BACK <= place.sentence < sentence.i:
                yield place.where

    def after(self, span: Span) -> list[Where]:
        """The spots that the next two sentences tell and no claim has for itself ("The attacks occurred in Hit"), as long as
        they do not go over to something else."""
        first, found = sentence_of(self.parsed, span) or 0, list[Where]()
        for sentence in self.parsed.sentences[first + 1 : first + BACK]:
            if any(t.lower in place_senses().turning for t in self.parsed.sentence_tokens(sentence)):
                break
            here = (p for p in self.places if p.sentence == sentence.i and fine(p.mention))
            found += [p.where for p in here if p.mention.span not in self.owned]
        return found

    def _names_any(self, first: int, last: int) -> bool:
        """Whether a sentence from ``first`` to ``last`` names a country or places something."""
        told = (*(p.sentence for p in self.places), *(sentence_of(self.parsed, w.span) for w in self.countries))
        return any(n is not None and first <= n <= last for n in told)

    def _holds(self, token: Token) -> bool:
        above = next((t for t in self.parsed.ancestors(token) if t.pos == "ADP"), None)
        return above is not None and above.lower in place_senses().placing

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
