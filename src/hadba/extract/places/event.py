"""An event's own places, apart from those that its sentence merely mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hadba.extract.places.lexicon import place_words
from hadba.extract.places.listing import heads_a_row
from hadba.lexicon.telling import brought_there
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.model.where import PlaceMention

# How fine the place is that a cue word names; what has no cue stands in the middle.
FINENESS = {"site": 0, "road": 1, "neighbourhood": 1, "town": 2, "water": 3, None: 3, "district": 3, "province": 4, "region": 5}

_ENDS_A_ROW = re.compile(r"[;\n•]|\.\s")
_AREAS = ("province", "region")
_SUFFERERS = ("dobj", "pobj", "nsubjpass")  # "shelled fighters positioned in Hit"
_OBJECTS = ("dobj", "pobj", "nsubjpass", "obj", "obl", "nsubj", "attr", "dative", "compound", "nmod", "npadvmod")


def places_of(parsed: Parsed, trigger: Span, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The mentions in the trigger's sentence where the event was, finest first; empty where it names none.

    A mention counts when a path of syntax leads from the trigger to it without passing a verb of saying or another
    clause, and through a locative preposition or as what was attacked or held. A place of origin ("a man from Hit"), a
    base ("Baghdad-based") and the place of a speech are left out.
    """
    heads = parsed.tokens_in(trigger)
    if not heads:
        return ()
    head = _top(heads, parsed)
    sentence = parsed.sentence_of(head)
    if (row := _row_of(parsed, trigger, mentions)) is not None:
        return (row,)
    here = [m for m in mentions if sentence.span.contains(m.span) and not brought_there(parsed, m.span)]
    verb = _clause(parsed, head)
    ranked = []
    for mention in here:
        token = _top(parsed.tokens_in(mention.span), parsed)
        distance = _reach(parsed, token, head, verb)
        if distance is not None:
            ranked.append((FINENESS.get(mention.cue, 3), distance, mention.span.start, mention))
    found = [m for *_, m in sorted(ranked, key=lambda r: r[:3])]
    found += [m for m in here if m not in found and m in _where_it_was(parsed, head, here)]
    return tuple(m for m in found if not _reference(parsed, m, found))


def _row_of(parsed: Parsed, trigger: Span, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place that heads the row of a list in which the trigger stands: "Hit: 3 killed; Haditha: 7 killed"."""
    before = [m for m in mentions if m.span.end <= trigger.start]
    if not before:
        return None
    last = parsed.tokens_in(before[-1].span)[-1].i + 1
    row = heads_a_row(parsed, parsed.tokens_in(before[-1].span)[0].i, last)
    return before[-1] if row and not _ENDS_A_ROW.search(parsed.text, before[-1].span.end, trigger.start) else None


def places_of_figure(parsed: Parsed, figure: Span, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The mentions where people are told to have been harmed, by a locative preposition and in a clause that stands by itself:
    "the raids that killed 34 soldiers in Hit", not "shells fell, killing two"."""
    heads = parsed.tokens_in(figure)
    if not heads or _clause(parsed, _top(heads, parsed)).tag == "VBG":
        return ()
    return tuple(m for m in places_of(parsed, figure, mentions) if _placed(parsed, m))


def _placed(parsed: Parsed, mention: PlaceMention) -> bool:
    above = (t for t in parsed.ancestors(_top(parsed.tokens_in(mention.span), parsed)))
    return next((t.lower in place_words().placing for t in above if t.pos == "ADP"), False)


def _where_it_was(parsed: Parsed, head: Token, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The place of which the trigger's clause is told: "Khan Touman near Aleppo, where they reported an attack"."""
    clause = next((t for t in (head, *parsed.ancestors(head)) if t.dep == "relcl"), None)
    where = next((c for c in parsed.children(clause) if c.lower == "where"), None) if clause is not None else None
    if where is None:
        return ()
    before = [m for m in mentions if m.span.end <= where.start and not _words_in(parsed, m.phrase.end, where.start)]
    told = [before[-1]] if before else []
    while told and (told[-1].relation is not None or _distant(parsed, told[-1])):  # told by its nearness to another
        start = told[-1].phrase.start
        nearer = [
            m
            for m in mentions
            if m.span.end <= start and (_distant(parsed, told[-1]) or not _words_in(parsed, m.phrase.end, start))
        ]
        if not nearer:
            break
        told = [nearer[-1]]
    return tuple(told)


def _distant(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether a place only tells how far another one is: "60 kilometres from Damascus"."""
    first = parsed.tokens_in(mention.phrase)[0].i
    return first > 0 and parsed.tokens[first - 1].lower == "from"


def _words_in(parsed: Parsed, start: int, end: int) -> bool:
    return any(c.isalnum() for c in parsed.text[start:end])


def _reference(parsed: Parsed, mention: PlaceMention, found: Sequence[PlaceMention]) -> bool:
    """Whether a place only says where another one is: "Hamam al-Alil, the last settlement south of Mosul"; what is near says
    more where the other is an area: "in eastern Aleppo near the dam"."""
    if mention.relation is None:
        return False
    above = {t.i for t in parsed.ancestors(_top(parsed.tokens_in(mention.span), parsed))}
    spots = (
        o
        for o in found
        if o is not mention and o.cue not in _AREAS and (o.relation or "").lower() not in place_words().directions
    )
    return any(t.i in above for other in spots for t in parsed.tokens_in(other.span))


def _top(tokens: tuple[Token, ...], parsed: Parsed) -> Token:
    """The token of a stretch that the others hang on."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[-1])


def _clause(parsed: Parsed, token: Token) -> Token:
    """The verb of the token's clause: the token itself, or its nearest verbal governor (a noun keeps its own root)."""
    if token.pos in ("VERB", "AUX"):
        return token
    return next((t for t in parsed.ancestors(token) if t.pos in ("VERB", "AUX")), token)


def _reach(parsed: Parsed, place: Token, head: Token, verb: Token) -> int | None:
    """How many steps up lead from the place to the trigger or its clause, or null where they do not."""
    words = place_words()
    located, placed, steps, token = False, False, 0, place
    through = head.i == verb.i
    light = verb.lemma not in words.saying
    while steps < 12:
        if token.i == head.i:
            return steps if steps else None
        if token.i == verb.i and light and (located or place.dep in _OBJECTS):
            return steps + (0 if through else 1)
        up = parsed.head(token)
        if up.i == token.i:
            return None
        if token.dep == "prep" or token.pos == "ADP":
            if token.lower in words.locative:
                located, placed = True, placed or token.lower in words.placing
            if token.lower == "from" and up.lower != "far" and not _left(parsed, up):
                return None  # where somebody or something comes from
            sought = token.lower == "for" and placed and up.lemma in words.seeking
            if token.lower not in words.locative and not sought and not (placed and token.lower in words.accompanying):
                return None
        if up.i not in (head.i, verb.i) and up.pos in ("VERB", "AUX") and up.lemma in words.saying:
            return None
        if token.dep == "advcl" and token.lemma in words.heading:
            return None  # "killed as they were entering Turkey"
        inner = (
            token.dep in ("relcl", "advcl", "ccomp", "acl")
            and up.i not in (head.i, verb.i)
            and token.i not in (place.i, head.i)
            and not (token.lemma in words.seeking and _joined_to(parsed, up, verb))
        )
        if inner and not _under(parsed, head, token) and not (token.lemma in words.stationed and up.dep in _SUFFERERS):
            return None
        token = up
        steps += 1
    return None


def _left(parsed: Parsed, token: Token) -> bool:
    """Whether "from" a place says what was left: "fled from Hit", "abducted 50 people from Hit"."""
    words = place_words().leaving
    return token.lemma in words or (token.dep in ("dobj", "nsubjpass") and parsed.head(token).lemma in words)


def _joined_to(parsed: Parsed, verb: Token, other: Token) -> bool:
    """Whether both are verbs of one doer: "killed one insurgent and detained two while pursuing a leader in Hit"."""
    while verb.i != other.i and verb.dep == "conj":
        verb = parsed.head(verb)
    return verb.i == other.i


def _under(parsed: Parsed, token: Token, governor: Token) -> bool:
    return token.i == governor.i or any(t.i == governor.i for t in parsed.ancestors(token))
