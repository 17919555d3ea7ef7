"""Who a source is: from the words that stand there to a name of the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hadba.extract.attribution.antecedents import Member, antecedent
from hadba.extract.attribution.cues import cue_lexicon, speaker_lexicon
from hadba.extract.attribution.draft import Draft
from hadba.extract.attribution.fullnames import clean_name, fullest_names
from hadba.extract.attribution.phrases import article_of
from hadba.model.parse import Entity, Parsed, Token
from hadba.model.reading import ActorName

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_SELF = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "in", "on", "to", "'s", "’s"})

_KINDS = {
    "he": frozenset({"person", "either"}),
    "they": frozenset({"group", "body", "person", "either"}),
    "it": frozenset({"body", "paper", "either"}),
}
NEAR = 120  # tokens within which a pronoun means who spoke last rather than who was named last


@dataclass(frozen=True, slots=True)
class Named:
    """What a source was taken for."""

    name: str
    role: str | None
    named: bool


class Cast:
    """The people and bodies of one text, in the order in which they come up."""

    def __init__(self, parsed: Parsed, actors: Sequence[ActorName] = ()) -> None:
        self._parsed = parsed
        self._entity_at: dict[int, Entity] = {}
        for body in _bodies(parsed, actors):
            self._entity_at.update(dict.fromkeys(range(body.first, body.last), body))
        for entity in parsed.entities:
            if entity.label in _NAMES:
                self._entity_at.update(dict.fromkeys(range(entity.first, entity.last), entity))
        self._full = fullest_names(parsed)
        self._members: list[Member] = []
        self._met = 0  # entities before this index are members already
        known = {e for e in self._entity_at.values() if e.label in ("PERSON", "ORG")}
        self._entities = sorted(known, key=lambda e: e.first)

    def identify(self, draft: Draft, inner: Mapping[int, str]) -> Named | None:
        """Who the source of ``draft`` is. ``inner`` gives, by the draft's token, the speaker in whose words it stands."""
        if draft.who is None:
            return None
        self._meet(draft.who.start)
        found = self._pronoun(draft.who, inner.get(draft.at.i)) if self._is_pronoun(draft.who) else self._noun(draft)
        self._members.append(_member(found, draft.who, spoke=True))
        return found

    def _is_pronoun(self, token: Token) -> bool:
        acronym = len(token.text) > 2 and token.text.isupper()  # "WHO said": texts in capitals are read in ordinary case
        return not acronym and token.lower in _WE | _HE | _SHE | _THEY | _IT | _SELF | _RELATIVE

    def _meet(self, before: int) -> None:
        while self._met < len(self._entities) and self._entities[self._met].span.start < before:
            entity = self._entities[self._met]
            head = self._parsed.tokens[entity.last - 1]
            name = self._full.get(clean_name(entity.span.of(self._parsed.text)), clean_name(entity.span.of(self._parsed.text)))
            role = _role(self._parsed, entity)
            found = Named(name, role, named=True)
            body = entity.label != "PERSON" or _is_body(_fold(name))
            kind = "body" if body else "person"
            self._members.append(_member(found, head, spoke=False, kind=kind))
            self._met += 1

    def _pronoun(self, token: Token, outer: str | None) -> Named:
        lower = token.lower
        as_is = Named(token.text, None, named=False)
        if lower in _WE:
            return as_is  # the speaker and others: not the same party, and the text does not say which
        if lower in _RELATIVE:
            verb = next((t for t in self._parsed.ancestors(token) if t.dep == "relcl"), None)
            if verb is None:
                return as_is
            return self._of_head(self._parsed.head(verb)) or as_is
        if lower in _SELF:
            return Named(outer, None, named=True) if outer else as_is
        kinds = _KINDS["he" if lower in _HE | _SHE else "they" if lower in _THEY else "it"]
        gender = "m" if lower in _HE else "f" if lower in _SHE else None
        fits = [m for m in reversed(self._members) if m.kind in kinds and (gender is None or m.gender in (None, gender))]
        if lower in _THEY:
            fits = [m for m in fits if m.kind == "group"] or [m for m in fits if m.kind in ("body", "either")]
        if not fits:
            return as_is
        near = next((m for m in fits if m.spoke and token.i - m.at < NEAR), fits[0])
        return Named(near.name, near.role, near.named)

    def _of_head(self, head: Token) -> Named | None:
        if self._is_pronoun(head):
            return None
        entity = self._entity_at.get(head.i)
        if entity is not None:
            return self._entity_named(entity, head)
        return Named(self._plain(head), None, named=_has_name(self._parsed, head))

    def _noun(self, draft: Draft) -> Named:
        who = draft.who
        assert who is not None and draft.source is not None
        if draft.voice in ("colon", "headline"):  # the parser sees no syntax there
            words = clean_name(draft.source.of(self._parsed.text))
            return Named(self._full.get(words, words), None, named=who.pos == "PROPN")
        who = self._issuer(who)
        entity = self._entity_at.get(who.i) or self._appositive(who)
        if entity is not None:
            return self._entity_named(entity, who)
        phrase = self._plain(who)
        owner = next((c for c in self._parsed.children(who) if c.dep == "poss"), None)
        if owner is not None and self._is_pronoun(owner):
            of_whom = self._pronoun(owner, None)
            if of_whom.named:
                rest = clean_name(phrase[len(owner.text) :])
                return Named(f"{of_whom.name}’s {rest}", None, named=True)
        if (before := antecedent(self._parsed, who, self._members)) is not None:
            return Named(before.name, before.role, before.named)
        if _has_name(self._parsed, who):
            inner = self._person_within(who)
            if inner is not None:
                name = clean_name(inner.span.of(self._parsed.text))
                return Named(self._full.get(name, name), clean_name(phrase.replace(name, "")) or None, named=True)
            return Named(self._full.get(phrase, phrase), None, named=True)
        return Named(phrase, None, named=False)

    def _issuer(self, who: Token) -> Token:
        """Whose count or paper speaks: "a new toll from the Observatory"; the paper itself where nobody is told."""
        if who.lemma not in speaker_lexicon().papers | cue_lexicon().toll_nouns:
            return who
        led = (c for c in self._parsed.children(who) if c.dep == "prep" and c.lower == "from")
        named = (c for p in led for c in self._parsed.children(p) if c.dep == "pobj")
        return next((c for c in named if c.pos == "PROPN"), who)

    def _person_within(self, who: Token) -> Entity | None:
        """The person whose office heads the phrase, in texts without commas: "Rami Abdel Rahman director of X"."""
        if who.lemma not in speaker_lexicon().people:
            return None
        near = [c for c in self._parsed.children(who) if c.dep in ("compound", "nmod", "amod", "appos")]
        held = (self._entity_at.get(c.i) for c in near)
        return next((e for e in held if e is not None and e.label == "PERSON"), None)

    def _appositive(self, who: Token) -> Entity | None:
        """The name in apposition to a description: "a spokesman, Adrian Edwards", "an activist group, the LCC"."""
        for child in self._parsed.children(who):
            if (
                child.dep == "appos"
                and (entity := self._entity_at.get(child.i)) is not None
                and entity.label in ("PERSON", "ORG")
            ):
                return entity
        return None

    def _office(self, who: Token) -> str:
        """A description with the owner resolved: "Its director" becomes "Enough Project’s director"."""
        owner = next((c for c in self._parsed.children(who) if c.dep == "poss"), None)
        phrase = self._plain(who)
        if owner is not None and self._is_pronoun(owner):
            of_whom = self._pronoun(owner, None)
            rest = clean_name(phrase[len(owner.text) :])
            return f"{of_whom.name}’s {rest}" if of_whom.named else rest
        return phrase

    def _entity_named(self, entity: Entity, who: Token) -> Named:
        text = clean_name(entity.span.of(self._parsed.text))
        last = self._parsed.tokens[entity.last - 1]
        cut = last.pos == "ADP"  # "Syrian Observatory for | Human Rights"
        if entity.label != "PERSON" and (who.i == last.i or cut):
            text = self._plain(who) if cut or any(c.dep == "prep" for c in self._parsed.children(who)) else text
        name = self._full.get(text, text)
        role = _role(self._parsed, entity) if entity.first <= who.i < entity.last else self._office(who)
        return Named(name, role, named=True)

    def _goes_on(self, i: int) -> bool:
        """Whether the ``i``-th token may belong to a name: no time, and no comma before a relative clause."""
        token, following = self._parsed.tokens[i], self._parsed.tokens[i + 1 : i + 2]
        clause = token.text == "," and bool(following) and following[0].tag in ("WP", "WDT", "WP$")
        return token.entity not in ("DATE", "TIME") and not clause

    def _plain(self, head: Token) -> str:
        """The noun phrase without apposition, relative clause, time or article: a description to stand as a name."""
        kept = [head]
        for child in self._parsed.children(head):
            before = child.dep in ("compound", "amod", "nmod", "poss", "nummod", "quantmod")
            if before or (child.dep in ("prep", "cc", "conj") and child.i > head.i):
                kept.extend(self._parsed.subtree(child))
        held = {t.i for t in kept}
        last = head.i
        while last + 1 in held and self._goes_on(last + 1):
            last += 1
        while last > head.i and self._parsed.tokens[last].pos in ("ADP", "PUNCT", "CCONJ", "DET"):
            last -= 1
        first = min(held)
        while first < head.i and self._parsed.tokens[first].entity in ("DATE", "TIME"):
            first += 1
        article = article_of(self._parsed, head)
        if article is not None and article.i > first and self._parsed.tokens[article.i - 1].pos in ("NOUN", "PROPN"):
            first = article.i  # "Raqqa | a monitor"
        text = self._parsed.text[self._parsed.tokens[first].start : self._parsed.tokens[last].end]
        return clean_name(text)


def _bodies(parsed: Parsed, actors: Sequence[ActorName]) -> Iterator[Entity]:
    """The parties that were recognised by name, as bodies: they may be unknown to the parser, which has the last word."""
    for actor in actors:
        tokens = parsed.tokens_in(actor.span)
        if tokens:
            yield Entity(tokens[0].i, tokens[-1].i + 1, parsed.span_of(tokens), "ORG")


def _member(found: Named, head: Token, *, spoke: bool, kind: str | None = None) -> Member:
    lexicon = speaker_lexicon()
    words = _fold(found.name) | _fold(found.role or "")
    if kind is None:
        if head.tag in ("NNS", "NNPS"):
            kind = "group"
        elif head.lower in lexicon.people & lexicon.generic_bodies:
            kind = "either"
        elif found.named and _is_body(_fold(found.name)):
            kind = "body"
        elif head.entity == "PERSON" or words & lexicon.people or head.lower in _HE | _SHE:
            kind = "person"
        elif head.lemma in lexicon.papers:
            kind = "paper"
        else:
            kind = "body"
    gender = "m" if words & lexicon.male or head.lower in _HE else "f" if words & lexicon.female or head.lower in _SHE else None
    return Member(found.name, kind, head.i, found.role, words, gender, found.named, spoke)


def _is_body(words: frozenset[str]) -> bool:
    """Whether the words of a name tell a body that watches, whatever the parser took it for ("Orchard Observatory")."""
    lexicon = speaker_lexicon()
    return not words.isdisjoint(lexicon.watchers & lexicon.bodies)


def _fold(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", text.lower())) - _SMALL


def _has_name(parsed: Parsed, head: Token) -> bool:
    """Whether a name stands in the noun phrase itself ("Enough Project sources", "South Sudan's president")."""
    near = [c for c in parsed.children(head) if c.dep in ("compound", "amod", "nmod", "poss")]
    return head.pos == "PROPN" or any(t.pos == "PROPN" or t.entity in _NAMES for c in near for t in parsed.subtree(c))


def _role(parsed: Parsed, entity: Entity) -> str | None:
    """The office of a person as written: before the name ("UNHCR spokesman") or in an apposition after it."""
    head = parsed.tokens[entity.last - 1]
    people = speaker_lexicon().people | speaker_lexicon().titles
    before = [t for t in parsed.subtree(head) if t.i < entity.first and t.pos in ("NOUN", "PROPN", "ADJ", "ADP", "PART", "DET")]
    run: list[Token] = []
    for token in reversed(before):
        if run and run[0].i != token.i + 1:
            break
        run.insert(0, token)
    if run and any(t.lemma in people or t.lower in people for t in run):
        return clean_name(parsed.span_of(run).of(parsed.text))
    for child in parsed.children(head):
        if child.dep == "appos" and child.lemma in people:
            kept = [t for t in parsed.subtree(child) if t.dep != "relcl"]
            text = parsed.span_of(kept).of(parsed.text)
            return clean_name(text.split(",")[0])
    return None
