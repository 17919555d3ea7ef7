"""Status of those counted as members of something: "12 Daesh members", "eight members of Hezbollah", "seventeen from the
armed forces", "15 members of the medical staff", or as the loss of a party: "the brigade lost 12 dead", "ten casualties among
the rebels"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hadba.extract.figures.counted import Counted
from hadba.extract.figures.nouns import lemma_of, two_words
from hadba.lexicon.actors import BELLIGERENT_KINDS, dictionary
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import people_words
from hadba.model.figure import Victims
from hadba.model.parse import Parsed, Token
from hadba.model.reading import ActorName
from hadba.model.span import Span


def with_parties(parsed: Parsed, figures: Iterable[Counted], actors: Sequence[ActorName]) -> tuple[Counted, ...]:
    """The figures; where a count says no more than "members" or nothing at all, who they were members of tells the rest."""
    armed = [a.span for a in actors if _bears_arms(a)]
    return tuple(_of_member(parsed, c, armed) if c.figure.victims is Victims.UNKNOWN else c for c in figures)


def _of_member(parsed: Parsed, counted: Counted, armed: list[Span]) -> Counted:
    head = parsed.tokens[counted.head]
    losers = _losers(parsed, head)
    if not losers and head.pos != "NUM" and lemma_of(head) not in word_set("members"):
        return counted
    bodies = [b for b in (*_bodies(parsed, head), *losers) if b.pos in ("NOUN", "PROPN", "ADJ")]
    spans = [counted.figure.span, *(b.span for b in bodies)]
    if any(span.overlaps(a) for a in armed for span in spans):
        return replace(counted, figure=replace(counted.figure, victims=Victims.COMBATANT))
    people = people_words()
    for body in bodies:
        word = next((w for w in (two_words(parsed, body), lemma_of(body)) if w in people.groups), None)
        if word is not None:
            figure = replace(counted.figure, victims=people.status[word], groups=people.groups[word])
            return replace(counted, figure=figure)
    return counted


def _bodies(parsed: Parsed, head: Token) -> list[Token]:
    """The nouns after "of" or "from" below the counted noun."""
    return [
        noun
        for preposition in parsed.children(head)
        if preposition.dep == "prep" and preposition.lower in ("of", "from")
        for noun in parsed.children(preposition)
        if noun.dep == "pobj"
    ]


def _losers(parsed: Parsed, head: Token) -> list[Token]:
    """Who suffered the casualties counted: the subject of "suffered", or those on or among whom they were."""
    named = [head, *_bodies(parsed, head)]  # "thousands of casualties"
    if not any(lemma_of(t) in word_set("losses") for t in named):
        return []
    verb = parsed.head(head)
    if verb.lemma in word_set("suffers"):
        return [c for c in parsed.children(verb) if c.dep == "nsubj"]
    tied = [c for t in (*named, verb) for c in parsed.children(t) if c.dep == "prep" and c.lower in ("on", "among", "upon")]
    return [n for preposition in tied for n in parsed.children(preposition) if n.dep == "pobj"]


def _bears_arms(name: ActorName) -> bool:
    """Whether the name is that of an armed party; a description that no list knows ("terrorist group") is one by its words."""
    if name.text.split()[-1].lower() in word_set("civil_bodies"):
        return False
    known = dictionary().by_id.get(name.actor_id) if name.actor_id else None
    candidates = (known,) if known is not None else dictionary().may_mean(name.text)
    return not candidates or all(c.armed and c.kind in BELLIGERENT_KINDS for c in candidates)
